"""A step: a state of the process, with what it needs, asks, proves, signs and repeats."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from collab_playbook.model.question import Question
from collab_playbook.model.shape import Boolean, Guard, Id, Integer, Shape

ScopeKind = Literal["programme", "circle", "community"]


class Need(Shape):
    """A step that comes before; skipped or not applicable will do unless ``state`` is done."""

    step: Id = Field(description="The step that comes before.")
    state: Literal["finished", "done"] = Field(
        "finished", description="finished: done, skipped or not applicable; done: nothing less."
    )


class Criterion(Shape):
    """An exit criterion: a sentence for people and a guard for the program."""

    id: Id = Field(description="How the criterion is named, when it is waived for one.")
    text: str = Field(description="The criterion, as a person would say it.")
    that: Guard = Field(description="A guard that is true once it is met.")


class Roles(Shape):
    """Who does what (RACI): one accountable role, the rest as lists of role ids."""

    accountable: Id = Field(description="The one role that answers for the result.")
    responsible: tuple[Id, ...] = Field(description="The roles that do the work.")
    consulted: tuple[Id, ...] = Field((), description="The roles that are asked beforehand.")
    informed: tuple[Id, ...] = Field((), description="The roles that are told afterwards.")


class Duration(Shape):
    """How long a step usually takes: working days of elapsed time, then days that nobody works."""

    work_days: Integer = Field(ge=1, le=500, description="Working days from start to end.")
    waiting_days: Integer = Field(
        0,
        ge=0,
        le=730,
        description="Calendar days of waiting after the work, such as a legal delay.",
    )


class SignOff(Shape):
    """Whose approval a submitted step needs before it is done."""

    all_of: tuple[Id, ...] = Field((), description="Every one of these roles.")
    at_least: Integer = Field(0, ge=0, description="How many of `of`.")
    of: tuple[Id, ...] = Field((), description="The roles of which `at_least` so many approve.")
    not_author: Boolean = Field(
        default=False, description="Nobody approves what they answered or submitted."
    )
    expires: str | None = Field(
        None, description="Period after which the approval has to be renewed."
    )

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that may approve, each once."""
        return tuple(dict.fromkeys((*self.all_of, *self.of)))


class Repeat(Shape):
    """What comes back once a step is done."""

    every: str = Field(description="A period such as P1M.")
    anchor: Literal["completion", "calendar"] = Field(
        "completion", description="Counted from the last time, or from the first in fixed steps."
    )
    questions: tuple[Id, ...] = Field(min_length=1, description="The questions asked again.")


class Reopen(Shape):
    """When completing this step sends another one back to work."""

    when: Guard = Field(description="Looked at when this step is completed.")
    step: Id = Field(description="The step that goes back to work.")
    reason: str = Field(description="Why, as it stands on the record.")


class Step(Shape):
    """A state of the process."""

    id: Id = Field(description="How guards, templates and commands name the step.")
    number: Integer = Field(ge=1, description="Its place in the list; its folder begins with it.")
    title: str = Field(description="What is done, as a short instruction.")
    phase: Id = Field(description="The phase that it belongs to.")
    scopes: tuple[ScopeKind, ...] = Field(
        ("programme",), description="Where it runs: once, in each circle, in each community."
    )
    purpose: str = Field(description="One or two sentences: why this step exists.")
    needs: tuple[Need, ...] = Field(
        (), description="Steps that come before: ids, or {step: id, state: done}."
    )
    better_after: tuple[Id, ...] = Field((), description="Steps that help but do not block.")
    when: Guard | None = Field(None, description="Whether the step applies at all.")
    required: Boolean = Field(default=True, description="Whether skipping it needs a reason.")
    roles: Roles = Field(description="Who does what.")
    duration: Duration = Field(description="How long it usually takes.")
    questions: tuple[Question, ...] = Field((), description="What is asked, in this order.")
    done_when: tuple[Criterion, ...] = Field((), description="What has to be so to hand it in.")
    sign_off: SignOff | None = Field(None, description="Whose approval it needs.")
    repeat: Repeat | None = Field(None, description="What comes back, and how often.")
    reopens: tuple[Reopen, ...] = Field((), description="What its completion sends back to work.")
    pitfalls: tuple[str, ...] = Field((), description="What is about to bite, one sentence each.")

    @field_validator("needs", mode="before")
    @classmethod
    def _a_need_may_be_an_id(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [{"step": item} if isinstance(item, str) else item for item in value]

    def question(self, question_id: str) -> Question | None:
        """The question of that id, if the step asks it."""
        return next((q for q in self.questions if q.id == question_id), None)
