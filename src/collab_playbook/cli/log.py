"""``log``: the journal for people, or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped, log_content
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption
from collab_playbook.saying import say
from collab_playbook.terminal.history import history_lines
from collab_playbook.terminal.plain import put, tell


def command(
    ctx: typer.Context,
    step: Annotated[
        str | None, typer.Argument(metavar="[STEP]", help="Only this step.", show_default=False)
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--last", "-n", min=1, help="How many events, counted from the last."),
    ] = None,
    form: FormatOption = "text",
) -> None:
    """Show what was decided, when, by whom and why; taking back deletes nothing and is shown too.

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
    events = events[-last:] if last is not None else events
    if form == "json":
        put(dumped("log", log_content(events, desk.state.voided)))
    else:
        console, words = console_for(desk.options), words_for(desk.language)
        console.put(*history_lines(events, desk.view, words, console.width))
    for oddity in desk.state.oddities:
        tell(say("After a merge: {reason}", reason=oddity.reason))
