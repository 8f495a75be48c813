"""How much room words take, without a font at hand: a little too much rather than too little."""

from __future__ import annotations

import unicodedata
from typing import Final

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]·- ")
_WIDE: Final = frozenset("mwMW@%&")
_ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    """The width of a text in a common sans-serif face of that size, in the same unit."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"} or ord(letter) >= _FIRST_PICTURE:
        return 1.1
    return 0.68 if letter.isupper() else 0.58


_FIRST_PICTURE: Final = 0x1F000
"""From here on there are emoji and other pictures, a full square each."""


def wrapped(text: str, size: float, most: float, lines: int = 3) -> tuple[str, ...]:
    """A text in lines no wider than ``most``, broken between words, or inside one too long.

    What ``lines`` of them cannot hold ends in an ellipsis.
    """
    made: list[str] = [""]
    for word in _pieces(text, size, most):
        joined = f"{made[-1]} {word}".strip()
        if made[-1] and width(joined, size) > most:
            made.append(word)
        else:
            made[-1] = joined
    if len(made) <= lines:
        return tuple(made)
    last = made[lines - 1]
    while last and width(last + _ELLIPSIS, size) > most:
        shorter, _, _ = last.rpartition(" ")
        last = shorter or last[:-1]
    return (*made[: lines - 1], last.rstrip() + _ELLIPSIS)


def _pieces(text: str, size: float, most: float) -> list[str]:
    """The words of a text; one that is wider than a line comes in pieces."""
    pieces: list[str] = []
    for word in text.split(" "):
        piece, used = "", 0.0
        for letter in word:
            room = width(letter, size)
            if piece and used + room > most:
                pieces.append(piece)
                piece, used = "", 0.0
            piece, used = piece + letter, used + room
        pieces.append(piece)
    return pieces
