"""Signatures against the documents on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.documents.signed import Signed, covered, signed
from collab_playbook.engine.signing import covers_documents
from collab_playbook.files.manifest import read_manifest
from collab_playbook.files.output import digests_on_disk, is_inside
from collab_playbook.files.site import survey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from collab_playbook.documents.due import Place
    from collab_playbook.engine.view import View
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.model.event import Instance
    from collab_playbook.model.workspace import Workspace


def documents_covered(
    root: Path, view: View, loaded: Loaded, workspace: Workspace, instance: Instance
) -> tuple[dict[str, str], ...]:
    """The documents of a step as they lie there, for the event of a signature.

    Raises:
        PlaybookError: The manifest cannot be understood.
    """
    site = survey(root, view, loaded, workspace, "")
    entries = site.manifest.entries.values()
    paths = {entry.path for entry in entries if is_inside(root, entry.path)}
    return covered(view, instance, entries, site.digest, digests_on_disk(root, paths))


def signatures_of(
    root: Path, view: View, places: Iterable[tuple[Place, str]]
) -> dict[Place, Signed]:
    """Who signed each document, and whether it was altered since; nothing for one never signed.

    Args:
        root: The workspace.
        view: Things as they are.
        places: The documents, each with its path.

    Raises:
        PlaybookError: The manifest cannot be understood.
    """
    if not covers_documents(view.state):
        return {}
    entries = read_manifest(root).entries
    wanted = [(place, path) for place, path in places if is_inside(root, path)]
    on_disk = digests_on_disk(root, {path for _, path in wanted})
    found = {
        place: signed(view, place, entries.get(place), path, on_disk) for place, path in wanted
    }
    return {place: each for place, each in found.items() if each.approvals}


def built_and_signed(root: Path, view: View) -> dict[str, tuple[Place, Signed]]:
    """Every document that was built and then signed, by its path.

    Raises:
        PlaybookError: The manifest cannot be understood.
    """
    if not covers_documents(view.state):
        return {}
    entries = read_manifest(root).entries.values()
    paths = {entry.place: entry.path for entry in entries}
    found = signatures_of(root, view, paths.items())
    return {paths[place]: (place, each) for place, each in found.items()}
