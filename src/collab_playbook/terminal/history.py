"""The journal for people: one line an event, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from collab_playbook.engine.showing import shown
from collab_playbook.model.event import Event, Instance
from collab_playbook.model.playbook import Playbook
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.layout import Line, wrapped
from collab_playbook.terminal.words import Words

_MOMENT = len("2026-01-05T09:30")


def put_history(
    console: Console, events: Iterable[Event], playbook: Playbook, words: Words
) -> None:
    """The events on stdout, in the order given."""
    for event in events:
        console.put(*event_lines(event, playbook, words, console.width))


def event_lines(event: Event, playbook: Playbook, words: Words, width: int) -> list[Line]:
    """One event: when (UTC), what, by whom; a sensitive answer is not written out."""
    moment = event.at[:_MOMENT].replace("T", " ")
    text = words("log.line", what=_what(event, playbook, words), who=event.by)
    return [*wrapped(text, width, f"{moment}  ", " " * 4)]


def _what(event: Event, playbook: Playbook, words: Words) -> str:
    key = f"log.{event.type}"
    where = Instance(event.scope, event.step, event.occurrence).path if event.step else event.scope
    said = words(key, where=where, **_values(event, playbook, words))
    reason = event.data.get("reason")
    return words("log.reason", what=said, reason=reason) if reason else said


def _values(event: Event, playbook: Playbook, words: Words) -> Mapping[str, Any]:
    data = event.data
    question_id = str(data.get("question", ""))
    question = playbook.question(event.step or "", question_id)
    value = data.get("value")
    if question is None:
        text = "" if value is None else str(value)
    elif question.sensitive:
        text = words("log.sensitive")
    else:
        text = shown(question, value, playbook.choices_of(question), words.language)
    return {
        "question": question_id,
        "value": text,
        "role": data.get("role", ""),
        "title": data.get("title") or data.get("id", ""),
        "type": data.get("type", ""),
        "event": data.get("event", ""),
        "organisation": data.get("organisation", ""),
    }
