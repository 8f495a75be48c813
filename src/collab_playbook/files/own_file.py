"""Files made to be given away: which file may be replaced by the next one of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import RefusedError
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path


def check_own(path: Path, begins: bytes, otherwise: str) -> None:
    """Makes sure that a place is free, or holds a file that begins as ours do.

    Args:
        path: The place.
        begins: How the files of this kind begin.
        otherwise: What is said of any other file.

    Raises:
        RefusedError: Something else is there.
        PlaybookError: It cannot be read.
    """
    if not path.exists() and not path.is_symlink():
        return
    if not path.is_symlink() and path.is_file():
        with told(say("'{path}' could not be read", path=path)), path.open("rb") as file:
            if file.read(len(begins)) == begins:
                return
    raise RefusedError(otherwise, say("Name another file, or move it away."))
