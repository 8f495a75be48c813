"""A translation laid over its source: texts replaced by id, everything else left as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.files.codes import UNKNOWN_KEY
from collab_playbook.language.near import did_you_mean
from collab_playbook.language.quoting import quoted
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.files.node import Node
    from collab_playbook.model.problem import Problem

TEXT_KEYS = frozenset(
    {
        "title",
        "purpose",
        "ask",
        "label",
        "help",
        "example",
        "why",
        "text",
        "message",
        "audience",
        "reason",
        "pitfalls",
        "term",
        "means",
        "source",
    }
)
_MATCHING = frozenset({"id", "number", "code"})
_LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[A-Z]{2})?)\.(yaml|md|md\.j2)$")


def language_of(name: str) -> str:
    """The language that a file name carries, ``""`` for the source language."""
    found = _LANGUAGE.search(name)
    return found.group(1) if found else ""


def translated_name(name: str, language: str) -> str:
    """``step.fr.yaml`` for ``step.yaml``."""
    folder, slash, file = name.rpartition("/")
    stem, _, suffix = file.partition(".")
    return f"{folder}{slash}{stem}.{language}.{suffix}"


def overlay(base: Node, texts: Node, problems: list[Problem], *, free_keys: bool = False) -> Node:
    """The base with the texts of a translation in place of its own.

    Args:
        base: The node in the source language.
        texts: The same shape, holding ids and texts only.
        problems: Takes what the translation says about things that do not exist.
        free_keys: Whether any key that the base holds may be translated, as in catalogues.
    """
    if base.kind == "list" and texts.kind == "list":
        return _overlay_list(base, texts, problems, free_keys)
    if base.kind != "map" or texts.kind != "map":
        return base
    result = base.like()
    for key, value in texts.entries:
        if key.text in _MATCHING:
            continue
        at = next((i for i, (name, _) in enumerate(result.entries) if name.text == key.text), None)
        if at is not None and value.kind != "scalar" and key.text not in TEXT_KEYS:
            under = result.entries[at][1]
            merged = overlay(under, value, problems, free_keys=free_keys)
            result.entries[at] = (result.entries[at][0], merged)
        elif key.text not in TEXT_KEYS and not (free_keys and at is not None):
            known = [name.text for name, _ in base.entries if name.text in TEXT_KEYS or free_keys]
            hint = did_you_mean(key.text, known) or say("A translation holds ids and texts only.")
            message = say("{text} is not a text to translate", text=quoted(key.text))
            problems.append(UNKNOWN_KEY.at(key.place, message, hint))
        elif value.is_null:
            continue
        elif at is None:
            result.entries.append((key, value))
        else:
            result.entries[at] = (result.entries[at][0], value)
    return result


def _overlay_list(base: Node, texts: Node, problems: list[Problem], free_keys: bool) -> Node:
    result = base.like()
    where = {name: i for i, item in enumerate(base.items) if (name := identity(item))}
    for position, item in enumerate(texts.items):
        name = identity(item)
        at = where.get(name) if name else position
        if at is None or at >= len(base.items):
            hint = did_you_mean(name, where)
            message = (
                say("{name} does not exist in the source language", name=quoted(name))
                if name
                else say("One entry too many")
            )
            problems.append(UNKNOWN_KEY.at(item.place, message, hint))
            continue
        result.items[at] = overlay(base.items[at], item, problems, free_keys=free_keys)
    return result


def identity(node: Node) -> str:
    """The id of a map, ``""`` where it has none."""
    name = node.get("id") if node.kind == "map" else None
    return name.text if name is not None and name.kind == "scalar" else ""


def lists_of_records(node: Node) -> Iterator[Node]:
    """Every list below a node whose entries carry ids."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.kind == "list" and any(identity(item) for item in current.items):
            yield current
        waiting.extend(child for child in current.children() if child.kind != "scalar")
