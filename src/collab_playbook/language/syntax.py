"""The forms that a guard is made of; each knows the code points it was written with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from typing import Literal as OneOf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


class Span(NamedTuple):
    """Where in the text of a guard: code points from ``start``, up to but without ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out: true, 12, 12.5, 'text', null."""

    span: Span
    value: bool | int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands alone or at the head of a dotted one."""

    span: Span
    id: str


@dataclass(frozen=True, slots=True)
class Select:
    """A part of a value: ``target.field``."""

    span: Span
    target: Node
    field: str
    field_span: Span


@dataclass(frozen=True, slots=True)
class Index:
    """An item of a list: ``target[position]``."""

    span: Span
    target: Node
    position: Node


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list written out: ``[a, b]``."""

    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """``!x`` or ``-x``."""

    span: Span
    operator: OneOf["!", "-"]
    operand: Node


Operator: TypeAlias = OneOf["==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"]


@dataclass(frozen=True, slots=True)
class Binary:
    """A comparison or a calculation."""

    span: Span
    operator: Operator
    operator_span: Span
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic:
    """Two or more conditions joined by ``&&``, or by ``||``."""

    span: Span
    operator: OneOf["&&", "||"]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """``test ? then : otherwise``."""

    span: Span
    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Has:
    """``has(x)``: whether ``x`` is answered and not empty."""

    span: Span
    target: Name | Select


@dataclass(frozen=True, slots=True)
class Call:
    """A function, alone (``size(x)``) or on a value (``x.size()``)."""

    span: Span
    function: str
    function_span: Span
    target: Node | None
    arguments: tuple[Node, ...]


ComprehensionKind: TypeAlias = OneOf["all", "exists", "exists_one", "filter", "map"]


@dataclass(frozen=True, slots=True)
class Comprehension:
    """A condition or a value worked out for each item of a list: ``items.all(o, has(o.owner))``.

    ``only`` is the condition of the long form ``map(x, only, body)``.
    """

    span: Span
    kind: ComprehensionKind
    target: Node
    variable: str
    variable_span: Span
    only: Node | None
    body: Node


Node: TypeAlias = (
    Literal
    | Name
    | Select
    | Index
    | ListOf
    | Unary
    | Binary
    | Logic
    | Conditional
    | Has
    | Call
    | Comprehension
)


def children(node: Node) -> tuple[Node, ...]:  # noqa: C901, PLR0911 - one case a form
    """The forms directly inside one, in reading order."""
    match node:
        case Literal() | Name():
            return ()
        case Select(target=target) | Has(target=target):
            return (target,)
        case Index(target=target, position=position):
            return (target, position)
        case ListOf(items=items):
            return items
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Logic(operands=operands):
            return operands
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Call(target=on, arguments=arguments):
            return arguments if on is None else (on, *arguments)
        case Comprehension(target=target, only=only, body=body):
            return (target, body) if only is None else (target, only, body)


def walk(node: Node) -> Iterator[Node]:
    """A form and all forms inside it, without recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def depth(node: Node) -> int:
    """How deeply forms nest; 1 for a form with nothing inside."""
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        current, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in children(current))
    return deepest


def dotted(node: Node) -> str | None:
    """``a.b.c`` for a name or a selection of names; ``None`` for any other form."""
    parts: list[str] = []
    while isinstance(node, Select):
        parts.append(node.field)
        node = node.target
    if not isinstance(node, Name):
        return None
    return ".".join((node.id, *reversed(parts)))
