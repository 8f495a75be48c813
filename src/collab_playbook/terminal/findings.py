"""Findings for people: each with the line it is in, a mark under what is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.layout import Line, Span, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from collab_playbook.model.problem import Place, Problem

    Source = Callable[[str], Sequence[str]]

_STYLES = {"error": "bad", "warning": "open"}
_BEFORE = 24
"""Columns kept before the mark where a line is too long for the window."""


def finding_lines(problems: Iterable[Problem], source: Source, width: int) -> Iterator[Line]:
    """The lines of all problems, an empty one after each.

    Args:
        problems: In the order in which they are told.
        source: The lines of a file by its name; none where it cannot be read.
        width: Columns of the window.
    """
    for problem in problems:
        yield from _lines(problem, source, width)
        yield ""


def _lines(problem: Problem, source: Source, width: int) -> Iterator[Line]:
    style = _STYLES[problem.severity]
    places = (problem.place, *(label.place for label in problem.labels))
    gutter = max(len(str(place.line)) for place in places)
    yield (
        Span(f"{problem.severity} {problem.code}", style),
        Span(f" {problem.name}: ", "faint"),
        Span(safe_line(problem.message), "title"),
    )
    yield from _frame(problem.place, source, gutter, width, ("-->", "^", style, ""))
    for label in problem.labels:
        yield from _frame(label.place, source, gutter, width, (":::", "-", "faint", label.text))
    if problem.hint:
        yield (Span(f"{' ' * gutter} = ", "faint"), Span(safe_line(problem.hint)))
    if problem.fix is not None:
        option = "--fix" if problem.fix.safe else "--fix --unsafe-fixes"
        told = f"{problem.fix.title}: collab-playbook check {option}"
        yield (Span(f"{' ' * gutter} = ", "faint"), Span(safe_line(told), "faint"))


def _frame(
    place: Place, source: Source, gutter: int, width: int, drawn: tuple[str, str, str, str]
) -> Iterator[Line]:
    arrow, mark, style, text = drawn
    yield (Span(f"{' ' * gutter}{arrow} ", "faint"), Span(safe_line(str(place))))
    lines = source(place.file)
    if place.line > len(lines):
        if text:
            yield (Span(f"{' ' * gutter} | ", "faint"), Span(safe_line(text), style))
        return
    line = lines[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = min(place.column - 1, len(line))
    room = max(width - gutter - 3, 2 * _BEFORE)
    before, marked, after = line[:start], line[start:end], line[max(end, start) :]
    before, marked, after = safe_line(before), safe_line(marked), safe_line(after)
    before, marked, after = _fitting(before, marked, after, room)
    yield (Span(f"{' ' * gutter} |", "faint"),)
    yield (Span(f"{place.line:>{gutter}} | ", "faint"), Span(f"{before}{marked}{after}".rstrip()))
    under = mark * max(columns(marked), 1)
    told = f"{under} {safe_line(text)}" if text else under
    yield (
        Span(f"{' ' * gutter} | ", "faint"),
        Span(" " * columns(before)),
        Span(told, style),
    )


def _fitting(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """The parts of a line cut so that the mark is in the window."""
    if columns(before) + columns(marked) + columns(after) <= room:
        return before, marked, after
    if columns(before) + min(columns(marked), _BEFORE) > room - 4:
        before = f"...{before[-(_BEFORE - 3) :]}"
    left = room - columns(before)
    if columns(marked) > left - 3:
        return before, _head(marked, left - 3) + "...", ""
    left -= columns(marked)
    if columns(after) > left:
        after = _head(after, max(left - 3, 0)) + "..."
    return before, marked, after


def _head(text: str, width: int) -> str:
    taken = 0
    for position, character in enumerate(text):
        taken += columns(character)
        if taken > width:
            return text[:position]
    return text
