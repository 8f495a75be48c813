"""``schedule``: dates, critical path, slip, and the chart of it all."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.machine_schedule import schedule_content
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scheduling import scheduled, wishes_of
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.status import name_of
from collab_playbook.cli.wording import FormatOption
from collab_playbook.schedule.schedule import moves
from collab_playbook.terminal.plain import put
from collab_playbook.terminal.schedule_page import put_schedule, trial_lines

SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="WHAT=VALUE",
        help="Try STEP.work_days=10, STEP.waiting_days=30, STEP.start=DATE or start=DATE.",
        show_default=False,
    ),
]


def command(ctx: typer.Context, form: FormatOption = "text", settings: SetOption = None) -> None:
    """Say when each step is due, what drives the end, and what is late.

    \b
    Examples:
      collab-playbook schedule
      collab-playbook schedule --set governance.waiting_days=61
      collab-playbook schedule --format json
    """
    desk = reading(options_of(ctx))
    board = desk.board
    before = scheduled(desk, board)
    wishes = wishes_of(board, settings or ())
    after = scheduled(desk, board, wishes) if settings else before
    moved = moves(before.schedule, after.schedule, after.calendar)
    country = desk.opened.workspace.calendar.country
    if form == "json":
        put(dumped("schedule", schedule_content(after.schedule, country, moved)))
        return
    console, words = console_for(desk.options), words_for(desk.language)
    if settings:
        console.put(*trial_lines(before.schedule, after.schedule, moved, words, console.width), "")
    title = name_of(desk.view, desk.opened.root.name)
    put_schedule(console, after.schedule, words, title, knows_holidays=bool(country))
