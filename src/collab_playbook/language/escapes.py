"""Backslash escapes inside quoted text, as in CEL."""

from __future__ import annotations

import re

from collab_playbook.language.errors import GuardError
from collab_playbook.language.syntax import Span
from collab_playbook.saying import say

_ESCAPE = re.compile(
    r"\\(?:(?P<hex>x[0-9a-fA-F]{2}|X[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
    r"|(?P<octal>[0-3][0-7]{2})|(?P<simple>.))",
    re.DOTALL,
)
_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "?": "?",
    '"': '"',
    "'": "'",
    "`": "`",
}
_LAST_CODE_POINT = 0x10FFFF


def unescape(body: str, start: int) -> str:
    """What a text between quotes means.

    Args:
        body: The text between the quotes.
        start: Where it starts in its guard.

    Raises:
        GuardError: An escape that stands for no character.
    """
    if "\\" not in body:
        return body

    def meant(match: re.Match[str]) -> str:
        if match["simple"] is not None and match["simple"] in _SIMPLE:
            return _SIMPLE[match["simple"]]
        code = -1
        if match["hex"] is not None:
            code = int(match["hex"][1:], 16)
        elif match["octal"] is not None:
            code = int(match["octal"], 8)
        if not 0 <= code <= _LAST_CODE_POINT or 0xD800 <= code <= 0xDFFF:
            span = Span(start + match.start(), start + match.end())
            raise GuardError(
                say("'{match}' stands for no character", match=match[0]),
                span,
                say("write '\\\\' for a backslash"),
            )
        return chr(code)

    return _ESCAPE.sub(meant, body)
