"""Tints of the brand's colour, and ink that reads on them."""

from __future__ import annotations

from typing import Final

INK: Final = "#1a2026"
QUIET: Final = "#4a5763"
RULE: Final = "#cfd6dc"
WHITE: Final = "#ffffff"
_BLACK: Final = "#000000"


def tint(colour: str, share: float) -> str:
    """So much of a colour on white: 1 is the colour itself, 0 is white."""
    parts = (255 - (255 - part) * share for part in parts_of(colour))
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def ink_on(fill: str) -> str:
    """White or black, whichever reads better on a filling; one of them always does."""
    return max((_BLACK, WHITE), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, after WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def parts_of(colour: str) -> list[int]:
    """Red, green and blue, 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, after WCAG 2.2."""
    red, green, blue = (_linear(part / 255) for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
