"""Faults of guards as data: what is wrong, where in the guard, and what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from collab_playbook.language.types import RecordOf, Type
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.language.syntax import Span

FaultKind: TypeAlias = Literal[
    "unknown-name",
    "unknown-field",
    "unknown-function",
    "unknown-choice",
    "type-mismatch",
    "not-boolean",
    "never-true",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a guard; ``near`` is the name that was probably meant, where one is."""

    kind: FaultKind
    message: str
    span: Span
    hint: str = ""
    near: str = ""


def in_quotes(fault: Fault) -> Fault:
    """The fault with the remedy for a choice that stands without quotes."""
    return Fault(fault.kind, fault.message, fault.span, say("put the id of a choice in quotes"))


def home_of(word: str, names: Mapping[str, Type]) -> str:
    """The question of this id with its step, where the step was left out; else empty."""
    for name in names:
        of = names[name]
        declared = isinstance(of, RecordOf) and isinstance(of.fields, dict) and word in of.fields
        if declared and name != "programme":
            return f"{name}.{word}"
    return ""


def some_of(fields: Mapping[str, Type]) -> str:
    """The first of the names there are."""
    names = list(fields)
    return say("it has {list_}", list_=", ".join(names[:8])) if names else ""
