"""Which questions an instance asks now, which are open, and which come back for a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.derive import Judged, judge
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.state import Given
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.question import Question


class Asked(NamedTuple):
    """A question of an instance: whether it is asked, and how it was answered there, if it was."""

    question: Question
    in_force: bool
    given: Given | None

    @property
    def is_answered(self) -> bool:
        """Whether it holds a value."""
        return self.given is not None and self.given.value is not None

    @property
    def is_passed(self) -> bool:
        """Whether an optional question was left without an answer on purpose."""
        return self.given is not None and self.given.value is None and not self.question.required

    @property
    def is_open(self) -> bool:
        """Whether it still wants a reply."""
        return self.in_force and not (self.is_answered or self.is_passed)


class Again(NamedTuple):
    """A question that comes back, and the criterion that its answer made fail."""

    asked: Asked
    judged: Judged


def asked_of(view: View, instance: Instance) -> tuple[Asked, ...]:
    """The questions of an instance in order; at a later occurrence, those that repeat."""
    return tuple(
        Asked(question, _in_force(view, question, instance.scope), _given(view, instance, question))
        for question in _questions(view, instance)
    )


def _given(view: View, instance: Instance, question: Question) -> Given | None:
    """The reply of this occurrence; for the first one, the reply that is in force."""
    if instance.occurrence == 1:
        return view.given(instance.scope, instance.step, question.id)
    return view.record(instance).answers.get(question.id)


def _questions(view: View, instance: Instance) -> Iterator[Question]:
    playbook = view.process.playbook
    questions = playbook.questions_of(instance.step)
    step = playbook.step_by_id.get(instance.step)
    if instance.occurrence == 1 or step is None or step.repeat is None:
        return iter(questions)
    again = step.repeat.questions
    return (question for question in questions if question.id in again)


def _in_force(view: View, question: Question, scope: str) -> bool:
    """A question whose condition cannot be told yet is not asked yet."""
    return question.when is None or view.evaluate(question.when, scope) is True


def open_questions(view: View, instance: Instance) -> tuple[Asked, ...]:
    """The questions that still want a reply."""
    return tuple(_open(view, instance))


def _open(view: View, instance: Instance) -> Iterator[Asked]:
    """The same one by one; the condition of a question that has its reply is never looked at."""
    for question in _questions(view, instance):
        asked = Asked(question, in_force=True, given=_given(view, instance, question))
        if asked.is_open and _in_force(view, question, instance.scope):
            yield asked


def open_required(view: View, instance: Instance) -> tuple[Question, ...]:
    """The questions without which the instance cannot be submitted."""
    return tuple(a.question for a in open_questions(view, instance) if a.question.required)


def unmet(view: View, instance: Instance) -> tuple[Judged, ...]:
    """The exit criteria that stand against submitting."""
    step = view.process.playbook.step_by_id.get(instance.step)
    if step is None:
        return ()
    return tuple(j for j in judge(view, step, instance) if j.verdict in {"unmet", "unknown"})


def asked_again(view: View, instance: Instance) -> Again | None:
    """The first question behind a failing criterion that has not come back yet in this revision."""
    record = view.record(instance)
    enough = 2 if record.revision == 0 else 1
    by_id = {asked.question.id: asked for asked in asked_of(view, instance)}
    for judged in unmet(view, instance):
        for path in (*judged.missing, *judged.reads):
            step, _, question = path.partition(".")
            asked = by_id.get(question.split(".")[0].split("[")[0])
            if step != instance.step or asked is None or not asked.in_force:
                continue
            if asked.given is not None and asked.given.times < enough:
                return Again(asked, judged)
    return None


def next_asked(view: View, instance: Instance) -> Asked | Again | None:
    """The question to put now: the first open one, else one behind a failing criterion."""
    first = next(_open(view, instance), None)
    if first is not None or instance.step == ORGANISATION:
        return first
    return asked_again(view, instance)
