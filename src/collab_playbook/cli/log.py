"""``log``: the journal for people, or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import reading
from collab_playbook.cli.machine import dumped, log_content
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.wording import FormatOption
from collab_playbook.terminal.console_here import console_here
from collab_playbook.terminal.history import history_lines
from collab_playbook.terminal.plain import put


def command(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Argument(metavar="[STEP]", help="Only this step.", show_default=False)] = None,
    limit: Annotated[int, typer.Option("--last", "-n", min=1, help="Only the last so many.")] = 10_000_000,
    form: FormatOption = "text",
) -> None:
    """Show what was decided: when, by whom, and why; what was taken back is marked.

    \b
    Examples:
      collab-playbook log --last 20
      collab-playbook log leadership
      collab-playbook log --format json
    """
    desk = reading(options_of(ctx))
    events = desk.events
    if step is not None:
        wanted = instance_named(desk.view, step)
        events = [e for e in events if (e.scope, e.step) == (wanted.scope, wanted.step)]
    events = events[-limit:]
    voided = desk.state.voided
    if form == "json":
        put(dumped("log", log_content(events, voided)))
        return
    console_here(accessible=desk.options.accessible).put(*history_lines(events, desk.view))
    for oddity in desk.state.oddities:
        put(f"after a merge: {oddity.reason}")
