"""What a guard can come to: every case that it can tell apart, tried with the evaluator itself.

A guard is rewritten so that each term is one name. Each name gets one value of every sort that
the guard can tell apart (each choice it mentions and one other, whole numbers at, below and above
those it compares with, and so on) and no answer. What is beyond this reasoning is a yes or no that
can be either: so whatever is found impossible is impossible, and beyond a bound nothing is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.language.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Unary,
    walk,
)
from collab_playbook.rules.domains_terms import alike, constant_of, counted_in, path_of, shape_of
from collab_playbook.rules.domains_values import MAX_IDS, Mentions, TooManyError, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.language.values import Value
    from collab_playbook.rules.domains_terms import Around, Term

MAX_CASES = 4_096
"""The most cases that are tried for one guard."""
_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_NUMBER: Final = (int, Decimal)
_TAKES: Final[Mapping[str, tuple[type, ...]]] = {
    "choice": (str,),
    "text": (str,),
    "state": (str,),
    "boolean": (bool,),
    "whole": _NUMBER,
    "number": _NUMBER,
    "date": (date,),
}
"""What the terms of each kind are compared with."""
_ORDERED: Final = frozenset({"whole", "number", "date"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: a term or its size, or else a constant."""

    node: Node
    term: Term | None = None
    is_size: bool = False
    constant: Any = None


