"""Where every value of a playbook stands, down to a character inside a guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Union

from collab_playbook.files.span import positions
from collab_playbook.model.problem import Place

if TYPE_CHECKING:
    from collab_playbook.files.node import Node

Owners = Mapping[str, Union[Mapping[str, "Node"], "Node"]]
"""By kind (``steps``, ``documents``, ...) the nodes by id, or the list that holds them."""


class Places:
    """Places of values by path: ``of("steps", "leadership", "questions", "sponsor", "when")``.

    A path names a kind, an id, then keys; an entry of a list is named by its ``id`` or its
    position. Where it leads to nothing, the place is that of the nearest thing that exists.
    """

    def __init__(self, owners: Callable[[], tuple[Owners, Mapping[str, str]]]) -> None:
        self._read = owners

    @cached_property
    def _held(self) -> tuple[Owners, Mapping[str, str]]:
        return self._read()

    def also(self, owners: Owners, texts: Mapping[str, str]) -> Places:
        """These places, and those of other kinds, with the texts of their files."""
        return Places(lambda: ({**self._held[0], **owners}, {**self._held[1], **texts}))

    def of(self, *path: str | int) -> Place:
        """The place of a value."""
        node = self.node(*path)
        return node.place if node is not None else Place("playbook/playbook.yaml")

    def key_of(self, *path: str | int) -> Place:
        """The place of the key that a value stands under; of the value itself in a list."""
        owner = self.node(*path[:-1])
        key = owner.key(str(path[-1])) if owner is not None and owner.kind == "map" else None
        return key.place if key is not None else self.of(*path)

    def offset_place(self, path: tuple[str | int, ...], start: int, end: int) -> Place:
        """The place of the characters ``start`` to ``end`` of a text value."""
        node = self.node(*path)
        if node is None or node.kind != "scalar":
            return self.of(*path)
        spots = positions(node, self._held[1].get(node.file, ""))
        last = len(spots) - 1
        (line, column), (end_line, end_column) = spots[min(start, last)], spots[min(end, last)]
        if (
            end > start
        ):  # the end of a line is after its last character, not before the next line's first
            end_line, end_column = spots[min(end - 1, last)]
            end_column += 1
        return Place(
            node.file, line, column, end_line, max(end_column, column if end_line == line else 1)
        )

    def node(self, *path: str | int) -> Node | None:
        """The deepest node along a path."""
        held = self._held[0]
        if not path:
            return None
        owner = held.get(str(path[0]))
        rest = [str(part) for part in path[1:]]
        if owner is None:
            return None
        if not isinstance(owner, Mapping):
            if (
                path[0] == "org"
            ):  # guards name the profile's questions as those of a step called org
                rest = rest[1:] if rest[:1] == ["org"] else rest
                rest = rest[1:] if rest[:1] == ["questions"] else rest
            return _descend(owner, rest)
        node = owner.get(rest[0]) if rest else None
        return _descend(node, rest[1:]) if node is not None else None


def _descend(node: Node, path: list[str]) -> Node:
    for part in path:
        child = _child(node, part)
        if child is None:
            break
        node = child
    return node


def _child(node: Node, part: str) -> Node | None:
    if node.kind == "map":
        return node.get(part)
    if node.kind == "scalar":
        return None
    for item in node.items:
        name = item.get("id") if item.kind == "map" else item
        if name is not None and name.kind == "scalar" and name.text == part:
            return item
    if part.isdecimal() and int(part) < len(node.items):
        return node.items[int(part)]
    return None
