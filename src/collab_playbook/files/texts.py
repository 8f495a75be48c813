"""Values as they are read back from a file: every scalar as its own text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def texts_of(value: Any) -> Any:
    """A value as it would be read back: every scalar as its own text, ``None`` for ``null``."""
    if isinstance(value, Mapping):
        return {str(key): texts_of(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [texts_of(held) for held in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
