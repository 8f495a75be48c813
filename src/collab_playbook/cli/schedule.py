"""``schedule``: dates, critical path, slip, and the chart of it all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.machine_schedule import schedule_content
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scheduling import scheduled, wishes_of
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.status import name_of
from collab_playbook.cli.wording import FormatOption
from collab_playbook.engine.derive import Board
from collab_playbook.errors import UsageError
from collab_playbook.files.own_file import check_own
from collab_playbook.files.translations import translation_for
from collab_playbook.files.writing import write_atomic
from collab_playbook.model.event import stamp
from collab_playbook.saying import say
from collab_playbook.schedule.schedule import Schedule, moves
from collab_playbook.terminal.plain import put, put_bytes, tell
from collab_playbook.terminal.schedule_page import put_schedule, trial_lines

FILES = ("svg", "ics")


def _known_file(value: str | None) -> str | None:
    if value is not None and value not in FILES:
        raise typer.BadParameter(
            say(
                "'{value}' is no kind of file; write {files}.",
                value=value,
                files=" or ".join(FILES),
            )
        )
    return value


SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="WHAT=VALUE",
        help="Try STEP.work_days=10, STEP.waiting_days=30, STEP.start=DATE or start=DATE.",
        show_default=False,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="KIND",
        help="svg for a picture, ics for a calendar file.",
        callback=_known_file,
        autocompletion=lambda: list(FILES),
        show_default=False,
    ),
]
LoadOption = Annotated[
    bool,
    typer.Option("--load", help="Show the hours a week of people and roles, and what is too much."),
]
FileArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", help="Where --to writes; - or nothing is stdout.", show_default=False
    ),
]

_BEGINNING = len(b"BEGIN:VCALENDAR")
"""So much of a calendar or a picture tells which it is."""


def command(
    ctx: typer.Context,
    file: FileArgument = None,
    to: ToOption = None,
    form: FormatOption = "text",
    settings: SetOption = None,
    load: LoadOption = False,
) -> None:
    """Say when each step is due, what drives the end, and what is late.

    \b
    Examples:
      collab-playbook schedule
      collab-playbook schedule --set governance.waiting_days=61
      collab-playbook schedule --to ics schedule.ics
      collab-playbook schedule --to svg schedule.svg
      collab-playbook schedule --load
      collab-playbook schedule --format json
    """
    _require_one_form(file, to, form)
    if load and (to is not None or settings):
        raise UsageError(
            say("--load cannot be combined with --to or --set"), say("Leave --to and --set out.")
        )
    desk = reading(options_of(ctx))
    board = desk.board
    before = scheduled(desk, board)
    wishes = wishes_of(board, settings or ())
    after = scheduled(desk, board, wishes) if settings else before
    title = name_of(desk.view, desk.opened.root.name)
    if load:
        _put_load(desk, board, before.schedule, title, form)
        return
    if to is not None:
        _write(file, drawn_schedule(desk, board, after.schedule, title, to))
        return
    moved = moves(before.schedule, after.schedule, after.calendar)
    country = desk.opened.workspace.calendar.country
    if form == "json":
        put(dumped("schedule", schedule_content(after.schedule, country, moved)))
        return
    console, words = console_for(desk.options), words_for(desk.language)
    if settings:
        console.put(*trial_lines(before.schedule, after.schedule, moved, words, console.width), "")
    put_schedule(console, after.schedule, words, title, knows_holidays=bool(country))


def _put_load(desk: Desk, board: Board, schedule: Schedule, title: str, form: str) -> None:
    from collab_playbook.schedule.loading import load_of  # noqa: PLC0415 - dates need none of it

    load = load_of(board, desk.opened.workspace.people, schedule)
    if form == "json":
        from collab_playbook.cli.machine_load import load_content  # noqa: PLC0415 - likewise

        put(dumped("load", load_content(load)))
        return
    from collab_playbook.terminal.load_page import put_load  # noqa: PLC0415 - likewise

    put_load(console_for(desk.options), load, words_for(desk.language), title)


def _require_one_form(file: Path | None, to: str | None, form: str) -> None:
    if file is not None and to is None:
        raise UsageError(
            say("what should '{file}' hold?", file=file), say("Add --to svg or --to ics.")
        )
    if to is not None and form != "text":
        raise UsageError(say("--to and --format exclude each other"), say("Leave one of them out."))


def drawn_schedule(desk: Desk, board: Board, schedule: Schedule, title: str, to: str) -> bytes:
    """The schedule as a file of one of ``FILES``."""
    if to == "svg":
        from collab_playbook.schedule.svg import drawn  # noqa: PLC0415 - few want a picture

        return drawn(schedule, title, translation_for(desk.language)).encode()
    from collab_playbook.files.calendar_file import calendar_file  # noqa: PLC0415 - likewise
    from collab_playbook.schedule.entries import entries_of  # noqa: PLC0415 - likewise
    from collab_playbook.schedule.rituals import rituals_of  # noqa: PLC0415 - likewise

    first = next((event.id for event in desk.events), "")
    last = max((event.at for event in desk.events), default=stamp(desk.now))
    return calendar_file(
        (*entries_of(board, schedule), *rituals_of(board.view, schedule)),
        title,
        owner=f"{first[:16]}.collab-playbook",
        stamped=datetime.fromisoformat(last),
        sequence=len(desk.events),
        translation=translation_for(desk.language),
    )


def _write(file: Path | None, data: bytes) -> None:
    if file is None or str(file) == "-":
        put_bytes(data)
        return
    there = say("'{path}' is there already and is no such file", path=file)
    check_own(file, data[:_BEGINNING], there)
    write_atomic(file, data, durable=False)
    tell(say("Written to '{file}'.", file=file))
