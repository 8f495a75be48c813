"""Rows and columns of figures on grounds that are the darker the greater they are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

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
    svg,
    text,
    widest,
)
from collab_playbook.drawing.tints import QUIET, WHITE, ink_on, tint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.series import Series, Sheet

_LABELS: Final = 250.0
_CELL: Final = 26.0
_WIDEST: Final = 130.0
_AIR: Final = 8.0
_FAINTEST, _DARKEST = 0.08, 1.0


def heat(labels: Sequence[str], series: Sequence[Series], sheet: Sheet) -> str | None:
    """The chart; ``None`` where the figures do not fit their cells, or the rows a page.

    Args:
        labels: What each row is about.
        series: Columns of figures in one unit, as many figures as labels.
        sheet: What it is drawn on.
    """
    if not labels or not series:
        return None
    most = widest(labels, _LABELS)
    left = most + _AIR
    wide = min((WIDTH - left) / len(series), _WIDEST)
    shown = [v for each in series for v in each.values if v is not None]
    figures = [
        sheet.manners.figure(v, each.unit) for each in series for v in each.values if v is not None
    ]
    if max(measured(figure, SIZE) for figure in figures) + 4 > wide:
        return None
    heads = [broken(each.name, SMALL, wide - 4) for each in series]
    top = max(len(head) for head in heads) * LEADING + 6
    named = [broken(label, SIZE, most) for label in labels]
    heights = [max(_CELL, len(lines) * LEADING + 6) for lines in named]
    height = top + sum(heights) + 2
    if height > HIGHEST:
        return None
    parts = list(_heads(heads, left, wide, top))
    span = (min(Decimal(0), *shown), max(Decimal(0), *shown))
    y = top
    for at, lines in enumerate(named):
        parts += block(most, y + heights[at] / 2, lines, "end")
        for number, each in enumerate(series):
            x = left + number * wide
            parts += _cell(each, at, (x, y, wide, heights[at]), span, sheet)
        y += heights[at]
    return svg(sheet, height, parts)


def _heads(heads: Sequence[Sequence[str]], left: float, wide: float, top: float) -> Iterator[str]:
    for number, lines in enumerate(heads):
        for row, words in enumerate(reversed(lines)):
            x, y = left + (number + 0.5) * wide, top - 7 - row * LEADING
            yield text(x, y, words, anchor="middle", size=SMALL, fill=QUIET)


def _cell(
    each: Series,
    at: int,
    place: tuple[float, float, float, float],
    span: tuple[Decimal, Decimal],
    sheet: Sheet,
) -> Iterator[str]:
    """A figure on its ground; a gap is on no ground at all."""
    x, y, wide, high = place
    value = each.values[at]
    fill = WHITE if value is None else shade(value, span, sheet.colour)
    said = GAP if value is None else sheet.manners.figure(value, each.unit)
    ink = QUIET if value is None else ink_on(fill)
    yield box(x + 1, y + 1, wide - 2, high - 2, fill)
    yield text(x + wide / 2, y + high / 2 + FOOT, said, anchor="middle", fill=ink)


def shade(value: Decimal, span: tuple[Decimal, Decimal], colour: str) -> str:
    """The ground of a figure: faint for nought or the least, the colour itself for the most."""
    low, high = span
    share = float((value - low) / (high - low)) if high > low else 0.0
    return tint(colour, _FAINTEST + (_DARKEST - _FAINTEST) * share)
