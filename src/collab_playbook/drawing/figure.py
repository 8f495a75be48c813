"""A process as a figure: what there is to draw, before anybody says in which format."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from collab_playbook.drawing.words import Words
from collab_playbook.saying import ENGLISH

if TYPE_CHECKING:
    from collab_playbook.saying import Translation

NodeKind = Literal["step", "gate", "circle"]
EdgeKind = Literal["need", "gate", "hint", "reopen"]


@dataclass(frozen=True, slots=True)
class Node:
    """A step, a gate or a circle.

    Attributes:
        id: How it is named: ``objectives``, ``customers/objectives``, ``gate:framed``.
        kind: What it is.
        label: What people read, on one line.
        group: The id of the group that it stands in.
        number: The number of a step; 0 for others.
        state: Where it stands, in a word of the engine; empty in the drawing of a definition.
        says: What else stands below the label, such as the state in words of people.
    """

    id: str
    kind: NodeKind
    label: str
    group: str
    number: int = 0
    state: str = ""
    says: str = ""

    @property
    def title(self) -> str:
        """The label with the number before it."""
        return f"{self.number} · {self.label}" if self.number else self.label


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from what comes first to what comes after it; ``blocks`` where it holds that up."""

    source: str
    target: str
    kind: EdgeKind
    blocks: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A phase, of one scope; ``scope`` is what a circle or community is called."""

    id: str
    title: str
    scope: str = ""

    @property
    def heading(self) -> str:
        """Its title, after the circle or community where there is one."""
        return ": ".join(part for part in (self.scope, self.title) if part)


@dataclass(frozen=True)
class Figure:
    """Everything to draw, in reading order."""

    title: str
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    translation: Translation = ENGLISH

    @cached_property
    def words(self) -> Words:
        """What a drawing says by itself, in the language of the figure."""
        return Words(self.translation)

    @cached_property
    def _members(self) -> dict[str, list[Node]]:
        members: dict[str, list[Node]] = {}
        for node in self.nodes:
            members.setdefault(node.group, []).append(node)
        return members

    def in_group(self, group: Group) -> tuple[Node, ...]:
        """The nodes of a group, in their order."""
        return tuple(self._members.get(group.id, ()))


def one_line(text: str) -> str:
    """A text on one line without characters that are no text or turn the text around them."""
    return " ".join(only_text(text).split())


def only_text(text: str) -> str:
    """A text with blanks for what is no text, and without what turns the text around it."""
    kept = (" " if unicodedata.category(c) in _DROPPED else c for c in text if c not in _TURNING)
    return "".join(kept)


_DROPPED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that reorder or isolate text; a label ending inside one would take the picture along."""
