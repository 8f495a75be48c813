"""Bytes to disk so that a file is the old one or the new one, whatever happens in between."""

from __future__ import annotations

import itertools
import json
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from collab_playbook.errors import PlaybookError
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TEMPORARY = ".new~"
"""How the name of a half-written file ends; the workspace's ``.gitignore`` names it."""

PLACING = ".collab-playbook/placing.json"
"""Says which finished files a killed command had not put in place yet."""

_numbers = itertools.count()


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turns an error of the operating system into a sentence and a remedy.

    Raises:
        PlaybookError: Something inside could not be read or written.
    """
    try:
        yield
    except OSError as error:
        raise PlaybookError(
            say("{what}: {reason}", what=what, reason=_reason(error)), _remedy(error)
        ) from error


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Puts a file in place: written beside, flushed to disk, renamed.

    Args:
        path: Where.
        data: What.
        durable: Whether it must survive a power cut; what can be made again need not.

    Raises:
        PlaybookError: It could not be written; the former file stands untouched.
    """
    with told(say("'{name}' could not be written", name=path.name)):
        beside = _write_beside(path, data, durable)
        try:
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(path.parent)


def place_together(root: Path, files: Mapping[str, bytes]) -> None:
    """Puts several files in place together or not at all.

    All are written beside their places first; a command killed between two renames leaves a note
    that ``finish_placing`` completes.

    Args:
        root: The workspace.
        files: Contents by path relative to the root.

    Raises:
        PlaybookError: One could not be written, or would land outside the root; none is in place.
    """
    targets = {name: confined(root, name) for name in files}
    beside: dict[str, Path] = {}
    note = root / PLACING
    with told(say("The files could not be written")):
        try:
            for name, path in targets.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                beside[name] = _write_beside(path, files[name])
            note.parent.mkdir(exist_ok=True)
            renames = [
                [str(beside[name].relative_to(root)), name, _digest_of(path)]
                for name, path in targets.items()
            ]
            write_atomic(note, json.dumps(renames).encode())
        except BaseException:
            for path in beside.values():
                path.unlink(missing_ok=True)
            raise
        _put_in_place(root, [(beside[name], path) for name, path in targets.items()])
        note.unlink(missing_ok=True)


def _put_in_place(root: Path, renames: list[tuple[Path, Path]]) -> None:
    """Renames all; where one fails, the former files come back."""
    former: list[tuple[Path, Path | None]] = []
    try:
        for source, path in renames:
            former.append((path, _kept(path)))
            source.replace(path)
    except OSError:
        for path, kept in reversed(former):
            with suppress(OSError):
                kept.replace(path) if kept is not None else path.unlink(missing_ok=True)
        for source, _ in renames:
            source.unlink(missing_ok=True)
        (root / PLACING).unlink(missing_ok=True)
        raise
    for _, kept in former:
        if kept is not None:
            kept.unlink(missing_ok=True)
    for folder in {path.parent for _, path in renames}:
        sync_folder(folder)


def _kept(path: Path) -> Path | None:
    """A second name for a file that is about to be replaced."""
    if not path.is_file() or path.is_symlink():
        return None
    kept = _beside(path)
    kept.write_bytes(path.read_bytes())
    return kept


def finish_placing(root: Path) -> tuple[str, ...]:
    """Completes what a killed command had begun to put in place; the caller holds the lock.

    Where a person has changed one of the files since, all that is left is dropped: the command was
    never acknowledged, and running it again brings both together.

    Returns:
        The files that were put in place now.
    """
    note = root / PLACING
    try:
        renames = json.loads(note.read_bytes())
    except FileNotFoundError:
        return ()
    except ValueError:
        renames = []
    done = []
    with told(say("The files of an interrupted command could not be put in place")):
        waiting = [
            (finished, name, before)
            for source, name, before in _renames(renames)
            if (finished := confined(root, source)).name.endswith(TEMPORARY) and finished.is_file()
        ]
        was_edited = any(
            before is not None and _digest_of(confined(root, name)) != before
            for _, name, before in waiting
        )
        for finished, name, _ in waiting:
            if was_edited:
                finished.unlink()
            else:
                finished.replace(confined(root, name))
                done.append(name)
        note.unlink(missing_ok=True)
    return tuple(done)


def _digest_of(path: Path) -> str:
    """The digest of a file's content; empty where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _renames(note: Any) -> list[tuple[str, str, str | None]]:
    """The renames of a note, each with the digest of the former file; none where it is broken."""
    found = note if isinstance(note, list) else []
    texts = [
        each for each in found if isinstance(each, list) and all(isinstance(x, str) for x in each)
    ]
    return [
        (each[0], each[1], each[2] if len(each) == 3 else None)
        for each in texts
        if len(each) in {2, 3}
    ]


def confined(root: Path, name: str) -> Path:
    """The path of a file below a root.

    Raises:
        PlaybookError: The name, or a link on the way, leads out of the root.
    """
    path = root / name
    real_root = os.path.realpath(root)
    folder = os.path.realpath(path.parent)
    inside = folder == real_root or folder.startswith(real_root.rstrip(os.sep) + os.sep)
    if not inside or path.name in {"", ".", ".."}:
        raise PlaybookError(
            say("'{name}' leads out of the folder '{root}'", name=name, root=root),
            say("Remove the link or the '..' in it."),
        )
    return path


def _write_beside(path: Path, data: bytes, durable: bool = True) -> Path:
    beside = _beside(path)
    mode = path.stat().st_mode & 0o777 if path.is_file() else 0o666
    handle = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
    )
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{os.getpid()}.{next(_numbers)}{TEMPORARY}")


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems refuse to flush a folder
            os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _remedy(error: OSError) -> str:
    import errno  # noqa: PLC0415 - only a failure needs it

    return {
        errno.ENOSPC: say("Free some space on the disk, then run the command again."),
        errno.EDQUOT: say("Free some space on the disk, then run the command again."),
        errno.EFBIG: say("Free some space on the disk, then run the command again."),
        errno.EACCES: say("Ask for write access to the folder."),
        errno.EPERM: say("Ask for write access to the folder."),
        errno.EROFS: say("The disk is read-only: work on a copy elsewhere."),
        errno.ELOOP: say("Replace the link by the file itself."),
    }.get(error.errno or 0, "")
