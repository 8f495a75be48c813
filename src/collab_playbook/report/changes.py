"""What happened since the last report, told by the titles of steps, gates and indicators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from collab_playbook.engine.indicators import course, with_unit
from collab_playbook.engine.people import name_alone
from collab_playbook.engine.showing import shown_number
from collab_playbook.engine.signing import signing
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.report.content import Change, ChangeKind, Since
from collab_playbook.report.words import shown_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Event

_KINDS = frozenset(get_args(ChangeKind)) - {"lapsed"}


def since_of(state_reports: Sequence[str], asked: date | None) -> Since | None:
    """What a report compares with: the day that was asked for, else the last report."""
    if asked is not None:
        return Since(asked, is_report=False)
    if not state_reports:
        return None
    return Since(date.fromisoformat(state_reports[-1][:10]), is_report=True)


def changes_since(
    view: View, events: Sequence[Event], since: Since | None, language: str
) -> tuple[Change, ...]:
    """What happened since, oldest first; nothing where there is nothing to compare with.

    What was taken back in the same stretch of time is left out, and of an indicator only the latest
    reading is told.

    Args:
        view: Things as they are.
        events: The whole journal, in order.
        since: The last report, or a day.
        language: The language of numbers.
    """
    if since is None:
        return ()
    new = _new(view, events, since)
    told = [
        change
        for event in _told_once(view, new)
        if (change := _change(view, event, events, language)) is not None
    ]
    return tuple(sorted((*told, *_lapsed(view, new)), key=lambda change: change.on))


def _new(view: View, events: Sequence[Event], since: Since) -> Sequence[Event]:
    if not since.is_report:
        return [event for event in events if event.at[:10] >= since.day.isoformat()]
    made = (
        at
        for at, event in enumerate(events)
        if event.type == "reported" and event.id not in view.state.voided
    )
    return events[max(made, default=-1) + 1 :]


def _told_once(view: View, events: Sequence[Event]) -> Iterator[Event]:
    """The events that still stand; one of several that replace each other."""
    here = {event.id for event in events}
    last = _latest_readings(view, events)
    for event in events:
        if event.type not in _KINDS or event.id in view.state.voided:
            continue
        if event.type == "voided" and event.data["event"] in here:
            continue
        if event.type == "indicator_recorded" and event.id not in last:
            continue
        yield event


def _latest_readings(view: View, events: Iterable[Event]) -> frozenset[str]:
    """For each indicator the event with the latest of the periods that were read."""
    here = {event.id for event in events if event.type == "indicator_recorded"}
    told = (
        [r.event for r in readings if r.event in here] for readings in view.state.readings.values()
    )
    return frozenset(found[-1] for found in told if found)


def _change(view: View, event: Event, events: Sequence[Event], language: str) -> Change | None:
    what, detail = _TOLD.get(event.type, _of_step)(view, event, language)
    kind: ChangeKind = cast("ChangeKind", event.type)
    if kind == "voided":
        taken = next((e for e in events if e.id == event.data["event"]), None)
        if taken is None or taken.type not in _KINDS:
            return None
        what, detail = _TOLD.get(taken.type, _of_step)(view, taken, language)
        detail = taken.type
    where = where_of(view, event.scope)
    return Change(kind, what, where, _day(event.at), name_alone(event.by), detail)


def where_of(view: View, scope: str) -> str:
    """The title of a circle or community; empty for the programme."""
    return "" if scope == PROGRAMME else view.state.title(scope)


def role_title(view: View, role: str) -> str:
    """What people call a role."""
    catalogue = view.process.playbook.catalogue_by_id.get("roles")
    record = catalogue.record(role) if catalogue is not None else None
    return record.title if record is not None else role


def _of_step(view: View, event: Event, _language: str) -> tuple[str, str]:
    step = view.process.playbook.step_by_id.get(event.step or "")
    title = step.title if step is not None else event.step or ""
    return title, str(event.data.get("reason") or "")


def _of_signature(view: View, event: Event, language: str) -> tuple[str, str]:
    return _of_step(view, event, language)[0], role_title(view, str(event.data.get("role", "")))


def _of_gate(view: View, event: Event, _language: str) -> tuple[str, str]:
    gate = view.process.playbook.gate_by_id.get(event.data["gate"])
    title = gate.title if gate is not None else event.data["gate"]
    return title, str(event.data.get("verdict") or "")


def _of_condition(view: View, event: Event, language: str) -> tuple[str, str]:
    decided = view.state.decisions.get((event.scope, event.data["gate"]), ())
    number = event.data["condition"]
    texts = [
        condition.text
        for decision in decided
        if decision.at == event.data["decided"]
        for condition in decision.conditions
        if condition.number == number
    ]
    return _of_gate(view, event, language)[0], next(iter(texts), "")


def _of_owner(view: View, event: Event, _language: str) -> tuple[str, str]:
    kind = event.type.partition("_")[0]
    return view.state.title(f"{kind}:{event.data['id']}"), str(event.data.get("reason") or "")


def _of_reading(view: View, event: Event, language: str) -> tuple[str, str]:
    name, period = event.data["indicator"], event.data["period"]
    record = course(view, event.scope, name, chosen=True).record
    value = str(event.data.get("value", ""))
    said = with_unit(shown_number(value, language), record) if value else ""
    when = shown_span(period, language)
    return record.title, f"{said} ({when})" if said else when


def _of_lesson(view: View, event: Event, _language: str) -> tuple[str, str]:
    lesson = view.state.lessons.get(event.data["lesson"])
    text = lesson.lesson if lesson is not None else event.data["lesson"]
    return text, str(event.data.get("change") or "")


def _of_evidence(view: View, event: Event, language: str) -> tuple[str, str]:
    return _of_step(view, event, language)[0], str(event.data.get("name") or "")


_TOLD: Mapping[str, Callable[[View, Event, str], tuple[str, str]]] = {
    "approved": _of_signature,
    "gate_decided": _of_gate,
    "condition_settled": _of_condition,
    "circle_added": _of_owner,
    "circle_closed": _of_owner,
    "community_added": _of_owner,
    "community_closed": _of_owner,
    "indicator_recorded": _of_reading,
    "indicator_withdrawn": _of_reading,
    "lesson_added": _of_lesson,
    "lesson_applied": _of_lesson,
    "evidence_attached": _of_evidence,
}
"""What each type of event is about, and what it says; the others are about a step."""


def _lapsed(view: View, events: Iterable[Event]) -> Iterator[Change]:
    """Signatures that no longer count, because of an answer that was given since."""
    answered = [e for e in events if e.type in {"answered", "withdrawn"}]
    for instance in view.instances:
        step = view.process.playbook.step_by_id[instance.step]
        signed = signing(view, step, instance)
        for lapsed in signed.lapsed if signed is not None else ():
            by = [e for e in answered if _changed(e, instance, lapsed.changed)]
            if by and lapsed.approval.at <= by[-1].at:
                role = role_title(view, lapsed.approval.role)
                where, on = where_of(view, instance.scope), _day(by[-1].at)
                yield Change("lapsed", step.title, where, on, name_alone(by[-1].by), role)


def _changed(event: Event, instance: Instance, paths: tuple[str, ...]) -> bool:
    here = (event.scope, event.step) == (instance.scope, instance.step)
    return here and f"{instance.path}.{event.data.get('question')}" in paths


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])
