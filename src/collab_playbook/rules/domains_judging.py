"""Whether the conditions of a guard can be true, and whether they can be false."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.syntax import Logic, Name, Node
from collab_playbook.language.values import Unknown
from collab_playbook.rules.domains import Cases
from collab_playbook.rules.domains_values import TooManyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.rules.domains_terms import Around

EITHER: Final = frozenset({True, False})
"""What a condition comes to that decides something."""


@dataclass
class Judging:
    """What the conditions inside one guard come to, each worked out once."""

    around: Around
    _found: dict[int, tuple[Node, frozenset[bool] | None, frozenset[str]]] = field(
        default_factory=dict
    )

    def outcomes(self, node: Node) -> frozenset[bool] | None:
        """Whether a condition can be true and can be false; ``None``: beyond reasoning.

        An answer that is missing may leave it at neither.
        """
        return self._judged(node)[0]

    def _judged(self, node: Node) -> tuple[frozenset[bool] | None, frozenset[str]]:
        if id(node) not in self._found:
            parts = node.operands if isinstance(node, Logic) else ()
            judged = [self._judged(part) for part in parts]
            told = [name for _, names in judged for name in names]
            if parts and len(told) == len(set(told)) and all(f == EITHER for f, _ in judged):
                self._found[id(node)] = (node, EITHER, frozenset(told))
            else:
                self._found[id(node)] = (node, *_tried(node, self.around))
        return self._found[id(node)][1:]


def _tried(node: Node, around: Around) -> tuple[frozenset[bool] | None, frozenset[str]]:
    cases = Cases(around)
    form = cases.add(node)
    if isinstance(form, Name):
        return EITHER, cases.names
    seen: set[bool] = set()
    try:
        for case in cases.each():
            outcome = evaluate(form, case)
            if isinstance(outcome, bool):
                seen.add(outcome)
            elif not isinstance(outcome, Unknown):
                return None, cases.names
            if len(seen) == 2:
                break
    except TooManyError:
        return None, cases.names
    return frozenset(seen), cases.names


def hold_together(nodes: Sequence[Node], around: Around) -> bool:
    """Whether it is certain that conditions can be true at once; no where it cannot be told."""
    cases = Cases(around)
    forms = [cases.add(node) for node in nodes]
    if not cases.is_exact:
        return False
    try:
        return any(all(evaluate(f, case) is True for f in forms) for case in cases.each())
    except TooManyError:
        return False