@dataclass
class Cases:
    """The cases that some guards can tell apart together."""

    around: Around
    _terms: dict[str, tuple[Term, Mentions]] = field(default_factory=dict)
    _beyond: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether nothing is beyond this reasoning: each case can really occur."""
        return not self._beyond

    @property
    def names(self) -> frozenset[str]:
        """The names that make the cases differ."""
        return frozenset((*self._terms, *self._beyond.values()))

    @property
    def only(self) -> Term | None:
        """The one term that the cases differ by; ``None`` where there are more or others."""
        if len(self._terms) != 1 or self._beyond:
            return None
        return next(iter(self._terms.values()))[0]

    def add(self, node: Node) -> Node:
        """A guard rewritten over the names of the cases."""
        return self._condition(node)

    def each(self) -> Iterator[Mapping[str, Value]]:
        """Every case, from both ends in turn, so that what differs most comes first.

        Raises:
            TooManyError: There are too many.
        """
        axes = [(key, values_of(term, said)) for key, (term, said) in self._terms.items()]
        axes += [(name, (True, False)) for name in self._beyond.values()]
        count = prod(len(values) for _, values in axes)
        if count > MAX_CASES:
            raise TooManyError
        names = [name for name, _ in axes]
        forwards = product(*(values for _, values in axes))
        backwards = product(*(values[::-1] for _, values in axes))
        for one, other in islice(zip(forwards, backwards, strict=True), (count + 1) // 2):
            yield dict(zip(names, one, strict=True))
            yield dict(zip(names, other, strict=True))

    # -- rewriting -------------------------------------------------------------------------

    def _condition(self, node: Node) -> Node:  # noqa: PLR0911 - one return a form
        match node:
            case Literal(value=bool()):
                return node
            case Logic(operands=operands):
                return Logic(node.span, node.operator, tuple(map(self._condition, operands)))
            case Unary(operator="!", operand=operand):
                return Unary(node.span, "!", self._condition(operand))
            case Conditional(test=test, then=then, otherwise=otherwise):
                parts = (self._condition(part) for part in (test, then, otherwise))
                return Conditional(node.span, *parts)
            case Has(target=target):
                term = self.around.term(target)
                return self._free(node) if term is None else Has(node.span, self._name(term, node))
            case Binary(operator=operator) if operator in _RELATIONS:
                return self._relation(node) or self._free(node)
            case Binary(operator="in"):
                return self._membership(node) or self._free(node)
            case Comprehension(target=target):
                return self._selection(node) or self._free(node)
        return self._flag(node) or self._free(node)

    def _free(self, node: Node) -> Name:
        """A yes or no that can be either; the same one for the same form."""
        shape = shape_of(node)
        name = self._beyond.setdefault(shape, f"?{hash(shape)}")
        return Name(node.span, name)

    def _name(self, term: Term, node: Node) -> Name:
        self._terms.setdefault(term.key, (term, Mentions()))
        return Name(node.span, term.key)

    def _flag(self, node: Node) -> Node | None:
        term = self.around.term(node)
        if term is None or term.kind not in {"boolean", "state"}:
            return None
        name = self._name(term, node)
        word = path_of(node)[-1]
        if term.kind == "boolean":
            return name
        return Binary(node.span, "==", node.span, name, Literal(node.span, word))

    def _relation(self, node: Binary) -> Node | None:
        left, right = self._side(node.left), self._side(node.right)
        if left is None or right is None or alike(node.left, node.right):
            return None
        fits = all(
            one.term is None or self._takes(one, other, node.operator)
            for one, other in ((left, right), (right, left))
        )
        if not fits:
            return None
        for one, other in ((left, right), (right, left)):
            if one.term is not None:
                self._mention(one, (other,))
        return Binary(node.span, node.operator, node.operator_span, left.node, right.node)

    def _membership(self, node: Binary) -> Node | None:
        if isinstance(node.right, ListOf):
            left, items = self._side(node.left), [self._side(item) for item in node.right.items]
            if left is None or any(item is None or item.term is not None for item in items):
                return None
            constants = tuple(item for item in items if item is not None)
            if left.term is not None:
                if left.is_size or not all(self._takes(left, item, "==") for item in constants):
                    return None
                self._mention(left, constants)
            return Binary(node.span, "in", node.operator_span, left.node, node.right)
        term, constant = self.around.term(node.right), constant_of(node.left)
        if term is None or term.kind != "choices" or not isinstance(constant, str):
            return None
        name = self._name(term, node.right)
        self._terms[term.key][1].values.add(constant)
        return Binary(node.span, "in", node.operator_span, node.left, name)

    def _selection(self, node: Comprehension) -> Node | None:
        """What is asked of each choice picked: told where every selection can be tried."""
        term = self.around.term(node.target)
        if term is None or term.kind != "choices" or not 0 < len(term.ids) <= MAX_IDS:
            return None
        outside = [
            part for part in walk(node.body) if isinstance(part, Name) and part.id != node.variable
        ]
        if outside or node.kind not in {"all", "exists", "exists_one"}:
            return None
        name = self._name(term, node.target)
        self._terms[term.key][1].is_whole = True
        return Comprehension(
            node.span, node.kind, name, node.variable, node.variable_span, None, node.body
        )

    # -- terms and constants ---------------------------------------------------------------

    def _side(self, node: Node) -> _Side | None:
        constant = constant_of(node)
        if constant is not None:
            return _Side(node, constant=constant)
        counted = counted_in(node)
        term = self.around.term(node if counted is None else counted)
        if term is None or (term.kind == "state" and path_of(node)[-1:] != ("state",)):
            return None
        name = Name(node.span, term.key)
        if counted is None:
            return _Side(name, term)
        if term.kind not in {"text", "list", "choices"}:
            return None
        return _Side(Call(node.span, "size", node.span, None, (name,)), term, is_size=True)

    @staticmethod
    def _takes(one: _Side, other: _Side, operator: str) -> bool:
        """Whether a comparison of a term can be told."""
        term = one.term
        if term is None:
            return True
        if other.term is not None:  # two answers: told only where both have few values
            few = max(len(term.ids), len(other.term.ids)) <= 2 * MAX_IDS
            alike = term.kind == other.term.kind and term.kind in {"boolean", "choice"}
            return few and alike and operator in {"==", "!="}
        wanted = _NUMBER if one.is_size else _TAKES.get(term.kind, ())
        is_flag = isinstance(other.constant, bool)
        if not isinstance(other.constant, wanted) or is_flag != (term.kind == "boolean"):
            return False
        return operator in {"==", "!="} or one.is_size or term.kind in _ORDERED

    def _mention(self, one: _Side, others: tuple[_Side, ...]) -> None:
        if one.term is None:
            return
        said = self._terms.setdefault(one.term.key, (one.term, Mentions()))[1]
        for other in others:
            if other.term is not None:
                said.is_whole = True
            elif one.is_size:
                said.sizes.add(other.constant)
            else:
                said.values.add(other.constant)
