"""The report on disk: put in place at once, and never in the place of somebody's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import RefusedError
from collab_playbook.files.own_file import check_own
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.report.page import BEGINS
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "documents/report.html"
"""Where a report is written unless somebody says otherwise, from the root of the workspace."""
_SEAL = re.compile(r"<!-- ([0-9a-f]+) -->\s*\Z")
"""How a report ends: the digest of what is before it, by which a change by hand is seen."""


def write_report(path: Path, text: str) -> None:
    """Puts a report in place; an earlier one is replaced, unless somebody wrote into it.

    Raises:
        RefusedError: Something else is there, or a report that was changed by hand.
        PlaybookError: It could not be written.
    """
    there = say("'{path}' is there already and is no report", path=path)
    check_own(path, BEGINS.encode(), there)
    if _was_edited(path):
        message = say("'{path}' was changed by hand since it was written", path=path)
        raise RefusedError(message, say("Name another file, or move it away."))
    with told(say("'{path}' could not be written", path=path)):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, f"{text}<!-- {digest_of(text)} -->\n".encode())


def _was_edited(path: Path) -> bool:
    """Whether a report says something else than was written; those of before cannot tell."""
    if not path.exists():
        return False
    with told(say("'{path}' could not be read", path=path)):
        text = path.read_bytes().decode("utf-8", "replace")
    seal = _SEAL.search(text)
    return seal is not None and digest_of(text[: seal.start()]) != seal[1]
