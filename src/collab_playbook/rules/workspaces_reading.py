"""What is wrong with a workspace's files as files; found while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.workspace_checked import WorkspaceRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.workspace_checked import WorkspaceChecked


def altered_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A line of the journal does not match the hash that it carries.

    Why: The journal is the record of who decided what; a changed line is no record.
    """
    return _while_reading(checked)


def evidence_missing(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A file that was attached to an answer or a step is not there, or not as it was attached.

    Why: An approval rests on what its evidence said when it was attached.
    """
    return _while_reading(checked)


def unreadable_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A line of the journal is not an event.

    Why: What it recorded counts no longer, and nobody would notice.
    """
    return _while_reading(checked)


def missing_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """An event that others follow, or that a sheet of answers was written from, is gone.

    Why: A line was lost from within the journal, and with it a decision.
    """
    return _while_reading(checked)


def torn_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The last line of the journal is only half written.

    Why: A command was cut short before it had acknowledged anything; the next one sets the piece
    aside.
    """
    return _while_reading(checked)


def journal_conflict(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The marker of a merge conflict stands in the journal.

    Why: The lines of both sides are events and belong in the journal; the markers do not.
    """
    return _while_reading(checked)


def newer_event(checked: WorkspaceChecked) -> Iterator[Problem]:
    """An event was written by a newer version of the program.

    Why: This version cannot tell what it means, so that everything shown might be wrong.
    """
    return _while_reading(checked)


def answer_misfit(checked: WorkspaceChecked) -> Iterator[Problem]:
    """An answer edited by hand does not fit its question.

    Why: It is not taken over, so that the file says something else than what is recorded.
    """
    return _while_reading(checked)


def answered_since(checked: WorkspaceChecked) -> Iterator[Problem]:
    """An answer edited by hand was answered otherwise in the journal since the file was written.

    Why: Only a person can tell which of the two is meant.
    """
    return _while_reading(checked)


def unknown_heads(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A sheet of answers was written from events that the journal does not hold.

    Why: What was edited in it by hand cannot be told from what the program wrote.
    """
    return _while_reading(checked)


def unknown_answers(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A file under ``answers/`` belongs to no step, circle or community.

    Why: Whoever edits it believes to have answered something.
    """
    return _while_reading(checked)


def reading_misfit(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A reading edited by hand in ``measures/readings.csv`` is none of its indicator.

    Why: It is not taken over, so that the table says something else than what is recorded.
    """
    return _while_reading(checked)


def recorded_since(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A reading edited by hand was recorded otherwise in the journal since the table was written.

    Why: Only a person can tell which of the two is meant.
    """
    return _while_reading(checked)


def unreadable_manifest(checked: WorkspaceChecked) -> Iterator[Problem]:
    """The list of the documents that were built cannot be understood.

    Why: Without it the program cannot tell its own text in a document from what somebody wrote
    into it.
    """
    return _while_reading(checked)


def brand_file(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A file of the brand is not what documents can be made with.

    Why: A logo that is no PNG or JPEG, or a font that is damaged, would stop the build on the day
    on which the documents are due; a font that no text is set in was most likely misspelt.
    """
    return _while_reading(checked)


def _while_reading(checked: WorkspaceChecked) -> Iterator[Problem]:
    """Nothing: what can be examined has been read."""
    del checked
    yield from ()


READING_RULES: tuple[WorkspaceRule, ...] = (
    WorkspaceRule("PB801", "altered-event", altered_event),
    WorkspaceRule("PB804", "evidence-missing", evidence_missing),
    WorkspaceRule("PB805", "unreadable-event", unreadable_event),
    WorkspaceRule("PB806", "missing-event", missing_event),
    WorkspaceRule("PB807", "torn-event", torn_event, "warning"),
    WorkspaceRule("PB808", "journal-conflict", journal_conflict),
    WorkspaceRule("PB809", "newer-event", newer_event),
    WorkspaceRule("PB810", "answer-misfit", answer_misfit),
    WorkspaceRule("PB811", "answered-since", answered_since),
    WorkspaceRule("PB812", "unknown-heads", unknown_heads, "warning"),
    WorkspaceRule("PB813", "unknown-answers", unknown_answers),
    WorkspaceRule("PB822", "unreadable-manifest", unreadable_manifest),
    WorkspaceRule("PB830", "reading-misfit", reading_misfit),
    WorkspaceRule("PB831", "recorded-since", recorded_since),
    WorkspaceRule("PB840", "brand-file", brand_file),
)
