"""What can be wrong with the lines of a journal, as problems, for reading and for verifying."""

from __future__ import annotations

from collab_playbook.files.codes import (
    ALTERED_EVENT,
    JOURNAL_CONFLICT,
    MISSING_EVENT,
    NEWER_EVENT,
    TORN_EVENT,
    UNREADABLE_EVENT,
)
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_RESTORE = "Restore it from git: git log -p journal.jsonl."


def line_of(file: str, number: int) -> Place:
    """The place of a line."""
    return Place(file, number, 1, number, 2)


def altered(file: str, number: int) -> Problem:
    """A line that does not say what was recorded."""
    message = say("This event was altered after it was recorded: its text does not match its id")
    return ALTERED_EVENT.at(line_of(file, number), message, _RESTORE)


def unreadable(file: str, number: int) -> Problem:
    """A line that is no event."""
    return UNREADABLE_EVENT.at(
        line_of(file, number), say("This line is not an event of the journal"), _RESTORE
    )


def newer(file: str, number: int) -> Problem:
    """A line that only a later program understands."""
    message = say("This event was written by a newer version of the program")
    return NEWER_EVENT.at(line_of(file, number), message, say("Install that version."))


def conflict(file: str, number: int) -> Problem:
    """A marker that git left."""
    hint = say("Delete the marker lines and keep the events of both sides.")
    return JOURNAL_CONFLICT.at(
        line_of(file, number), say("A merge conflict is left in the journal"), hint
    )


def missing(file: str, number: int, head: str) -> Problem:
    """An event that another one names and that is not there."""
    message = say("An event that this one follows is missing: {head}", head=head[:12])
    return MISSING_EVENT.at(line_of(file, number), message, _RESTORE)


def missing_at_end(file: str, number: int, head: str) -> Problem:
    """An event that was a head once, and that nothing in the journal leads to now."""
    message = say(
        "The event {head} was recorded once and is not in the journal now", head=head[:12]
    )
    return MISSING_EVENT.at(line_of(file, max(number, 1)), message, _RESTORE)


def torn(file: str, number: int) -> Problem:
    """A last line that a command was cut short in."""
    message = say("The last line is only half written, by a command that was cut short")
    hint = say("The next command that writes sets it aside.")
    return TORN_EVENT.at(line_of(file, number), message, hint, "warning")
