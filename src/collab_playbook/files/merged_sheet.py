"""Sheets in which git left a conflict, taken apart into two whole sheets again."""

from __future__ import annotations

import re

_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)


def sides(text: str) -> tuple[str, ...]:
    """The sheets that a text holds: itself, or ours and theirs where git left a conflict."""
    if not _CONFLICT.search(text):
        return (text,)
    ours: list[str] = []
    theirs: list[str] = []
    taking: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith(_OURS):
            taking = (ours,)
        elif line.startswith(_BASE):
            taking = ()
        elif line.rstrip("\r\n") == _MIDDLE:
            taking = (theirs,)
        elif line.startswith(_THEIRS):
            taking = (ours, theirs)
        else:
            for side in taking:
                side.append(line)
    return "".join(ours), "".join(theirs)
