"""Sections on the way: decisions asked, what changed, phases, the schedule, the process drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from collab_playbook.drawing.svg import svg, told
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import PROGRAMME
from collab_playbook.report.content import ChangeKind
from collab_playbook.report.marks import marked
from collab_playbook.report.markup import Html, joined, said, tag
from collab_playbook.report.opening import ending, told_late
from collab_playbook.report.tables import Table, folded, listed, prose, table
from collab_playbook.schedule.svg import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.drawing.figure import Figure
    from collab_playbook.engine.derive import Standing
    from collab_playbook.report.content import Change, Report, Stage
    from collab_playbook.report.markup import Part
    from collab_playbook.report.words import Words
    from collab_playbook.schedule.schedule import Dated

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


def asked(report: Report, words: Words) -> Iterator[Part]:
    """Every decision that is asked for, with its reason."""
    if not report.asks:
        yield tag("p", words("asks.none"))
        return
    heads = ["about", "decision", "why", "who"]
    rows: list[list[Part]] = [
        [
            said(words.said(ask.what)),
            tag("strong", words(f"ask.{ask.act}")),
            prose(words, words.said(ask.why)),
            said(ask.who),
        ]
        for ask in report.asks
    ]
    if any(ask.due for ask in report.asks):
        heads.append("by")
        for row, ask in zip(rows, report.asks, strict=True):
            row.append(words.day(ask.due) if ask.due is not None else "")
    yield table(words, Table(words("asks"), [words(f"column.{name}") for name in heads], rows))


def late(report: Report, words: Words) -> Iterator[Part]:
    """What is due, overdue or no longer holds, and the steps that should be done by now."""
    told = list(told_late(report, words))
    if told:
        yield listed(words, told)
    if report.belated:
        heads = [words(f"column.{name}") for name in ("step", "end", "planned", "slip", "state")]
        rows = []
        for row in report.belated:
            name, _, *rest = _dated(row, report, words)
            rows.append((name, *rest))
        yield tag("h3", words("late.steps"))
        yield table(words, Table(words("late.steps"), heads, rows))
    if not told and not report.belated:
        yield tag("p", words("late.none"))


def changed(report: Report, words: Words) -> Iterator[Part]:
    """What happened since the last report, kind by kind."""
    if report.since is None:
        yield tag("p", words("changes.first"))
        return
    day = words.day(report.since.day)
    key = "changes.since" if report.changes else "changes.none"
    yield tag("p", words(key, day=day))
    for kind in KINDS:
        mine = [change for change in report.changes if change.kind == kind]
        if mine:
            yield tag("h3", words(f"change.{kind}"))
            yield listed(words, [_change(change, words) for change in mine])


def _change(change: Change, words: Words) -> Html:
    where = words("change.in", where=change.where) if change.where else ""
    detail = _detail(change, words)
    return joined(
        (
            prose(words, change.what),
            joined((" ", said(where))) if where else "",
            joined((": ", prose(words, detail))) if detail else "",
            " ",
            tag("span", f"({_signed(change, words)})", class_="soft"),
        )
    )


def _signed(change: Change, words: Words) -> str:
    return words("change.by", day=words.day(change.on), by=change.by)


def _detail(change: Change, words: Words) -> str:
    if change.kind == "gate_decided":
        return words(f"gate.{change.detail}")
    if change.kind == "voided":
        return words(f"change.{change.detail}").lower()
    return change.detail


def phases(report: Report, words: Words) -> Iterator[Part]:
    """Each phase and circle in a row, its steps below."""
    heads = ("phase", "state", "steps", "end", "slip")
    stages = (*report.phases, *report.circles)
    rows = [_stage(stage, words) for stage in stages]
    caption = words("phases.caption")
    yield table(words, Table(caption, [words(f"column.{name}") for name in heads], rows))
    for stage in stages:
        if stage.standings:
            yield folded(words("steps.of", title=stage.title), _steps(stage, words), kind="screen")


def _stage(stage: Stage, words: Words) -> tuple[Part, ...]:
    stretch = stage.stretch
    counted = words("stage.of", done=stage.done, total=stage.total) if stage.standings else ""
    return (
        said(stage.title),
        _state_of(stage, words),
        counted or words("stage.served"),
        words.day(stretch.end) if stretch is not None else "",
        _slip(stretch.slip, words) if stretch is not None else "",
    )


def _state_of(stage: Stage, words: Words) -> Html:
    state = stage.state
    if not state or (state == "open" and stage.standings):
        state_now = "finished" if stage.is_finished else "begun" if stage.is_begun else "ahead"
        told = words(f"stage.{state_now}")
        return marked(state_now, f"{words('stage.open')}, {told}" if state else told)
    return marked("begun" if state == "open" else state, words(f"stage.{state}"))


def _slip(slip: int, words: Words) -> Part:
    if not slip:
        return words("slip.none")
    days = words.counted("days", abs(slip))
    late = words("slip.late" if slip > 0 else "slip.early", days=days)
    return marked("late", late) if slip > 0 else late


def _steps(stage: Stage, words: Words) -> Html:
    heads = [words(f"column.{name}") for name in ("step", "state", "waits")]
    rows = [_step(stands, words) for stands in stage.standings]
    return table(words, Table(words("steps.of", title=stage.title), heads, rows))


def _step(stands: Standing, words: Words) -> tuple[Part, ...]:
    told = ", ".join(words.said(in_words(each)) for each in (stands.state, *stands.flags))
    waits = "; ".join(words.said(blocker.text) for blocker in stands.blocked_by)
    return (
        said(f"{stands.step.number}. {stands.step.title}"),
        marked(stands.state, told),
        said(waits),
    )


def scheduled(report: Report, words: Words) -> Iterator[Part]:
    """When it ends, what drives that, the picture, and the dates as a table."""
    schedule = report.schedule
    yield tag("p", ending(schedule, words))
    if not schedule.rows:
        return
    if schedule.path:
        steps = ", ".join(row.task.title for row in schedule.path)
        yield tag("p", said(words("schedule.path", steps=steps)), class_="soft")
    picture = Html(drawn(schedule, report.organisation, words.translation))
    yield _scrolled(picture, words("schedule.scroll"), "drawn")
    heads = ("step", "start", "end", "planned", "slip", "state")
    rows = [_dated(row, report, words) for row in schedule.rows]
    caption = words("schedule.table")
    headings = [words(f"column.{name}") for name in heads]
    yield folded(caption, table(words, Table(caption, headings, rows)), kind="screen")


def _placed(report: Report, row: Dated, words: Words) -> str:
    """The step with its number, after its circle or community if it has one."""
    title, scope = f"{row.task.number}. {row.task.title}", row.instance.scope
    owners = (each.title for each in report.schedule.stretches if each.id == scope != PROGRAMME)
    owner = next(owners, "")
    return words("placed", where=owner, what=title) if owner else title


def _dated(row: Dated, report: Report, words: Words) -> tuple[Part, ...]:
    state = words.said(in_words(row.state))
    if row.is_critical:
        state = f"{state}, {words('schedule.critical')}"
    return (
        said(_placed(report, row, words)),
        words.day(row.forecast.start),
        words.day(row.forecast.end),
        words.day(row.planned.end),
        _slip(row.slip, words),
        marked(row.state, state),
    )


def drawn_process(report: Report, words: Words) -> Iterator[Part]:
    """The process of the programme, then that of each circle, each told in words too."""
    for number, figure in enumerate(report.figures):
        heading = next((group.scope for group in figure.groups if number and group.scope), "")
        picture = _picture(figure, f"flow{number}", heading or figure.title, words)
        yield folded(heading, *picture, kind="screen") if heading else joined(picture)


def _picture(figure: Figure, prefix: str, title: str, words: Words) -> tuple[Part, ...]:
    paragraphs = [tag("p", said(line)) for line in told(figure).splitlines()]
    return (
        _scrolled(Html(svg(figure, prefix)), words("process.scroll", title=title), "drawn process"),
        folded(words("process.words"), *paragraphs, kind="screen"),
    )


def _scrolled(picture: Html, label: str, kind: str) -> Html:
    """A picture that may be wider than the page; the keyboard reaches what sticks out."""
    inside = tag("div", picture, class_=kind, role="region", aria_label=label, tabindex="0")
    return tag("figure", inside)
