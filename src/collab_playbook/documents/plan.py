"""What a build does to each file, decided before anything is written.

A document that nobody touched is replaced. One that was edited by hand keeps its edits: the new
text is merged into it, and where the two change the same lines the file stays as it is, with the
merge to finish put beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.documents.standing import Entry
from collab_playbook.engine.digest import digest_of
from collab_playbook.saying import say, say_all

if TYPE_CHECKING:
    from collab_playbook.documents.due import Due, Place

RowState = Literal["written", "unchanged", "kept", "merged", "conflict", "outdated", "orphan"]


class Row(NamedTuple):
    """What happens, or would happen, to one document, and why."""

    id: str
    instance: str
    language: str
    format: str
    path: str
    state: RowState
    open: tuple[str, ...] = ()
    reason: str = ""


CONFLICT = "**[conflict: "
"""How a mark of a conflict begins: words that show in any reader of Markdown."""
EDITED = say("edited by hand, nothing new to bring in")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Text(NamedTuple):
    """A document as rendered now, with what its manifest entry will say."""

    due: Due
    text: str
    open: tuple[str, ...]
    basis: Mapping[str, str]
    final: bool
    reason: str


class Found(NamedTuple):
    """What lies on disk for a document; ``None`` stands for no file.

    Attributes:
        text: The document itself.
        beside: The file put beside it when it could not be merged.
        base: The text that the program last wrote for it.
        pending: The text that the program would have written then.
        readable: Whether the document is a text of a sensible size at all.
    """

    text: str | None = None
    beside: str | None = None
    base: str | None = None
    pending: str | None = None
    readable: bool = True


class Merged(NamedTuple):
    """Two texts brought together; where both changed the same lines, with the conflicts marked."""

    text: str
    conflicts: int


Merge = Callable[[str, str, str], Merged]
"""From the common base, the person's text and the new one."""


class Outcome(NamedTuple):
    """What becomes of a document.

    Attributes:
        row: What is told of it.
        entry: What the manifest says of it afterwards.
        files: The texts to put in place, by path.
        base: The text to merge later edits with.
        pending: The text of a conflict, to merge with once it is settled.
        was: The digests of what lay at its paths, so that no later change is written over.
    """

    row: Row
    entry: Entry
    files: Mapping[str, str] = _NOTHING
    base: str | None = None
    pending: str | None = None
    was: Mapping[str, str] = _NOTHING


LEFT_OVER = say("no longer asked for by the playbook; the file is left as it is")


def beside(path: str, mark: str = "new") -> str:
    """Where the new file goes when the one that is there has to stay: ``charter.new.md``."""
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{mark}.{suffix}"


def standing_still(due: Due, entry: Entry, on_disk: str | None) -> Outcome | None:
    """The outcome for an unchanged basis; ``None`` where rendering is needed after all."""
    if on_disk is None or entry.pending or entry.path != due.path:
        return None
    if on_disk == entry.output:
        return Outcome(row_of(due.place, due.path, "unchanged", entry.open), entry)
    return Outcome(row_of(due.place, due.path, "kept", entry.open, EDITED), entry)


def placing(  # noqa: PLR0911 - one line for each thing that can be found
    new: Text, entry: Entry | None, found: Found, merge: Merge
) -> Outcome:
    """What becomes of a document that was rendered."""
    if entry is not None and entry.beside and found.beside is None:
        entry = entry._replace(output=entry.pending, beside="", pending="")
        found = found._replace(base=found.pending, pending=None)
    if found.text is None and found.readable:
        return _in_place(new, "written", new.text, new.reason or say("the file was missing"))
    if found.text == new.text:
        return _in_place(new, "unchanged")
    if entry is None or found.base is None or found.text is None:
        cause = say("the file that is there is not the program's own")
        return _conflict(new, entry, found, new.text, cause)
    if found.text == found.base:
        return _in_place(new, "written", new.text, new.reason)
    if CONFLICT in found.text and CONFLICT not in new.text:
        cause = say("the file still holds marks of a conflict")
        return _conflict(new, entry, found, None, cause)
    if new.text == found.base:
        return _in_place(new, "kept", reason=EDITED)
    merged = merge(found.base, found.text, new.text)
    cause = new.reason or say("the text changed")
    if merged.conflicts:
        cause = say("{cause}, in lines that were edited by hand", cause=cause)
        return _conflict(new, entry, found, merged.text, cause)
    cause = say("{cause}; merged with the edits made by hand", cause=cause)
    return _in_place(new, "merged", merged.text, cause)


def _in_place(new: Text, state: RowState, text: str | None = None, reason: str = "") -> Outcome:
    place, path = new.due.place, new.due.path
    entry = Entry(place, path, digest_of(new.text), new.basis, new.open, new.final)
    files = {} if text is None else {path: text}
    return Outcome(row_of(place, path, state, new.open, reason), entry, files, new.text)


def _conflict(
    new: Text, entry: Entry | None, found: Found, text: str | None, cause: str
) -> Outcome:
    """The file stays; the new text goes beside it, or waits while a person is at work there."""
    place, path = new.due.place, new.due.path
    put = beside(path)
    former = entry or Entry(place, path, "")
    ours = found.beside is None or digest_of(found.beside) == former.beside
    placed = text if ours and text != found.beside else None
    now = Entry(
        place,
        path,
        former.output,
        new.basis,
        new.open,
        new.final,
        _put(former, text) if placed is None else digest_of(placed),
        digest_of(new.text) if ours else former.pending or digest_of(new.text),
    )
    row = row_of(
        place, path, "conflict", new.open, say_all(": ", (cause, _remedy(now, put, ours=ours)))
    )
    files = {} if placed is None else {put: placed}
    return Outcome(row, now, files, found.base, new.text if ours else None)


def _put(former: Entry, text: str | None) -> str:
    """What the program last put beside, else would have: never what a person wrote there.

    What is known as the program's own may be thrown away once the conflict is settled.
    """
    return former.beside or (digest_of(text) if text is not None else "")


def _remedy(now: Entry, put: str, *, ours: bool) -> str:
    if not now.beside:
        return say("settle them and remove the marks")
    if not ours:
        return say("somebody is at work in '{put}'; the new text comes once it is gone", put=put)
    return say("bring what you want of '{put}' into it, then delete that file", put=put)


def row_of(
    place: Place, path: str, state: RowState, open_: Iterable[str] = (), reason: str = ""
) -> Row:
    """A row about one output."""
    return Row(
        place.document,
        place.instance,
        place.language,
        place.format,
        path,
        state,
        tuple(open_),
        reason,
    )
