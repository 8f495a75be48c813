"""Sheets in which git left a conflict that is none: both sides are views of the journal, which holds it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)


def settled(text: str, is_untouched: Callable[[str], bool]) -> str:
    """Our side of a text in conflict, where nobody wrote by hand on either side; else the text as it is.

    Args:
        text: A sheet.
        is_untouched: Whether a text is as the program wrote it.
    """
    if not _CONFLICT.search(text):
        return text
    ours, theirs = _sides(text)
    return ours if is_untouched(ours) and is_untouched(theirs) else text


def _sides(text: str) -> tuple[str, str]:
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
