"""Slides that fit: each part in its place, at a size that can be read from the last row.

Text is made smaller down to ``SIZES[-1]`` and no further: what then does not fit goes on upon a
slide of its own with the same title, so that nothing runs off and nothing is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from collab_playbook.formats.content import Chart, Table
from collab_playbook.formats.slides.area import FULL, GAP, SIZES, TABLES, TEXT, Area, column_of
from collab_playbook.formats.slides.charts import drawing_of, told
from collab_playbook.formats.slides.deal import Drawn, Fitted, dealt, height_of, stacked
from collab_playbook.formats.slides.deck import Line, Lines
from collab_playbook.formats.slides.table import Grid, grid_of
from collab_playbook.formats.slides.title import is_whole, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.formats.content import Inlines
    from collab_playbook.formats.slides.deck import Parts, Slide

_Unmeasured: TypeAlias = Lines | Table | Drawn | Chart
"""What a slide shows before tables have a width; a chart is a heat map, whose table is shaded."""
_BALANCED: Final = 6
"""A table on up to so many slides is spread evenly over them."""


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


def _drawn(parts: Parts, language: str) -> Iterator[_Unmeasured]:
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


def _measured(parts: Sequence[_Unmeasured], width: float, at: int) -> list[Fitted]:
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


def _stacks(parts: Sequence[_Unmeasured]) -> list[tuple[Box, ...]]:
    """The parts below one another, on one slide or on several."""
    room = TEXT.height
    for at, size in enumerate(SIZES):
        fitted = _measured(parts, FULL, at)
        if stacked(fitted, FULL, size) <= room:
            return [_placed(fitted, TEXT, size)]
    size = SIZES[-1]
    pages = dealt(fitted, room)
    if len(pages) <= _BALANCED and all(isinstance(part, Grid) for part in fitted):
        tries = (dealt(fitted, room * share / 10) for share in range(5, 10))
        pages = next((tried for tried in tries if len(tried) <= len(pages)), pages)
    return [_placed(page, TEXT, size) for page in pages]


def _side_by_side(
    parts: Sequence[_Unmeasured], columns: Sequence[Sequence[_Unmeasured]]
) -> tuple[Box, ...] | None:
    """Columns at the largest size at which they fit; ``None`` where they do not."""
    count = len(columns)
    width = column_of(0, count).width
    for at, size in enumerate(SIZES):
        above = _measured(parts, FULL, at)
        high = stacked(above, FULL, size) + GAP if above else 0.0
        under = TEXT._replace(y=TEXT.y + high, height=TEXT.height - high)
        beside = [_measured(column, width, at) for column in columns]
        if all(stacked(column, width, size) <= under.height for column in beside):
            boxes = list(_placed(above, TEXT._replace(height=max(0.0, high - GAP)), size, count))
            for number, column in enumerate(beside):
                boxes += _placed(column, column_of(number, count, under), size, number)
            return tuple(boxes)
    return None


def _placed(parts: Sequence[Fitted], area: Area, size: float, column: int = 0) -> tuple[Box, ...]:
    """The parts from top to bottom; charts share what is left of the height."""
    drawn = [p for p in parts if isinstance(p, Drawn) and p.drawing.shape != "process"]
    left = area.height - stacked(parts, area.width, size)
    spare = max(0.0, left) / len(drawn) if drawn else 0.0
    boxes, y = [], area.y
    for part in parts:
        high = height_of(part, area.width, size) + (spare if part in drawn else 0.0)
        boxes.append(Box(part, Area(area.x, y, area.width, high), size, column))
        y += high + GAP
    return tuple(boxes)
