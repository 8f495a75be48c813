"""The sample company of the shipped playbook as a view, walked through all its steps in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from collab_playbook.engine.fold import fold
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.engine.rehearsing import rehearse
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import Loaded, load_playbook
from collab_playbook.model.event import Event
from collab_playbook.model.workspace import Pin, Workspace

ROOT = Path(__file__).parents[2]
END = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Company(NamedTuple):
    """Everything that building its documents needs."""

    loaded: Loaded
    view: View
    workspace: Workspace
    events: tuple[Event, ...]


@cache
def sample_company(language: str = "en") -> Company:
    """The sample company at the end of its walk, told in a language."""
    loaded = load_playbook(ROOT, language)
    assert loaded.playbook is not None, loaded.problems
    assert loaded.example is not None
    example = read_example(loaded.example, language)
    process = Process(loaded.playbook)
    start = datetime(2025, 9, 1, 8, tzinfo=UTC)
    people = People(example.company.people)
    events: list[Event] = []
    for act in rehearse(example, View(process, State(), start, start.date()), people):
        for draft in act.drafts:
            at = act.at.strftime("%Y-%m-%dT%H:%M:%SZ")
            name, prev = f"e{len(events)}", (f"e{len(events) - 1}",) if events else ()
            events.append(
                Event(
                    id=name,
                    at=at,
                    by=act.by,
                    type=draft.type,
                    scope=draft.scope,
                    step=draft.step,
                    occurrence=draft.occurrence,
                    data=draft.data,
                    playbook=loaded.playbook.digest,
                    prev=prev,
                )
            )
    pin = Pin(id=loaded.playbook.id, version=loaded.playbook.version, digest=loaded.playbook.digest)
    workspace = Workspace(playbook=pin, people=example.company.people, languages=(language,))
    return Company(loaded, View(process, fold(events), END, END.date()), workspace, tuple(events))
