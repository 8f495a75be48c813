"""A package as a value: which documents go to a client, under which names, and what is said of it.

Nothing in it comes from an answer but the names of the organisation and of the people who signed:
what is open is told by the questions.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from collab_playbook.documents.file_names import distinct, file_name, folded
from collab_playbook.documents.markdown import clean
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from collab_playbook.documents.due import Place
    from collab_playbook.documents.signed import Signed
    from collab_playbook.model.document import Document
    from collab_playbook.model.playbook import Phase, Playbook
    from collab_playbook.model.step import Step

INDEX: Final = "index.html"
CONTENTS: Final = "package.json"
SCHEMA: Final = "collab-playbook/package@1"
_KINDS: Final[Mapping[str, str]] = {
    "circle": say("Circle - {title}"),
    "community": say("Community - {title}"),
}
"""How the folder of a circle or community is called."""


class Owner(NamedTuple):
    """Whose documents they are: the programme, a circle or a community.

    Attributes:
        scope: Which, as ``circle:customers``.
        title: What it is called.
        folder: What its folder is called; nothing for the programme, whose steps lie at the top.
    """

    scope: str
    title: str
    folder: str = ""


class LeftOut(NamedTuple):
    """What of a document is not in the package, and why.

    Attributes:
        format: Which format; all of it where none is named.
        reason: Why, in a sentence.
        is_edited: Whether that is because somebody's own words cannot be masked; otherwise what
            makes the format is not installed, which is nothing to tell a reader.
    """

    format: str
    reason: str
    is_edited: bool = True


class Part(NamedTuple):
    """A step, phase, circle or community that was asked for: its id, and what it is called."""

    id: str
    title: str


class Sheet(NamedTuple):
    """A document as it goes into a package.

    Attributes:
        document: What the playbook says of it.
        place: Which output it is.
        final: Whether it calls itself final.
        open: The questions that it lacks, by path.
        edited: Whether somebody wrote into it by hand.
        masked: Whether sensitive answers were taken out of it.
        signed: Who signed it, and whether it says something else now.
        files: Its bytes by format.
        left_out: What of it is not there, and why.
    """

    document: Document
    place: Place
    final: bool
    open: tuple[str, ...]
    edited: bool
    masked: bool
    signed: Signed
    files: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def state(self) -> str:
        """``signed``, ``final`` or ``draft``; a signature counts while it covers what is said."""
        if self.signed.approvals and not self.signed.altered:
            return "signed"
        return "final" if self.final else "draft"


class Entry(NamedTuple):
    """A document of a package with where it belongs, and where its files lie, by format."""

    sheet: Sheet
    owner: Owner
    step: Step
    phase: Phase | None
    paths: Mapping[str, str]


class Extra(NamedTuple):
    """A file about the programme as a whole: ``report``, ``schedule`` or ``calendar``."""

    kind: str
    name: str
    data: bytes


class Head(NamedTuple):
    """What a package says of itself.

    Attributes:
        organisation: Whose documents they are.
        programme: The title of the playbook.
        playbook: Its id and version.
        language: The language of the documents.
        made: The day, as ``2026-11-27``.
        heads: The ends of the journal that the answers are read from.
        unrecorded: Whether answers count that were edited in their files and not recorded yet.
        unmasked: Whether sensitive answers stand in it in clear.
        chosen: The steps and phases that were asked for; none for all.
        within: The circle or community that was asked for.
    """

    organisation: str
    programme: str
    playbook: tuple[str, str]
    language: str
    made: str
    heads: tuple[str, ...]
    unrecorded: bool
    unmasked: bool
    chosen: tuple[Part, ...] = ()
    within: Part | None = None


def placed(
    sheets: Iterable[Sheet],
    owners: Mapping[str, Owner],
    playbook: Playbook,
    taken: Iterable[str] = (),
) -> tuple[Entry, ...]:
    """The documents with the names of their files, in the order of the sheets.

    Args:
        sheets: The documents.
        owners: Programme, circles and communities by scope.
        playbook: Its steps and phases.
        taken: Names at the top that are something else's.
    """
    names = _Names({"": {folded(name) for name in (INDEX, CONTENTS, *taken)}}, {})
    entries = []
    for sheet in sheets:
        step, owner = playbook.step_by_id[sheet.document.step], owners[sheet.place.instance]
        home = names.folder("", owner.folder, owner.scope) if owner.folder else ""
        wanted = f"{step.number:02} {file_name(step.title, step.id)}"
        folder = names.folder(home, wanted, step.id)
        stem = names.stem(folder, sheet)
        paths = {each: f"{folder}/{stem}.{each}" for each in sheet.files}
        phase = playbook.phase_by_id.get(step.phase)
        entries.append(Entry(sheet, owner, step, phase, paths))
    return tuple(entries)


class _Names(NamedTuple):
    """The names that are given: those taken by folder, and the folders by what they are for."""

    taken: dict[str, set[str]]
    folders: dict[tuple[str, str], str]

    def folder(self, parent: str, wanted: str, of: str) -> str:
        """The path of a folder; the same for the same thing."""
        if (parent, of) not in self.folders:
            inside = self.taken.setdefault(parent, set())
            name = distinct(wanted, "", inside)
            inside.add(folded(name))
            self.folders[parent, of] = f"{parent}/{name}" if parent else name
        return self.folders[parent, of]

    def stem(self, folder: str, sheet: Sheet) -> str:
        """A name that is free for all formats of a document, so that they stay together."""
        inside = self.taken.setdefault(folder, set())
        wanted = file_name(sheet.document.title, sheet.document.id)
        stem, number = wanted, 1
        while any(folded(f"{stem}.{each}") in inside for each in sheet.files):
            number += 1
            stem = f"{wanted} ({number})"
        inside |= {folded(f"{stem}.{each}") for each in sheet.files}
        return stem


def folder_of(scope: str, title: str) -> str:
    """What the folder of a circle or community is called; empty for the programme.

    It is a sentence of the program, to be said in the language of the package.
    """
    kind, _, owner = scope.partition(":")
    return say(_KINDS[kind], title=file_name(title, owner)) if owner else ""


def contents(
    head: Head, entries: Sequence[Entry], extras: Sequence[Extra], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """What ``package.json`` says; ``digest`` covers all of it.

    Args:
        head: What the package says of itself.
        entries: Its documents.
        extras: What it holds besides.
        files: The bytes of every file but this one, by path.
    """
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "organisation": head.organisation,
        "playbook": dict(zip(("id", "version"), head.playbook, strict=True)),
        "language": head.language,
        "made": head.made,
        "heads": list(head.heads),
        "unrecorded_edits": head.unrecorded,
        "masked": not head.unmasked,
        "chosen": [part.id for part in head.chosen],
        "instance": head.within.id if head.within is not None else "",
        "documents": [_document(entry) for entry in entries],
        "extras": [{"kind": extra.kind, "path": extra.name} for extra in extras],
        "files": [
            {"path": path, "size": len(data), "sha256": sha256(data).hexdigest()}
            for path, data in sorted(files.items())
        ],
    }
    told = _clean(told)
    return {**told, "digest": digest_of_contents(told)}


def _clean(value: Any) -> Any:
    """The same with every text as one that can be stored: what was typed may hold anything."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _document(entry: Entry) -> dict[str, Any]:
    sheet = entry.sheet
    return {
        "id": sheet.document.id,
        "instance": sheet.place.instance,
        "phase": entry.step.phase,
        "step": entry.step.id,
        "title": sheet.document.title,
        "audience": sheet.document.audience,
        "state": sheet.state,
        "altered": sheet.signed.altered,
        "signed": [
            {"role": a.role, "by": a.by.partition(" <")[0], "at": a.at}
            for a in sheet.signed.approvals
        ],
        "open": list(sheet.open),
        "edited": sheet.edited,
        "masked": sheet.masked,
        "files": [{"format": name, "path": path} for name, path in entry.paths.items()],
        "left_out": [{"format": each.format, "reason": each.reason} for each in sheet.left_out],
    }


def contents_bytes(told: Mapping[str, Any]) -> bytes:
    """The bytes of ``package.json``."""
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def digest_of_contents(told: Mapping[str, Any]) -> str:
    """The digest of what a package says of itself, without its ``digest``."""
    rest = {name: value for name, value in told.items() if name != "digest"}
    return sha256(json.dumps(rest, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
