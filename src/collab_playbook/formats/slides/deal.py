"""Parts dealt out to slides: how high each is, and where one that does not fit is parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from collab_playbook.formats.slides.area import FULL, GAP, SIZES, TEXT
from collab_playbook.formats.slides.deck import Lines
from collab_playbook.formats.slides.table import Grid, split_grid
from collab_playbook.formats.slides.text import (
    AIR,
    LEADING,
    cut_line,
    height_of_line,
    height_of_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.formats.slides.charts import Drawing
    from collab_playbook.formats.slides.deck import Line

_CHART: Final = 230.0
"""A chart needs this height."""
_PROCESS: Final = 110.0
_FEWEST_ROWS: Final = 3
"""Fewer rows of a paragraph are not worth a place at the foot of a slide."""


class Drawn(NamedTuple):
    """A chart that is drawn.

    Attributes:
        drawing: What is drawn.
        told: What it shows, in words.
    """

    drawing: Drawing
    told: str


Fitted: TypeAlias = Lines | Grid | Drawn


def height_of(part: Fitted, width: float, size: float) -> float:
    """How high a part is; a chart takes more where there is more."""
    match part:
        case Lines(lines):
            return height_of_lines(lines, width, size)
        case Grid():
            return part.height
        case Drawn(drawing):
            return _PROCESS if drawing.shape == "process" else _CHART


def stacked(parts: Sequence[Fitted], width: float, size: float) -> float:
    """How high parts are below one another."""
    heights = sum(height_of(part, width, size) for part in parts)
    return heights + GAP * max(0, len(parts) - 1)


def dealt(parts: Sequence[Fitted], height: float) -> list[list[Fitted]]:
    """The parts dealt out to slides of a height, each as full as it gets."""
    pages: list[list[Fitted]] = [[]]
    room, queue = height, list(reversed(parts))
    while queue:
        part = queue.pop()
        fits, rest = _split(part, room, fresh=not pages[-1])
        if fits is not None:
            pages[-1].append(fits)
            room -= height_of(fits, FULL, SIZES[-1]) + GAP
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
            fits = fresh or height_of(part, FULL, SIZES[-1]) <= height
            return (part, None) if fits else (None, part)
        case Lines(lines):
            return _split_lines(lines, height, fresh=fresh)


def _split_lines(
    lines: tuple[Line, ...], height: float, *, fresh: bool
) -> tuple[Lines | None, Lines | None]:
    size, room, fits = SIZES[-1], height, 0
    for line in lines:
        needs = height_of_line(line, FULL, size) + (AIR * size if fits else 0.0)
        if needs > room:
            break
        room -= needs
        fits += 1
    if fits == len(lines):
        return Lines(lines), None
    if _is_cut(lines, fits, room, fresh=fresh):
        air = AIR * size if fits else 0.0
        first, rest = cut_line(lines[fits], FULL, size, room - air)
        return Lines((*lines[:fits], first)), Lines((rest, *lines[fits + 1 :]))
    while fits > 1 and lines[fits - 1].kind == "heading":
        fits -= 1  # it stands with what it heads
    return (Lines(lines[:fits]), Lines(lines[fits:])) if fits else (None, Lines(lines))


def _is_cut(lines: tuple[Line, ...], fits: int, room: float, *, fresh: bool) -> bool:
    """Whether the first paragraph that does not fit is cut rather than moved on as a whole.

    One longer than a slide has to be, and one that would leave a heading or an empty slide behind.
    """
    size = SIZES[-1]
    if room < _FEWEST_ROWS * LEADING * size + AIR * size:
        return fresh and not fits
    heads = all(line.kind == "heading" for line in lines[:fits])
    return (fresh and heads) or height_of_line(lines[fits], FULL, size) > TEXT.height
