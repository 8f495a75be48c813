"""Pieces of somebody's file inside a message: on one line, printable, and not too long.

A message repeats what a stranger's file says; nothing of it is to be obeyed by a terminal or a log.
"""

from __future__ import annotations

import re

_LONGEST = 60
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def visible(text: str) -> str:
    """The text with control and direction characters, and halves of characters, written out."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def in_line(text: str) -> str:
    """The same on one line: line ends and tabs are written out too."""
    return text if text.isprintable() else visible(text).translate(_LINE_ENDS)


def quoted(text: str) -> str:
    """A piece of a file in quotes, with its first characters where it is long."""
    shown = in_line(text[: _LONGEST + 1])
    return f"'{shown[: _LONGEST - 3]}...'" if len(shown) > _LONGEST else f"'{shown}'"
