"""A value of a YAML or JSON file with its place: what everything that reads files works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from collab_playbook.model.problem import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_NULLS = frozenset({"", "~", "null"})
ALIAS = "*"
"""The style of a scalar that stands for something else, whose value nobody knows."""
MERGE = "<<"
"""The key that would bring in those of another map."""

Kind = Literal["map", "list", "scalar"]


class Node:
    """A value of a YAML file: what it is, its own text, and where it stands."""

    __slots__ = (
        "column",
        "end_column",
        "end_line",
        "entries",
        "file",
        "flow",
        "items",
        "kind",
        "line",
        "style",
        "text",
    )

    def __init__(self, kind: Kind, file: str, start: Any, end: Any, text: str = "") -> None:
        self.kind: Kind = kind
        self.file = file
        self.line: int = start.line + 1
        self.column: int = start.column + 1
        self.end_line: int = end.line + 1
        self.end_column: int = end.column + 1
        self.text = text
        self.style = ""
        self.flow = False
        self.entries: list[tuple[Node, Node]] = []
        self.items: list[Node] = []

    @property
    def place(self) -> Place:
        """Where it stands, for people."""
        return Place(self.file, self.line, self.column, self.end_line, self.end_column)

    @property
    def is_null(self) -> bool:
        """Whether it is a plain ``null``, ``~`` or nothing at all."""
        return self.kind == "scalar" and not self.style and self.text in _NULLS

    @property
    def is_open(self) -> bool:
        """Whether what it holds stands elsewhere, which is a problem that the reader tells."""
        return self.style == ALIAS or any(key.text == MERGE for key, _ in self.entries)

    def get(self, key: str) -> Node | None:
        """The value under a key of a map."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Node | None:
        """The key itself, as a node of a map."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def children(self) -> Iterator[Node]:
        """Values of a map, items of a list."""
        return iter(self.items) if self.kind == "list" else (value for _, value in self.entries)

    def like(self) -> Node:
        """A copy that may be given other children."""
        copy = Node.__new__(Node)
        for name in Node.__slots__:
            setattr(copy, name, getattr(self, name))
        copy.entries = list(self.entries)
        copy.items = list(self.items)
        return copy

    def end_where(self, end: Node) -> None:
        """Ends where another node ends."""
        self.end_line, self.end_column = end.end_line, end.end_column
