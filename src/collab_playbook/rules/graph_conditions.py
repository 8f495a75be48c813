"""Conditions that exclude each other: told where that is certain, and never guessed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from collab_playbook.language.contradictions import contradiction
from collab_playbook.language.syntax import Logic, Node, Span
from collab_playbook.rules.domains_judging import Judging
from collab_playbook.rules.domains_terms import Around
from collab_playbook.rules.guards import examined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.rules.checked import Checked


def never_together(checked: Checked, conditions: Sequence[str]) -> bool:
    """Whether no answers make all the conditions true; false where that cannot be told."""
    nodes = [_sound(checked, text) for text in conditions]
    operands: list[Node] = []
    read = [
        checked.process.reads(text) for text, node in zip(conditions, nodes, strict=True) if node
    ]
    if not any(a & b for a, b in combinations(read, 2)):
        return False  # conditions over different answers hold together unless one never does
    for node in nodes:
        if node is None:
            return False
        is_joined = isinstance(node, Logic) and node.operator == "&&"
        operands += node.operands if isinstance(node, Logic) and is_joined else (node,)
    if len(operands) < 2:
        return False
    together = Logic(Span(0, 0), "&&", tuple(operands))
    if contradiction(together) is not None:
        return True
    return Judging(Around(checked.playbook)).outcomes(together) == frozenset({False})


def decides(checked: Checked, condition: str) -> bool:
    """Whether a condition may be true and may be false; that it never does is another rule's."""
    node = _sound(checked, condition)
    found = Judging(Around(checked.playbook)).outcomes(node) if node is not None else frozenset()
    return found is None or len(found) == 2


def _sound(checked: Checked, text: str) -> Node | None:
    """A condition that fits its questions; ``None`` for one that another rule tells of."""
    kept = vars(checked)
    if "sound guards" not in kept:
        kept["sound guards"] = {guard.site.text: guard.sound for guard in examined(checked)}
    found: Node | None = kept["sound guards"].get(text)
    return found


def shown(condition: str) -> str:
    """A condition on one line, short enough for a message."""
    line = " ".join(condition.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
