"""Slides that fit: each part in its place, at a size that can be read from the last row.

Text is made smaller down to ``SIZES[-1]`` and no further: what then does not fit goes on upon a
slide of its own with the same title, so that nothing runs off and nothing is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from collab_playbook.formats.content import Chart, Table
from collab_playbook.formats.slide_area import FULL, TEXT, Area, column_of
from collab_playbook.formats.slide_charts import Drawing, drawing_of, told
from collab_playbook.formats.slide_table import Grid, grid_of, split_grid
from collab_playbook.formats.slide_text import AIR, cut_line, height_of_line, height_of_lines
from collab_playbook.formats.slide_title import is_whole, shortened
from collab_playbook.formats.slides import Line, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.formats.content import Inlines
    from collab_playbook.formats.slides import Parts, Slide

GAP: Final = 16.0
"""Between parts."""
SIZES: Final = (26.0, 24.0, 22.0, 20.0, 18.0)
"""Of text; the last is the smallest that is read from the last row of a room."""
TABLES: Final = (20.0, 18.0, 16.0, 16.0, 14.0)
"""Of tables on a slide whose text has the size at the same place of ``SIZES``."""
_CHART: Final = 230.0
"""A chart needs this height."""
_PROCESS: Final = 110.0
_BALANCED: Final = 6
"""A table on up to so many slides is spread evenly over them."""


class Drawn(NamedTuple):
    """A chart that is drawn.

    Attributes:
        drawing: What is drawn.
        told: What it shows, in words.
    """

    drawing: Drawing
    told: str


Fitted: TypeAlias = Lines | Grid | Drawn


class Box(NamedTuple):
    """A part in its place, at its size; ``column`` counts from 0."""

    part: Fitted
    area: Area
    size: float
    column: int = 0


class Page(NamedTuple):
    """A slide as it is shown.

    Attributes:
        title: Its title.
        title_size: How large that is.
        boxes: What stands on it, in the order in which it is read.
        columns: How many columns it has.
        notes: What the speaker says.
    """

    title: Inlines
    title_size: float
    boxes: tuple[Box, ...]
    columns: int = 1
    notes: tuple[str, ...] = ()


def pages_of(slide: Slide, language: str) -> tuple[Page, ...]:
    """The slides that one slide needs, one as a rule.

    Args:
        slide: What is to be shown.
        language: The language that its figures are written in.
    """
    parts = tuple(_drawn(slide.parts, language))
    headed = (Lines((Line(slide.title, "heading"),)), *parts)
    whole = is_whole(slide.title)
    columns = tuple(tuple(_drawn(column, language)) for column in slide.columns)
    if columns:
        boxes = _side_by_side(parts if whole else headed, columns)
        if boxes is not None:
            return (_page(slide, boxes, 1, 1, len(columns)),)
    below = tuple(part for column in columns for part in column)
    stacks = _stacks((*(parts if whole else headed), *below))
    if whole and len(stacks) > 1 and not is_whole(slide.title, _number(1, len(stacks))):
        stacks = _stacks((*headed, *below))
    last = len(stacks)
    return tuple(_page(slide, boxes, at, last) for at, boxes in enumerate(stacks, 1))


def _number(at: int, last: int) -> str:
    """What stands behind the title of a slide that goes on."""
    return f" ({at}/{last})" if last > 1 else ""


def _page(slide: Slide, boxes: tuple[Box, ...], at: int, last: int, columns: int = 1) -> Page:
    text, size = shortened(slide.title, _number(at, last))
    return Page(text, size, boxes, columns, slide.notes if at == 1 else ())


def _drawn(parts: Parts, language: str) -> Iterator[Lines | Table | Drawn | Chart]:
    """Charts that can be drawn, with their table behind where it says more; a heat map stays."""
    for part in parts:
        drawing = drawing_of(part, language) if isinstance(part, Chart) else None
        if isinstance(part, Chart) and drawing is not None:
            yield Drawn(drawing, told(part))
            if drawing.rest is not None:
                yield drawing.rest
        elif isinstance(part, Chart) and part.kind != "heat":
            yield part.table
        elif not isinstance(part, Table) or part.head:
            yield part


def _measured(
    parts: Sequence[Lines | Table | Drawn | Chart], width: float, at: int
) -> list[Fitted]:
    """The parts at the size of that place in ``SIZES``."""
    found: list[Fitted] = []
    for part in parts:
        match part:
            case Chart(_, _, table):
                found.append(grid_of(table, width, TABLES[at], heat=True))
            case Table():
                found.append(grid_of(part, width, TABLES[at]))
            case _:
                found.append(part)
    return found


def _height(part: Fitted, width: float, size: float) -> float:
    match part:
        case Lines(lines):
            return height_of_lines(lines, width, size)
        case Grid():
            return part.height
        case Drawn(drawing):
            return _PROCESS if drawing.shape == "process" else _CHART


def _stacked(parts: Sequence[Fitted], width: float, size: float) -> float:
    heights = sum(_height(part, width, size) for part in parts)
    return heights + GAP * max(0, len(parts) - 1)


def _stacks(parts: Sequence[Lines | Table | Drawn | Chart]) -> list[tuple[Box, ...]]:
    """The parts below one another, on one slide or on several."""
    room = TEXT.height
    for at, size in enumerate(SIZES):
        fitted = _measured(parts, FULL, at)
        if _stacked(fitted, FULL, size) <= room:
            return [_placed(fitted, TEXT, size)]
    size = SIZES[-1]
    pages = _dealt(fitted, room)
    if len(pages) <= _BALANCED and all(isinstance(part, Grid) for part in fitted):
        tries = (_dealt(fitted, room * share / 10) for share in range(5, 10))
        pages = next((tried for tried in tries if len(tried) <= len(pages)), pages)
    return [_placed(page, TEXT, size) for page in pages]


def _dealt(parts: Sequence[Fitted], height: float) -> list[list[Fitted]]:
    """The parts dealt out to slides of a height, each as full as it gets."""
    pages: list[list[Fitted]] = [[]]
    room, queue = height, list(reversed(parts))
    while queue:
        part = queue.pop()
        fits, rest = _split(part, room, fresh=not pages[-1])
        if fits is not None:
            pages[-1].append(fits)
            room -= _height(fits, FULL, SIZES[-1]) + GAP
        if rest is not None:
            queue.append(rest)
            pages.append([])
            room = height
    return pages


def _split(part: Fitted, height: float, *, fresh: bool) -> tuple[Fitted | None, Fitted | None]:
    match part:
        case Grid():
            return split_grid(part, height, fresh=fresh)
        case Drawn():
            fits = fresh or _height(part, FULL, SIZES[-1]) <= height
            return (part, None) if fits else (None, part)
        case Lines(lines):
            return _split_lines(lines, height, fresh=fresh)


def _split_lines(
    lines: tuple[Line, ...], height: float, *, fresh: bool
) -> tuple[Lines | None, Lines | None]:
    size, used, fits = SIZES[-1], 0.0, 0
    for line in lines:
        used += height_of_line(line, FULL, size) + (AIR * size if fits else 0.0)
        if used > height:
            break
        fits += 1
    if fits == len(lines):
        return Lines(lines), None
    while fits > 1 and lines[fits - 1].kind == "heading":
        fits -= 1  # it stands with what it heads
    if fits:
        return Lines(lines[:fits]), Lines(lines[fits:])
    if not fresh:
        return None, Lines(lines)
    first, rest = cut_line(lines[0], FULL, size, height)
    return Lines((first,)), Lines((rest, *lines[1:]))


def _side_by_side(
    parts: Sequence[Lines | Table | Drawn | Chart],
    columns: Sequence[Sequence[Lines | Table | Drawn | Chart]],
) -> tuple[Box, ...] | None:
    """Columns at the largest size at which they fit; ``None`` where they do not."""
    count = len(columns)
    width = column_of(0, count).width
    for at, size in enumerate(SIZES):
        above = _measured(parts, FULL, at)
        high = _stacked(above, FULL, size) + GAP if above else 0.0
        under = TEXT._replace(y=TEXT.y + high, height=TEXT.height - high)
        beside = [_measured(column, width, at) for column in columns]
        if all(_stacked(column, width, size) <= under.height for column in beside):
            boxes = list(_placed(above, TEXT._replace(height=max(0.0, high - GAP)), size, count))
            for number, column in enumerate(beside):
                boxes += _placed(column, column_of(number, count, under), size, number)
            return tuple(boxes)
    return None


def _placed(parts: Sequence[Fitted], area: Area, size: float, column: int = 0) -> tuple[Box, ...]:
    """The parts from top to bottom; charts share what is left of the height."""
    drawn = [p for p in parts if isinstance(p, Drawn) and p.drawing.shape != "process"]
    left = area.height - _stacked(parts, area.width, size)
    spare = max(0.0, left) / len(drawn) if drawn else 0.0
    boxes, y = [], area.y
    for part in parts:
        high = _height(part, area.width, size) + (spare if part in drawn else 0.0)
        boxes.append(Box(part, Area(area.x, y, area.width, high), size, column))
        y += high + GAP
    return tuple(boxes)
