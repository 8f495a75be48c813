"""Whether the conditions of a guard can be true, and whether they can be false."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.syntax import Binary, Has, Literal, Logic, Name, Node
from collab_playbook.language.values import Unknown
from collab_playbook.rules.domains import Cases
from collab_playbook.rules.domains_values import TooManyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.rules.domains_terms import Around, Term

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
            apart = [found for found, _ in judged if found is not None]
            if isinstance(node, Logic) and len(apart) == len(parts) and len(told) == len(set(told)):
                joined = _joined(apart, decisive=node.operator == "||")
                self._found[id(node)] = (node, joined, frozenset(told))
            else:
                self._found[id(node)] = (node, *_tried(node, self.around))
        return self._found[id(node)][1:]


def _joined(parts: Sequence[frozenset[bool]], *, decisive: bool) -> frozenset[bool]:
    """What ``&&`` or ``||`` comes to over conditions that have no answer in common.

    Each of them can then be anything that it can be alone, whatever the others are.
    """
    found = {decisive} if any(decisive in part for part in parts) else set()
    if all((not decisive) in part for part in parts):
        found.add(not decisive)
    return frozenset(found)


def _tried(node: Node, around: Around) -> tuple[frozenset[bool] | None, frozenset[str]]:
    cases = Cases(around)
    form = cases.add(node)
    if _is_plain(form, cases.only):
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


def _is_plain(form: Node, term: Term | None) -> bool:
    """Whether a condition is of the common sort that needs no trying: it clearly can be either."""
    match form:
        case Name():
            return True
        case Has() if term is not None:
            return not term.is_given
        case Binary(operator=operator, left=Name(), right=Literal(value=value)) if term is not None:
            if isinstance(value, str) and term.kind == "choice" and operator in {"==", "!="}:
                return len(term.ids) > 1 and value in term.ids
            if type(value) is int and term.kind in {"whole", "number"}:
                return _is_inside(value, term)
    return False


def _is_inside(number: int, term: Term) -> bool:
    """Whether a number has admitted ones at, below and above it."""
    try:
        above = term.low is None or Decimal(term.low) <= number - 1
        return above and (term.high is None or Decimal(term.high) >= number + 1)
    except ArithmeticError:  # another rule says that this limit means nothing
        return False


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
