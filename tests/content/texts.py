"""What people read in the shipped playbook, as plain text, by language and file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab_playbook.files.parts import FOLDERS
from collab_playbook.files.source import read_source
from collab_playbook.files.translation import TEXT_KEYS, language_of
from collab_playbook.files.tree import list_tree

if TYPE_CHECKING:
    from collab_playbook.files.node import Node

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKS = re.compile(r"\[@[^\]]*\]|\]\([^)\n]*\)|`[^`\n]*`|https?://\S+|\S+@\S+|<!-- chart: \w+")
_FREE = re.compile(r"playbook/(?:catalogues|example)/")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:[/.][a-z0-9_]+)*")
"""A value of one small word is the id of a choice, a step or a rhythm."""
_CODES = frozenset(
    {"id", "code", "unit", "better", "cadence", "formula", "address", "email", "data"}
)


def language_in(name: str) -> str:
    """The language of a file's texts."""
    return language_of(name) or "en"


@cache
def texts(language: str) -> dict[str, str]:
    """The texts of a language by file; templates without what Jinja puts in."""
    found = {}
    for name in list_tree(ROOT, FOLDERS).files:
        if language_in(name) != language or name.startswith("playbook/stories/"):
            continue
        data = (ROOT / name).read_bytes()
        if name.endswith(".yaml"):
            root = read_source(data, name).root
            found[name] = "\n".join(_strings(root, free=bool(_FREE.match(name)))) if root else ""
        elif name.endswith((".md", ".md.j2")):
            found[name] = data.decode()
    return found


def prose(text: str) -> str:
    """A text without marks, code, addresses and what a template puts in."""
    return _MARKS.sub(" ", _JINJA.sub(" ", text))


def _strings(node: Node, *, free: bool, key: str = "") -> list[str]:
    """The values that people read: those of text keys, or all but codes where keys are free."""
    if node.kind == "scalar":
        wanted = key not in _CODES if free else key in TEXT_KEYS
        return [node.text] if wanted and not _ID.fullmatch(node.text) else []
    if node.kind == "list":
        return [text for item in node.items for text in _strings(item, free=free, key=key)]
    found: list[Any] = []
    for name, value in node.entries:
        found += _strings(value, free=free, key=name.text)
    return found
