"""The files of a folder that someone else wrote: listed once, read within limits, never outside the folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.files.codes import ENCODING, OUTSIDE_FOLDER, TOO_LARGE
from collab_playbook.files.source import MAX_BYTES, place_at
from collab_playbook.model.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILES = 50_000
MAX_FOLDER_DEPTH = 8


@dataclass(frozen=True)
class Tree:
    """A listing: paths relative to the root, with ``/`` on every system, sorted."""

    root: Path
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def under(self, prefix: str) -> Iterator[str]:
        """The files whose path begins so."""
        return (name for name in self.files if name.startswith(prefix))

    def read(self, name: str) -> bytes:
        """The bytes of a listed file, one more than the limit at most."""
        handle = os.open(f"{self.root}/{name}", os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            size = min(os.fstat(handle).st_size, MAX_BYTES)
            return os.read(handle, size + 1)
        finally:
            os.close(handle)


def list_tree(root: Path, folders: Iterable[str], leave_out: frozenset[str] = frozenset()) -> Tree:
    """Lists the ordinary files below some folders of a root.

    Symbolic links are followed only as long as they stay within the root; pipes and devices are passed over.
    """
    real_root = os.path.realpath(root)
    files: list[str] = []
    problems: list[Problem] = []
    waiting = [(folder, 0) for folder in folders if folder not in leave_out]
    while waiting:
        folder, depth = waiting.pop()
        for entry in _entries(root, folder):
            name = f"{folder}/{entry.name}"
            if entry.is_symlink() and not _within(real_root, entry.path):
                message = "This link leads out of the playbook's folder"
                problems.append(
                    OUTSIDE_FOLDER.at(Place(name), message, "Put the file itself here.")
                )
            elif entry.is_dir() and name not in leave_out and depth < MAX_FOLDER_DEPTH:
                waiting.append((name, depth + 1))
            elif entry.is_file():
                files.append(name)
        if len(files) > MAX_FILES:
            problems.append(
                TOO_LARGE.at(Place(folder), f"The folder holds more than {MAX_FILES} files")
            )
            break
    return Tree(root, tuple(sorted(files)), tuple(problems))


def _entries(root: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _within(real_root: str, path: str) -> bool:
    target = os.path.realpath(path)
    return target == real_root or target.startswith(real_root + os.sep)


def decode(data: bytes, file: str) -> tuple[str, Problem | None]:
    """The text of a file that is not YAML, or why it has none."""
    if len(data) > MAX_BYTES:
        return "", TOO_LARGE.at(Place(file), "The file is larger than 2 MiB")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        place = place_at(file, data[: error.start].decode("utf-8", "replace"), error.start)
        message = f"The file is not UTF-8: the byte 0x{data[error.start]:02X} is not text"
        return "", ENCODING.at(place, message, "Save the file as UTF-8.")


class Texts(Mapping[str, str]):
    """Text files by a key of their own, each read when it is asked for."""

    def __init__(self, tree: Tree, names: Mapping[str, str]) -> None:
        self._tree = tree
        self.names = names

    def __getitem__(self, key: str) -> str:
        name = self.names[key]
        return decode(self._tree.read(name), name)[0].replace("\r\n", "\n")

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the files as files."""
        for name in self.names.values():
            problem = decode(self._tree.read(name), name)[1]
            if problem is not None:
                yield problem

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
