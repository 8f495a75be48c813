"""The files under ``documents/``: which names are safe, and what lies there."""

from __future__ import annotations

import os
import re
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

from collab_playbook.documents.due import FOLDER
from collab_playbook.engine.digest import DIGEST_LENGTH, digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import BufferedReader
    from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
UNREADABLE = "unreadable"
"""Stands for the digest of what is there and cannot be read, or is no text."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,100}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


class NotTextError(Exception):
    """A file is no UTF-8 text, or larger than any document."""


def check_place(root: Path, path: str) -> None:
    """Makes sure that a document may be written at a path.

    Args:
        root: The workspace.
        path: The path below it, with ``/`` on every system.

    Raises:
        PlaybookError: A name in it is unsafe, or a link on the way leads elsewhere.
    """
    folder, *names = path.split("/")
    if folder != FOLDER or not names:
        raise PlaybookError(
            say("'{path}' is not inside '{folder}/'", path=path, folder=FOLDER),
            say("Documents are written nowhere else."),
        )
    for name in names:
        if _RESERVED.fullmatch(name):
            raise PlaybookError(
                say(
                    "'{path}' cannot be written: '{name}' is a reserved name on Windows",
                    path=path,
                    name=name,
                ),
                say("Give it another id."),
            )
        if not _NAME.fullmatch(name) or name.endswith("."):
            raise PlaybookError(
                say(
                    "'{path}' cannot be written: '{name}' is not a plain name", path=path, name=name
                ),
                say("Give it another id."),
            )
    step = root
    for name in (folder, *names):
        step /= name
        if step.is_symlink():
            raise PlaybookError(
                say(
                    "'{path}' cannot be written: '{as_posix}' is a link",
                    path=path,
                    as_posix=step.relative_to(root).as_posix(),
                ),
                say("Put a real file or folder in its place."),
            )
    if step.exists() and not step.is_file():
        raise PlaybookError(
            say("'{path}' cannot be written: a folder or device is in its place", path=path),
            say("Move it away."),
        )


def is_inside(root: Path, path: str) -> bool:
    """Whether a path from the manifest, which anybody may have edited, is one of a document."""
    try:
        check_place(root, path)
    except PlaybookError:
        return False
    return True


def is_there(root: Path, path: str) -> bool:
    """Whether a path from the manifest is one of a document, and a file lies there."""
    return is_inside(root, path) and (root / path).is_file()


def opened(root: Path, path: str) -> BufferedReader:
    """A file of the workspace, opened for its bytes; a link is not followed.

    Raises:
        OSError: It is a link, or cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return open(os.open(root / path, flags), "rb")  # noqa: PTH123 - a handle, not a path


def read_document(root: Path, path: str) -> str | None:
    """The text of a document on disk with plain line breaks; ``None`` where there is no file.

    Raises:
        NotTextError: It is no text of a sensible size.
        PlaybookError: It cannot be read.
    """
    with told(say("'{path}' cannot be read", path=path)):
        try:
            file = opened(root, path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        with file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NotTextError(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(path) from error
    return text.replace("\r\n", "\n")


def digests_on_disk(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The digests of the documents that exist, by path; ``UNREADABLE`` for what is no text."""
    digests = {}
    for path in paths:
        try:
            text = read_document(root, path)
        except (NotTextError, PlaybookError):
            digests[path] = UNREADABLE
            continue
        if text is not None:
            digests[path] = digest_of(text)
    return digests


def digest_of_bytes(data: bytes) -> str:
    """What a file of bytes is known by."""
    return sha256(data).hexdigest()[:DIGEST_LENGTH]


def digest_at(root: Path, path: str) -> str:
    """The digest of a file's bytes; empty where there is none. A link is not followed.

    Raises:
        PlaybookError: It cannot be read.
    """
    with told(say("'{path}' cannot be read", path=path)):
        try:
            file = opened(root, path)
        except (FileNotFoundError, NotADirectoryError):
            return ""
        with file:
            return file_digest(file, "sha256").hexdigest()[:DIGEST_LENGTH]
