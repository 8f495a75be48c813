"""Stretches of days below an axis of months or weeks; a single day is a milestone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.bars import GAP
from collab_playbook.drawing.strokes import (
    FOOT,
    HIGHEST,
    LEADING,
    SIZE,
    SMALL,
    WIDTH,
    block,
    box,
    broken,
    measured,
    path,
    rule,
    svg,
    text,
    widest,
)
from collab_playbook.drawing.tints import QUIET, RULE, tint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.series import Manners, Sheet, Stretch

_LABELS: Final = 220.0
_TOP: Final = 38.0
_BETWEEN: Final = 9.0
_BAR: Final = 14.0
_AIR: Final = 6.0
_WEEKS: Final = 70
"""Up to so many days the axis shows weeks."""
_EVERY: Final = (1, 2, 3, 6, 12)
_YEARS: Final = 10
_YEAR: Final = 30.0
"""What the name of a year takes; on so many years each has that."""
_MILESTONE: Final = 7.0
_LAST: Final = 9990
"""After this year the calendar ends before the axis does."""


class _Scale(NamedTuple):
    """Where days stand; ``end`` is the first day that is not shown any more."""

    left: float
    first: date
    end: date

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (WIDTH - self.left - _MILESTONE - 1) / (self.end - self.first).days

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.day


def gantt(stretches: Sequence[Stretch], sheet: Sheet) -> str | None:
    """The chart; ``None`` without a day, for a last day before the first, too many rows or years.

    Args:
        stretches: What lasts, in the order of the rows.
        sheet: What it is drawn on.
    """
    known = [each.days for each in stretches if each.days is not None]
    if not known or any(last < first for first, last in known):
        return None
    start, end = min(first for first, _ in known), max(last for _, last in known)
    if end.year - start.year > _YEARS or end.year > _LAST:
        return None
    most = widest((each.label for each in stretches), _LABELS)
    named = [broken(each.label, SIZE, most) for each in stretches]
    heights = [max(len(lines) * LEADING, _BAR) + _BETWEEN for lines in named]
    height = _TOP + sum(heights) + 2
    if height > HIGHEST:
        return None
    scale = _scale(start, end, most + 2 * _AIR)
    parts = list(_axis(scale, height, sheet.manners))
    y = _TOP
    for each, lines, high in zip(stretches, named, heights, strict=True):
        middle = y + (high - _BETWEEN) / 2
        parts += (*block(0, middle, lines), _bar(each, middle, scale, sheet))
        y += high
    return svg(sheet, height, parts)


def _scale(start: date, end: date, left: float) -> _Scale:
    """From a Monday to a Monday for some weeks, else from the first of a month to another."""
    if (end - start).days < _WEEKS:
        first = start - timedelta(days=start.weekday() if start.year > 1 else 0)
        return _Scale(left, first, end + timedelta(days=7 - end.weekday()))
    return _Scale(left, start.replace(day=1), _month_after(end))


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _axis(scale: _Scale, height: float, manners: Manners) -> Iterator[str]:
    """The weeks or the months, as many of them named as there is room for, and the years."""
    days, names = _marks(scale, manners)
    apart = (scale.at(scale.end) - scale.left) / len(days)
    room = max(measured(name, SMALL) for name in names) + 4
    every = next((n for n in _EVERY if n * apart >= room), _EVERY[-1])
    begins = [day for at, day in enumerate(days) if at == 0 or day.year != days[at - 1].year]
    if len(begins) > 1 and scale.at(begins[1]) - scale.left < _YEAR:
        begins = begins[1:]  # the end of a year, too short to be named
    for at, (day, name) in enumerate(zip(days, names, strict=True)):
        x = scale.at(day)
        if day in begins:
            yield text(x + 3, _TOP - 22, str(day.year), size=SMALL, bold=True)
            yield rule(x, _TOP - 30, x, height, QUIET if at else RULE)
        elif at % every == 0:
            yield rule(x, _TOP - 16, x, height)
        if at % every == 0:
            yield text(x + 3, _TOP - 9, name, size=SMALL, fill=QUIET)
    yield rule(scale.at(scale.end), _TOP - 16, scale.at(scale.end), height)


def _marks(scale: _Scale, manners: Manners) -> tuple[list[date], list[str]]:
    """The first days of the weeks or the months that are shown, and what they are called."""
    count = (scale.end - scale.first).days
    if count < _WEEKS + 14:
        days = [scale.first + timedelta(days=at) for at in range(0, count, 7)]
        return days, [manners.day(day) for day in days]
    days = [scale.first]
    while (following := _month_after(days[-1])) < scale.end:
        days.append(following)
    return days, [manners.month(day) for day in days]


def _bar(each: Stretch, middle: float, scale: _Scale, sheet: Sheet) -> str:
    """A bar, a diamond for a single day, a dash for days that are open."""
    if each.days is None:
        return text(scale.left + _AIR, middle + FOOT, GAP, fill=QUIET)
    start, end = each.days
    if start == end:
        x, far = scale.at(start) + scale.day / 2, _MILESTONE
        way = f"M{x:.1f} {middle - far:.1f}l{far} {far}l-{far} {far}l-{far} -{far}z"
        return path(way, sheet.colour, fill=sheet.colour)
    wide = max(scale.at(end) + scale.day - scale.at(start), 3.0)
    fill = tint(sheet.colour, 0.55)
    return box(scale.at(start), middle - _BAR / 2, wide, _BAR, fill, sheet.colour, 2)
