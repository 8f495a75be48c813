"""A conflict settled in one go: the file as a person has it, or the program's new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.documents.plan import beside
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.copies import digest_of_bytes
from collab_playbook.files.manifest import read_base, read_manifest
from collab_playbook.files.output import NotTextError, check_place, is_there, read_document
from collab_playbook.files.writing import place_together, told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Side = Literal["mine", "theirs"]
_MINE: Side = "mine"
"""What marks the former file where the new one was taken: ``charter.mine.md``."""


class _Clash(NamedTuple):
    """A file, the new one put beside it, and what the program would have put in its place."""

    path: str
    put: str
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
        with told(say("The files could not be read")):
            for clash in clashes:
                files[beside(clash.path, _MINE)] = (root / clash.path).read_bytes()
                files[clash.path] = clash.new or b""
        if files:
            place_together(root, files)
    with told(say("The new files could not be taken away")):
        for clash in clashes:
            (root / clash.put).unlink()
    return tuple(clash.path for clash in clashes)


def _clashes(root: Path, documents: Sequence[str]) -> Iterator[_Clash]:
    manifest = read_manifest(root)
    for entry in manifest.entries.values():
        put = beside(entry.path)
        if entry.beside and _is_meant(root, documents, entry.place.document, put):
            new = read_base(root, put, entry.pending)
            yield _Clash(
                entry.path,
                put,
                None if new is None else new.encode(),
                _text_digest(root, put) == entry.beside,
            )
    for copy in manifest.copies.values():
        put = beside(copy.path)
        if copy.beside and _is_meant(root, documents, copy.place.document, put):
            with told(say("'{path}' cannot be read", path=put)):
                data = (root / put).read_bytes()
            yield _Clash(copy.path, put, data, digest_of_bytes(data) == copy.beside)


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
        raise PlaybookError(
            say("'{path}' was changed since it was put there", path=clash.put),
            say("Bring what you want of it into '{path}', then delete it.", path=clash.path),
        )
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
