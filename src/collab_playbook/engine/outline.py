"""What an interview shows around its question: header, numbered outline, reasons for asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from collab_playbook.engine.asking import Asked, asked_of
from collab_playbook.engine.showing import shown
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.question import Question
    from collab_playbook.model.step import Step

MINUTES = {"long_text": 3, "record": 3, "records": 6, "file": 2, "choices": 1}
"""Minutes that a question of a type usually takes; every other type takes one."""

RowState = Literal["answered", "open", "passed", "not_asked"]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a session stands."""

    step_title: str
    step_number: int | None
    instance: Instance
    answered: int
    total: int
    minutes_left: int
    done_steps: int
    total_steps: int


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A question of a step with its answer, numbered for editing."""

    number: int
    question: Question
    shown: str
    state: RowState
    current: bool
    required: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """An exit criterion as it is shown."""

    text: str
    verdict: str
    missing: tuple[str, ...]


def header_of(view: View, instance: Instance, asked: Sequence[Asked]) -> Header:
    """The header over the questions in force."""
    step = view.process.playbook.step_by_id.get(instance.step)
    still = [a for a in asked if a.is_open]
    steps = [i for i in view.instances if i.scope == instance.scope] or list(view.instances)
    done = sum(1 for i in steps if view.record(i).phase in {"done", "skipped"})
    return Header(
        step_title=step.title if step else say("Your organisation"),
        step_number=_number(step, instance, steps) if step else None,
        instance=instance,
        answered=len(asked) - len(still),
        total=len(asked),
        minutes_left=sum(MINUTES.get(a.question.type, 1) for a in still),
        done_steps=done,
        total_steps=len(steps),
    )


def _number(step: Step, instance: Instance, steps: Sequence[Instance]) -> int:
    """The step's own number; in a circle or community its place among the steps that run there."""
    here = [each.step for each in steps]
    own = instance.scope == PROGRAMME or step.id not in here
    return step.number if own else here.index(step.id) + 1


def outline_of(
    view: View, instance: Instance, current: str | None, language: str
) -> tuple[OutlineRow, ...]:
    """Every question of an instance, asked or not, with its answer."""
    playbook = view.process.playbook
    rows = []
    for number, asked in enumerate(asked_of(view, instance), start=1):
        question = asked.question
        text = ""
        if asked.given is not None and asked.given.value is not None:
            choices = playbook.choices_of(question)
            text = shown(question, asked.given.value, choices, language, playbook.choices_of)
        rows.append(
            OutlineRow(
                number, question, text, _state(asked), question.id == current, question.required
            )
        )
    return tuple(rows)


def _state(asked: Asked) -> RowState:
    if not asked.in_force:
        return "not_asked"
    if asked.is_answered:
        return "answered"
    return "passed" if asked.is_passed else "open"


def why_asked(view: View, instance: Instance, question: Question) -> tuple[str, ...]:
    """Why a question is asked: its own reason, then what rests on its answer."""
    path = (instance.step, question.id)
    lines = [question.why] if question.why else []
    for step in view.process.steps:
        for criterion in step.done_when:
            if path in view.process.reads(criterion.that):
                where = say("this step") if step.id == instance.step else f"'{step.title}'"
                lines.append(
                    say(
                        "An exit criterion of {where} reads it: {text}",
                        where=where,
                        text=criterion.text,
                    )
                )
        if step.when and path in view.process.reads(step.when):
            lines.append(say("It decides whether '{title}' applies.", title=step.title))
    if not lines and instance.step == ORGANISATION:
        lines.append(say("It describes your organisation in every document."))
    return tuple(lines or [say("Its answer goes into this step's documents.")])
