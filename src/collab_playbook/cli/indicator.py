"""Record what was measured, and see its course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.entries import refused
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption
from collab_playbook.engine.indicators import (
    Course,
    course,
    courses,
    indicator_named,
    indicators_of,
    near_indicator,
    part,
)
from collab_playbook.engine.measuring import Measured, record_all
from collab_playbook.errors import UsageError
from collab_playbook.files.readings import read_rows
from collab_playbook.files.writing import told
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.model.playbook import Record
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.measures import put_indicator, put_indicators, shown_value
from collab_playbook.terminal.plain import put, tell


def do_record(
    ctx: typer.Context,
    indicator: Annotated[
        str | None,
        typer.Argument(metavar="[INDICATOR]", help="Its id or code.", show_default=False),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="[VALUE]", help="In its unit; '' takes a reading back.", show_default=False
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help="A month, an ISO week or a day: 2026-03, 2026-W12, 2026-03-31."),
    ] = None,
    source: Annotated[str, typer.Option(help="Where the value comes from.")] = "",
    note: Annotated[str, typer.Option(help="What to know about it.")] = "",
    circle: CircleOption = None,
    community: CommunityOption = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A CSV table: scope, indicator, period, value, source, note.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Record a reading by hand, or many from a table; with any problem nothing is recorded.

    A second reading for the same period takes the place of the first; the log shows both.

    \b
    Examples:
      collab-playbook indicator record K13 "12,5 %" --period 2026-03
      collab-playbook indicator record zero_reply_rate 12.5 --period 2026-W12 --note new
      collab-playbook indicator record --from readings.csv
    """
    given = (indicator, value, period)
    if (file is None) != all(part is not None for part in given):
        raise UsageError(
            say("a reading needs its indicator, its value and its period"),
            say("Write: indicator record INDICATOR VALUE --period 2026-03, or --from FILE."),
        )
    with writing(options_of(ctx), "indicator record") as desk:
        if file is not None:
            drafts = _from_table(desk, file)
        else:
            scope = scope_named(desk.view, circle, community)
            measured = Measured(scope, indicator or "", period or "", value or "", source, note)
            drafts = _from_line(desk, measured)
        _report(desk, drafts)
        desk.append(drafts)


def _from_line(desk: Desk, measured: Measured) -> tuple[Draft, ...]:
    drafts, misfits = record_all(desk.view, (measured,), desk.language)
    if misfits:
        raise refused(
            [misfit.message for _, misfit in misfits], say("Mend it and record it again.")
        )
    return drafts


def _from_table(desk: Desk, file: Path) -> tuple[Draft, ...]:
    """The events of a table.

    Raises:
        RefusedError: Something in it cannot be recorded; the message holds every place and reason.
        PlaybookError: The file cannot be read.
    """
    with told(say("'{file}' could not be read", file=file)):
        data = file.read_bytes()
    rows, problems = read_rows(data, str(file))
    entries = (row.measured for row in rows)
    drafts, misfits = record_all(desk.view, entries, desk.language, tabled=True)
    told_problems = [str(problem) for problem in problems]
    told_problems += [
        say("{place}: {message}", place=rows[n].place_of(m.part), message=m.message)
        for n, m in misfits
    ]
    if told_problems:
        raise refused(told_problems, say("Mend them and record the table again."))
    return drafts


def _report(desk: Desk, drafts: tuple[Draft, ...]) -> None:
    for draft in drafts:
        name, period = draft.data["indicator"], draft.data["period"]
        where = "" if draft.scope == PROGRAMME else f"{draft.scope.partition(':')[2]}/"
        held = desk.state.readings.get((draft.scope, name), ())
        before = next((r.value for r in held if r.period == period), None)
        said = say("taken back")
        if draft.type == "indicator_recorded":
            record = indicator_named(desk.process.playbook, name)
            words = words_for(desk.language)
            value = draft.data["value"]
            said = value if record is None else shown_value(value, record, words)
        was = say(" (was {before})", before=before) if before is not None else ""
        put(
            safe_line(
                say(
                    "{name}, {period}: {value}{was}",
                    name=f"{where}{name}",
                    period=period,
                    value=said,
                    was=was,
                )
            )
        )
    tell(
        say("Recorded {readings}.", readings=counted(len(drafts), "1 reading", "{number} readings"))
    )


def do_list(
    ctx: typer.Context,
    circle: CircleOption = None,
    community: CommunityOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Those too that are neither read nor chosen.")
    ] = False,
    form: FormatOption = "text",
) -> None:
    """Show the indicators that are read or chosen: last value, trend, target.

    \b
    Examples:
      collab-playbook indicator list
      collab-playbook indicator list --circle friends
      collab-playbook indicator list --all --format json
    """
    desk = reading(options_of(ctx))
    view = desk.view
    named = circle is not None or community is not None
    scopes = (scope_named(view, circle, community),) if named else None
    found = courses(view, scopes)
    if every:
        scope = scopes[0] if scopes else PROGRAMME
        kept = [c for c in found if c.scope != scope]
        found = (
            *(course(view, scope, record.id) for record in indicators_of(view.process.playbook)),
            *kept,
        )
    if form == "json":
        put(dumped("indicators", {"indicators": [_content(each) for each in found]}))
        return
    put_indicators(console_for(desk.options), view, words_for(desk.language), found)


def do_show(
    ctx: typer.Context,
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="Its id or code.")],
    form: FormatOption = "text",
) -> None:
    """Show an indicator: what it is, what others reach, and all its readings.

    \b
    Examples:
      collab-playbook indicator show K13
      collab-playbook indicator show zero_reply_rate --format json
    """
    desk = reading(options_of(ctx))
    view = desk.view
    record = _named(desk, indicator)
    scopes = dict.fromkeys(scope for scope, name in view.state.readings if name == record.id)
    found = [course(view, scope, record.id) for scope in (scopes or {PROGRAMME: None})]
    if form == "json":
        put(dumped("indicators", {"indicators": [_content(each) for each in found]}))
        return
    put_indicator(console_for(desk.options), view, words_for(desk.language), found)


def _named(desk: Desk, word: str) -> Record:
    """The indicator that a word means.

    Raises:
        UsageError: There is none; the nearest one is suggested.
    """
    playbook = desk.process.playbook
    record = indicator_named(playbook, word)
    if record is not None:
        return record
    near = near_indicator(playbook, word)
    hint = (
        say("Did you mean '{code} {id}'?", code=near.code, id=near.id)
        if near
        else say("See: indicator list --all.")
    )
    raise UsageError(say("There is no indicator '{word}'", word=word), hint)


def _content(found: Course) -> dict[str, Any]:
    record, last, trend = found.record, found.last, found.trend
    return {
        "id": record.id,
        "code": record.code,
        "title": record.title,
        "unit": part(record, "unit"),
        "better": part(record, "better"),
        "scope": found.scope,
        "chosen": found.chosen,
        "last": {"period": last.period, "value": last.value} if last else None,
        "trend": (
            {"direction": trend.direction, "by": trend.by, "judgement": trend.judgement}
            if trend
            else None
        ),
        "targets": [{"at": t.at, "value": t.value, "ours": t.ours} for t in found.targets],
        "readings": [
            {
                "period": r.period,
                "value": r.value,
                "source": r.source,
                "note": r.note,
                "by": r.by,
                "at": r.at,
            }
            for r in found.readings
        ],
    }
