"""What the program built: an entry a document, and the texts it wrote, to merge edits with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True)
class Manifest:
    """Entries by what they are."""

    entries: Mapping[Place, Entry] = field(default_factory=dict)


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
        entries = _entries(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        hint = say(
            "Resolve the merge in it, or delete it: the next build takes over every "
            "file that nobody edited."
        )
        raise PlaybookError(
            say("'{manifest}' cannot be understood", manifest=MANIFEST), hint
        ) from error
    return Manifest({entry.place: entry for entry in entries})


def _entries(stored: Mapping[str, Any]) -> list[Entry]:
    if stored["schema"] != SCHEMA:
        raise ValueError(stored["schema"])
    return [_entry(each) for each in stored["documents"]]


def manifest_bytes(entries: Mapping[Place, Entry]) -> bytes:
    """The manifest as it is stored: sorted, one fact a line, so that git can merge it."""
    documents = [_stored(entry) for _, entry in sorted(entries.items())]
    return (
        json.dumps({"schema": SCHEMA, "documents": documents}, indent=1, ensure_ascii=False) + "\n"
    ).encode()


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
    place = entry.place
    stored: dict[str, Any] = {
        "id": place.document,
        "instance": place.instance,
        "language": place.language,
        "format": place.format,
        "path": entry.path,
        "output": entry.output,
        "final": entry.final,
        "open": list(entry.open),
        "basis": dict(sorted(entry.basis.items())),
    }
    if entry.beside or entry.pending:
        stored |= {"beside": entry.beside, "pending": entry.pending}
    return stored


def _entry(stored: Mapping[str, Any]) -> Entry:
    place = Place(*(str(stored[name]) for name in ("id", "instance", "language", "format")))
    return Entry(
        place,
        str(stored["path"]),
        str(stored["output"]),
        {str(name): str(digest) for name, digest in stored["basis"].items()},
        tuple(str(path) for path in stored["open"]),
        stored["final"] is True,
        str(stored.get("beside", "")),
        str(stored.get("pending", "")),
    )
