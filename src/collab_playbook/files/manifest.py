"""What the program built: an entry a document, and the texts it wrote, to merge edits with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.copies import Copy
from collab_playbook.documents.due import Place
from collab_playbook.documents.standing import Entry
from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = ".collab-playbook/manifest.json"
BASE = ".collab-playbook/base"
SCHEMA = "collab-playbook/manifest@1"
_LARGEST = 64 * 1024 * 1024
_TOLD_BY = ("id", "instance", "language", "format")
_COPIED = ("path", "source", "look", "output", "beside")


@dataclass(frozen=True)
class Manifest:
    """What was built, by what it is: documents, and their copies in other formats."""

    entries: Mapping[Place, Entry] = field(default_factory=dict)
    copies: Mapping[Place, Copy] = field(default_factory=dict)


def made_from_data(manifest: Manifest) -> tuple[Entry | Copy, ...]:
    """What rests on the material itself: the documents, and copies not made from their Markdown."""
    return (*manifest.entries.values(), *(c for c in manifest.copies.values() if c.basis))


def read_manifest(root: Path) -> Manifest:
    """The manifest of a workspace; an empty one where nothing was built yet.

    Raises:
        PlaybookError: It is there and cannot be understood.
    """
    path = root / MANIFEST
    with told(say("The manifest of the documents cannot be read")):
        if not path.exists():
            return Manifest()
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    try:
        entries, copies = _stored_in(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        hint = say(
            "Resolve the merge in it, or delete it: the next build takes over every "
            "file that nobody edited."
        )
        raise PlaybookError(
            say("'{manifest}' cannot be understood", manifest=MANIFEST), hint
        ) from error
    return Manifest({e.place: e for e in entries}, {c.place: c for c in copies})


def _stored_in(stored: Mapping[str, Any]) -> tuple[list[Entry], list[Copy]]:
    if stored["schema"] != SCHEMA:
        raise ValueError(stored["schema"])
    entries = [_entry(each) for each in stored["documents"]]
    return entries, [_copy(each) for each in stored.get("copies", [])]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is stored: sorted, one fact a line, so that git can merge it."""
    stored: dict[str, Any] = {
        "schema": SCHEMA,
        "documents": [_stored(entry) for _, entry in sorted(manifest.entries.items())],
    }
    if manifest.copies:
        copies = sorted(manifest.copies.items())
        stored["copies"] = [{**_told(c.place), **_facts(c)} for _, c in copies]
    return (json.dumps(stored, indent=1, ensure_ascii=False) + "\n").encode()


def base_path(path: str) -> str:
    """Where the program's own text of a document is kept."""
    return f"{BASE}/{path}"


def read_base(root: Path, path: str, digest: str) -> str | None:
    """The program's own text of a document; ``None`` where it is lost or another one."""
    try:
        text = (root / base_path(path)).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return text if digest_of(text) == digest else None


def _stored(entry: Entry) -> dict[str, Any]:
    stored: dict[str, Any] = {
        **_told(entry.place),
        "path": entry.path,
        "output": entry.output,
        "final": entry.final,
        "open": list(entry.open),
        "basis": dict(sorted(entry.basis.items())),
    }
    if entry.beside or entry.pending:
        stored |= {"beside": entry.beside, "pending": entry.pending}
    return stored


def _facts(copy: Copy) -> dict[str, Any]:
    facts: dict[str, Any] = {name: value for name in _COPIED if (value := getattr(copy, name))}
    return {**facts, "basis": dict(sorted(copy.basis.items()))} if copy.basis else facts


def _told(place: Place) -> dict[str, str]:
    return dict(zip(_TOLD_BY, place, strict=True))


def _place(stored: Mapping[str, Any]) -> Place:
    return Place(*(str(stored[name]) for name in _TOLD_BY))


def _copy(stored: Mapping[str, Any]) -> Copy:
    basis = {str(name): str(digest) for name, digest in stored.get("basis", {}).items()}
    path, source, look, output, put = (str(stored.get(name, "")) for name in _COPIED)
    return Copy(_place(stored), path, source, look, output, put, basis)


def _entry(stored: Mapping[str, Any]) -> Entry:
    return Entry(
        _place(stored),
        str(stored["path"]),
        str(stored["output"]),
        {str(name): str(digest) for name, digest in stored["basis"].items()},
        tuple(str(path) for path in stored["open"]),
        stored["final"] is True,
        str(stored.get("beside", "")),
        str(stored.get("pending", "")),
    )
