"""Whether documents still say what the answers say: told from digests, nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from collab_playbook.documents.naming import parted, told
from collab_playbook.engine.digest import digest_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.documents.due import Due, Place

DocumentState = Literal["missing", "current", "outdated", "edited", "conflict", "orphan"]
Digests = Callable[[str], str]
"""The digest that a part of the material or a template has now, by key; ``-`` for none."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Resting(Protocol):
    """Something that was made from parts of the material: each with the digest that it had."""

    @property
    def basis(self) -> Mapping[str, str]:
        """The digests by key."""
        ...


class Entry(NamedTuple):
    """What is known of a document that was built.

    Attributes:
        place: Which output it is.
        path: Where it was put.
        output: The digest of the text that the program wrote, or would have written had nobody
            edited it.
        basis: The digests of everything that rendering it read.
        open: The questions it still lacked.
        final: Whether it calls itself final.
        beside: The digest of what was put beside an edited file that the new text does not merge
            with.
        pending: The digest of that new text, for as long as the two are not settled.
    """

    place: Place
    path: str
    output: str
    basis: Mapping[str, str] = _NOTHING
    open: tuple[str, ...] = ()
    final: bool = False
    beside: str = ""
    pending: str = ""


class DocumentStanding(NamedTuple):
    """How one document stands."""

    place: Place
    path: str
    state: DocumentState
    draft: bool = True
    changed: tuple[str, ...] = ()


def digests_of(parts: Digests, templates: Mapping[str, str]) -> Digests:
    """The digests of parts and templates together."""
    known: dict[str, str] = {}

    def digest(name: str) -> str:
        kind, rest = parted(name)
        if kind != "template":
            return parts(name)
        if name not in known:
            known[name] = digest_of(templates.get(rest))
        return known[name]

    return digest


def changed_since(made: Resting, digest: Digests) -> tuple[str, ...]:
    """The keys of a basis that are not what they were; answers come first."""
    changed = [name for name, before in made.basis.items() if digest(name) != before]
    return tuple(sorted(changed, key=lambda name: (parted(name)[0] != "answer", name)))


def reason_of(changed: Iterable[str]) -> str:
    """``leadership.sponsor and the catalogue roles changed``, two causes at most in full."""
    causes = list(dict.fromkeys(told(name) for name in changed))
    if not causes:
        return ""
    if len(causes) > 2:
        return say(
            "{first}, {second} and {count} more changed",
            first=causes[0],
            second=causes[1],
            count=len(causes) - 2,
        )
    if len(causes) == 2:
        return say("{first} and {second} changed", first=causes[0], second=causes[1])
    return say("{cause} changed", cause=causes[0])


def document_standings(
    wanted: Iterable[Due],
    entries: Mapping[Place, Entry],
    digest: Digests,
    on_disk: Mapping[str, str],
) -> tuple[DocumentStanding, ...]:
    """How every document stands that is due or was built.

    Args:
        wanted: The documents that are due.
        entries: What was built.
        digest: The digests as they are now.
        on_disk: The digests of the files that exist, by path.
    """
    wanted = tuple(wanted)
    languages = {each.place.language for each in wanted}
    rows = [_standing(each, entries.get(each.place), digest, on_disk) for each in wanted]
    due = {each.place for each in wanted}
    rows += [
        DocumentStanding(entry.place, entry.path, "orphan", not entry.final)
        for place, entry in entries.items()
        if place not in due
        and entry.path in on_disk
        and (place.language in languages or not languages)
    ]
    return tuple(rows)


def _standing(
    wanted: Due, entry: Entry | None, digest: Digests, on_disk: Mapping[str, str]
) -> DocumentStanding:
    found = on_disk.get(wanted.path)
    if entry is None or found is None:
        return DocumentStanding(wanted.place, wanted.path, "missing")
    draft = not entry.final
    if entry.pending:
        return DocumentStanding(wanted.place, wanted.path, "conflict", draft)
    changed = changed_since(entry, digest)
    if changed or entry.path != wanted.path:
        return DocumentStanding(wanted.place, wanted.path, "outdated", draft, changed)
    state: DocumentState = "current" if found == entry.output else "edited"
    return DocumentStanding(wanted.place, wanted.path, state, draft)
