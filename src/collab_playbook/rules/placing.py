"""Where things stand, as rules need it; whoever read the files provides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collab_playbook.model.problem import Place


class Placing(Protocol):
    """Places of values by path: kind, id, then keys; an entry of a list by its id or position."""

    def of(self, *path: str | int) -> Place:
        """The place of a value."""
        ...

    def key_of(self, *path: str | int) -> Place:
        """The place of the key that a value stands under."""
        ...

    def offset_place(self, path: tuple[str | int, ...], start: int, end: int) -> Place:
        """The place of the characters ``start`` to ``end`` of a text value."""
        ...
