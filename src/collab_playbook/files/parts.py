"""Which files a playbook is made of, by their names alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.files.translation import language_of, translated_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.files.tree import Tree

FOLDERS = ("playbook", "steps", "templates")
NO_PART = frozenset({"playbook/example", "playbook/stories"})
"""What lies in a playbook's folders without being part of it."""

HEAD = "playbook/playbook.yaml"
GLOSSARY = "playbook/glossary.yaml"
KINDS = (
    ("catalogues", re.compile(r"playbook/catalogues/([^/]+)\.yaml")),
    ("steps", re.compile(r"steps/([^/]+)/step\.yaml")),
    ("documents", re.compile(r"templates/([^/_][^/]*)/document\.yaml")),
)
FOLDER = re.compile(r"(steps|templates)/([^/_][^/]*)/[^/]+")


def parts_of(tree: Tree) -> Iterator[tuple[str, str]]:
    """The kind and name of every file that the playbook is made of."""
    for name in tree.files:
        if not name.endswith(".yaml") or language_of(name):
            continue
        if name in {HEAD, GLOSSARY}:
            yield name, name
        for kind, pattern in KINDS:
            if pattern.fullmatch(name):
                yield kind, name


def sources_of(tree: Tree, language: str) -> Iterator[str]:
    """The names of every file that the playbook in that language is read from."""
    held = frozenset(tree.files)
    for _, name in parts_of(tree):
        yield name
        if translated_name(name, language) in held:
            yield translated_name(name, language)
