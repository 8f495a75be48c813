"""Where a questionnaire is put: never over a file that somebody may have filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import RefusedError
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path


def write_form(path: Path, data: bytes) -> None:
    """Puts a form in place; the very same one may be there already.

    Raises:
        RefusedError: Another file is there.
        PlaybookError: It could not be written.
    """
    with told(say("'{path}' could not be written", path=path)):
        if path.is_symlink() or path.exists():
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                return
            raise RefusedError(
                say("'{path}' is there already, and may be filled in", path=path),
                say("Name another file with -o, or move it away."),
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, data)
