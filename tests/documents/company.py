"""The sample company of the shipped playbook as a view, walked through all its steps in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.fold import fold
from collab_playbook.engine.process import Process
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import Loaded, load_playbook
from collab_playbook.model.workspace import Pin, Workspace
from rehearsed import events_of

if TYPE_CHECKING:
    from collab_playbook.model.event import Event

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
    events = events_of(example, View(process, State(), start, start.date()))
    pin = Pin(id=loaded.playbook.id, version=loaded.playbook.version, digest=loaded.playbook.digest)
    workspace = Workspace(playbook=pin, people=example.company.people, languages=(language,))
    return Company(loaded, View(process, fold(events), END, END.date()), workspace, events)
