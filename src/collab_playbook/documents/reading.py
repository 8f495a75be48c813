"""One rendering's view of the material: what it reads is noted, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents.formatting import Manner, manner_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reading:
    """Gives parts of the material by key and remembers which; see ``documents.parts`` for the keys.

    Args:
        parts: The material.
        language: The language of the document.
        restricted: Whether the document may show sensitive answers.
    """

    def __init__(self, parts: Mapping[str, Any], language: str, *, restricted: bool) -> None:
        self._parts = parts
        self._read: dict[str, None] = {}
        self._open: dict[str, None] = {}
        self.manner: Manner = manner_of(language)
        self.restricted = restricted

    def part(self, key: str) -> Any:
        """The part under a key or ``None``; either way the document now rests on it."""
        self._read[key] = None
        return self._parts.get(key)

    def has(self, key: str) -> bool:
        """Whether there is such a part at all; nothing is noted."""
        return key in self._parts

    def glimpse(self, key: str) -> Any:
        """A part that decides which names exist but not what is printed; nothing is noted."""
        return self._parts.get(key)

    def lack(self, path: str) -> None:
        """Notes that the answer to a question was needed and is open."""
        self._open[path] = None

    @property
    def keys(self) -> tuple[str, ...]:
        """What was read, sorted."""
        return tuple(sorted(self._read))

    @property
    def open(self) -> tuple[str, ...]:
        """The open questions, in the order in which the document needs them."""
        return tuple(self._open)
