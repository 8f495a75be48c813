"""Control characters made visible, for formats that could not carry them or would obey them."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The text with control and direction characters, and halves of characters, written out."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
