"""What was built, against what is there: the manifest, and the documents that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.errors import PlaybookError
from collab_playbook.files.codes import Code
from collab_playbook.files.json_source import read_json
from collab_playbook.files.manifest import MANIFEST, Manifest, read_manifest
from collab_playbook.model.problem import Place
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Problem

UNREADABLE_MANIFEST = Code("PB822", "unreadable-manifest")


def manifest_of(root: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest of a workspace, and what is wrong with it as a file."""
    try:
        return read_manifest(root), ()
    except PlaybookError as error:
        data = (root / MANIFEST).read_bytes() if (root / MANIFEST).is_file() else b""
        first = next(iter(read_json(data, MANIFEST).problems), None)
        place = first.place if first is not None else Place(MANIFEST)
        message = say("The manifest of the documents cannot be understood")
        return Manifest(), (UNREADABLE_MANIFEST.at(place, message, error.hint),)


def documents_gone(
    root: Path, manifest: Manifest, playbook: Playbook | None
) -> Iterator[tuple[Place, str]]:
    """Documents of the manifest that are not there; orphans may go."""
    known = {document.id for document in playbook.documents} if playbook is not None else None
    gone = [
        entry.path
        for entry in manifest.entries.values()
        if (known is None or entry.place.document in known) and not (root / entry.path).is_file()
    ]
    if not gone:
        return
    source = read_json((root / MANIFEST).read_bytes(), MANIFEST)
    documents = source.root.get("documents") if source.root is not None else None
    places = {}
    for item in documents.items if documents is not None else ():
        node = item.get("path") if item.kind == "map" else None
        if node is not None:
            places[node.text] = node.place
    for path in gone:
        yield places.get(path, Place(MANIFEST)), path
