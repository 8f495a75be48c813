"""The digest of a playbook: over what it means, not over how it words it.

Texts, translations, versions and the free fields of catalogues are left out, so that mending a
misprint makes no workspace differ from its playbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.digest import digest_of
from collab_playbook.files.rebuilding import plain_of
from collab_playbook.files.translation import TEXT_KEYS

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook

_WORDING = TEXT_KEYS | {"version", "languages", "glossary", "catalogues", "digest"}


def digest_of_playbook(playbook: Playbook) -> str:
    """The digest, the same on every machine and in every language."""
    meaning = plain_of(playbook, _WORDING)
    meaning["catalogues"] = {c.id: [r.id for r in c.records] for c in playbook.catalogues}
    return digest_of(meaning)
