"""Entries as an iCalendar file, which calendars of every make import and keep up to date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from collab_playbook.saying import ENGLISH, translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.saying import Translation
    from collab_playbook.schedule.entries import Entry

_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
"""Characters that the format does not admit in texts; a line end is one of those that it does."""
RULES: dict[str, dict[str, str | int]] = {
    "daily": {"freq": "daily"},
    "weekly": {"freq": "weekly"},
    "fortnightly": {"freq": "weekly", "interval": 2},
    "monthly": {"freq": "monthly"},
    "quarterly": {"freq": "monthly", "interval": 3},
}
"""How the format says how often (RFC 5545, section 3.3.10)."""
PRODUCT = "-//collab-playbook//schedule//EN"


def calendar_file(  # noqa: PLR0913, PLR0917 - what a calendar consists of
    entries: Iterable[Entry],
    title: str,
    owner: str,
    stamped: datetime,
    sequence: int,
    translation: Translation = ENGLISH,
) -> bytes:
    """The file: whole days without a time zone, the same bytes for the same arguments.

    Args:
        entries: What to write.
        title: What the calendar is called.
        owner: What makes the identities of its entries unlike those of any other workspace.
        stamped: When the latest of what it rests on was recorded, in UTC.
        sequence: Higher in a later file, so that importing it updates what is there.
        translation: The language of what the program says in it.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - a seventh of a second, only here

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _text(title))
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@{owner}")
        event.add("dtstamp", stamped)
        event.add("sequence", sequence)
        event.add("summary", _text(translated(entry.title, translation)))
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1))
        event.add("status", "CONFIRMED" if entry.is_certain else "TENTATIVE")
        event.add("transp", "TRANSPARENT")
        event.add("categories", [entry.kind])
        if entry.every:
            event.add("rrule", RULES[entry.every])
        if entry.note:
            event.add("description", _text(translated(entry.note, translation)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _text(text: str) -> str:
    return _NOT_TEXT.sub("", text)
