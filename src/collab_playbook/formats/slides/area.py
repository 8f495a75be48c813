"""Where things stand on a slide of 16:9, in points."""

from __future__ import annotations

from typing import Final, NamedTuple

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 48.0
FULL: Final = WIDTH - 2 * MARGIN
"""The width of the text."""
TOP: Final = 112.0
BOTTOM: Final = 488.0
"""Where the text begins and ends."""
GAP: Final = 16.0
"""Between parts."""
SIZES: Final = (26.0, 24.0, 22.0, 20.0, 18.0)
"""Of text; the last is the smallest that is read from the last row of a room."""
TABLES: Final = (20.0, 18.0, 16.0, 16.0, 14.0)
"""Of tables on a slide whose text has the size at the same place of ``SIZES``."""
GUTTER: Final = 32.0
"""Between columns."""
TITLE_TOP: Final = 18.0
TITLE_WIDTH: Final = FULL - 110
"""What the logo leaves of the line."""
TITLE_HEIGHT: Final = 72.0
FOOT: Final = 502.0
"""Where footer and number stand."""


class Area(NamedTuple):
    """A rectangle on a slide."""

    x: float
    y: float
    width: float
    height: float


TEXT: Final = Area(MARGIN, TOP, FULL, BOTTOM - TOP)
"""What a slide has for its text."""


def column_of(number: int, count: int, area: Area = TEXT) -> Area:
    """One of so many columns beside one another; ``number`` counts from 0."""
    width = (area.width - GUTTER * (count - 1)) / count
    return Area(area.x + number * (width + GUTTER), area.y, width, area.height)
