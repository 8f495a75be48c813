"""One writer at a time: a lock of the operating system, with a note of who holds it."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from collab_playbook.errors import RefusedError
from collab_playbook.files.placing import finish_placing
from collab_playbook.files.writing import confined, told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".collab-playbook/lock"
_FAR = 1 << 30
"""Windows locks bytes and lets nobody read them; this one is beyond the note."""


@contextmanager
def locked(root: Path, command: str, *, by: str, since: str) -> Iterator[None]:
    """Holds the workspace's lock while the block runs; it vanishes with the process.

    What an earlier command was killed in the middle of putting in place is completed first.

    Args:
        root: The workspace.
        command: What holds it, as typed: ``run``.
        by: Who runs it.
        since: Since when, as people write a time.

    Raises:
        RefusedError: Another session holds it; the message says which.
        PlaybookError: The workspace cannot be written.
    """
    path = confined(root, LOCK)
    with told(say("The workspace cannot be locked")):
        path.parent.mkdir(exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(path, flags, 0o666)
    try:
        if not _take(handle):
            raise _refusal(_note(handle))
        _write_note(handle, command, by, since)
        try:
            finish_placing(root)
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(handle, 0)
            _give_back(handle)
    finally:
        os.close(handle)


def holder(root: Path) -> str | None:
    """Who holds the lock now, in words; ``None`` when nobody does."""
    try:
        handle = os.open(root / LOCK, os.O_RDWR)
    except OSError:
        return None
    try:
        if _take(handle):
            _give_back(handle)
            return None
        return _refusal(_note(handle)).message
    finally:
        os.close(handle)


def _write_note(handle: int, command: str, by: str, since: str) -> None:
    import platform  # noqa: PLC0415 - only a command that writes needs the machine's name

    note = {
        "pid": os.getpid(),
        "by": by,
        "host": platform.node(),
        "since": since,
        "command": command,
    }
    with suppress(OSError):  # a full disk must not keep a person from what needs no space
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(note).encode())


def _note(handle: int) -> dict[str, Any]:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        note = json.loads(os.read(handle, 4096))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _refusal(note: dict[str, Any]) -> RefusedError:
    def said(key: str, otherwise: str) -> str:
        given = "".join(c for c in str(note.get(key) or "") if c.isprintable())[:80]
        return given or otherwise

    who, since = said("by", say("Someone")), said("since", "")
    message = say(
        "{who} is working in this workspace with '{command}' (process {process} on {host}{since})",
        who=who,
        command=said("command", say("a command")),
        process=said("pid", say("unknown")),
        host=said("host", say("an unknown machine")),
        since=say(", since {since}", since=since) if since else "",
    )
    return RefusedError(
        message, say("Wait until that session has ended, or end it; nothing was changed.")
    )


if sys.platform == "win32":  # pragma: no cover - run on Windows only
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
