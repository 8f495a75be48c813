"""What an author may have meant by a name that there is none of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.types import RecordOf, Type

if TYPE_CHECKING:
    from collections.abc import Mapping


def home_of(word: str, names: Mapping[str, Type]) -> str:
    """The step that asks a question of this id, where its name was left out."""
    for name in names:
        of = names[name]
        declared = isinstance(of, RecordOf) and isinstance(of.fields, dict) and word in of.fields
        if declared and name != "programme":
            return f"did you mean '{name}.{word}'?"
    return ""


def some_of(fields: Mapping[str, Type]) -> str:
    """The first of the names there are."""
    names = list(fields)
    return f"it has {', '.join(names[:8])}" if names else ""
