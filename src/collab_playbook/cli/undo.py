"""``undo``: takes back the last thing that somebody did."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import granted
from collab_playbook.engine.undoing import describe, undo
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe
from collab_playbook.terminal.plain import put


def command(ctx: typer.Context) -> None:
    """Take back the last thing you did, unless something rests on it.

    Nothing is deleted: the journal keeps what was done and that it was taken back.

    \b
    Examples:
      collab-playbook undo
      collab-playbook undo --by 'Claire Fontanel <claire@example.org>'
    """
    with writing(options_of(ctx), "undo") as desk:
        drafts = granted(undo(desk.view, desk.events, desk.actor))
        taken = {draft.data["event"] for draft in drafts}
        told = [describe(event) for event in desk.events if event.id in taken]
        desk.append(drafts)
        for line in told:
            put(safe(say("Taken back: {line}", line=line)))
