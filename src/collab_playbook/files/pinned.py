"""The copy of its playbook that a workspace keeps, so that it opens years later as it was."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.files.parts import FOLDERS, HEAD, NO_PART
from collab_playbook.files.tree import list_tree
from collab_playbook.files.writing import TEMPORARY, confined, sync_folder, told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

PINNED = ".collab-playbook/playbook"


def pinned_root(root: Path, digest: str) -> Path | None:
    """The folder of a pinned playbook; ``None`` where there is none of that digest."""
    if not digest.isalnum():
        return None
    folder = confined(root, f"{PINNED}/{digest}")
    return folder if (folder / HEAD).is_file() and not folder.is_symlink() else None


def pin(root: Path, source: Path, digest: str) -> Path:
    """Copies a playbook into a workspace, unless it is there already.

    Args:
        root: The workspace.
        source: The folder of the playbook.
        digest: Its digest.

    Returns:
        The folder of the copy.

    Raises:
        PlaybookError: It cannot be copied; nothing half copied is left under that digest.
    """
    there = pinned_root(root, digest)
    if there is not None:
        return there
    if not digest.isalnum():
        raise PlaybookError(say("'{digest}' is not the digest of a playbook", digest=digest))
    folder = confined(root, f"{PINNED}/{digest}")
    beside = folder.with_name(f".{digest}.{os.getpid()}{TEMPORARY}")
    tree = list_tree(source, FOLDERS, NO_PART)
    with told(say("The playbook could not be copied into the workspace")):
        try:
            for name in tree.files:
                copy = beside / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes((source / name).read_bytes())
            shutil.rmtree(folder, ignore_errors=True)
            beside.replace(folder)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        sync_folder(folder.parent)
    return folder
