"""How a document looks: the client's brand, made readable."""

from __future__ import annotations

from typing import NamedTuple

DEFAULT_COLOUR = "#1f4e79"
READABLE = 4.5
"""The contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""
_STEP = 0.96


class Logo(NamedTuple):
    """An image: its bytes and its media type, ``image/png`` or ``image/jpeg``."""

    data: bytes
    media_type: str


class Look(NamedTuple):
    """What every writer needs to know besides the content.

    Attributes:
        language: The language of the text, as in ``fr``.
        organisation: Whose document it is.
        colour: Of headings and lines, ``#rrggbb``; has to read on white.
        font: The name of the font; the format's own where empty.
        footer: What stands at the foot of every page.
        logo: The organisation's image.
    """

    language: str
    organisation: str = ""
    colour: str = DEFAULT_COLOUR
    font: str = ""
    footer: str = ""
    logo: Logo | None = None


def readable(colour: str) -> str:
    """A colour that reads on white: itself, or darkened in its own hue until it does."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while contrast_on_white(parts) < READABLE:
        parts = [int(part * _STEP) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast_on_white(parts: list[int]) -> float:
    """The contrast of a colour with white, 1 to 21, after WCAG 2.2.

    Args:
        parts: Red, green and blue, 0 to 255.
    """
    linear = [_linear(part / 255) for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
