"""Bars that lie, from nought on, with their figures at their ends."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.strokes import (
    FILLS,
    FOOT,
    HIGHEST,
    LEADING,
    SIZE,
    SMALL,
    WIDTH,
    block,
    box,
    broken,
    filled,
    hatch,
    measured,
    rule,
    svg,
    text,
    widest,
)
from collab_playbook.drawing.tints import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.series import Series, Sheet

GAP: Final = "–"  # noqa: RUF001 - a dash where there is no figure
_LABELS: Final = 230.0
_TOP: Final = 26.0
_BETWEEN: Final = 10.0
_SINGLE, _GROUPED = 18.0, 14.0
_AIR: Final = 6.0
_SWATCH: Final = 11.0
_KEY: Final = 18.0
_LEAST: Final = 60.0
"""On less, bars say nothing; figures so long leave no room for more."""


class _Plot(NamedTuple):
    """What stands where: nought at ``nought``, each unit ``step`` to the right of it."""

    series: Sequence[Series]
    sheet: Sheet
    left: float
    nought: float
    step: float

    @property
    def bar(self) -> float:
        """How high a bar is, with the air around it."""
        return _SINGLE if len(self.series) == 1 else _GROUPED

    def at(self, value: Decimal) -> float:
        """Where a bar ends."""
        return self.nought + float(value) * self.step


def bars(labels: Sequence[str], series: Sequence[Series], sheet: Sheet) -> str | None:
    """The chart; ``None`` for more series than can be told apart, or more bars than fit a page.

    Args:
        labels: What each row is about.
        series: Columns of figures in one unit, as many figures as labels.
        sheet: What it is drawn on.
    """
    if not labels or not 0 < len(series) <= FILLS:
        return None
    most = widest(labels, _LABELS)
    plot = _plot(series, sheet, most + 2 * _AIR)
    named = [broken(label, SIZE, most) for label in labels]
    heights = [max(len(lines) * LEADING, plot.bar * len(series)) + _BETWEEN for lines in named]
    keys = list(_key(plot))
    top = _TOP + _KEY * max(row for row, _ in keys)
    height = top + sum(heights) + 2
    if plot.step <= 0 or height > HIGHEST:
        return None
    parts = [hatch(sheet)] if len(series) > 1 else []
    parts += [part for _, part in keys]
    y = top
    for at, lines in enumerate(named):
        parts += block(most, y + (heights[at] - _BETWEEN) / 2, lines, "end")
        parts += _group(plot, at, y + (heights[at] - _BETWEEN) / 2)
        y += heights[at]
    parts.append(rule(plot.nought, top - 4, plot.nought, height, QUIET))
    return svg(sheet, height, parts)


def _plot(series: Sequence[Series], sheet: Sheet, left: float) -> _Plot:
    """From the least to the greatest, nought among them, with room for figures at both ends."""
    rooms = [
        (value, measured(sheet.manners.figure(value, each.unit), SIZE) + 2 * _AIR)
        for each in series
        for value in each.values
        if value is not None
    ]
    low = min((value for value, _ in rooms if value < 0), default=Decimal(0))
    high = max((value for value, _ in rooms if value > 0), default=Decimal(0))
    before = max((room for value, room in rooms if value < 0), default=0.0)
    after = max((room for value, room in rooms if value >= 0), default=0.0)
    room = WIDTH - left - before - after
    step = room / float(high - low or 1) if room > _LEAST else 0.0
    return _Plot(series, sheet, left, left + before - float(low) * step, step)


def _key(plot: _Plot) -> Iterator[tuple[int, str]]:
    """What the bars mean, above them: the name of the one series, or one entry for each."""
    if len(plot.series) == 1:
        name = broken(plot.series[0].name, SMALL, WIDTH - plot.nought, 1)[0]
        yield 0, text(plot.nought, 14, name, size=SMALL, fill=QUIET)
        return
    x, row = plot.left, 0
    for number, each in enumerate(plot.series):
        name = broken(each.name, SMALL, WIDTH - plot.left - _SWATCH - _AIR, 1)[0]
        room = _SWATCH + 3 * _AIR + measured(name, SMALL)
        if x > plot.left and x + room > WIDTH:
            x, row = plot.left, row + 1
        y = 14 + row * _KEY
        yield row, box(x, y - _SWATCH + 2, _SWATCH, _SWATCH, *filled(plot.sheet, number))
        yield row, text(x + _SWATCH + _AIR, y, name, size=SMALL, fill=QUIET)
        x += room


def _group(plot: _Plot, row: int, middle: float) -> Iterator[str]:
    """The bars of a row; a gap is a dash, and nought a figure without a bar."""
    y = middle - plot.bar * len(plot.series) / 2
    for number, each in enumerate(plot.series):
        value, foot = each.values[row], y + plot.bar / 2 + FOOT
        if value is None:
            yield text(plot.nought + _AIR, foot, GAP, fill=QUIET)
        else:
            start, end = sorted((plot.nought, plot.at(value)))
            if value:
                fill, edge = filled(plot.sheet, number)
                yield box(start, y + 1, end - start, plot.bar - 2, fill, edge)
            said = plot.sheet.manners.figure(value, each.unit)
            x, anchor = (start - _AIR, "end") if value < 0 else (end + _AIR, "start")
            yield text(x, foot, said, anchor=anchor)
        y += plot.bar
