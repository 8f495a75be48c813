"""Faults of guards as data: what is wrong, where in the guard, and what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """One fault of a guard."""

    kind: FaultKind
    message: str
    span: Span
    hint: str = ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only once something is wrong

    near = get_close_matches(word, [name for name in known if isinstance(name, str)], 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def quoted(fault: Fault) -> Fault:
    """The fault with the remedy for a choice that stands without quotes."""
    return Fault(fault.kind, fault.message, fault.span, "put the id of a choice in quotes")
