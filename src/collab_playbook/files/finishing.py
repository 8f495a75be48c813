"""The end of a build: texts, copies, bases and the manifest are put in place together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.documents.due import FOLDER
from collab_playbook.documents.plan import beside
from collab_playbook.engine.digest import digest_of
from collab_playbook.files.copies import copies_after
from collab_playbook.files.manifest import MANIFEST, Manifest, base_path, manifest_bytes, read_base
from collab_playbook.files.output import check_place, is_there
from collab_playbook.files.placing import place_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.documents.copies import Copied
    from collab_playbook.documents.due import Place
    from collab_playbook.documents.plan import Outcome
    from collab_playbook.documents.standing import Entry
    from collab_playbook.files.site import Site


def put_in_place(
    site: Site, outcomes: Mapping[Place, Outcome], copied: Sequence[Copied] = ()
) -> tuple[str, ...]:
    """Puts texts, copies, bases and the manifest in place together; nothing where nothing is new.

    Returns:
        The documents that were written.
    """
    files: dict[str, bytes] = {}
    was: dict[str, str] = {}
    for outcome in outcomes.values():
        for name, text in outcome.files.items():
            check_place(site.root, name)
            files[name] = text.encode()
        path = outcome.entry.path
        for name, kept in ((path, outcome.base), (beside(path), outcome.pending)):
            if kept is not None and read_base(site.root, name, digest_of(kept)) is None:
                files[base_path(name)] = kept.encode()
        was |= outcome.was
    for each in copied:
        files |= dict(each.files)
        was |= dict(each.was)
    after = Manifest(_entries(site, outcomes), copies_after(site, copied))
    if after != site.manifest:
        files[MANIFEST] = manifest_bytes(after)
    if files:
        place_together(site.root, files, was)
    return tuple(sorted(name for name in files if name.startswith(f"{FOLDER}/")))


def _entries(site: Site, outcomes: Mapping[Place, Outcome]) -> dict[Place, Entry]:
    """What the manifest says afterwards: forgets what is neither due nor on disk any more."""
    wanted = {each.place for each in site.wanted}
    kept = {
        place: entry
        for place, entry in site.manifest.entries.items()
        if place in site.others or place in wanted or is_there(site.root, entry.path)
    }
    return {**kept, **{place: outcome.entry for place, outcome in outcomes.items()}}
