"""The files of someone else's folder: listed once, read within limits, never outside of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.files.codes import ENCODING, OUTSIDE_FOLDER, TOO_LARGE, WORD_TEMPLATE
from collab_playbook.files.lines import MAX_BYTES, place_at
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

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

    Links are followed as long as they stay within the root; pipes and devices are passed over.
    """
    lister = _Lister(root, leave_out)
    lister.run([folder for folder in folders if folder not in leave_out])
    return Tree(root, tuple(sorted(lister.files)), tuple(lister.problems))


class _Lister:
    """Folders first, then links to folders, each real one once: a link may lead in a circle."""

    def __init__(self, root: Path, leave_out: frozenset[str]) -> None:
        self.root, self.leave_out = root, leave_out
        self.real_root = os.path.realpath(root)
        self.files: list[str] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()
        self.folders: list[tuple[str, str, int]] = []
        self.links: list[tuple[str, str, int]] = []

    def run(self, folders: Iterable[str]) -> None:
        for folder in folders:
            self.folders.append((folder, os.path.realpath(self.root / folder), 0))
        while self.folders or self.links:
            folder, real, depth = (self.folders or self.links).pop()
            if real in self.seen:
                continue
            self.seen.add(real)
            for entry in _entries(self.root, folder):
                self._entry(entry, f"{folder}/{entry.name}", real, depth)
            if len(self.files) > MAX_FILES:
                message = say("The folder holds more than {max_files} files", max_files=MAX_FILES)
                self.problems.append(TOO_LARGE.at(Place(folder), message))
                return

    def _entry(self, entry: os.DirEntry[str], name: str, real_parent: str, depth: int) -> None:
        is_link = entry.is_symlink()
        real = os.path.realpath(entry.path) if is_link else f"{real_parent}{os.sep}{entry.name}"
        if is_link and not _within(self.real_root, real):
            message = say("This link leads out of the folder")
            hint = say("Put the file itself here.")
            self.problems.append(OUTSIDE_FOLDER.at(Place(name), message, hint))
        elif entry.is_dir():
            if name not in self.leave_out and depth < MAX_FOLDER_DEPTH:
                (self.links if is_link else self.folders).append((name, real, depth + 1))
        elif entry.is_file():
            self.files.append(name)


def _entries(root: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _within(real_root: str, target: str) -> bool:
    return target == real_root or target.startswith(real_root + os.sep)


def decode(data: bytes, file: str) -> tuple[str, Problem | None]:
    """The text of a file that is not YAML, or why it has none."""
    if len(data) > MAX_BYTES:
        return "", TOO_LARGE.at(Place(file), say("The file is larger than 2 MiB"))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        place = place_at(file, data[: error.start].decode("utf-8", "replace"), error.start)
        message = say(
            "The file is not UTF-8: the byte 0x{data} is not text", data=f"{data[error.start]:02X}"
        )
        return "", ENCODING.at(place, message, say("Save the file as UTF-8."))


def readable(data: bytes, file: str) -> tuple[str, Problem | None]:
    """The text of a file that is not YAML, a Word template included, or why it has none."""
    if not file.endswith(".docx"):
        return decode(data, file)
    from collab_playbook.files.word_file import WordFileError  # noqa: PLC0415 - few playbooks have one
    from collab_playbook.files.word_parts import checked_text  # noqa: PLC0415 - likewise

    if len(data) > MAX_BYTES:
        return "", TOO_LARGE.at(Place(file), say("The file is larger than 2 MiB"))
    try:
        return checked_text(data), None
    except WordFileError as error:
        message = say("The Word template {reason}", reason=error)
        return "", WORD_TEMPLATE.at(Place(file), message, error.hint)


class Files(Mapping[str, bytes]):
    """Files by a key of their own, each read when it is asked for."""

    def __init__(self, tree: Tree, names: Mapping[str, str]) -> None:
        self._tree = tree
        self.names = names

    def __getitem__(self, key: str) -> bytes:
        return self._tree.read(self.names[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


class Texts(Mapping[str, str]):
    """Text files by a key of their own, each read when it is asked for."""

    def __init__(self, tree: Tree, names: Mapping[str, str]) -> None:
        self._tree = tree
        self.names = names

    def __getitem__(self, key: str) -> str:
        name = self.names[key]
        return readable(self._tree.read(name), name)[0].replace("\r\n", "\n")

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the files as files."""
        for name in self.names.values():
            problem = readable(self._tree.read(name), name)[1]
            if problem is not None:
                yield problem

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
