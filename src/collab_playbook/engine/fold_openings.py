"""Folding what is no answer and no decision on a step: circles, gates, readings, lessons, evidence.

As with steps, nothing is judged again: what a merge has made impossible becomes an oddity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.openings import (
    Application,
    Attachment,
    Circle,
    Community,
    Condition,
    Decision,
    Lesson,
    Reading,
    key_of_lesson,
)
from collab_playbook.engine.readings import in_order, is_sound_reading
from collab_playbook.model.event import Event, Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.engine.state import State


class Openings:
    """What is folded here, under construction; mutable, never seen outside the fold."""

    def __init__(self, start: State) -> None:
        self.circles = dict(start.circles)
        self.communities = dict(start.communities)
        self.decisions = dict(start.decisions)
        self.readings = dict(start.readings)
        self.lessons = dict(start.lessons)
        self.evidence = dict(start.evidence)
        self.reports = start.reports

    def values(self) -> dict[str, Any]:
        """The folded fields of a state."""
        return dict(vars(self))


Apply = Callable[[Openings, Event], str | None]
"""Changes what is under construction; returns why the event does not apply, if it does not."""


def _circle_added(now: Openings, event: Event) -> str | None:
    name, data = event.data["id"], event.data
    if name in now.circles:
        return say("circle '{name}' was already added", name=name)
    title = data.get("title") or name
    kind = data.get("kind") or name
    reason = data.get("reason") or ""
    now.circles[name] = Circle(name, title, kind, event.at, event.by, reason)
    return None


def _circle_closed(now: Openings, event: Event) -> str | None:
    return _closed(now.circles, "circle", event)


def _community_closed(now: Openings, event: Event) -> str | None:
    return _closed(now.communities, "community", event)


def _closed(owned: dict[str, Any], what: str, event: Event) -> str | None:
    found = owned.get(event.data["id"])
    if found is None or found.closed_at:
        return say("{what} '{data}' is not there to be closed", what=what, data=event.data["id"])
    closing = event.data.get("reason") or ""
    owned[found.id] = found._replace(closed_at=event.at, closing=closing)
    return None


def _community_added(now: Openings, event: Event) -> str | None:
    name, data = event.data["id"], event.data
    if name in now.communities:
        return say("community '{name}' was already added", name=name)
    now.communities[name] = Community(
        name,
        data.get("title") or name,
        data.get("circle") or "",
        data.get("animator") or "",
        event.at,
        event.by,
    )
    return None


def _gate_decided(now: Openings, event: Event) -> str | None:
    data = event.data
    conditions = tuple(
        Condition(number, str(item.get("text", "")), str(item.get("due", "")))
        for number, item in enumerate(data.get("conditions") or (), 1)
        if isinstance(item, dict)
    )
    decision = Decision(
        verdict=data["verdict"],
        by=event.by,
        role=data["role"],
        at=event.at,
        event=event.id,
        reason=data.get("reason") or "",
        digest=data.get("digest") or "",
        review=data.get("review") or "",
        verdicts=dict(data.get("verdicts") or {}),
        waived=dict(data.get("waived") or {}),
        conditions=conditions,
    )
    key = (event.scope, data["gate"])
    now.decisions[key] = (*now.decisions.get(key, ()), decision)
    return None


def _condition_settled(now: Openings, event: Event) -> str | None:
    data, key = event.data, (event.scope, event.data["gate"])
    decisions = now.decisions.get(key, ())
    found = (n for n, decision in enumerate(decisions) if decision.at == data["decided"])
    at = next(found, None)
    number = data["condition"]
    if at is None or not 1 <= number <= len(decisions[at].conditions):
        return say("an event settles a condition of '{data}' that is not there", data=data["gate"])
    before = decisions[at].conditions
    settled = before[number - 1]._replace(
        settled_at=event.at,
        settled_by=event.by,
        note=data.get("note") or "",
    )
    conditions = (*before[: number - 1], settled, *before[number:])
    mended = replace(decisions[at], conditions=conditions)
    now.decisions[key] = (*decisions[:at], mended, *decisions[at + 1 :])
    return None


def _indicator_recorded(now: Openings, event: Event) -> str | None:
    data = event.data
    if not is_sound_reading(data["period"], data["value"]):
        return say(
            "reads '{data}' as no number, or for no period of the calendar", data=data["indicator"]
        )
    reading = Reading(
        data["indicator"],
        data["period"],
        data["value"],
        data.get("source") or "",
        data.get("note") or "",
        event.by,
        event.at,
        event.id,
    )
    key = (event.scope, reading.indicator)
    held = now.readings.get(key, ())
    before = next((r for r in held if r.period == reading.period), None)
    now.readings[key] = in_order((*(r for r in held if r is not before), reading))
    if before is None or before.event == data.get("was") or before.value == reading.value:
        return None
    what = say("'{indicator}' for {period}", indicator=reading.indicator, period=reading.period)
    return say(
        "{what} was read on two branches; the later reading, by {by}, stands",
        what=what,
        by=event.by,
    )


def _indicator_withdrawn(now: Openings, event: Event) -> str | None:
    key, period = (event.scope, event.data["indicator"]), event.data["period"]
    held = now.readings.get(key, ())
    kept = tuple(reading for reading in held if reading.period != period)
    if len(kept) == len(held):
        return say(
            "takes back a reading of '{key}' for {period} that is not there",
            key=key[1],
            period=period,
        )
    now.readings[key] = kept
    if not kept:
        del now.readings[key]
    return None


def _lesson_added(now: Openings, event: Event) -> str | None:
    key = key_of_lesson(event.data["lesson"])
    if key in now.lessons:
        return say("a lesson was kept twice in the same words")
    now.lessons[key] = Lesson(
        len(now.lessons) + 1,
        key,
        event.data["lesson"],
        event.data.get("change") or "",
        event.data.get("about") or "",
        event.scope,
        event.by,
        event.at,
        event.id,
    )
    return None


def _lesson_applied(now: Openings, event: Event) -> str | None:
    lesson = now.lessons.get(event.data["lesson"])
    if lesson is None:
        return say("an event applies a lesson that is not there")
    applied = Application(event.scope, event.data.get("change") or "", event.by, event.at)
    now.lessons[lesson.key] = lesson._replace(applied=(*lesson.applied, applied))
    return None


def _evidence_attached(now: Openings, event: Event) -> str | None:
    if event.step is None:
        return say("an event attaches evidence to no step")
    data = event.data
    attachment = Attachment(
        data.get("name") or "",
        data.get("digest") or "",
        data.get("criterion") or "",
        data.get("note") or "",
        event.by,
        event.at,
        event.id,
    )
    key = Instance(event.scope, event.step, event.occurrence)
    now.evidence[key] = (*now.evidence.get(key, ()), attachment)
    return None


def _reported(now: Openings, event: Event) -> str | None:
    now.reports = (*now.reports, event.at)
    return None


APPLY_OPENING: Mapping[str, Apply] = {
    "circle_added": _circle_added,
    "circle_closed": _circle_closed,
    "community_added": _community_added,
    "community_closed": _community_closed,
    "gate_decided": _gate_decided,
    "condition_settled": _condition_settled,
    "indicator_recorded": _indicator_recorded,
    "indicator_withdrawn": _indicator_withdrawn,
    "lesson_added": _lesson_added,
    "lesson_applied": _lesson_applied,
    "evidence_attached": _evidence_attached,
    "reported": _reported,
}
"""What each type of event changes."""
