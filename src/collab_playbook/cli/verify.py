"""``verify``: proves that no line of the journal was altered or lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.engine.fold import fold
from collab_playbook.errors import FindingsError
from collab_playbook.files.evidence_check import evidence_faults, lines_of_events
from collab_playbook.files.verifying import verify
from collab_playbook.files.workspace import find_workspace, open_workspace
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe
from collab_playbook.terminal.plain import put


def command(
    ctx: typer.Context,
    head: Annotated[
        list[str] | None,
        typer.Option(help="An event id that must still be there. May be repeated."),
    ] = None,
) -> None:
    """Check every line of the journal, and every attached file, against its hash.

    Lines lost at the very end show only against a head that you kept, or against git.

    \b
    Examples:
      collab-playbook verify
      collab-playbook verify --head 3f9c0a61
    """
    root = find_workspace(options_of(ctx).workspace or Path.cwd())
    opened = open_workspace(root)
    problems = verify(opened.journal_path, head or ())
    state = fold(opened.journal.events)
    problems = (*problems, *evidence_faults(root, state, lines_of_events(root)))
    for problem in problems:
        put(safe(str(problem)))
    if problems:
        raise FindingsError(
            counted(
                len(problems),
                "1 problem found in the record",
                "{number} problems found in the record",
            )
        )
    count = len(opened.journal.events)
    heads = ", ".join(event[:12] for event in opened.journal.heads) or say("none")
    put(say("{count} events, each as it was written; heads: {heads}", count=count, heads=heads))
