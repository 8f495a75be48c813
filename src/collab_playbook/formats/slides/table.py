"""A table on a slide: how wide its columns, how high its rows, where it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.formats.content import Inlines, Table, plain
from collab_playbook.formats.slides.text import LEADING, cut, ems, longest_word, starts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE: Final = 7.0
"""What stands free on each side of a cell."""
TOP: Final = 5.0
"""What stands free above and below the text of a cell."""
_SMALLER: Final = (14.0, 12.0, 10.0)
"""Taken only where a word would be cut otherwise."""
_WIDEST_WORD: Final = 0.4
"""What part of the width one word may claim."""
_SHORT: Final = 10.0
"""What is no longer than this, in sizes of the text, is not broken where there is room."""
_WHOLE: Final = 0.9
_LIKELY: Final = 1.16
"""How much more than reckoned a row of text holds as a rule."""

Row = tuple[Inlines, ...]


class Grid(NamedTuple):
    """A table that has been measured, or some rows of one.

    Attributes:
        rows: Its rows; the first is the head where it is ``headed``.
        widths: Of its columns.
        heights: Of its rows.
        size: Of its text.
        headed: Whether it has a head.
        heat: Whether its figures are shaded.
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    headed: bool
    heat: bool = False

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(self.heights)


def grid_of(table: Table, width: float, size: float, *, heat: bool = False) -> Grid:
    """A table, measured.

    Args:
        table: Any table; a head without a word in it is left out.
        width: Of the slide's text.
        size: Of its text, if no word is cut at that size.
        heat: Whether its figures are shaded.
    """
    headed = not table.rows or any(plain(cell) for cell in table.head)
    rows = ((table.head,) if headed else ()) + table.rows
    widths, size = _widths(rows, width, size, headed=headed)
    heights = tuple(
        _height(row, widths, size, bold=headed and at == 0) for at, row in enumerate(rows)
    )
    return Grid(rows, widths, heights, size, headed, heat)


def split_grid(grid: Grid, height: float, *, fresh: bool) -> tuple[Grid | None, Grid | None]:
    """The rows that fit, and those that do not; the head stands above both.

    Args:
        grid: The table.
        height: The room there is.
        fresh: Whether the slide is empty, so that something has to be put on it.
    """
    if grid.height <= height:
        return grid, None
    first = int(grid.headed)
    used, fits = sum(grid.heights[:first]), first
    while fits < len(grid.rows) and used + grid.heights[fits] <= height:
        used += grid.heights[fits]
        fits += 1
    if fits == first:
        return _in_the_row(grid, height) if fresh else (None, grid)
    return _part(grid, grid.rows[first:fits], grid.heights[first:fits]), _part(
        grid, grid.rows[fits:], grid.heights[fits:]
    )


def likely_heights(grid: Grid) -> tuple[float, ...]:
    """How high the rows will be in most fonts; programs make them higher where that is too little.

    The heights of the grid have room to spare, which would stand empty in every third row.
    """
    widths = [width * _LIKELY for width in grid.widths]
    return tuple(
        _height(row, widths, grid.size, bold=grid.headed and at == 0)
        for at, row in enumerate(grid.rows)
    )


def _part(grid: Grid, rows: Sequence[Row], heights: Sequence[float]) -> Grid:
    first = int(grid.headed)
    return grid._replace(
        rows=(*grid.rows[:first], *rows), heights=(*grid.heights[:first], *heights)
    )


def _in_the_row(grid: Grid, height: float) -> tuple[Grid, Grid | None]:
    """A row higher than a slide, cut through; a head higher than that is no head any more."""
    room = height - (grid.heights[0] if grid.headed else 0.0)
    if grid.headed and (room < grid.size * LEADING + 2 * TOP or len(grid.rows) == 1):
        return _in_the_row(grid._replace(headed=False), height)
    first = int(grid.headed)
    row, rest = grid.rows[first], grid.rows[first + 1 :]
    most = max(1, int((room - 2 * TOP) / (grid.size * LEADING)))
    above, below = [], []
    for cell, width in zip(row, grid.widths, strict=True):
        starts = starts_of(cell, max(1.0, width - 2 * SIDE), grid.size)
        before, after = cut(cell, starts[most]) if len(starts) > most else (cell, ())
        above.append(before)
        below.append(after)
    left = () if not any(below) else (tuple(below),)
    measured = [_height(each, grid.widths, grid.size) for each in (tuple(above), *left)]
    put = _part(grid, [tuple(above)], measured[:1])
    remaining = _part(grid, [*left, *rest], [*measured[1:], *grid.heights[first + 1 :]])
    return put, remaining if left or rest else None


def _widths(
    rows: Sequence[Row], width: float, size: float, *, headed: bool
) -> tuple[tuple[float, ...], float]:
    """The widths of the columns, and the size of the text at which no word is cut.

    A column is as wide as its longest word; what is left goes to those with more to say, by the
    square root of how much, so that one long cell does not starve the others.
    """
    columns = list(zip(*rows, strict=True))
    words = [
        max(longest_word(cell, bold=headed and at == 0) for at, cell in enumerate(column))
        for column in columns
    ]
    most = [max(ems(plain(cell)) for cell in column) for column in columns]
    for taken in (size, *(each for each in _SMALLER if each < size)):
        floors = [min(word * taken + 1, width * _WIDEST_WORD) + 2 * SIDE for word in words]
        if sum(floors) <= width:
            break
    whole = [
        max(floor, min(line * taken, _SHORT * taken) + 2 * SIDE)
        for floor, line in zip(floors, most, strict=True)
    ]
    if sum(whole) <= width * _WHOLE:
        floors = whole
    spare = max(0.0, width - sum(floors))
    wants = [
        max(0.0, line * taken + 2 * SIDE - floor) ** 0.5
        for line, floor in zip(most, floors, strict=True)
    ]
    wants = wants if any(wants) else floors
    shared = [f + spare * want / sum(wants) for f, want in zip(floors, wants, strict=True)]
    return tuple(part * width / sum(shared) for part in shared), taken


def _height(row: Row, widths: Sequence[float], size: float, *, bold: bool = False) -> float:
    rows = max(
        len(starts_of(cell, max(1.0, width - 2 * SIDE), size, bold))
        for cell, width in zip(row, widths, strict=True)
    )
    return rows * size * LEADING + 2 * TOP
