"""Conditions joined by ``&&`` that can never hold together, found where that is cheap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.language.functions import read_date
from collab_playbook.language.operators import Unworkable, equal, kind, ordered
from collab_playbook.language.syntax import Binary, Call, Has, Literal, Logic, Node, Unary, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.language.values import Value

_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@dataclass
class _Demands:
    """What one name has to fulfil: ``(sign, value)`` pairs."""

    pairs: list[tuple[str, Value]] = field(default_factory=list)

    def clash(self, sign: str, value: Value) -> bool:
        """Whether a further demand contradicts an earlier one; it is kept in any case."""
        clashes = any(_excludes(one, sign, value) for one in self.pairs)
        self.pairs.append((sign, value))
        return clashes


def contradiction(node: Logic) -> Node | None:
    """The first condition of a conjunction that an earlier one excludes, if any."""
    demands: dict[str, _Demands] = {}
    for operand in node.operands if node.operator == "&&" else ():
        for name, sign, value in _demanded(operand):
            known = demands.setdefault(
                name, _Demands([(">=", 0)] if name.startswith("size(") else [])
            )
            if known.clash(sign, value):
                return operand
    return None


def _demanded(node: Node) -> Iterator[tuple[str, str, Value]]:
    match node:
        case Unary(operator="!", operand=operand):
            name = _term(operand)
            if name is not None:
                yield name, "==", False
        case Binary(operator=operator, left=left, right=right) if operator in _MIRRORED:
            for one, other, sign in ((left, right, operator), (right, left, _MIRRORED[operator])):
                name, value = _term(one), _constant(other)
                if name is not None and value is not None:
                    yield name, sign, value
        case _:
            name = _term(node)
            if name is not None:
                yield name, "==", True


def _term(node: Node) -> str | None:
    """One text for one thing: a dotted name, ``has(name)`` or ``size(name)``."""
    match node:
        case Has(target=target):
            return f"has({dotted(target)})"
        case Call(function="size", target=on, arguments=arguments):
            counted = on if on is not None else (arguments[0] if len(arguments) == 1 else None)
            name = dotted(counted) if counted is not None else None
            return None if name is None else f"size({name})"
    return dotted(node)


def _constant(node: Node) -> Value:
    match node:
        case Literal(value=value):
            return value
        case Call(function="date", target=None, arguments=(Literal(value=str() as text),)):
            try:
                return read_date(text)
            except Unworkable:
                return None
    return None


def _excludes(one: tuple[str, Value], sign: str, value: Value) -> bool:
    """Whether no value fulfils both demands."""
    if kind(one[1]) != kind(value):
        return False
    for (first, a), (second, b) in ((one, (sign, value)), ((sign, value), one)):
        if first == "==":
            return not _fulfils(a, second, b)
        if first in {">", ">="} and second in {"<", "<="}:
            strict = ">" if first == ">=" and second == "<=" else ">="
            return ordered(strict, a, b)
    return False


def _fulfils(value: Any, sign: str, demanded: Any) -> bool:
    if sign == "==":
        return equal(value, demanded) is True
    if sign == "!=":
        return equal(value, demanded) is False
    return ordered(sign, value, demanded)
