"""Where the sources of a playbook are named, from its files as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.files.parts import FOLDERS, NO_PART
from collab_playbook.files.translation import language_of
from collab_playbook.files.tree import list_tree
from collab_playbook.model.marks import keys_cited

if TYPE_CHECKING:
    from collab_playbook.files.playbook import Loaded

_OWNER = re.compile(r"(?:steps/[0-9]+-|templates/|playbook/catalogues/)([a-z0-9_]+)")


def named_in(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """By key of a source the steps, documents and catalogues that name it, in order."""
    tree = list_tree(loaded.root, FOLDERS, NO_PART)
    found: dict[str, dict[str, None]] = {}
    for name in tree.files:
        owner = _OWNER.match(name)
        if owner is None or language_of(name):
            continue
        for key, _ in keys_cited(tree.read(name).decode("utf-8", "replace")):
            found.setdefault(key, {})[owner[1]] = None
    return {key: tuple(owners) for key, owners in found.items()}
