"""What a build does to a document's copies in other formats: HTML, Word, PDF, workbooks.

A copy is made from the Markdown as it lies there, edits by hand included; or, as a workbook, from
the data itself. One that somebody changed is never written over: nobody can merge into it, so the
new one is put beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.due import SOURCE
from collab_playbook.documents.plan import EDITED, Row, RowState, beside, row_of
from collab_playbook.documents.standing import DocumentStanding, changed_since
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.documents.due import Place
    from collab_playbook.documents.standing import Digests, DocumentState


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Copy(NamedTuple):
    """What is known of a copy that was made.

    Attributes:
        place: Which output it is.
        path: Where it was put.
        source: The digest of what it was made from: the Markdown, or the data.
        look: The digest of how it was made to look.
        output: The digest of the bytes that the program put there.
        beside: The digest of the bytes put beside a copy that somebody changed.
        basis: The digests of the data that it was made from; empty for one made from the Markdown.
    """

    place: Place
    path: str
    source: str
    look: str
    output: str
    beside: str = ""
    basis: Mapping[str, str] = _NOTHING


class Wanted(NamedTuple):
    """A copy to have: which, where, and what it would be made from now.

    Attributes:
        place: Which output it is.
        path: Where it goes.
        source: The digest of what it would be made from.
        look: The digest of how it would look.
        changed: What is told where the source is not what it was.
        basis: The digests of the data that it would be made from.
    """

    place: Place
    path: str
    source: str
    look: str
    changed: str = say("its Markdown changed")
    basis: Mapping[str, str] = _NOTHING


class Lying(NamedTuple):
    """The digests of what lies on disk; empty where there is no file.

    Attributes:
        copy: The copy itself.
        beside: The file put beside it.
    """

    copy: str = ""
    beside: str = ""


class Copied(NamedTuple):
    """What becomes of a copy.

    Attributes:
        row: What is told of it.
        copy: What the manifest says of it afterwards.
        files: The bytes to put in place, by path.
        was: The digests of what lay at those paths, so that no later change is written over.
    """

    row: Row
    copy: Copy | None
    files: tuple[tuple[str, bytes], ...] = ()
    was: tuple[tuple[str, str], ...] = ()


Make = Callable[[], tuple[bytes, str]]
"""Makes the copy: its bytes and their digest. Called only where they are needed."""


def copy_path(path: str, format_: str) -> str:
    """Where the copy of a document lies: beside it, ``charter.docx`` for ``charter.md``."""
    return f"{path.removesuffix(f'.{SOURCE}')}.{format_}"


def copying(  # noqa: PLR0911 - one line for each thing that can be found
    wanted: Wanted, copy: Copy | None, lying: Lying, make: Make | None
) -> Copied:
    """What becomes of a copy.

    Args:
        wanted: The copy as it should be now.
        copy: What was made before; ``None`` for nothing.
        lying: What lies on disk.
        make: Makes it; ``None`` where what its format needs is not installed.
    """
    copy = _known(wanted, copy, lying)
    cause = _cause(wanted, copy, lying)
    if not cause and copy is not None:
        if lying.copy == copy.output:
            return Copied(_row(wanted, "unchanged"), copy)
        return Copied(_row(wanted, "kept", EDITED), copy)
    if make is None:
        return Copied(_row(wanted, "outdated", _lacking(wanted)), copy)
    data, digest = make()
    new = Copy(wanted.place, wanted.path, wanted.source, wanted.look, digest, basis=wanted.basis)
    if lying.copy == digest:
        return Copied(_row(wanted, "unchanged"), new)
    if not lying.copy or (copy is not None and lying.copy == copy.output):
        was = ((wanted.path, lying.copy),)
        return Copied(_row(wanted, "written", cause), new, ((wanted.path, data),), was)
    if copy is not None and digest == copy.output:
        return Copied(_row(wanted, "kept", EDITED), new)
    return _put_beside(wanted, copy, new, lying, data)


def has_to_be_made(wanted: Wanted, copy: Copy | None, lying: Lying) -> bool:
    """Whether ``copying`` will make a copy; it does not where what makes it is not installed."""
    return bool(_cause(wanted, _known(wanted, copy, lying), lying))


def _known(wanted: Wanted, copy: Copy | None, lying: Lying) -> Copy | None:
    """What was made before at this place, with what a person has done to it since."""
    if copy is None or copy.path != wanted.path:
        return None
    if copy.beside and not lying.beside:
        return copy._replace(output=copy.beside, beside="")  # they have taken what they wanted
    return copy


def _cause(wanted: Wanted, copy: Copy | None, lying: Lying) -> str:
    """Why a copy has to be made; empty where it need not."""
    if copy is None:
        return say("built for the first time")
    if not lying.copy:
        return say("the file was missing")
    if copy.beside:
        return say("the new one still lies beside it")
    if copy.source != wanted.source:
        return wanted.changed
    return say("the brand or the program changed") if copy.look != wanted.look else ""


def _put_beside(wanted: Wanted, copy: Copy | None, new: Copy, lying: Lying, data: bytes) -> Copied:
    """The copy stays; the new one goes beside it, unless somebody is at work there too."""
    put = beside(wanted.path)
    ours = not lying.beside or (copy is not None and lying.beside == copy.beside)
    if not ours:
        reason = say(
            "somebody is at work in '{put}' too; the new one comes once that file is gone", put=put
        )
        # nothing was offered yet, so that its Markdown still counts as changed
        unseen = new._replace(source="", output="", basis=_NOTHING)
        return Copied(_row(wanted, "conflict", reason), copy or unseen)
    files = ((put, data),) if lying.beside != new.output else ()
    now = new._replace(output=copy.output if copy is not None else "", beside=new.output)
    who = (
        say("somebody changed it")
        if copy is not None
        else say("the file that is there is not the program's own")
    )
    reason = say(
        "{who}: bring what you want of '{put}' into it, then delete that file", who=who, put=put
    )
    was = tuple((path, lying.beside) for path, _ in files)
    return Copied(_row(wanted, "conflict", reason), now, files, was)


def _lacking(wanted: Wanted) -> str:
    return say("what makes {format} is not installed", format=wanted.place.format)


def _row(wanted: Wanted, state: RowState, reason: str = "") -> Row:
    return row_of(wanted.place, wanted.path, state, (), reason)


def copy_standings(
    copies: Iterable[Copy],
    sources: Mapping[Place, DocumentStanding],
    texts: Mapping[str, str],
    lying: Mapping[str, Lying],
    digest: Digests,
) -> tuple[DocumentStanding, ...]:
    """How the copies stand of the documents that are due.

    Args:
        copies: What was made.
        sources: How their documents stand.
        texts: The digests of the documents on disk, by path.
        lying: The digests of the copies on disk, by path.
        digest: The digests of the data as they are now.
    """
    return tuple(
        DocumentStanding(
            copy.place, copy.path, _state(copy, source, texts, lying, digest), source.draft
        )
        for copy in copies
        for source in (sources.get(copy.place._replace(format=SOURCE)),)
        if source is not None and source.state != "orphan"
    )


def _state(
    copy: Copy,
    source: DocumentStanding,
    texts: Mapping[str, str],
    lying: Mapping[str, Lying],
    digest: Digests,
) -> DocumentState:
    found = lying.get(copy.path, Lying())
    if not found.copy:
        return "missing"
    if copy.beside and found.beside:
        return "conflict"
    if copy.basis:
        is_stale = bool(changed_since(copy, digest))
    else:
        is_stale = source.state == "outdated" or texts.get(source.path) != copy.source
    if is_stale:
        return "outdated"
    return "current" if found.copy == (copy.beside or copy.output) else "edited"
