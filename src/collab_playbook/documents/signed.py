"""Which documents a signature covered, and whether they still say what was signed.

What a signature itself changes in a document, such as the table of signatures, is no change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.documents.naming import key, prefix
from collab_playbook.documents.standing import changed_since
from collab_playbook.engine.digest import digest_of
from collab_playbook.model.event import Instance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.documents.due import Place
    from collab_playbook.documents.standing import Digests, Entry
    from collab_playbook.engine.state import Approval
    from collab_playbook.engine.view import View

_BY_SIGNING = ("approvals", "lapsed", "done")


class Signed(NamedTuple):
    """The signatures under a document, and whether it was altered since the last of them."""

    approvals: tuple[Approval, ...] = ()
    altered: bool = False


def home_of(view: View, place: Place) -> Instance | None:
    """The step that a document is signed with."""
    document = view.process.playbook.document_by_id.get(place.document)
    if document is None:
        return None
    return Instance(view.home(document.step, place.instance), document.step)


def covered(
    view: View,
    instance: Instance,
    entries: Iterable[Entry],
    digest: Digests,
    on_disk: Mapping[str, str],
) -> tuple[dict[str, str], ...]:
    """The documents of a step as they lie there, for the event of a signature.

    One that is out of date says something else than what is signed, so it is left out.

    Args:
        view: Things as they are.
        instance: The step.
        entries: What was built.
        digest: The digests of the material as they are now.
        on_disk: The digests of the files that exist, by path.
    """
    return tuple(
        {
            "id": entry.place.document,
            "instance": entry.place.instance,
            "language": entry.place.language,
            "format": entry.place.format,
            "path": entry.path,
            "built": entry.output,
            "file": on_disk[entry.path],
            "basis": _basis(entry, instance),
        }
        for entry in sorted(entries)
        if home_of(view, entry.place) == instance
        and entry.path in on_disk
        and not set(changed_since(entry, digest)) - _parts_of_signing(instance)
    )


def signed(
    view: View, place: Place, entry: Entry | None, path: str, on_disk: Mapping[str, str]
) -> Signed:
    """The signatures that cover a document, each as recorded, against what lies there now."""
    home = home_of(view, place)
    found = []
    altered = False
    for approval in view.record(home).approvals if home is not None else ():
        for each in approval.documents:
            names = (each.get(name) for name in ("id", "instance", "language", "format"))
            if home is not None and tuple(names) == tuple(place):
                found.append(approval)
                altered = altered or _is_altered(each, entry, home, on_disk.get(path))
    return Signed(tuple(found), altered)


def _is_altered(
    was: Mapping[str, str], entry: Entry | None, home: Instance, file: str | None
) -> bool:
    if file is None or file == was.get("file"):
        return False
    if entry is None or file != entry.output:
        return True
    return _basis(entry, home) != was.get("basis") or was.get("file") != was.get("built")


def _basis(entry: Entry, home: Instance) -> str:
    """The digest of what a document was made from, without what signing it changes."""
    apart = _parts_of_signing(home)
    return digest_of({name: each for name, each in entry.basis.items() if name not in apart})


def _parts_of_signing(home: Instance) -> frozenset[str]:
    """The parts of the material that signing a step changes."""
    return frozenset(key(kind, f"{prefix(home.scope)}{home.step}") for kind in _BY_SIGNING)
