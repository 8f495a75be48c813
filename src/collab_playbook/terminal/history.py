"""The journal for people: when, what, by whom, why; what was taken back is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.engine.indicators import indicator_named
from collab_playbook.engine.showing import shown
from collab_playbook.engine.signing import signing
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import Event, Instance
from collab_playbook.saying import say
from collab_playbook.terminal.layout import Line, Span, wrapped
from collab_playbook.terminal.measures import shown_value
from collab_playbook.terminal.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.engine.view import View

_MOMENT = len("2026-01-05T09:30")
_ENGLISH = Words()


def history_lines(
    events: Iterable[Event], view: View, words: Words = _ENGLISH, width: int = 100
) -> list[Line]:
    """The events as lines, in the order given; times are UTC, sensitive answers stay unsaid."""
    return [line for event in events for line in event_lines(event, view, words, width)]


def event_lines(event: Event, view: View, words: Words, width: int) -> list[Line]:
    """One event as one line, or several where the window is narrow."""
    moment = event.at[:_MOMENT].replace("T", " ")
    what = _what(event, view, words)
    is_back = event.id in view.state.voided
    key = "log.taken_back" if is_back else "log.line"
    who = event.data.get("answered_by") or event.by
    who = words("log.for", who=who, by=event.by) if who != event.by else who
    text = words(key, what=what, who=who)
    lines = wrapped(text, width, f"{moment}  ", " " * 4)
    return [(Span(line, "faint" if is_back else ""),) for line in lines]


def _what(event: Event, view: View, words: Words) -> str:
    where = Instance(event.scope, event.step, event.occurrence).path if event.step else event.scope
    if event.type in {"indicator_recorded", "indicator_withdrawn"}:
        return _measured(event, view, words)
    if event.type in {"lesson_added", "lesson_applied"}:
        return _learned(event, view, words)
    said = words(f"log.{event.type}", where=where, **_values(event, view, words))
    reason = event.data.get("reason")
    said = words("log.reason", what=said, reason=reason) if reason else said
    return f"{said}{_lapsed(event, view, words)}" if event.type == "approved" else said


def _lapsed(event: Event, view: View, words: Words) -> str:
    """That an approval no longer counts, where what it was given for has changed since."""
    step = view.process.playbook.step_by_id.get(event.step or "")
    if step is None:
        return ""
    signed = signing(view, step, Instance(event.scope, step.id, event.occurrence))
    for each in signed.lapsed if signed is not None else ():
        if each.approval.event == event.id:
            return words("log.lapsed", paths=", ".join(each.changed) or "?")
    return ""


def _measured(event: Event, view: View, words: Words) -> str:
    """A reading, with its place and unit; one that takes the place of another says so."""
    owner, name = event.scope.partition(":")[2], event.data["indicator"]
    key = f"log.{event.type}"
    if event.type == "indicator_recorded" and event.data.get("was"):
        key = "log.indicator_again"
    record = indicator_named(view.process.playbook, name)
    value = str(event.data.get("value", ""))
    shown_as = shown_value(value, record, words) if record is not None and value else value
    where = f"{owner}/" if owner else ""
    period = event.data["period"]
    return words(key, where=where, indicator=name, period=period, value=shown_as)


def _learned(event: Event, view: View, words: Words) -> str:
    data, owner = event.data, event.scope.partition(":")[2]
    inside = say(" in {owner}", owner=owner) if owner else ""
    lesson = view.state.lessons.get(str(data.get("lesson")))
    about = say(" about {data}", data=data["about"]) if data.get("about") else ""
    return words(
        f"log.{event.type}",
        about=f"{about}{inside}",
        inside=inside,
        lesson=data.get("lesson", ""),
        number=lesson.number if lesson is not None else "",
        change=data.get("change", ""),
    )


def _values(event: Event, view: View, words: Words) -> Mapping[str, Any]:
    data, playbook = event.data, view.process.playbook
    question = playbook.question(event.step or "", str(data.get("question", "")))
    value = data.get("value")
    if question is None:
        text = "" if value is None else str(value)
    elif question.sensitive:
        text = words("log.sensitive")
    else:
        text = shown(question, value, playbook.choices_of(question), words.language)
    return {
        "question": data.get("question", ""),
        "value": text,
        "role": data.get("role", ""),
        "title": data.get("title") or data.get("id", ""),
        "name": data.get("name", ""),
        "criterion": f", {data['criterion']}" if data.get("criterion") else "",
        "type": in_words(str(data.get("type", ""))),
    }
