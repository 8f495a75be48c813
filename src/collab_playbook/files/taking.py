"""A conflict settled in one go: the file as a person has it, or the program's new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.documents.plan import beside
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.manifest import read_base, read_manifest
from collab_playbook.files.output import (
    NotTextError,
    check_place,
    digest_at,
    digest_of_bytes,
    is_there,
    read_document,
)
from collab_playbook.files.placing import place_together
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Side = Literal["mine", "theirs"]
_MINE: Side = "mine"
"""What marks the former file where the new one was taken: ``charter.mine.md``."""


class _Clash(NamedTuple):
    """A file in conflict.

    Attributes:
        path: Where it lies.
        put: Where the new one was put.
        lying: The digest of the bytes that lie there.
        new: What the program would have put in place of the file.
        untouched: Whether the new one is as the program put it there.
    """

    path: str
    put: str
    lying: str
    new: bytes | None
    untouched: bool


def take(root: Path, documents: Sequence[str], side: Side) -> tuple[str, ...]:
    """Settles the conflicts of documents and of their copies; the next build sees them as settled.

    ``mine`` takes the new file away. ``theirs`` puts the new text in place, and the former file
    beside it as ``NAME.mine.md``: nothing that a person wrote is gone.

    Args:
        root: The workspace, locked by the caller.
        documents: Ids; every document in conflict if none are given.
        side: Whose.

    Returns:
        The paths of the files that were settled.

    Raises:
        PlaybookError: A file put beside was changed, or a former file still lies there; nothing was
            done.
    """
    clashes = list(_clashes(root, documents))
    for clash in clashes:
        _check(root, clash, side)
    if side == "theirs":
        files: dict[str, bytes] = {}
        was: dict[str, str] = {}
        with told(say("The files could not be read")):
            for clash in clashes:
                files[clash.path], was[clash.path] = clash.new or b"", ""
                if is_there(root, clash.path):
                    mine, former = (root / clash.path).read_bytes(), beside(clash.path, _MINE)
                    files[former], was[former] = mine, ""
                    was[clash.path] = digest_of_bytes(mine)
        if files:
            place_together(root, files, was)
    for clash in clashes:
        _take_away(root, clash)
    return tuple(clash.path for clash in clashes)


def _take_away(root: Path, clash: _Clash) -> None:
    """Deletes a file put beside, unless somebody has just begun to work in it.

    Raises:
        PlaybookError: Somebody has, or it cannot be deleted.
    """
    if digest_at(root, clash.put) != clash.lying:
        raise _begun(clash)
    with told(say("The new files could not be taken away")):
        (root / clash.put).unlink()


def _begun(clash: _Clash) -> PlaybookError:
    return PlaybookError(
        say("'{path}' was changed since it was put there", path=clash.put),
        say("Bring what you want of it into '{path}', then delete it.", path=clash.path),
    )


def _clashes(root: Path, documents: Sequence[str]) -> Iterator[_Clash]:
    manifest = read_manifest(root)
    for entry in manifest.entries.values():
        put = beside(entry.path)
        if entry.beside and _is_meant(root, documents, entry.place.document, put):
            lying = digest_at(root, put)
            new = read_base(root, put, entry.pending)
            yield _Clash(
                entry.path,
                put,
                lying,
                None if new is None else new.encode(),
                _text_digest(root, put) == entry.beside,
            )
    for copy in manifest.copies.values():
        put = beside(copy.path)
        if copy.beside and _is_meant(root, documents, copy.place.document, put):
            with told(say("'{path}' cannot be read", path=put)):
                data = (root / put).read_bytes()
            lying = digest_of_bytes(data)
            yield _Clash(copy.path, put, lying, data, lying == copy.beside)


def _is_meant(root: Path, documents: Sequence[str], document: str, put: str) -> bool:
    return (not documents or document in documents) and is_there(root, put)


def _text_digest(root: Path, path: str) -> str:
    try:
        return digest_of(read_document(root, path))
    except NotTextError:
        return ""


def _check(root: Path, clash: _Clash, side: Side) -> None:
    """Makes sure that settling a conflict loses nothing.

    Raises:
        PlaybookError: It would.
    """
    if not clash.untouched:
        raise _begun(clash)
    if side == "mine":
        return
    check_place(root, clash.path)
    check_place(root, beside(clash.path, _MINE))
    if clash.new is None:
        raise PlaybookError(
            say("the program's own text of '{path}' is lost", path=clash.path),
            say("Delete '{path}' and build again.", path=clash.path),
        )
    if (root / beside(clash.path, _MINE)).exists():
        raise PlaybookError(
            say("'{path}' is still there from the last time", path=beside(clash.path, _MINE)),
            say("Move or delete it first."),
        )
