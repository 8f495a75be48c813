"""Which types the signs of the language take, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from collab_playbook.language.faults import Fault
from collab_playbook.language.near import is_it, nearest
from collab_playbook.language.quoting import quoted
from collab_playbook.language.syntax import Binary, Conditional, ListOf, Literal, Node, dotted
from collab_playbook.language.types import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    NULL,
    PERIOD,
    STRING,
    ChoiceOf,
    RecordOf,
    Type,
    comparable,
    is_number,
    is_textual,
    joined,
    shown,
)
from collab_playbook.language.types import ListOf as ListType
from collab_playbook.saying import say

Report: TypeAlias = Callable[[Fault], None]

_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_SUMS: Final = {
    ("+", DATE, PERIOD): DATE,
    ("+", PERIOD, DATE): DATE,
    ("-", DATE, PERIOD): DATE,
    ("-", DATE, DATE): PERIOD,
    ("+", PERIOD, PERIOD): PERIOD,
    ("-", PERIOD, PERIOD): PERIOD,
}


def binary_type(node: Binary, left: Type, right: Type, report: Report) -> Type:
    """The type of a comparison or calculation; what does not fit is reported."""
    if node.operator == "in":
        _check_in(node, left, right, report)
        return BOOL
    if node.operator in _RELATIONS:
        _check_relation(node, left, right, report)
        return BOOL
    return _sum_type(node, left, right, report)


def check_ids(wanted: Type, node: Node, report: Report) -> None:
    """Reports texts that stand where a choice is wanted and are none of its ids."""
    choice = wanted.item if isinstance(wanted, ListType) else wanted
    if not isinstance(choice, ChoiceOf) or not choice.ids:
        return
    for literal in _texts(node):
        if literal.value not in choice.ids:
            near = nearest(str(literal.value), choice.ids)
            hint = is_it(near) or say("it is one of {listed}", listed=_listed(choice.ids))
            message = say("{value} is none of the choices", value=quoted(str(literal.value)))
            report(Fault("unknown-choice", message, literal.span, hint, near))


def _texts(node: Node) -> Iterator[Literal]:
    match node:
        case Literal(value=str()):
            yield node
        case ListOf(items=items):
            for item in items:
                yield from _texts(item)
        case Conditional(then=then, otherwise=otherwise):
            yield from _texts(then)
            yield from _texts(otherwise)


def _listed(ids: tuple[str, ...]) -> str:
    first = ", ".join(ids[:8])
    return (
        first if len(ids) <= 8 else say("{first} and {count} more", first=first, count=len(ids) - 8)
    )


def _check_in(node: Binary, left: Type, right: Type, report: Report) -> None:
    if right == ANY:
        return
    if not isinstance(right, ListType):
        hint = (
            say("write text.contains(part)") if is_textual(right) else say("'in' looks into a list")
        )
        message = say("'in' looks into a list, and this is {shown}", shown=shown(right))
        report(Fault("type-mismatch", message, node.right.span, hint))
    elif not comparable(left, right.item):
        message = say("{shown} is never in {shown_2}", shown=shown(left), shown_2=shown(right))
        report(Fault("type-mismatch", message, node.span, ""))
    else:
        check_ids(right.item, node.left, report)
        check_ids(left, node.right, report)


def _check_relation(node: Binary, left: Type, right: Type, report: Report) -> None:
    if NULL in (left, right) and left != right:
        other = node.left if right == NULL else node.right
        hint = say("write has({value})", value=dotted(other) or "step.question")
        report(Fault("type-mismatch", say("an answer is never null"), node.span, hint))
    elif node.operator in {"==", "!="}:
        if not comparable(left, right):
            message = say(
                "{shown} and {shown_2} are never the same", shown=shown(left), shown_2=shown(right)
            )
            report(Fault("type-mismatch", message, node.span, _remedy(node, left, right)))
            return
        check_ids(left, node.right, report)
        check_ids(right, node.left, report)
    elif not _has_order(left, right):
        message = say(
            "{shown} and {shown_2} have no order", shown=shown(left), shown_2=shown(right)
        )
        report(Fault("type-mismatch", message, node.span, _remedy(node, left, right)))


def _has_order(left: Type, right: Type) -> bool:
    if ANY in (left, right):
        return True
    if is_number(left) and is_number(right):
        return True
    return left == right and left in (STRING, DATE, PERIOD, BOOL)


def _remedy(  # noqa: PLR0911 - one return a mistake
    node: Binary, left: Type, right: Type
) -> str:
    """What to write instead, where the mistake is a common one."""
    types = (left, right)
    if isinstance(node.left, Binary) and node.left.operator in _RELATIONS:
        return say("write both comparisons: a < b and b < c")
    if MONEY in types:
        return say("compare the parts: .amount or .currency")
    if DATE in types and STRING in types:
        return say("write a date as date('2026-01-05')")
    if PERIOD in types and STRING in types:
        return say("write a period as period('P1M')")
    if STRING in types and any(map(is_number, types)):
        return say("write a number without quotes")
    for part, of in ((node.left, left), (node.right, right)):
        if isinstance(of, ListType):
            return say("write x in {value}, or size({value})", value=dotted(part) or "list")
        if isinstance(of, RecordOf) and "name" in of.fields:
            return say("compare a part of it, such as {value}.name", value=dotted(part) or "person")
    return ""


def _sum_type(node: Binary, left: Type, right: Type, report: Report) -> Type:
    if is_number(left) and is_number(right) and (node.operator != "%" or left == right == INT):
        return INT if left == right == INT else DECIMAL
    if node.operator == "+":
        if is_textual(left) and is_textual(right):
            return STRING
        if isinstance(left, ListType) and isinstance(right, ListType):
            return ListType(joined(left.item, right.item))
    for (operator, one, other), result in _SUMS.items():
        if (operator, one, other) == (node.operator, left, right):
            return result
    if ANY not in (left, right):
        message = say(
            "'{operator}' does not work on {shown} and {shown_2}",
            operator=node.operator,
            shown=shown(left),
            shown_2=shown(right),
        )
        report(Fault("type-mismatch", message, node.span, _sum_remedy(left, right)))
    return ANY


def _sum_remedy(left: Type, right: Type) -> str:
    types = (left, right)
    if MONEY in types:
        return say("calculate with its .amount")
    if DATE in types and any(map(is_number, types)):
        return say("write a number of days as period('P10D')")
    if STRING in types and any(map(is_number, types)):
        return say("write string(number) to put a number into a text")
    return ""
