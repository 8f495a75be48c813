"""What a chart on a slide shows; ``None`` where its table says it better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from collab_playbook.formats.content import Span, plain
from collab_playbook.formats.figures import Series, day_of, figures_of, text_of
from collab_playbook.formats.slides.text import longest_word, starts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from collab_playbook.formats.content import Chart, Table

Shape: TypeAlias = Literal["bars", "columns", "line", "gantt", "process"]

MOST_BARS: Final = 24
"""How many bars can still be told apart on a slide."""
MOST_POINTS: Final = 60
MOST_STAGES: Final = 6
_MOST_SERIES: Final = 4
STAGE_POINT: Final = 24.0
"""How much of a stage its point takes, in points."""
_STAGE_SIZES: Final = (18.0, 16.0, 14.0)
_STAGE_ROWS: Final = 3
_ACROSS: Final = 860.0
"""About the width of a slide's text, in points."""
_UPRIGHT: Final = 12
"""How many letters a label has at most that stands below its bar."""
_DAYS: Final = 3
"""A label, a first day, a last day."""


class Drawing(NamedTuple):
    """A chart, ready to be drawn.

    Attributes:
        shape: How.
        title: What it shows.
        labels: What each bar, point or stage is about.
        series: The figures.
        days: The first and the last day of each bar of a ``gantt``.
        rest: The table, where it says more than is drawn.
    """

    shape: Shape
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...] = ()
    days: tuple[tuple[date, date], ...] = ()
    rest: Table | None = None


def drawing_of(chart: Chart, language: str) -> Drawing | None:
    """A chart as it is drawn.

    Args:
        chart: The chart.
        language: The language that its figures are written in.
    """
    if not chart.table.rows:
        return None
    match chart.kind:
        case "bars" | "line":
            return _figures(chart, language)
        case "gantt":
            return _gantt(chart, language)
        case "process":
            return _process(chart)
        case "heat":
            return None  # a table whose cells are shaded


def _figures(chart: Chart, language: str) -> Drawing | None:
    table = chart.table
    labels, series = figures_of(table, language)
    most = MOST_POINTS if chart.kind == "line" else MOST_BARS // max(1, len(series))
    units = {each.unit for each in series}
    if not series or len(series) > _MOST_SERIES or len(labels) > most or len(units) > 1:
        return None
    shape: Shape = "line"
    if chart.kind == "bars":
        shape = "columns" if max(map(len, labels)) <= _UPRIGHT else "bars"
    rest = table if len(series) < len(table.head) - 1 else None
    return Drawing(shape, chart.title, labels, series, (), rest)


def _gantt(chart: Chart, language: str) -> Drawing | None:
    table = chart.table
    if len(table.head) < _DAYS or len(table.rows) > MOST_BARS:
        return None
    days = []
    for row in table.rows:
        first, last = (day_of(text_of(cell), language) for cell in row[1:3])
        if first is None or last is None or last < first:
            return None
        days.append((first, last))
    labels = tuple(text_of(row[0]) for row in table.rows)
    rest = table if len(table.head) > _DAYS else None
    return Drawing("gantt", chart.title, labels, (), tuple(days), rest)


def _process(chart: Chart) -> Drawing | None:
    """Stages in a row, each after the one before; any other order is told by the table."""
    rows = [[text_of(cell) for cell in row] for row in chart.table.rows]
    names = [row[0] for row in rows]
    after = ["", *names[:-1]]
    in_a_row = all(
        len(row) == 1 or row[1] == before for row, before in zip(rows, after, strict=True)
    )
    if not in_a_row or not 1 < len(names) <= MOST_STAGES or not stage_size(names, _ACROSS):
        return None
    rest = chart.table if len(chart.table.head) > len(("name", "after")) else None
    return Drawing("process", chart.title, tuple(names), (), (), rest)


def stage_size(names: Sequence[str], width: float) -> float:
    """The size at which the names of stages fit side by side; 0 where none does.

    Args:
        names: The names.
        width: Of all stages together, in points.
    """
    room = width / len(names) - 2 * STAGE_POINT
    for size in _STAGE_SIZES:
        texts = [(Span(name),) for name in names]
        rows = max(len(starts_of(text, room, size, bold=True)) for text in texts)
        if rows <= _STAGE_ROWS and all(longest_word(t, bold=True) * size <= room for t in texts):
            return size
    return 0.0


def told(chart: Chart) -> str:
    """What a chart shows, for whoever does not see it: its title, then each row."""
    heads = [plain(head) for head in chart.table.head]
    rows = [
        ", ".join(
            f"{head}: {said}" if head and at else said
            for at, (head, said) in enumerate(zip(heads, map(plain, row), strict=True))
            if said
        )
        for row in chart.table.rows
    ]
    return "; ".join(part for part in (chart.title, *rows) if part)
