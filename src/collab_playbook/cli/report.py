"""``report``: one HTML page for the steering committee."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.options import day_given
from collab_playbook.cli.scheduling import scheduled
from collab_playbook.cli.status import name_of
from collab_playbook.engine.view import View
from collab_playbook.files.report_file import PLACE, write_report
from collab_playbook.files.signed import built_and_signed
from collab_playbook.files.translations import translation_for
from collab_playbook.files.workspace import find_workspace
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.report.changes import since_of
from collab_playbook.report.content import Altered
from collab_playbook.report.gathering import Material, report_of
from collab_playbook.report.page import page
from collab_playbook.saying import say
from collab_playbook.schedule.loading import load_of
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put_bytes, tell

_STDOUT = "-"


def command(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help=f"Where; else {PLACE}. - is standard output.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="Say what changed since this day; else since the last report."
        ),
    ] = None,
) -> None:
    """Write one page for the steering committee: progress, gates, dates, risks, indicators.

    It is one HTML file that needs no network and no script, for the screen and for paper. A report
    inside the workspace is put on record, so that the next one says what changed since.

    \b
    Examples:
      collab-playbook report
      collab-playbook report --since 2026-10-01
      collab-playbook report --to - > committee.html
    """
    options = options_of(ctx)
    day = day_given(since, "--since") if since is not None else None
    if to == _STDOUT:
        put_bytes(report_text(reading(options), day).encode())
        return
    root = find_workspace(options.workspace or Path.cwd())
    path = Path(to) if to is not None else root / PLACE
    if not path.absolute().resolve().is_relative_to(root.resolve()):
        write_report(path, report_text(reading(options), day))
    else:
        with writing(options, "report") as desk:
            write_report(path, report_text(desk, day))
            desk.append((Draft("reported", PROGRAMME, None, 1, {}),))
    tell(safe_line(say("Written to '{path}'.", path=path)))


def report_text(desk: Desk, since: date | None) -> str:
    """The page; it compares with a day, else with the last report."""
    board, view = desk.board, desk.view
    schedule = scheduled(desk, board).schedule
    material = Material(
        board=board,
        people=desk.people,
        events=desk.events,
        schedule=schedule,
        load=load_of(board, desk.opened.workspace.people, schedule),
        altered=_altered(desk, view),
        organisation=name_of(view, desk.root.name),
    )
    translation = translation_for(desk.language)
    report = report_of(material, since_of(desk.state.reports, since), translation)
    return page(report, translation)


def _altered(desk: Desk, view: View) -> tuple[Altered, ...]:
    """The documents that say something else than when they were signed, by path."""
    titles = {each.id: each.title for each in view.process.playbook.documents}
    return tuple(
        Altered(titles.get(place.document, path), path, signed)
        for path, (place, signed) in sorted(built_and_signed(desk.root, view).items())
        if signed.altered
    )
