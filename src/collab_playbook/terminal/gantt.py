"""The schedule drawn in characters: a line for each step and gate, months above, today across.

A character says what a stretch of days is; colour only repeats it. Line mode gets sentences
elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from collab_playbook.terminal.layout import Line, Span, cut, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.schedule.schedule import Dated, Schedule
    from collab_playbook.terminal.words import Words

DONE, COMING, CRITICAL, WAITING, PLANNED, TODAY, GATE = "#", "=", "*", "~", ".", "|", "+"
_STYLES: Mapping[str, str] = {
    DONE: "good",
    CRITICAL: "bad",
    WAITING: "open",
    PLANNED: "faint",
    TODAY: "faint",
    GATE: "title",
}
_WIDE = 80
"""From this many columns on, the day on which a step ends has a column of its own."""
_EVERY = (1, 2, 3, 6, 12)
"""Every so many months one is named."""
_ROOM = 4
"""The columns that the name of a month takes, with a space."""
_NUMBER, _SLIP, _DAY = 3, 5, 10


@dataclass(frozen=True)
class _Scale:
    """Days to columns: ``columns`` of them from the first day to the last."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """The column that a day falls into."""
        days = (self.last - self.first).days + 1
        return min((day - self.first).days * self.columns // days, self.columns - 1)


def gantt_lines(schedule: Schedule, words: Words, width: int) -> Iterator[Line]:
    """The chart, no wider than ``width``."""
    if not schedule.rows:
        return
    titles = min(max(width // 3, 14), 36)
    beside = _SLIP + (_DAY + 1 if width >= _WIDE else 0)
    scale = _scale(schedule, width - _NUMBER - titles - 1 - beside)
    indent = " " * (_NUMBER + titles + 1)
    yield from (indent + labels for labels in _months(scale))
    for stretch in schedule.stretches:
        yield (Span(cut(stretch.title, width - 1), "title"),)
        for row in stretch.rows:
            cells = _cells(schedule, row, scale)
            head = f"{row.task.number:>2} {padded(cut(row.task.title, titles), titles)} "
            yield _line(head, cells, _beside(row.slip, row.forecast.end, width))
    if schedule.gates:
        yield (Span(words("schedule.gates"), "title"),)
    for gate in schedule.gates:
        cells = _blank(schedule, scale)
        cells[scale.column(gate.on)] = GATE
        head = f" {GATE} {padded(cut(gate.title, titles), titles)} "
        yield _line(head, cells, _beside(0, gate.on, width))
    yield ""
    yield from wrapped(words("schedule.legend"), width)


def _scale(schedule: Schedule, columns: int) -> _Scale:
    rows = schedule.rows
    firsts = [min(row.planned.start, row.forecast.start) for row in rows]
    lasts = [max(row.planned.end, row.forecast.end) for row in rows]
    days = [schedule.today, *(gate.on for gate in schedule.gates)]
    return _Scale(min(*firsts, *days), max(*lasts, *days), columns)


def _months(scale: _Scale) -> tuple[str, str]:
    """The years, and below them the months that there is room for, each where it begins."""
    begins = [
        date(year, month, 1)
        for year in range(scale.first.year, scale.last.year + 1)
        for month in range(1, 13)
        if scale.first <= date(year, month, 1) <= scale.last
    ]
    every = next((n for n in _EVERY if n * scale.columns >= _ROOM * len(begins)), _EVERY[-1])
    shown = [day for day in begins if (day.month - 1) % every == 0]
    years = [day for day in begins if day.month == 1]
    return (
        _labelled(scale, [(day, str(day.year)) for day in _with_first(scale, years)]),
        _labelled(scale, [(day, day.strftime("%b")) for day in _with_first(scale, shown)]),
    )


def _with_first(scale: _Scale, days: Sequence[date]) -> Sequence[date]:
    """The days, and the first one before them where there is room to name it."""
    is_free = not days or scale.column(days[0]) > _ROOM
    return [scale.first, *days] if is_free else days


def _labelled(scale: _Scale, labels: Iterable[tuple[date, str]]) -> str:
    line = ""
    for day, text in labels:
        at = scale.column(day)
        if at >= len(line) and at + len(text) <= scale.columns:
            line = padded(line, at) + text + " "
    return line.rstrip()


def _blank(schedule: Schedule, scale: _Scale) -> list[str]:
    cells = [" "] * scale.columns
    cells[scale.column(schedule.today)] = TODAY
    return cells


def _cells(schedule: Schedule, row: Dated, scale: _Scale) -> list[str]:
    cells = _blank(schedule, scale)
    coming = CRITICAL if row.is_critical else COMING
    work = DONE if row.task.ended is not None else coming
    for span_start, span_end, mark in (
        (row.planned.start, row.planned.end, PLANNED),
        (row.forecast.start, row.forecast.end, WAITING),
        (row.forecast.start, row.forecast.worked, work),
    ):
        for at in range(scale.column(span_start), scale.column(span_end) + 1):
            cells[at] = mark
    if row.task.began is not None and row.task.ended is None:
        for at in range(scale.column(row.forecast.start), scale.column(schedule.today)):
            cells[at] = DONE
    return cells


def _beside(slip: int, day: date, width: int) -> str:
    late = f"{slip:+d}" if slip else ""
    return f"{late:>{_SLIP}}" + (f" {day.isoformat()}" if width >= _WIDE else "")


def _line(head: str, cells: list[str], beside: str) -> Line:
    marks = "".join(cells) if beside.strip() else "".join(cells).rstrip()
    runs = (Span("".join(run), _STYLES.get(mark, "")) for mark, run in groupby(marks))
    return (Span(head), *runs, Span(beside if beside.strip() else ""))
