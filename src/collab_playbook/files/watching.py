"""When the files of playbooks and workspaces were last changed, for whoever waits for changes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from collab_playbook.files.journal import JOURNAL
from collab_playbook.files.parts import FOLDERS
from collab_playbook.files.tree import list_tree
from collab_playbook.files.workspace import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_WATCHED = (*FOLDERS, "answers", "evidence")
_BUILT_FROM = ("answers", "measures", "documents")
_READ = (".md", ".yaml", ".csv")
"""How the files of a workspace end that a build reads; it makes others, and editors do."""

Stamps = Mapping[str, tuple[int, int]]


def stamps_of(roots: Iterable[Path]) -> Stamps:
    """The time and size of every file that ``check`` would read."""
    return _stamped(
        f"{root}/{name}"
        for root in roots
        for name in (*list_tree(root, _WATCHED).files, WORKSPACE, JOURNAL)
    )


def stamps_for_build(root: Path, playbook: Path, besides: Iterable[str]) -> Stamps:
    """The time and size of every file that ``build`` would read.

    Args:
        root: The workspace.
        playbook: The folder of the playbook that it runs.
        besides: Other files, by path below the workspace, such as a logo.
    """
    read = (name for name in list_tree(root, _BUILT_FROM).files if _is_read(name))
    mine = (*read, WORKSPACE, JOURNAL, *besides)
    theirs = list_tree(playbook, FOLDERS).files
    return _stamped((*(f"{root}/{name}" for name in mine), *(f"{playbook}/{n}" for n in theirs)))


def _is_read(name: str) -> bool:
    """Whether a build reads a file; what begins with a dot belongs to an editor."""
    return name.endswith(_READ) and not name.rpartition("/")[2].startswith(".")


def _stamped(names: Iterable[str]) -> Stamps:
    stamps = {}
    for name in names:
        try:
            state = os.stat(name)  # noqa: PTH116 - a fifth of the time over thousands of files
        except OSError:
            continue
        stamps[name] = (state.st_mtime_ns, state.st_size)
    return stamps
