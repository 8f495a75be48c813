"""Pieces of somebody's file inside a message: on one line, printable, and not too long."""

from __future__ import annotations

_LONGEST = 60


def in_line(text: str) -> str:
    """A text on one line: whatever cannot be printed, line ends among it, becomes a space."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def quoted(text: str) -> str:
    """A piece of a file in quotes, with its first characters where it is long."""
    shown = in_line(text[: _LONGEST + 1])
    return f"'{shown[: _LONGEST - 3]}...'" if len(shown) > _LONGEST else f"'{shown}'"
