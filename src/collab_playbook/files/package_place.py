"""A package on disk: put in place whole or not at all, and never over what a person put there."""

from __future__ import annotations

import json
import shutil
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from collab_playbook.documents.packing import (
    CONTENTS,
    SCHEMA,
    digest_of_contents,
)
from collab_playbook.errors import RefusedError
from collab_playbook.files.writing import name_beside, sync_folder, told, write_atomic
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER: Final = "packages"
"""Where packages are put unless somebody says otherwise, from the root of the workspace."""
ZIP: Final = ".zip"
_IGNORED: Final = ".gitignore"
_KEPT: Final = ("documents", "answers", "evidence", "measures", ".collab-playbook", ".git")
"""Folders of a workspace that hold something else."""
_BY_THE_SYSTEM: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a desktop leaves in each folder that somebody looked into."""
_LARGEST: Final = 16 * 1024 * 1024


def check_target(target: Path, root: Path, *, replace: bool) -> None:
    """Makes sure that a package may be put at a place.

    Args:
        target: A folder, or a file that ends with ``.zip``.
        root: The workspace.
        replace: Whether a package that somebody changed may be replaced.

    Raises:
        RefusedError: Something else is there, or a package that was changed since.
        PlaybookError: It cannot be told.
    """
    real, home = target.absolute().resolve(), root.resolve()
    if home.is_relative_to(real) or any(real.is_relative_to(home / name) for name in _KEPT):
        raise RefusedError(
            say("'{target}' belongs to the workspace itself", target=target),
            say("Name another place, such as -o {folder}/client.zip.", folder=FOLDER),
        )
    with told(say("'{target}' cannot be read", target=target)):
        _refuse_links(target, root)
        _recover(target)
        if not target.exists() or _is_empty(target):
            return
        listed = _listed(target)
        is_whole = listed is not None and _is_whole(target, listed)
    if listed is None:
        raise RefusedError(
            say("'{target}' is there already and is no package", target=target),
            say("Name another place with -o, or move it away."),
        )
    if not is_whole and not replace:
        raise RefusedError(
            say("somebody changed the package '{target}'", target=target),
            say("Name another place with -o, or give up those changes with --replace."),
        )


def _refuse_links(target: Path, root: Path) -> None:
    """Refuses a link in the place of the target, and one on the way to it inside the workspace.

    Raises:
        RefusedError: There is one.
    """
    way = (target, *target.parents)
    inside = way[: way.index(root)] if root in way else way[:1]
    for each in inside:
        if each.is_symlink():
            raise RefusedError(
                say("'{target}' is a link", target=each), say("Name the place that it leads to.")
            )


def put_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Puts a package in place as a folder: made beside, then renamed.

    Args:
        target: Where; what is there is replaced.
        files: Contents by path, with ``/`` between folders.

    Raises:
        PlaybookError: It could not be written; what was there is there still.
    """
    beside = name_beside(target)
    with told(say("'{target}' could not be written", target=target)):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        try:
            for name, data in files.items():
                path = beside.joinpath(*name.split("/"))
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(data)
            _exchange(beside, target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        sync_folder(target.parent)


def put_zip(target: Path, data: bytes) -> None:
    """Puts a package in place as one file.

    Raises:
        PlaybookError: It could not be written; what was there is there still.
    """
    with told(say("'{target}' could not be written", target=target)):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, data)


def is_there(target: Path, files: Mapping[str, bytes], zipped: bytes | None) -> bool:
    """Whether the very same package lies there already.

    Args:
        target: A place that ``check_target`` has passed, with nothing changed in it.
        files: The package.
        zipped: The package as one file, where it is to be one.

    Raises:
        PlaybookError: It cannot be told.
    """
    with told(say("'{target}' cannot be read", target=target)):
        if zipped is not None:
            return target.is_file() and _digest_of(target) == sha256(zipped).hexdigest()
        there = {name: sha256(data).hexdigest() for name, data in files.items()}
        return target.is_dir() and dict(_in_folder(target)) == there


def ignore_packages(root: Path) -> None:
    """Keeps the default folder of packages out of git: they are made again at any time.

    Raises:
        PlaybookError: It could not be written.
    """
    note = root / FOLDER / _IGNORED
    if not (root / FOLDER).exists():
        with told(say("'{target}' could not be written", target=note)):
            note.parent.mkdir()
        write_atomic(note, b"*\n", durable=False)


def _exchange(beside: Path, target: Path) -> None:
    """Renames the new folder into place; where that fails the former one comes back."""
    former = _former(target)
    if not target.exists():
        beside.replace(target)
        return
    target.replace(former)
    try:
        beside.replace(target)
    except BaseException:
        former.replace(target)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name[:80]}.former~")


def _recover(target: Path) -> None:
    """Brings back, or clears away, what a command left that was killed between two renames."""
    former = _former(target)
    if former.is_symlink() or not former.is_dir() or _listed(former) is None:
        return
    if target.exists() or target.is_symlink():
        shutil.rmtree(former, ignore_errors=True)
    else:
        former.replace(target)


def _is_empty(target: Path) -> bool:
    return target.suffix.lower() != ZIP and target.is_dir() and not any(target.iterdir())


def _listed(target: Path) -> dict[str, str] | None:
    """The digests that a package says its files have, by path; ``None`` for what is no package."""
    data = b""
    if target.is_dir() and not (target / CONTENTS).is_symlink():
        path = target / CONTENTS
        if path.is_file() and path.stat().st_size <= _LARGEST:
            data = path.read_bytes()
    elif target.is_file():
        data = _member(target, CONTENTS, _LARGEST) or b""
    try:
        stored: Any = json.loads(data)
        if stored["schema"] != SCHEMA:
            return None
        listed = {str(each["path"]): str(each["sha256"]) for each in stored["files"]}
        own = CONTENTS if digest_of_contents(stored) == stored["digest"] else "changed"
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return {**listed, own: sha256(data).hexdigest()}


def _member(target: Path, name: str, most: int) -> bytes | None:
    """A file of a zip; ``None`` where there is none of that name and a sensible size."""
    try:
        with ZipFile(target) as source:
            if source.getinfo(name).file_size > most:
                return None
            return source.read(name)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return None


def _is_whole(target: Path, listed: Mapping[str, str]) -> bool:
    """Whether exactly what is listed is there, as it was."""
    if target.is_dir():
        return dict(_in_folder(target)) == listed
    try:
        with ZipFile(target) as source:
            names = source.namelist()
            return sorted(names) == sorted(listed) and all(
                _digest_in(source, name) == listed[name] for name in names
            )
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False


def _in_folder(target: Path) -> Iterator[tuple[str, str]]:
    for path in target.rglob("*"):
        if path.name in _BY_THE_SYSTEM or (path.is_dir() and not path.is_symlink()):
            continue
        yield path.relative_to(target).as_posix(), _digest_of(path)


def _digest_of(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "not a file"
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest_in(source: ZipFile, name: str) -> str:
    digest = sha256()
    with source.open(name) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
