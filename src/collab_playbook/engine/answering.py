"""Answers to events: does the value fit, do the question's checks hold, what is to be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.circles import is_closed
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import answered_in
from collab_playbook.engine.simulate import after
from collab_playbook.engine.values import fit
from collab_playbook.language.evaluate import evaluate
from collab_playbook.model.event import Draft, Instance
from collab_playbook.model.question import Computed, Field, Question
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View


_NO_REPLY = frozenset({"edited in file", "file"})
"""Sources that say everything again; what stands there as before confirms nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for a question, from wherever it comes, still to be judged; ``None`` withdraws.

    Where the first occurrence is named, the one that is meant is found (``answered_in``).
    ``answered_by`` is who gave the answer, where somebody else records it, ``answered_on`` the day
    that they wrote beside it.
    """

    instance: Instance
    question: Question
    raw: Any
    source: str = "typed"
    answered_by: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an entry cannot be recorded, and which part of its value is to blame."""

    entry: Entry
    message: str
    path: tuple[str | int, ...] = ()


def answer(view: View, entry: Entry, by: str) -> tuple[Draft, ...] | Refusal:
    """One answer as the events to record, or why it is refused; nothing where nothing changes."""
    drafts, faults = answer_all(view, (entry,), by)
    if faults:
        return Refusal(tuple(fault.message for fault in faults), entry.question.example)
    return drafts


def answer_all(
    view: View, entries: Iterable[Entry], by: str
) -> tuple[tuple[Draft, ...], tuple[Fault, ...]]:
    """Many answers at once; checks look at all of them together, and every fault is told.

    Returns:
        The events for the entries without fault, and the faults of the others.
    """
    faults: list[Fault] = []
    fitted: list[tuple[Entry, Stored]] = []
    for entry in entries:
        stored, misfits = _fitted(view, entry)
        faults += misfits
        if not misfits:
            fitted.append((entry, stored))
    ahead = after(view, (_draft(view, entry, stored) for entry, stored in fitted), by)
    drafts: list[Draft] = []
    for entry, stored in fitted:
        failed = _failed_checks(ahead, entry, stored)
        faults += failed
        if not failed and _changes(view, entry, stored):
            drafts.append(_draft(view, entry, stored))
    return tuple(drafts), tuple(faults)


def _fitted(view: View, entry: Entry) -> tuple[Stored, list[Fault]]:
    if is_closed(view.state, entry.instance.scope):
        title = view.state.title(entry.instance.scope)
        return None, [
            Fault(
                entry, say("'{title}' is closed, and nothing more is recorded there", title=title)
            )
        ]
    if entry.raw is None:
        return None, []
    playbook = view.process.playbook

    def choices_of(field: Field) -> Sequence[Any]:
        return playbook.choices_of(field)

    stored, misfits = fit(
        entry.question, entry.raw, playbook.choices_of(entry.question), choices_of
    )
    return stored, [Fault(entry, misfit.message, tuple(misfit.path)) for misfit in misfits]


def _failed_checks(view: View, entry: Entry, stored: Stored) -> list[Fault]:
    """Checks that are false; one that cannot be told yet lets the answer pass."""
    if stored is None or not entry.question.check:
        return []
    named = (entry.instance.step, entry.question, stored)
    names = view.names(entry.instance.scope, value=named)
    return [
        Fault(entry, check.message)
        for check in entry.question.check
        if evaluate(view.process.guard(check.that), names) is False
    ]


def _changes(view: View, entry: Entry, stored: Stored) -> bool:
    """Whether recording makes a difference: a new value, or a reply where one was wanted again."""
    given = view.record(_meant(view, entry)).answers.get(entry.question.id)
    if given is None and entry.source in _NO_REPLY:
        given = view.given(entry.instance.scope, entry.instance.step, entry.question.id)
    if given is None:
        return stored is not None or not entry.question.required
    return given.value != stored or entry.source not in _NO_REPLY


def _meant(view: View, entry: Entry) -> Instance:
    if entry.instance.occurrence > 1:
        return entry.instance
    return answered_in(view, entry.instance, entry.question.id)


def _draft(view: View, entry: Entry, stored: Stored) -> Draft:
    instance, question = _meant(view, entry), entry.question
    data: dict[str, Any] = {"question": question.id}
    if stored is not None:
        data["value"] = stored
    data["source"] = source_of(view, entry, stored)
    if entry.answered_by:
        data["answered_by"] = entry.answered_by
    if entry.answered_on:
        data["answered_on"] = entry.answered_on
    before = view.record(instance).answers.get(question.id)
    if before is not None:
        data["was"] = before.event
    kind: Any = "withdrawn" if stored is None else "answered"
    return Draft(kind, instance.scope, instance.step, instance.occurrence, data)


def source_of(view: View, entry: Entry, stored: Stored) -> str:
    """How a value came about: a computed default taken over follows its source and says so."""
    if stored is None:
        return "withdrawn"
    if entry.source == "typed" and isinstance(entry.question.default, Computed):
        computed = view.computed_default(entry.question, view.names(entry.instance.scope))
        if computed == stored:
            return "derived"
    return entry.source
