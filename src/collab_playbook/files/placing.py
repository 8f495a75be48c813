"""Several files put in place together or not at all, whoever or whatever comes in between."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from hashlib import file_digest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.digest import DIGEST_LENGTH
from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import (
    TEMPORARY,
    confined,
    name_beside,
    sync_folder,
    told,
    write_beside,
)
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PLACING = ".collab-playbook/placing.json"
"""Says which finished files a killed command had not put in place yet."""

LEAVINGS = f".collab-playbook/leavings{TEMPORARY}"
"""Names the files that a command makes on its way, for the next one to take away after a kill."""

_PLAIN = re.compile(r"\w[\w. -]*")
_UNSEEN: Mapping[str, str] = MappingProxyType({})


class _Move(NamedTuple):
    """A finished file on its way to its place, and the second name of the file that is there."""

    source: Path
    target: Path
    kept: Path


def place_together(
    root: Path, files: Mapping[str, bytes], was: Mapping[str, str] = _UNSEEN
) -> None:
    """Puts several files in place together or not at all.

    All are written beside their places first; a command killed between two renames leaves a note
    that ``finish_placing`` completes. So does one that is interrupted there, before it ends.

    Args:
        root: The workspace.
        files: Contents by path relative to the root.
        was: The digests of what lay at such paths when the contents were made; empty for nothing.
            What somebody changed meanwhile is not written over.

    Raises:
        PlaybookError: One could not be written, was changed meanwhile, or would land outside the
            root; none is in place.
    """
    moves = {name: _move(confined(root, name)) for name in files}
    note = _move(root / PLACING)
    passing = (*moves.values(), note)
    with told(say("The files could not be written")):
        try:
            _note_leavings(root, passing)
            for name, move in moves.items():
                move.target.parent.mkdir(parents=True, exist_ok=True)
                write_beside(move.target, move.source, files[name])
            before = {name: _digest_of(move.target) for name, move in moves.items()}
            _check_unchanged(before, was)
            renames = [
                [move.source.relative_to(root).as_posix(), name, before[name]]
                for name, move in moves.items()
            ]
            write_beside(note.target, note.source, json.dumps(renames).encode())
            note.source.replace(note.target)
            sync_folder(note.target.parent)
        except BaseException:
            _tidy(root, passing)
            raise
        try:
            _put_in_place(root, tuple(moves.values()))
            note.target.unlink(missing_ok=True)
            _tidy(root, passing)
        except KeyboardInterrupt:
            finish_placing(root)
            raise


def _move(target: Path) -> _Move:
    return _Move(name_beside(target), target, name_beside(target))


def _note_leavings(root: Path, moves: Iterable[_Move]) -> None:
    names = [p.relative_to(root).as_posix() for m in moves for p in (m.source, m.kept)]
    note = root / LEAVINGS
    note.parent.mkdir(exist_ok=True)
    with suppress(OSError):  # without it a kill leaves something to throw away, no more
        note.unlink(missing_ok=True)
        write_beside(note, note, json.dumps(names).encode(), durable=False)


def _check_unchanged(before: Mapping[str, str], was: Mapping[str, str]) -> None:
    """Makes sure that what is replaced is what the new contents were made from.

    Raises:
        PlaybookError: Somebody changed a file meanwhile.
    """
    changed = sorted(
        name
        for name, digest in was.items()
        if name in before and before[name][:DIGEST_LENGTH] != digest[:DIGEST_LENGTH]
    )
    if changed:
        raise PlaybookError(
            say(
                "nothing was written, because somebody changed files meanwhile: {paths}",
                paths=", ".join(changed),
            ),
            say("Run the command again: it takes the change into account."),
        )


def _put_in_place(root: Path, moves: tuple[_Move, ...]) -> None:
    """Renames all; where one fails, the former files come back."""
    done: list[tuple[_Move, bool]] = []
    try:
        for move in moves:
            was_there = _keep(move)
            move.source.replace(move.target)
            done.append((move, was_there))
    except OSError:
        (root / PLACING).unlink(missing_ok=True)  # nothing of it is to be completed any more
        for move, was_there in reversed(done):
            with suppress(OSError):
                move.kept.replace(move.target) if was_there else move.target.unlink()
        _tidy(root, moves)
        raise
    for folder in {move.target.parent for move in moves}:
        sync_folder(folder)


def _keep(move: _Move) -> bool:
    """Gives the file that is about to be replaced a second name; whether there is one."""
    if not move.target.is_file() or move.target.is_symlink():
        return False
    try:
        os.link(move.target, move.kept)
    except OSError:  # not every file system knows second names
        shutil.copy2(move.target, move.kept)
    return True


def _tidy(root: Path, moves: Iterable[_Move]) -> None:
    """Takes away what is not in its place."""
    for move in moves:
        move.source.unlink(missing_ok=True)
        move.kept.unlink(missing_ok=True)
    (root / LEAVINGS).unlink(missing_ok=True)


def finish_placing(root: Path) -> tuple[str, ...]:
    """Completes what a killed command had begun to put in place; the caller holds the lock.

    Where a person has changed one of the files since, all that is left is dropped: the command was
    never acknowledged, and running it again brings both together.

    Returns:
        The files that were put in place now.
    """
    done = []
    with told(say("The files of an interrupted command could not be put in place")):
        waiting = [
            (finished, name, before)
            for source, name, before in _renames(_noted(root, PLACING))
            if (finished := _temporary(root, source)) is not None and finished.is_file()
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
        (root / PLACING).unlink(missing_ok=True)
        for name in _noted(root, LEAVINGS):
            if isinstance(name, str) and (left := _temporary(root, name)) is not None:
                left.unlink(missing_ok=True)
        (root / LEAVINGS).unlink(missing_ok=True)
    return tuple(done)


def _noted(root: Path, note: str) -> list[Any]:
    """The list that a note holds; nothing where there is none or it is broken."""
    try:
        found = json.loads((root / note).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _temporary(root: Path, name: str) -> Path | None:
    """The path of a half-placed file; ``None`` for any other, which no note may touch.

    Raises:
        PlaybookError: The name leads out of the workspace.
    """
    path = confined(root, name)
    return path if path.name.endswith(TEMPORARY) else None


def _renames(note: list[Any]) -> list[tuple[str, str, str | None]]:
    """The renames of a note, each with the digest of the former file; none where it is broken."""
    return [
        (each[0], each[1], each[2] if len(each) == 3 else None)
        for each in note
        if isinstance(each, list)
        and len(each) in {2, 3}
        and all(isinstance(text, str) for text in each)
        and _may_be_placed(each[1])
    ]


def _may_be_placed(name: str) -> bool:
    """Whether a place is one of those that the program fills.

    A workspace may come from a stranger: its note must reach no hook of git, nor anything hidden.
    """
    first, *others = name.split("/")
    if first != ".collab-playbook" and name not in {".gitattributes", ".gitignore"}:
        others.append(first)
    return all(part in {"", ".", ".."} or _PLAIN.fullmatch(part) for part in others)


def _digest_of(path: Path) -> str:
    """The digest of a file's content; empty where there is none."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
