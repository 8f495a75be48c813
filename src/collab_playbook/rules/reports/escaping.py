"""Control characters made visible, for formats that could not carry them or would obey them."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def visible(text: str) -> str:
    """The text with control and direction characters, and halves of characters, written out."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def visible_line(text: str) -> str:
    """The same on one line: line ends and tabs are written out too."""
    return text if text.isprintable() else visible(text).translate(_LINE_ENDS)
