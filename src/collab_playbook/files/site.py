"""A workspace seen by a build: what is due, what was built, what lies on disk."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.due import Due, due
from collab_playbook.documents.naming import LOAD
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.plan import LEFT_OVER, Found, Row, beside, row_of
from collab_playbook.documents.standing import Digests, digests_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.manifest import (
    Manifest,
    read_base,
    read_manifest,
)
from collab_playbook.files.output import (
    NotTextError,
    check_place,
    is_inside,
    is_there,
    read_document,
)
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from collab_playbook.documents.due import Place
    from collab_playbook.engine.view import View
    from collab_playbook.files.playbook import Loaded
    from collab_playbook.model.workspace import Workspace


class Site(NamedTuple):
    """All that a build looks at.

    Attributes:
        root: The workspace.
        wanted: The documents that are due in the language of the build.
        others: What was built in other languages; it is left alone.
        manifest: What was built so far.
        parts: The material.
        digest: Digests of the material and the templates.
        templates: Texts by path below ``templates/``.
        words: Word templates by path below ``templates/``.
    """

    root: Path
    wanted: tuple[Due, ...]
    others: frozenset[Place]
    manifest: Manifest
    parts: Parts
    digest: Digests
    templates: Mapping[str, str]
    words: Mapping[str, bytes] = MappingProxyType({})


def survey(root: Path, view: View, loaded: Loaded, workspace: Workspace, language: str) -> Site:
    """Looks at a workspace; in its first language if none is given."""
    main = workspace.languages[0]
    language = language or main
    parts = Parts(view, workspace.people, {LOAD: lambda: _hours(view, workspace)})
    manifest = read_manifest(root)
    return Site(
        root,
        due(view, language, main_language=language == main),
        frozenset(place for place in manifest.entries if place.language != language),
        manifest,
        parts,
        digests_of(parts.digest, loaded.templates),
        loaded.templates,
        loaded.words,
    )


def _hours(view: View, workspace: Workspace) -> object:
    from collab_playbook.files.scheduled import hours_by_month  # noqa: PLC0415 - dates and holidays, for few workbooks

    return hours_by_month(view, workspace)


def check_due(root: Path, each: Due) -> None:
    """Makes sure that a document may be written where it is due.

    Raises:
        PlaybookError: Its path, or the circle or community in it, is unsafe.
    """
    owner = each.place.instance.partition(":")[2]
    if "/" in owner:
        message = say(
            "'{path}' cannot be written: '{owner}' is not a plain name", path=each.path, owner=owner
        )
        raise PlaybookError(message, say("Give the circle or community another id."))
    check_place(root, each.path)


def found_for(site: Site, each: Due) -> Found:
    """What lies on disk for a document; under its former path if it has moved."""
    entry = site.manifest.entries.get(each.place)
    put_beside = _text(site.root, beside(each.path))
    readable, text = True, None
    try:
        text = read_document(site.root, each.path)
    except NotTextError:
        readable = False
    if entry is None:
        return Found(text, put_beside, readable=readable)
    if text is None and readable and entry.path != each.path and is_inside(site.root, entry.path):
        text = _text(site.root, entry.path)
    return Found(
        text,
        put_beside,
        read_base(site.root, entry.path, entry.output),
        read_base(site.root, beside(entry.path), entry.pending),
        readable,
    )


def _text(root: Path, path: str) -> str | None:
    try:
        return read_document(root, path)
    except NotTextError:
        return ""


def orphans(site: Site, documents: Sequence[str]) -> list[Row]:
    """Documents that were built and are not due any more; their files stay."""
    wanted = {each.place for each in site.wanted}
    return [
        row_of(place, entry.path, "orphan", (), LEFT_OVER)
        for place, entry in site.manifest.entries.items()
        if place not in wanted
        and place not in site.others
        and (not documents or place.document in documents)
        and is_there(site.root, entry.path)
    ]
