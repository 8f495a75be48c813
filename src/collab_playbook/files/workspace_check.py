"""Every problem of a workspace in one pass: its settings, journal, sheets, evidence, documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.fold import fold
from collab_playbook.engine.measuring import judged
from collab_playbook.engine.process import Process
from collab_playbook.engine.values import Fitted, fit
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.files.answers import absorb
from collab_playbook.files.brand import read_brand
from collab_playbook.files.built_check import documents_gone, manifest_of
from collab_playbook.files.codes import ANSWER_MISFIT, UNKNOWN_HEADS
from collab_playbook.files.evidence_check import evidence_faults, lines_of_events
from collab_playbook.files.journal import JOURNAL, read_journal
from collab_playbook.files.manifest import MANIFEST
from collab_playbook.files.pinned import pinned_root
from collab_playbook.files.places import Places
from collab_playbook.files.playbook import load_playbook
from collab_playbook.files.public_holidays import country_fault
from collab_playbook.files.readings_edited import absorb_readings
from collab_playbook.files.readings_stamp import heads_of_readings
from collab_playbook.files.sheets import heads_of_sheets
from collab_playbook.files.source import read_source
from collab_playbook.files.verifying import verify
from collab_playbook.files.workspace import WORKSPACE, read_workspace
from collab_playbook.files.writing import confined
from collab_playbook.model.event import Instance
from collab_playbook.rules.soundness import unsound
from collab_playbook.rules.workspace_checked import WorkspaceChecked
from collab_playbook.rules.workspaces import workspace_problems
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from collab_playbook.engine.state import State
    from collab_playbook.files.journal import Journal
    from collab_playbook.files.node import Node
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Place, Problem
    from collab_playbook.model.question import Question
    from collab_playbook.model.workspace import Workspace
    from collab_playbook.rules.workspace_checked import Copy

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def check_workspace(root: Path) -> tuple[Problem, ...]:
    """What is wrong with a workspace, in the order of files and lines; nothing is written.

    Days are counted at the moment of the last event, so that the same files always give the same
    problems.

    Args:
        root: The folder that holds ``workspace.yaml``.

    Raises:
        PlaybookError: A file cannot be read at all, or leads out of the folder.
    """
    for name in (WORKSPACE, JOURNAL, MANIFEST):
        if confined(root, name).is_symlink():
            raise PlaybookError(
                say("'{name}' is a link, not a file", name=name),
                say("Put the file itself in its place."),
            )
    journal = read_journal(root / JOURNAL)
    found: list[Problem] = []
    if (root / JOURNAL).exists():
        found += verify(root / JOURNAL, (*heads_of_sheets(root), *heads_of_readings(root)))
    workspace, problems = read_workspace(root)
    found += problems
    if workspace is not None:
        found += _Examined(root, workspace, journal).problems()
    if any(problem.code == "PB806" for problem in found):  # one loss, one problem
        found = [problem for problem in found if problem.code != UNKNOWN_HEADS.code]
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.place, p.code, p.message)))


@dataclass(frozen=True)
class _Examined:
    """A workspace whose ``workspace.yaml`` could be read."""

    root: Path
    workspace: Workspace
    journal: Journal

    def problems(self) -> Iterator[Problem]:
        copy, playbook = self._pinned
        manifest, at_fault = manifest_of(self.root)
        yield from at_fault
        yield from evidence_faults(self.root, self.state, self.lines)
        yield from read_brand(self.root, self.workspace.brand).problems
        yield from workspace_problems(
            WorkspaceChecked(
                self.workspace,
                _places(self.root),
                copy,
                playbook,
                self.state,
                self.lines,
                tuple(documents_gone(self.root, manifest, playbook)),
                _is_zone(self.workspace.zone),
                country_fault(self.workspace.calendar.country, self.workspace.calendar.subdivision),
            )
        )
        if playbook is not None:
            view = self._view(playbook)
            yield from self._sheets(playbook, view)
            yield from self._readings(view)

    @cached_property
    def state(self) -> State:
        return fold(self.journal.events)

    @cached_property
    def lines(self) -> Mapping[str, Place]:
        return lines_of_events(self.root)

    @cached_property
    def _pinned(self) -> tuple[Copy, Playbook | None]:
        folder = pinned_root(self.root, self.workspace.playbook.digest)
        if folder is None:
            return "missing", None
        loaded = load_playbook(folder)
        if loaded.playbook is None or unsound(loaded.playbook, loaded.places):
            return "faulty", None
        return "sound", loaded.playbook

    def _view(self, playbook: Playbook) -> View:
        now = _moment(self.state.last_at)
        return View(Process(playbook), self.state, now, now.date())

    def _readings(self, view: View) -> Iterator[Problem]:
        """Edits by hand to the readings that the next command would not take over."""
        language = next(iter(self.workspace.languages), "en")
        yield from absorb_readings(
            self.root,
            self.journal,
            now=self.state.readings,
            then=lambda heads: fold(self.journal.until(heads)).readings,
            judge=lambda measured: judged(view, measured, language, tabled=True),
        ).problems

    def _sheets(self, playbook: Playbook, view: View) -> Iterator[Problem]:
        """Edits by hand that the next command that records would not take over."""

        def read(question: Question, raw: Any) -> Fitted:
            if raw is None:
                return None, ()
            return fit(question, raw, playbook.choices_of(question), playbook.choices_of)

        found = absorb(
            self.root,
            view.process,
            self.journal,
            scopes=view.scopes,
            now=view.answers,
            then=lambda heads: replace(view, state=fold(self.journal.until(heads))).answers,
            read=read,
        )
        yield from found.problems
        places = {}
        entries = []
        for edit in found.edits:
            question = playbook.question(edit.step, edit.question)
            if question is not None:
                entry = Entry(Instance(edit.scope, edit.step), question, edit.stored)
                places[id(entry)] = edit.place
                entries.append(entry)
        _, faults = answer_all(view, entries, "someone")
        for fault in faults:
            place = places[id(fault.entry)]
            yield ANSWER_MISFIT.at(
                place, fault.message.rstrip("."), say("Nothing is recorded for it.")
            )


def _moment(text: str) -> datetime:
    """A moment of the journal; a fixed one where an altered line makes none."""
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def _places(root: Path) -> Places:
    def read() -> tuple[Mapping[str, Node], Mapping[str, str]]:
        source = read_source((root / WORKSPACE).read_bytes(), WORKSPACE)
        return ({"workspace": source.root} if source.root else {}), {WORKSPACE: source.text}

    return Places(read)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
