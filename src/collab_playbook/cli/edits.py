"""Hand edits to the views: seen by commands that look, recorded by commands that record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.engine.answering import Entry, Fault, answer_all
from collab_playbook.engine.fold import fold
from collab_playbook.engine.measuring import draft_of, judged
from collab_playbook.engine.values import Fitted, fit
from collab_playbook.engine.view import View
from collab_playbook.files.answers import Absorbed, Edit, absorb
from collab_playbook.files.readings import Readings, write_readings
from collab_playbook.files.readings_edited import absorb_readings
from collab_playbook.files.readings_stamp import READINGS
from collab_playbook.files.sheets import Answers, write_sheets
from collab_playbook.files.texts import texts_of
from collab_playbook.files.workspace import WORKSPACE, write_profile
from collab_playbook.language.near import or_near
from collab_playbook.model.event import PROGRAMME, Draft, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Place
from collab_playbook.model.question import Question
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import tell

SOURCE = "edited in file"
_UNFIT = "unfit"
"""Stands for the digest of a ``workspace.yaml`` whose profile cannot be recorded."""


def overlaid(desk: Desk) -> Desk:
    """The desk with hand edits seen, not recorded; what is wrong with them is told."""
    drafts, _ = _edits_of(desk)
    if drafts:
        desk.ahead = drafts
        tell(
            say(
                (
                    "{count} made by hand, shown here and not recorded yet: any command that "
                    "records takes over."
                ),
                count=_count(drafts),
            )
        )
    return desk


def absorbed(desk: Desk) -> Desk:
    """The desk with hand edits recorded; those that do not fit stay in their file, and are told."""
    drafts, seen = _edits_of(desk)
    if drafts:
        desk.append(drafts)
        tell(say("{count} made by hand, now recorded.", count=_count(drafts)))
    desk.seen = seen
    return desk


def write_views(desk: Desk) -> None:
    """Writes the sheets and ``workspace.yaml`` so that they say what the journal says."""
    answers = desk.view.answers
    left = write_sheets(desk.root, desk.process, answers, desk.heads, seen=desk.seen)
    readings = desk.state.readings
    if write_readings(desk.root, readings, desk.heads, desk.seen.get(READINGS, "")):
        left = (*left, READINGS)
    given = answers.get((PROGRAMME, ORGANISATION), {})
    profile = {question: value for question, value in given.items() if value is not None}
    workspace = desk.opened.workspace
    if texts_of(profile) != texts_of(dict(workspace.organisation)) and (
        desk.seen.get(WORKSPACE) == _UNFIT
        or write_profile(desk.root, workspace, profile, desk.heads)
    ):
        left = (*left, WORKSPACE)
    for name in left:
        tell(
            say("{name} holds edits that could not be taken over; it is left as it is.", name=name)
        )


def _edits_of(desk: Desk) -> tuple[tuple[Draft, ...], Mapping[str, str]]:
    view = desk.view
    found = _absorb(desk, view)
    edits = (*found.edits, *_profile_edits(desk, view, found.edits))
    located = {}
    entries = []
    for edit in edits:
        question = desk.process.playbook.question(edit.step, edit.question)
        if question is not None:
            entry = Entry(Instance(edit.scope, edit.step), question, edit.stored, SOURCE)
            entries.append(entry)
            located[id(entry)] = edit.place
    drafts, faults = answer_all(view, entries, desk.actor)
    for problem in found.problems:
        tell(str(problem))
    bad = {_told(fault, located) for fault in faults}
    seen = {name: digest for name, digest in found.seen.items() if name not in bad}
    if WORKSPACE in bad or _strangers(desk):
        seen[WORKSPACE] = _UNFIT
    read, seen_readings = _readings_edited(desk, view)
    return (*drafts, *read), {**seen, READINGS: seen_readings}


def _readings_edited(desk: Desk, view: View) -> tuple[tuple[Draft, ...], str]:
    """The readings that people wrote into their view, and its digest where nothing is wrong."""

    def then(heads: tuple[str, ...]) -> Readings:
        return fold(desk.opened.journal.until(heads)).readings

    found = absorb_readings(
        desk.root,
        desk.opened.journal,
        now=view.state.readings,
        then=then,
        judge=lambda measured: judged(view, measured, desk.language, tabled=True),
    )
    for problem in found.problems:
        tell(str(problem))
    drafts = (draft_of(view, edit.reading, SOURCE) for edit in found.edits)
    return tuple(draft for draft in drafts if isinstance(draft, Draft)), found.seen


def _told(fault: Fault, located: Mapping[int, Place]) -> str:
    place = located[id(fault.entry)]
    tell(say("{place}: {message} Nothing is recorded for it.", place=place, message=fault.message))
    return place.file


def _absorb(desk: Desk, view: View) -> Absorbed:
    playbook = desk.process.playbook

    def read(question: Question, raw: Any) -> Fitted:
        if raw is None:
            return None, ()
        return fit(question, raw, playbook.choices_of(question), playbook.choices_of)

    return absorb(
        desk.root,
        desk.process,
        desk.opened.journal,
        scopes=view.scopes,
        now=view.answers,
        then=lambda heads: answers_at(desk, view, heads),
        read=read,
    )


def answers_at(desk: Desk, view: View, heads: tuple[str, ...]) -> Answers:
    """The answers that were in force when a view or a questionnaire was written."""
    return replace(view, state=fold(desk.opened.journal.until(heads))).answers


def _profile_edits(desk: Desk, view: View, already: tuple[Edit, ...]) -> list[Edit]:
    """What a person changed under ``organisation`` in ``workspace.yaml``."""
    workspace = desk.opened.workspace
    ids = desk.opened.journal.ids_of(workspace.heads)
    if not workspace.organisation or not ids:
        return []
    base = answers_at(desk, view, ids).get((PROGRAMME, ORGANISATION), {})
    taken = {edit.question for edit in already if edit.step == ORGANISATION}
    edits = []
    for name, raw in workspace.organisation.items():
        question = desk.process.playbook.question(ORGANISATION, name)
        if question is None or name in taken or raw == texts_of(base.get(name)):
            continue
        edits.append(Edit(PROGRAMME, ORGANISATION, name, raw, Place(WORKSPACE)))
    return edits


def _strangers(desk: Desk) -> bool:
    """Whether the profile answers what nobody asks, as a mistyped name does; each is told."""
    playbook = desk.process.playbook
    asked = [question.id for question in playbook.questions_of(ORGANISATION)]
    strangers = [name for name in desk.opened.workspace.organisation if name not in asked]
    for name in strangers:
        message = say(
            "'{step}' asks no question '{question}'{or_near}",
            step=ORGANISATION,
            question=name,
            or_near=or_near(name, asked) or ".",
        )
        told = say(
            "{place}: {message} Nothing is recorded for it.",
            place=Place(WORKSPACE),
            message=message,
        )
        tell(safe_line(told))
    return bool(strangers)


def _count(drafts: tuple[Draft, ...]) -> str:
    return counted(len(drafts), "1 change", "{number} changes")
