"""The journal folded into a state: one pass, one small function per type of event.

Nothing is decided again here: an event says what was decided, under the playbook of its day.
An event that a merge has made impossible is reported as an oddity and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from collab_playbook.engine.fold_openings import APPLY_OPENING, Openings
from collab_playbook.engine.state import EMPTY, Approval, Given, Oddity, Record, State
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import Event, Instance
from collab_playbook.saying import say


class _Working:
    """A record under construction; mutable, never seen outside this module."""

    __slots__ = tuple(field.name for field in fields(Record))

    answers: dict[str, Given]
    approvals: tuple[Approval, ...]
    authors: frozenset[str]
    phase: str
    revision: int

    def __init__(self, record: Record) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(record, name))
        self.answers = dict(record.answers)

    def freeze(self) -> Record:
        return Record(**{name: getattr(self, name) for name in self.__slots__})


Apply = Callable[[Any, Event], str | None]
"""Changes a working record; returns why the event does not apply, if it does not."""


def fold(events: Iterable[Event], onto: State | None = None) -> State:
    """Folds events, in journal order, onto a state (an empty one if none is given).

    Folding ``a + b`` equals folding ``b`` onto the fold of ``a``, as long as ``b`` voids nothing;
    a caller that appends a ``voided`` event folds the whole journal again.
    """
    events = tuple(events)
    start = onto or State()
    voided = start.voided | _voided(events)
    working: dict[Instance, _Working] = {}
    openings = Openings(start)
    oddities = list(start.oddities)
    last_at = start.last_at
    for event in events:
        last_at = max(last_at, event.at)
        if event.id in voided:
            continue
        opens = APPLY_OPENING.get(event.type)
        if opens is not None:
            why_not = opens(openings, event)
            if why_not is not None:
                oddities.append(Oddity(event.id, why_not))
            continue
        apply = _APPLY.get(event.type)
        if apply is None or event.step is None:
            continue
        instance = Instance(event.scope, event.step, event.occurrence)
        record = working.get(instance)
        if record is None:
            record = working[instance] = _Working(start.records.get(instance, EMPTY))
        why_not = apply(record, event)
        if why_not is not None:
            oddities.append(
                Oddity(event.id, say("{path}: {why_not}", path=instance.path, why_not=why_not))
            )
    records = dict(start.records)
    records.update((instance, record.freeze()) for instance, record in working.items())
    return State(
        records,
        voided=voided,
        oddities=tuple(oddities),
        last_at=last_at,
        **openings.values(),
    )


def _voided(events: tuple[Event, ...]) -> frozenset[str]:
    """Events taken back, walking backwards so that taking back an undo restores what it undid."""
    voided: set[str] = set()
    for event in reversed(events):
        if event.type == "voided" and event.id not in voided:
            voided.add(event.data["event"])
    return frozenset(voided)


def _started(record: Any, event: Event) -> str | None:
    if record.phase not in {"idle", "skipped"}:
        return say("was already started")
    record.phase = "active"
    record.started_at = record.started_at or event.at
    record.changed_at = event.at
    return None


def _answered(record: Any, event: Event) -> str | None:
    return _given(record, event, event.data.get("value"), event.data.get("source", "typed"))


def _withdrawn(record: Any, event: Event) -> str | None:
    return _given(record, event, None, event.data.get("source", "withdrawn"))


def _given(record: Any, event: Event, value: Any, source: str) -> str | None:
    question = event.data["question"]
    before = record.answers.get(question)
    times = 1 if before is None else before.times + 1
    answered_by = event.data.get("answered_by") or ""
    given = Given(value, event.by, event.at, event.id, source, times, answered_by)
    record.answers[question] = given
    if event.by not in record.authors:
        record.authors |= {event.by}
    record.changed_at = event.at
    if record.phase in {"idle", "skipped", "submitted"}:
        record.phase = "active"
        record.started_at = record.started_at or event.at
    seen = event.data.get("was")
    if before is not None and before.event != seen and before.value != value:
        return say(
            ("'{question}' was answered on two branches; the later answer, by {by}, stands"),
            question=question,
            by=event.by,
        )
    return None


def _submitted(record: Any, event: Event) -> str | None:
    if record.phase in {"submitted", "done"}:
        return say("was already submitted")
    record.phase = "submitted"
    record.submitted_at = event.at
    record.submitted_by = event.by
    record.submitted_digest = event.data.get("digest", "")
    record.waived = dict(event.data.get("waived", {}))
    record.verdicts = dict(event.data.get("verdicts", {}))
    record.authors |= {event.by}
    record.refusal = ""
    record.changed_at = event.at
    return None


def _approved(record: Any, event: Event) -> str | None:
    if record.phase not in {"submitted", "done"}:
        return say("an approval by {by} met a step that is no longer submitted", by=event.by)
    approval = Approval(
        event.data["role"],
        event.by,
        event.at,
        event.id,
        event.data.get("digest", ""),
        tuple(event.data.get("waived", ())),
        event.data.get("reason", ""),
        {question: given.value for question, given in record.answers.items()},
        tuple(each for each in event.data.get("documents") or () if _is_of_texts(each)),
    )
    record.approvals = (*(a for a in record.approvals if a.role != approval.role), approval)
    record.changed_at = event.at
    return None


def _is_of_texts(document: Any) -> bool:
    return isinstance(document, dict) and all(isinstance(v, str) for v in document.values())


def _refused(record: Any, event: Event) -> str | None:
    if record.phase != "submitted":
        return say("a refusal by {by} met a step that is not submitted", by=event.by)
    record.phase = "active"
    record.refusal = event.data.get("reason", "")
    record.approvals = ()
    record.changed_at = event.at
    return None


def _completed(record: Any, event: Event) -> str | None:
    if record.phase != "submitted":
        return say("was completed without being submitted")
    record.phase = "done"
    record.done_at = event.at
    record.done_by = event.by
    record.basis = dict(event.data.get("basis", {}))
    record.based_at = event.at
    record.sent_back = {**record.sent_back, **event.data.get("sent_back", {})}
    record.changed_at = event.at
    return None


def _skipped(record: Any, event: Event) -> str | None:
    if record.phase not in {"idle", "active"}:
        return say("a skip met a step that is {state}", state=in_words(record.phase))
    record.phase = "skipped"
    record.reason = event.data.get("reason", "")
    record.changed_at = event.at
    return None


def _reopened(record: Any, event: Event) -> str | None:
    if record.phase not in {"submitted", "done", "skipped"}:
        return say("was reopened while it was open")
    record.phase = "active"
    record.revision += 1
    record.reason = event.data.get("reason", "")
    record.approvals = ()
    record.waived = {}
    record.basis = {}
    record.answers = {question: a._replace(times=0) for question, a in record.answers.items()}
    record.changed_at = event.at
    return None


def _reaffirmed(record: Any, event: Event) -> str | None:
    if record.phase != "done":
        return say("was reaffirmed without being done")
    record.basis = dict(event.data.get("basis", {}))
    record.based_at = event.at
    record.reason = event.data.get("reason", "")
    record.changed_at = event.at
    return None


_APPLY: Mapping[str, Apply] = {
    "started": _started,
    "answered": _answered,
    "withdrawn": _withdrawn,
    "submitted": _submitted,
    "approved": _approved,
    "refused": _refused,
    "completed": _completed,
    "skipped": _skipped,
    "reopened": _reopened,
    "reaffirmed": _reaffirmed,
}
