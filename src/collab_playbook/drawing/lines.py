"""Lines over the labels of the rows, broken where a figure is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.strokes import (
    LEADING,
    SIZE,
    SMALL,
    WIDTH,
    broken,
    measured,
    path,
    rule,
    svg,
    text,
)
from collab_playbook.drawing.tints import INK, QUIET, WHITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.series import Series, Sheet

_TOP, _HEIGHT = 22.0, 200.0
_AIR: Final = 8.0
_NAMES: Final = 150.0
_TICKS: Final = 5
_MOST: Final = 120
"""Points that still stand apart from each other."""
_DIGITS: Final = 15
"""A figure with more of them before its decimal sign is longer than its axis has room for."""
_LEAST: Final = 120.0
"""On less, figures or names so long leave no room for the lines."""
_DASHES: Final = ("", "7 3", "2 3", "9 3 2 3")
"""Lines are told apart by their dashes and their marks, also without colour."""


class _Plot(NamedTuple):
    """Where a point stands: left and right edge, how many labels, the least and the greatest."""

    left: float
    right: float
    places: int
    low: float
    high: float

    @property
    def slot(self) -> float:
        return (self.right - self.left) / max(self.places, 1)

    def x(self, number: int) -> float:
        return self.left + (number + 0.5) * self.slot

    def y(self, value: Decimal) -> float:
        return _TOP + _HEIGHT * (1 - (float(value) - self.low) / (self.high - self.low))


def line(labels: Sequence[str], series: Sequence[Series], sheet: Sheet) -> str | None:
    """The chart; ``None`` for one label, too many, or more lines than can be told apart.

    Args:
        labels: What stands below, in order.
        series: Columns of figures in one unit, as many figures as labels.
        sheet: What it is drawn on.
    """
    if not 1 < len(labels) <= _MOST or not 0 < len(series) <= len(_DASHES):
        return None
    known = [value for each in series for value in each.values if value is not None]
    if any(value.adjusted() > _DIGITS for value in known):
        return None
    marks = ticks(known)
    unit = series[0].unit
    named = [sheet.manners.figure(mark, unit) for mark in marks]
    left = max(measured(name, SMALL) for name in named) + _AIR
    ends = [_end(each, sheet, alone=len(series) == 1) for each in series]
    room = max(max((measured(word, SMALL) for word in lines), default=0.0) for lines in ends)
    plot = _Plot(left, WIDTH - room - 2 * _AIR, len(labels), float(marks[0]), float(marks[-1]))
    if plot.right - plot.left < _LEAST:
        return None
    below = list(_labels(labels, plot))
    rows = max(row for row, _ in below)
    parts: list[str] = []
    if len(series) == 1:
        parts.append(
            text(
                left, 10, broken(series[0].name, SMALL, WIDTH - left, 1)[0], size=SMALL, fill=QUIET
            )
        )
    for mark, name in zip(marks, named, strict=True):
        parts.append(
            rule(left, plot.y(mark), plot.right, plot.y(mark), *([QUIET] if not mark else []))
        )
        parts.append(
            text(left - _AIR, plot.y(mark) + 3.5, name, anchor="end", size=SMALL, fill=QUIET)
        )
    parts += [part for _, part in below]
    for number, each in enumerate(series):
        parts += _drawn(each, plot, sheet, number)
    parts += _figures(series[0], plot, sheet) if len(series) == 1 else _names(series, ends, plot)
    return svg(sheet, _TOP + _HEIGHT + rows * LEADING + _AIR, parts)


def ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Round figures from nought, or the least, to the greatest, in steps of 1, 2 or 5."""
    low, high = min((*values, Decimal(0))), max((*values, Decimal(0)))
    span = (high - low) or Decimal(1)
    power = Decimal(10) ** (span.adjusted() - 1)
    step = next(
        step
        for times in (1, 10, 100)
        for factor in (1, 2, 5)
        for step in (power * factor * times,)
        if span / step <= _TICKS
    )
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    last = max(last, first + 1)
    return [_plain(step * (first + at)) for at in range(int(last - first) + 1)]


