"""Events to the end of the journal: one write, flushed to disk, or nothing at all."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.files.events import KEYS, event_of, id_of, parse_line, text_of
from collab_playbook.files.writing import sync_folder, told
from collab_playbook.model.event import JOURNAL_FORMAT, Draft, Event
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TORN_FOLDER = ".collab-playbook/torn"


def append(  # noqa: PLR0913 - the parts of an event that its draft lacks
    path: Path,
    drafts: Sequence[Draft],
    *,
    by: str,
    at: str,
    playbook_digest: str,
    heads: Iterable[str],
) -> list[Event]:
    """Appends the events of one command; the caller holds the lock.

    A half-written last line is cut off first and kept in ``.collab-playbook/torn``.

    Args:
        path: The journal; made if it does not exist.
        drafts: What the engine asks to record, in order.
        by: Who records it.
        at: When: UTC, ISO 8601, to the second.
        playbook_digest: The playbook in force.
        heads: The heads of the journal as read.

    Returns:
        The events as recorded, on disk when this returns.

    Raises:
        PlaybookError: Nothing was recorded; the journal is as long as before.
    """
    events = _events(drafts, by, at, playbook_digest, tuple(sorted(heads)))
    if not events:
        return []
    try:
        data = "".join(text_of(event) + "\n" for event in events).encode()
    except UnicodeEncodeError as error:
        raise PlaybookError(
            say("An answer holds a character that is not text"), say("Type it again.")
        ) from error
    with told(say("Nothing was recorded: the journal could not be written")):
        is_new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        flags |= (
            getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        )
        handle = os.open(path, flags, 0o666)
        try:
            start = _mend_tail(handle, path)
            _write_or_truncate(handle, start + data)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(path.parent)
    return events


def _events(
    drafts: Sequence[Draft], by: str, at: str, playbook_digest: str, heads: tuple[str, ...]
) -> list[Event]:
    events = []
    for draft in drafts:
        line = {
            "v": JOURNAL_FORMAT,
            "at": at,
            "by": by,
            "type": draft.type,
            "scope": draft.scope,
            "step": draft.step,
            "occurrence": draft.occurrence,
            "data": draft.data,
            "playbook": playbook_digest,
            "prev": list(heads),
        }
        try:
            line["id"] = id_of(line)
        except UnicodeEncodeError as error:
            raise PlaybookError(
                say("An answer holds a character that is not text"), say("Type it again.")
            ) from error
        event = event_of({key: line[key] for key in KEYS})
        if event is None:
            raise TypeError(say("not an event of the journal: {line}", line=line))
        events.append(event)
        heads = (event.id,)
    return events


def _write_or_truncate(handle: int, data: bytes) -> None:
    """Writes all and flushes it, or leaves the file as long as it was."""
    length = os.fstat(handle).st_size
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):  # what cannot be cut off now is a torn line, cut off next time
            os.ftruncate(handle, length)
            os.fsync(handle)
        raise


def _mend_tail(handle: int, path: Path) -> bytes:
    """Makes the file end in a whole line.

    Returns:
        What has to go before the next event: a line break that an editor took away, or nothing.
    """
    length = os.fstat(handle).st_size
    tail = _after_last_break(handle, length)
    if not tail:
        return b""
    try:
        line = parse_line(tail)
    except ValueError:
        line = None
    if isinstance(line, dict) and line.get("id") == id_of(line):
        return b"\n"
    if tail.strip():
        aside = path.parent / TORN_FOLDER / f"{sha256(tail).hexdigest()[:16]}.txt"
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(tail)
    os.ftruncate(handle, length - len(tail))
    return b""


def _after_last_break(handle: int, length: int) -> bytes:
    """The bytes after the last line break, read from the end."""
    tail = b""
    at = length
    while at > 0 and b"\n" not in tail:
        size = min(65_536, at)
        at -= size
        os.lseek(handle, at, os.SEEK_SET)
        tail = os.read(handle, size) + tail
    return tail[tail.rfind(b"\n") + 1 :]
