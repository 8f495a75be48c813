"""The pieces of a chart as SVG 1.1 that browsers, Word's converter and Typst draw alike.

Looks stand on the pieces themselves, not in a style sheet, and no piece is HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from collab_playbook.drawing.figure import only_text
from collab_playbook.drawing.letters import width, wrapped
from collab_playbook.drawing.tints import INK, RULE, WHITE, tint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from collab_playbook.drawing.series import Sheet

WIDTH: Final = 640.0
HIGHEST: Final = 880.0
"""A chart that is higher does not fit a page; its table says it better."""
SIZE, SMALL = 12.0, 10.5
LEADING: Final = 14.0
FOOT: Final = SIZE * 0.35
"""How far below its middle a line of words has its foot."""
_FONT: Final = "'Playbook Sans', Carlito, Calibri, 'Segoe UI', Arial, sans-serif"
_FACE: Final = 0.92
"""The font of charts is narrower than most."""
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")
_NOT_XML: Final = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FILLS: Final = 4
"""So many series can be told from each other in black and white."""


def measured(words: str, size: float = SIZE) -> float:
    """About how wide words are."""
    return width(words, size * _FACE)


def broken(words: str, size: float, most: float, lines: int = 3) -> tuple[str, ...]:
    """Words in lines no wider than ``most``."""
    return wrapped(words, size * _FACE, most, lines)


def widest(labels: Iterable[str], most: float) -> float:
    """The room that the widest of some labels takes, ``most`` at the most."""
    return min(most, max(measured(label) for label in labels) + 1)  # sums are never quite the same


def svg(
    sheet: Sheet, height: float, parts: Iterable[str], top: float = 0.0, wide: float = WIDTH
) -> str:
    """The chart as one SVG element; ``top`` is where it begins."""
    view = f"0 {_n(top)} {_n(wide)} {_n(height)}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{view}" '
        f'width="{_n(wide)}" height="{_n(height)}" font-family="{_FONT}" '
        f'aria-labelledby="{sheet.prefix}-title" aria-describedby="{sheet.prefix}-desc">'
    )
    lines = (
        opening,
        f'<title id="{sheet.prefix}-title">{said(sheet.title)}</title>',
        f'<desc id="{sheet.prefix}-desc">{said(sheet.told)}</desc>',
        *parts,
        "</svg>",
    )
    return "\n".join((*lines, ""))


def said(words: str) -> str:
    """Words on one line as XML holds them; a blank that keeps two together stays what it is."""
    return escape(_NOT_XML.sub("", _BLANKS.sub(" ", only_text(words)).strip()))


def text(  # noqa: PLR0913 - a place, words and their look
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: float = SIZE,
    fill: str = INK,
    bold: bool = False,
) -> str:
    """A line of words whose foot stands at ``y``."""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{placed}{weight}>'
        f"{said(words)}</text>"
    )


def block(x: float, middle: float, lines: Sequence[str], anchor: str = "start") -> Iterator[str]:
    """Lines of words below each other, the same distance above ``middle`` as below."""
    first = middle - (len(lines) - 1) * LEADING / 2 + FOOT
    for at, words in enumerate(lines):
        yield text(x, first + at * LEADING, words, anchor=anchor)


def box(  # noqa: PLR0913, PLR0917 - four measures and two colours
    x: float, y: float, wide: float, high: float, fill: str, line: str = "", corner: float = 0.0
) -> str:
    """A rectangle."""
    edge = f' stroke="{line}" stroke-width="1.2"' if line else ""
    bent = f' rx="{_n(corner)}"' if corner else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"'
        f"{bent} fill={quoteattr(fill)}{edge}/>"
    )


def path(way: str, line: str, wide: float = 1.0, dashes: str = "", fill: str = "none") -> str:
    """A line, or an outline with a filling."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{way}" fill="{fill}" stroke="{line}" stroke-width="{_n(wide)}"'
        f' stroke-linejoin="round"{dashed}/>'
    )


def rule(x: float, y: float, to_x: float, to_y: float, line: str = RULE) -> str:
    """A thin straight line."""
    return path(f"M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}", line)


def hatch(sheet: Sheet) -> str:
    """The pattern that ``filled`` names; once in a chart that has more than one series."""
    return (
        f'<defs><pattern id="{sheet.prefix}-hatch" width="5" height="5" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{WHITE}"/>'
        f'<rect width="2" height="5" fill="{sheet.colour}"/></pattern></defs>'
    )


def filled(sheet: Sheet, number: int) -> tuple[str, str]:
    """The filling and the edge of a series; they differ in more than their colour."""
    fills = (sheet.colour, f"url(#{sheet.prefix}-hatch)", tint(sheet.colour, 0.3), WHITE)
    return fills[number], sheet.colour


def _n(number: float) -> str:
    """A number to a tenth, as short as it can be said."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")  # adding nought drops a lone minus