def _plain(value: Decimal) -> Decimal:
    """Without noughts after its decimal sign, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _labels(labels: Sequence[str], plot: _Plot) -> Iterator[tuple[int, str]]:
    """The labels in two lines; every second, third and so on where they would run together."""
    widest = max(
        min(measured(word, SMALL), 90.0) for label in labels for word in label.split() or [""]
    )
    every = max(1, -(-int(widest + 4) // max(int(plot.slot), 1)))
    shown = range((len(labels) - 1) % every, len(labels), every)  # the last one is always named
    for number in shown:
        for row, words in enumerate(broken(labels[number], SMALL, plot.slot * every - 4, 2)):
            y = _TOP + _HEIGHT + LEADING * (row + 1)
            label = text(plot.x(number), y, words, anchor="middle", size=SMALL, fill=QUIET)
            yield row + 1, label


def _drawn(each: Series, plot: _Plot, sheet: Sheet, number: int) -> Iterator[str]:
    way, pen = [], "M"
    for at, value in enumerate(each.values):
        if value is None:
            pen = "M"
            continue
        way.append(f"{pen}{plot.x(at):.1f} {plot.y(value):.1f}")
        pen = "L"
    yield path("".join(way), sheet.colour, 2.0, _DASHES[number])
    for at, value in enumerate(each.values):
        if value is not None:
            yield _mark(plot.x(at), plot.y(value), number, sheet.colour)


def _mark(x: float, y: float, number: int, colour: str) -> str:
    """A circle, a square, a triangle or a diamond, the even ones full."""
    fill = colour if number % 2 == 0 else WHITE
    shapes = (
        f"M{x - 3.5:.1f} {y:.1f}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
        f"M{x - 3.2:.1f} {y - 3.2:.1f}h6.4v6.4h-6.4z",
        f"M{x:.1f} {y - 4:.1f}l4 7h-8z",
        f"M{x:.1f} {y - 4.5:.1f}l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
    )
    return path(shapes[number], colour, 1.5, fill=fill)


def _figures(each: Series, plot: _Plot, sheet: Sheet) -> Iterator[str]:
    """The figures above the points where there is room, else that of the last point alone."""
    known = [(at, value) for at, value in enumerate(each.values) if value is not None]
    said = {at: sheet.manners.figure(value, each.unit) for at, value in known}
    if any(measured(words, SMALL) + 2 > plot.slot for words in said.values()):
        known = known[-1:]
    for number, (at, value) in enumerate(known):
        climbs = any(later > value for _, later in known[number + 1 : number + 2])
        x, anchor = (plot.x(at) + 4, "end") if climbs else (plot.x(at), "middle")
        yield text(x, plot.y(value) - _AIR, said[at], anchor=anchor, size=SMALL, bold=True)


def _end(each: Series, sheet: Sheet, *, alone: bool) -> tuple[str, ...]:
    """What stands beside the end of a line: its name and its last figure."""
    last = next((value for value in reversed(each.values) if value is not None), None)
    if alone or last is None:
        return ()
    return (*broken(each.name, SMALL, _NAMES, 2), sheet.manners.figure(last, each.unit))


def _names(series: Sequence[Series], ends: Sequence[tuple[str, ...]], plot: _Plot) -> Iterator[str]:
    """The names at the ends of the lines, moved apart where lines end close to each other."""
    wanted = []
    for number, each in enumerate(series):
        known = [(at, value) for at, value in enumerate(each.values) if value is not None]
        if known:
            wanted.append((plot.y(known[-1][1]), number))
    y = 0.0
    placed = []
    for goal, number in sorted(wanted):
        high = len(ends[number]) * LEADING * 0.9
        y = max(y, goal - high / 2)
        placed.append((y, number))
        y += high + 3
    over = max(0.0, y - (_TOP + _HEIGHT + 2 * LEADING))
    for top, number in placed:
        for row, words in enumerate(ends[number]):
            foot = top - over + SIZE * 0.8 + row * LEADING * 0.9
            bold = row == len(ends[number]) - 1
            fill = INK if bold else QUIET
            yield text(plot.right + _AIR, foot, words, size=SMALL, bold=bold, fill=fill)
