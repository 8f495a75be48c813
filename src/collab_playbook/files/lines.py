"""Lines of a text as the YAML reader counts them, and the limits of what is read at all."""

from __future__ import annotations

import re

from collab_playbook.model.problem import Place

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def split_lines(text: str) -> list[str]:
    """The lines of a text as the YAML reader counts them, without their breaks."""
    return _BREAK.split(text)


def line_starts(text: str) -> list[int]:
    """The offset of each line of a text as the YAML reader counts them."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def place_at(file: str, text: str, offset: int) -> Place:
    """The place of one character of a text."""
    lines = split_lines(text[:offset])
    line, column = len(lines), len(lines[-1]) + 1
    return Place(file, line, column, line, column + 1)
