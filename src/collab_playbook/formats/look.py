"""How a document looks: the client's brand, made readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.drawing.tints import contrast, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DEFAULT_COLOUR = "#1f4e79"
READABLE = 4.5
"""The contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""
VISIBLE = 3.0
"""The contrast that it asks for of a line that says something (success criterion 1.4.11)."""
WHITE, BLACK = "#ffffff", "#000000"
RAISED = "#f4f6f8"
"""The ground of what is set off from the page."""
_STEP = 0.96


class Logo(NamedTuple):
    """An image: its bytes and its media type, ``image/png`` or ``image/jpeg``."""

    data: bytes
    media_type: str


class Font(NamedTuple):
    """A font file of the brand: its family, how heavy, whether it leans, its bytes."""

    family: str
    weight: int
    italic: bool
    data: bytes


class Look(NamedTuple):
    """What every writer needs to know besides the content.

    Attributes:
        language: The language of the text, as in ``fr``.
        organisation: Whose document it is.
        colour: Of headings and lines, ``#rrggbb``; has to read wherever text stands.
        font: The name of the font; the format's own where empty.
        footer: What stands at the foot of every page.
        logo: The organisation's image.
        accent: Of the headings of tables, as their ground, and of lines; ``#rrggbb`` on which white
            or black reads, or empty.
        heading_font: The name of the font of headings; that of the text where empty.
        cover: What the cover says besides, a line or two.
        fonts: The font files that the brand brings.
        fonts_at: The folder that they lie in, for the compiler of PDF, which takes no bytes.
        word: The client's own Word file, which Word documents start from; empty for none.
        made: When files say that they were made, in UTC; a day long ago where it is ``None``, so
            that the same input gives the same bytes on any day.
    """

    language: str
    organisation: str = ""
    colour: str = DEFAULT_COLOUR
    font: str = ""
    footer: str = ""
    logo: Logo | None = None
    accent: str = ""
    heading_font: str = ""
    cover: str = ""
    fonts: tuple[Font, ...] = ()
    fonts_at: str = ""
    word: bytes = b""
    made: datetime | None = None

    @property
    def line(self) -> str:
        """The colour of lines: the accent as far as it shows on white, else that of headings."""
        return visible(self.accent) if self.accent else self.colour

    @property
    def on_accent(self) -> str:
        """The colour of text on the accent."""
        return WHITE if contrast(WHITE, self.accent) >= READABLE else BLACK

    @property
    def cover_lines(self) -> tuple[str, ...]:
        """The lines of what the cover says besides."""
        return tuple(line.strip() for line in self.cover.splitlines() if line.strip())


def readable(colour: str) -> str:
    """A colour that reads wherever documents put it: itself, or darkened in its own hue.

    Text in it stands on white, on ``RAISED``, and on its own tint.
    """
    used = colour.lower()
    while min(contrast(used, ground) for ground in (WHITE, RAISED, tint(used))) < READABLE:
        used = _darker(used)
    return used


def visible(colour: str) -> str:
    """A colour in which a line shows on white: itself, or darkened in its own hue."""
    used = colour.lower()
    while contrast(used, WHITE) < VISIBLE:
        used = _darker(used)
    return used


def ground(colour: str) -> str:
    """A colour as the ground of text: one on which white nearly reads is darkened until it does.

    Black reads on all others, which stay as they are.
    """
    used = colour.lower()
    while VISIBLE <= contrast(WHITE, used) < READABLE:
        used = _darker(used)
    return used


def tint(colour: str) -> str:
    """A colour, nine parts in ten of it white: black text reads on it whatever it is."""
    return _written(255 - (255 - part) // 10 for part in parts_of(colour))


def _darker(colour: str) -> str:
    return _written(int(part * _STEP) for part in parts_of(colour))


def _written(parts: Iterable[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)
