"""Conditions that exclude each other: told where that is certain, and never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.contradictions import contradiction
from collab_playbook.language.errors import GuardError
from collab_playbook.language.syntax import Logic, Node, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.rules.checked import Checked


def never_together(checked: Checked, conditions: Iterable[str]) -> bool:
    """Whether no answers make all the conditions true; false where that cannot be told."""
    operands: list[Node] = []
    for text in conditions:
        try:
            node = checked.process.guard(text)
        except GuardError:  # PB301
            return False
        is_joined = isinstance(node, Logic) and node.operator == "&&"
        operands += node.operands if isinstance(node, Logic) and is_joined else (node,)
    return len(operands) > 1 and contradiction(Logic(Span(0, 0), "&&", tuple(operands))) is not None


def shown(condition: str) -> str:
    """A condition on one line, short enough for a message."""
    line = " ".join(condition.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
