"""The report on disk: put in place at once, and never in the place of somebody's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import RefusedError
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.report.page import BEGINS
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "documents/report.html"
"""Where a report is written unless somebody says otherwise, from the root of the workspace."""


def write_report(path: Path, text: str) -> None:
    """Puts a report in place; an earlier one is replaced.

    Raises:
        RefusedError: Something else is there.
        PlaybookError: It could not be written.
    """
    if not _may_replace(path):
        message = say("'{path}' is there already and is no report", path=path)
        raise RefusedError(message, say("Name another file, or move it away."))
    with told(say("'{path}' could not be written", path=path)):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, text.encode())


def _may_replace(path: Path) -> bool:
    """Whether the place is free, or holds a report of ours."""
    if not path.exists() and not path.is_symlink():
        return True
    if path.is_symlink() or not path.is_file():
        return False
    with told(say("'{path}' could not be read", path=path)), path.open("rb") as file:
        return file.read(len(BEGINS)) == BEGINS.encode()
