"""Files attached as evidence: copied into the workspace, found and checked by their digest."""

from __future__ import annotations

import os
import re
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab_playbook.errors import RefusedError
from collab_playbook.files.codes import EVIDENCE
from collab_playbook.files.writing import TEMPORARY, confined, sync_folder, told
from collab_playbook.language.quoting import quoted
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.model.problem import Place, Problem

FOLDER = "evidence"
MOST_BYTES = 100 * 1024 * 1024
_CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")


def attach(root: Path, source: Path) -> dict[str, str]:
    """Copies a file into the workspace.

    Args:
        root: The workspace.
        source: The file, anywhere.

    Returns:
        The stored form of a ``file`` answer: ``{name, digest}``.

    Raises:
        RefusedError: There is no such ordinary file, or it is larger than 100 MiB.
        PlaybookError: It cannot be copied.
    """
    with told(say("'{name}' could not be attached", name=source.name)):
        try:
            handle = os.open(
                source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
        except (FileNotFoundError, IsADirectoryError):
            raise RefusedError(
                say("There is no file '{source}'", source=source), say("Give the path of a file.")
            ) from None
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RefusedError(
                    say("'{source}' is not an ordinary file", source=source),
                    say("Give the path of a file."),
                )
            if os.fstat(handle).st_size > MOST_BYTES:
                message = say("'{source}' is larger than 100 MiB", source=source)
                raise RefusedError(message, say("Attach a smaller file, or a link."))
            digest = _copy(handle, root, source.name)
        finally:
            os.close(handle)
    return {"name": _name(source), "digest": digest}


def _copy(handle: int, root: Path, name: str) -> str:
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    beside = confined(root, f"{FOLDER}/.{os.getpid()}{TEMPORARY}")
    digest = sha256()
    try:
        with beside.open("wb") as copy:
            while chunk := os.read(handle, _CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        beside.replace(confined(root, f"{FOLDER}/{_file(name, digest.hexdigest())}"))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return digest.hexdigest()


def evidence_path(root: Path, stored: Mapping[str, Any]) -> Path | None:
    """Where the copy of an attached file is; ``None`` where there is none."""
    name, digest = (
        str(stored.get("name", "")),
        str(stored.get("digest", "")).removeprefix("sha256:"),
    )
    if not _DIGEST.fullmatch(digest):
        return None
    path = root / FOLDER / _file(name, digest)
    return path if path.is_file() and not path.is_symlink() else None


def evidence_problems(
    root: Path, attached: Iterable[tuple[Place, Mapping[str, Any]]]
) -> tuple[Problem, ...]:
    """Attached files that are gone, or are no longer what was attached.

    Args:
        root: The workspace.
        attached: Stored ``file`` answers, each with the place to report it at.
    """
    problems = []
    for place, stored in attached:
        name = quoted(str(stored.get("name", "")))
        path = evidence_path(root, stored)
        if path is None:
            message = say("The file {name} is missing from '{folder}'", name=name, folder=FOLDER)
            problems.append(
                EVIDENCE.at(place, message, say("Restore it from git, or attach it again."))
            )
        elif _digest_of(path) != str(stored["digest"]).removeprefix("sha256:"):
            message = say("The file {name} was altered after it was attached", name=name)
            problems.append(
                EVIDENCE.at(place, message, say("Restore it from git, or attach it again."))
            )
    return tuple(problems)


def _digest_of(path: Path) -> str:
    digest = sha256()
    with told(say("'{name}' could not be read", name=path.name)), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _file(name: str, digest: str) -> str:
    suffix = Path(name).suffix
    return digest + (suffix.lower() if _SUFFIX.fullmatch(suffix) else "")


def _name(source: Path) -> str:
    return (
        "".join(c for c in source.name if c.isprintable()).encode("utf-8", "replace").decode()[:200]
    )
