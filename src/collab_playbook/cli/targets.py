"""What ``check`` looks at: the playbooks and workspaces that the paths on the line belong to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from collab_playbook.errors import UsageError
from collab_playbook.files.parts import FOLDERS, HEAD
from collab_playbook.saying import say

WORKSPACE = "workspace.yaml"


class Target(NamedTuple):
    """A folder to check whole, and which of its files to tell about; all where none is named."""

    root: Path
    only: tuple[str, ...] = ()

    @property
    def holds_playbook(self) -> bool:
        """Whether there is a playbook, or what should be one."""
        if (self.root / HEAD).is_file():
            return True
        return not self.holds_workspace and _looks_like_playbook(self.root)

    @property
    def holds_workspace(self) -> bool:
        """Whether there is a workspace."""
        return (self.root / WORKSPACE).is_file()

    def tells(self, file: str) -> bool:
        """Whether a problem in this file is told."""
        return not self.only or any(
            file == name or file.startswith(f"{name}/") for name in self.only
        )


def targets_of(base: Path, paths: Sequence[Path]) -> tuple[Target, ...]:
    """The folders that the paths belong to, each once.

    Args:
        base: Where paths are read from, and what is checked where there are none.
        paths: Files limit what is told, not what is looked at.

    Raises:
        UsageError: A path does not exist, or belongs to no playbook or workspace.
    """
    found: dict[Path, list[str]] = {}
    whole: set[Path] = set()
    for path in paths or (base,):
        given = base / path
        if not given.exists():
            raise UsageError(
                say("There is no file or folder '{path}'", path=path), say("Check the spelling.")
            )
        root = _root_of(Path(os.path.abspath(given)))  # noqa: PTH100 - keeps links as they are
        names = found.setdefault(root, [])
        name = os.path.relpath(given, root).replace(os.sep, "/")
        if name == "." or not paths:
            whole.add(root)
        else:
            names.append(name)
    return tuple(Target(r, () if r in whole else tuple(names)) for r, names in found.items())


def _root_of(path: Path) -> Path:
    folders = (path, *path.parents) if path.is_dir() else tuple(path.parents)
    for folder in folders:
        if (folder / HEAD).is_file() or (folder / WORKSPACE).is_file():
            return folder
    for folder in folders[:1]:
        if _looks_like_playbook(folder):
            return folder
    raise UsageError(
        say("'{path}' belongs to no playbook and no workspace", path=path),
        say("A playbook holds {head}, a workspace {workspace}.", head=HEAD, workspace=WORKSPACE),
    )


def _looks_like_playbook(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in FOLDERS)


def shown_folder(root: Path, base: Path) -> str:
    """What goes before the names of a root's files for a reader who stands in the base."""
    here = Path(os.path.abspath(base))  # noqa: PTH100 - keeps links as they are
    if root == here:
        return ""
    if root.is_relative_to(here):
        return f"{root.relative_to(here).as_posix()}/"
    return f"{root.as_posix().rstrip('/')}/"
