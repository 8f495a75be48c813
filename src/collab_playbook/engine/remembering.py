"""What was worked out before and still holds, since nothing that it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from operator import is_
from typing import Any, TypeVar

Worked = TypeVar("Worked")
Ground = tuple[Any, ...]
"""All that a result rests on: maps of values that are never changed, and plain values."""


class Memory:
    """The last result for each key, with its ground; it changes how long things take, no more."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Ground, Any]] = {}

    def recalled(self, key: Hashable, ground: Ground, work: Callable[[], Worked]) -> Worked:
        """The result kept under a key if it was worked out on the same ground, else a new one.

        Args:
            key: What is worked out.
            ground: All that ``work`` looks at besides the key.
            work: Works it out.
        """
        kept = self._kept.get(key)
        if kept is not None and len(kept[0]) == len(ground) and all(map(_same, kept[0], ground)):
            found: Worked = kept[1]
            return found
        made = work()
        self._kept[key] = (ground, made)
        return made


def _same(one: Any, other: Any) -> bool:
    """Whether two parts of a ground are one: by identity, as ``1`` and ``True`` are equal."""
    if one is other:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(map(is_, one.values(), other.values()))
    return type(one) is type(other) and not isinstance(one, list | dict) and bool(one == other)
