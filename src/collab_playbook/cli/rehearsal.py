"""The sample company as a workspace: made, walked through every step, its views written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from collab_playbook.cli.creating import create, playbook_for, record_creation
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.edits import write_views
from collab_playbook.cli.opening import open_desk, sound
from collab_playbook.cli.options import Options
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.engine.rehearsing import rehearse
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.files.appending import append
from collab_playbook.files.example import read_example
from collab_playbook.files.journal import JOURNAL
from collab_playbook.files.lock import locked
from collab_playbook.model.event import stamp
from collab_playbook.saying import say


def walk_example(root: Path, options: Options) -> Desk:
    """Makes the sample company's workspace; its journal carries the days of its walk.

    Raises:
        PlaybookError: The playbook carries no sample company, or the folder is a workspace.
    """
    loaded = playbook_for(options)
    playbook = sound(loaded)
    if loaded.example is None:
        raise PlaybookError(
            say("the playbook '{id}' carries no sample company", id=playbook.id),
            say("Leave out --example."),
        )
    example = read_example(loaded.example, options.language or "en")
    people = People(example.company.people)
    first = min((leg.started for leg in example.walk), default=datetime.now(UTC).date())
    start = datetime(first.year, first.month, first.day, 8, tzinfo=UTC)
    acts = list(rehearse(example, View(Process(playbook), State(), start, first), people))
    create(root, loaded, options, example.company)
    lead = people.first("lead") or None
    with locked(root, "init", by=lead or "init", since=f"{first}"):
        heads = record_creation(root / JOURNAL, loaded, options, lead, stamp(start))
        for act in acts:
            written = append(
                root / JOURNAL,
                act.drafts,
                by=act.by,
                at=stamp(act.at),
                playbook_digest=playbook.digest,
                heads=heads,
            )
            heads = (written[-1].id,)
        desk = open_desk(Options(root, None, options.language, options.now, options.by))
        write_views(desk)
    return open_desk(Options(root, None, options.language, options.now, options.by))
