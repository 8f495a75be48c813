"""The copies of documents in other formats: which there should be, and what lies there now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.copies import (
    Copied,
    Copy,
    Lying,
    Wanted,
    copy_path,
    copy_standings,
    copying,
    has_to_be_made,
)
from collab_playbook.documents.due import SOURCE
from collab_playbook.documents.plan import LEFT_OVER, beside, row_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.origins import Origin, Writers, origin_of
from collab_playbook.files.output import (
    UNREADABLE,
    NotTextError,
    check_place,
    digest_at,
    digest_of_bytes,
    is_inside,
    is_there,
    read_document,
)
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from collab_playbook.documents.due import Due, Place
    from collab_playbook.documents.plan import Outcome, Row
    from collab_playbook.documents.standing import DocumentStanding
    from collab_playbook.files.presses import Task
    from collab_playbook.files.site import Site


class Press(NamedTuple):
    """What makes copies.

    Attributes:
        asked: The formats to make; ``None`` makes those anew that a document was made in before.
        ready: Loads the writers, once there is a copy to look at.
        seen: Told after each copy how many of how many are done.
        named: The formats that only documents are made in that name them.
        jobs: How many processes make copies; 0 for as many as pay.
        besides: Formats to make whatever was asked for or made before.
    """

    asked: tuple[str, ...] | None
    ready: Callable[[], Writers]
    seen: Callable[[int, int], None] = lambda _done, _total: None
    named: frozenset[str] = frozenset()
    jobs: int = 0
    besides: tuple[str, ...] = ()


NO_PRESS = Press((), lambda: Writers({}, ""))
"""Makes no copy, and leaves those that there are."""


def copies_of(
    site: Site, chosen: Sequence[Due], outcomes: Mapping[Place, Outcome], press: Press
) -> tuple[Copied, ...]:
    """What becomes of the copies of the documents of a build, in their order.

    Raises:
        PlaybookError: A file cannot be read, or its path is unsafe.
    """
    wanted = [(each, name) for each in chosen for name in formats_for(site, each, press)]
    if not wanted:
        return ()
    from collab_playbook.files.presses import made  # noqa: PLC0415 - starts processes; few builds need it

    writers = press.ready()
    looked = [_looked(site, each, outcomes[each.place], name, writers) for each, name in wanted]
    tasks = {
        each.wanted.place: task
        for each in looked
        if isinstance(each, _Looked) and (task := each.task) is not None
    }
    rest = len(looked) - len(tasks)
    bytes_of = made(
        tuple(tasks.values()),
        writers.by_format,
        press.jobs,
        lambda done: press.seen(rest + done, len(looked)),
    )
    ready = dict(zip(tasks, bytes_of, strict=True))
    copied = (_copied(each, ready) if isinstance(each, _Looked) else each for each in looked)
    return tuple(each for each in copied if each is not None)


class _Looked(NamedTuple):
    """A copy to have, what is known of it, and what it is made from."""

    wanted: Wanted
    copy: Copy | None
    lying: Lying
    origin: Origin

    @property
    def task(self) -> Task | None:
        """What there is to do; ``None`` where it need not or cannot be made."""
        write = self.origin.write
        if write is None or not has_to_be_made(self.wanted, self.copy, self.lying):
            return None
        from collab_playbook.files.presses import Task  # noqa: PLC0415 - likewise

        return Task(write, self.wanted.place.format, self.origin.text)


def _copied(looked: _Looked, ready: Mapping[Place, bytes]) -> Copied:
    data = ready.get(looked.wanted.place)
    make = None if data is None else lambda: (data, digest_of_bytes(data))
    copied = copying(looked.wanted, looked.copy, looked.lying, make)
    return copied._replace(row=copied.row._replace(open=looked.origin.open))


def formats_for(site: Site, each: Due, press: Press) -> Sequence[str]:
    """The formats besides Markdown that a document is to be made in."""
    if press.asked is None:
        made = sorted(place.format for place in site.manifest.copies if _of(place) == each.place)
    else:
        made = [n for n in press.asked if n not in press.named or n in each.document.formats]
    return tuple(dict.fromkeys((*made, *press.besides)))


def _looked(
    site: Site, each: Due, outcome: Outcome, format_: str, writers: Writers
) -> _Looked | Copied | None:
    """One copy as it is found; ``None`` where its Markdown has to be settled before the first."""
    place, path = each.place._replace(format=format_), copy_path(each.path, format_)
    copy = site.manifest.copies.get(place)
    origin = origin_of(
        site,
        each,
        format_,
        writers,
        lambda: settled_text(site.root, each, outcome),
        copy,
        final=outcome.entry.final,
    )
    if origin is None:
        reason = say("its Markdown has to be settled first")
        return Copied(row_of(place, path, "kept", (), reason), copy) if copy is not None else None
    for name in (path, beside(path)):
        check_place(site.root, name)
    lying = _lying(site.root, path)
    wanted = Wanted(place, path, origin.source, writers.look, origin.changed, origin.basis)
    return _Looked(wanted, copy, lying, origin)


def standings_of_copies(
    site: Site, standings: Sequence[DocumentStanding], texts: Mapping[str, str]
) -> tuple[DocumentStanding, ...]:
    """How the copies stand, from how their documents stand and the digests of those on disk."""
    copies = [c for c in site.manifest.copies.values() if is_inside(site.root, c.path)]
    lying = {copy.path: _looked_at(site.root, copy.path) for copy in copies}
    return copy_standings(
        copies, {each.place: each for each in standings}, texts, lying, site.digest
    )


def _lying(root: Path, path: str) -> Lying:
    return Lying(digest_at(root, path), digest_at(root, beside(path)))


def _looked_at(root: Path, path: str) -> Lying:
    """What lies there, for whoever only looks: what cannot be read is something all the same."""
    found = []
    for name in (path, beside(path)):
        try:
            found.append(digest_at(root, name))
        except PlaybookError:
            found.append(UNREADABLE)
    return Lying(*found)


def settled_text(root: Path, each: Due, outcome: Outcome) -> str | None:
    """The Markdown as it will lie there; ``None`` while a person has to settle it."""
    if outcome.row.state == "conflict":
        return None
    if each.path in outcome.files:
        return outcome.files[each.path]
    try:
        return read_document(root, each.path)
    except NotTextError:
        return None


def orphaned_copies(site: Site, documents: Sequence[str]) -> list[Row]:
    """Copies whose document is not due any more; their files stay."""
    due = _due(site)
    return [
        row_of(place, copy.path, "orphan", (), LEFT_OVER)
        for place, copy in site.manifest.copies.items()
        if _of(place) not in due
        and (not documents or place.document in documents)
        and is_there(site.root, copy.path)
    ]


def copies_after(site: Site, copied: Iterable[Copied]) -> dict[Place, Copy]:
    """What the manifest says afterwards: forgets what is neither due nor on disk any more."""
    due = _due(site)
    kept = {
        place: copy
        for place, copy in site.manifest.copies.items()
        if _of(place) in due or is_there(site.root, copy.path)
    }
    return {**kept, **{each.copy.place: each.copy for each in copied if each.copy is not None}}


def _due(site: Site) -> frozenset[Place]:
    """The documents that are due, in this language or another."""
    return frozenset((*site.others, *(each.place for each in site.wanted)))


def _of(place: Place) -> Place:
    """The Markdown that a copy is made from."""
    return place._replace(format=SOURCE)
