"""Bytes to disk so that a file is the old one or the new one, whatever happens in between."""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY = ".new~"
"""How the name of a half-written file ends; the workspace's ``.gitignore`` names it."""

_HELD_ELSEWHERE = frozenset({5, 32, 33})
"""What Windows says of a file that another program, such as Word, has open."""

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
        beside = name_beside(path)
        write_beside(path, beside, data, durable)
        try:
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(path.parent)


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


def write_beside(path: Path, beside: Path, data: bytes, durable: bool = True) -> None:
    """Writes what is to take the place of a file, with its rights; leaves nothing where it fails.

    Raises:
        OSError: It could not be written.
    """
    mode = path.stat().st_mode & 0o777 if path.is_file() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o666 if mode is None else mode)
    try:
        if mode is not None:
            beside.chmod(mode)  # what a group may do with its files is not for our mask to say
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def name_beside(path: Path) -> Path:
    """A name of its own for a half-written file beside its place."""
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

    if getattr(error, "winerror", None) in _HELD_ELSEWHERE:
        name = os.path.basename(str(error.filename2 or error.filename))  # noqa: PTH119 - a text
        return say(
            "Close '{name}' where another program has it open, then run the command again.",
            name=name,
        )
    return {
        errno.ENOSPC: say("Free some space on the disk, then run the command again."),
        errno.EDQUOT: say("Free some space on the disk, then run the command again."),
        errno.EFBIG: say("Free some space on the disk, then run the command again."),
        errno.EACCES: say("Ask for write access to the folder."),
        errno.EPERM: say("Ask for write access to the folder."),
        errno.EROFS: say("The disk is read-only: work on a copy elsewhere."),
        errno.ELOOP: say("Replace the link by the file itself."),
    }.get(error.errno or 0, "")
