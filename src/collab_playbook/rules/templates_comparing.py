"""Comparisons and arithmetic in templates: what is never equal, what cannot be reckoned with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from collab_playbook.rules.template_types import FLAG, NUMBER, WRITTEN, Value, list_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.templates_parts import Judging

_LIKE_TEXT = frozenset({"text", "choice", "date", "period", "record"})
"""Kinds that can equal a text: a choice by its id, a record by what it prints."""
_ORDERED = frozenset({"number", "text", "date"})
_UNSURE = frozenset({"any", "none", "names", "module", "macro", "function", "loop", "map"})
_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}


def compared(judging: Judging, node: nodes.Compare) -> Value:
    """Every pair of a comparison such as ``a == b`` or ``a in [b, c]``."""
    left, left_node = judging.value(node.expr), node.expr
    values = [left]
    for operand in node.ops:
        right = judging.value(operand.expr)
        values.append(right)
        if operand.op in {"in", "notin"}:
            held_in(judging, left_node, left, operand.expr, right)
        else:
            equal(judging, left_node, left, operand.expr, right, operand.op)
        left, left_node = right, operand.expr
    return FLAG.resting_on(*values)


def equal(  # noqa: PLR0913, PLR0917 - two sides with their nodes
    judging: Judging,
    left_node: nodes.Node,
    left: Value,
    right_node: nodes.Node,
    right: Value,
    operator: str = "eq",
) -> None:
    """Two values side by side: a choice and its ids, or kinds that can be compared."""
    for value, other in ((left, right_node), (right, left_node)):
        if operator in {"eq", "ne"} and value.ids:
            among(judging, value, other)
    kinds = {left.kind, right.kind}
    if kinds & _UNSURE:
        return
    shown = _OPERATORS.get(operator, operator)
    if operator in {"eq", "ne"}:
        if left.kind != right.kind and not kinds <= _LIKE_TEXT:
            message = say(
                "'{shown}' is never decided between {words} and {words_2}",
                shown=shown,
                words=left.words,
                words_2=right.words,
            )
            _told(judging, left_node, message, say("Compare values of one kind."))
    elif not (kinds <= {"text", "date"} or (len(kinds) == 1 and kinds <= _ORDERED)):
        message = say(
            "'{shown}' cannot order {words} and {words_2}",
            shown=shown,
            words=left.words,
            words_2=right.words,
        )
        _told(judging, left_node, message, say("Numbers, texts and dates have an order."))


def held_in(
    judging: Judging, left_node: nodes.Node, left: Value, right_node: nodes.Node, right: Value
) -> None:
    """``left in right``: a list or a text on the right, and ids that exist."""
    if right.kind in {"number", "flag", "date", "period", "choice", "record"}:
        _told(
            judging,
            right_node,
            say("'in' looks into lists and texts, not into {words}", words=right.words),
            "",
        )
    elif right.kind == "list" and right.item is not None and right.item.ids:
        among(judging, right.item, left_node)
    if left.ids and isinstance(right_node, nodes.List | nodes.Tuple):
        for each in right_node.items:
            among(judging, left, each)


def among(judging: Judging, value: Value, node: nodes.Node) -> None:
    """A text written out beside a value that is one out of a closed list."""
    for text in _texts(node):
        if text.value not in value.ids:
            span = judging.source.token_at(text.lineno)
            inside = span._replace(start=span.start + 1, end=span.end - 1)
            shown = ", ".join(value.ids[:8]) + (", ..." if len(value.ids) > 8 else "")
            judging.findings.add(
                "PB414",
                judging.source,
                inside,
                say("'{value}' is none of the ids that this can be", value=text.value),
                hint=say("It can be {shown}.", shown=shown),
                known=value.ids,
                defined=value.defined,
            )


def _texts(node: nodes.Node) -> Iterator[nodes.Const]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node
    elif isinstance(node, nodes.CondExpr):
        yield from _texts(node.expr1)
        if node.expr2 is not None:
            yield from _texts(node.expr2)


def reckoned(judging: Judging, node: nodes.BinExpr) -> Value:
    """``left operator right``, as the renderer reckons."""
    left, right = judging.value(node.left), judging.value(node.right)
    kinds = (left.kind, right.kind)
    found = NUMBER
    if "any" in kinds or kinds == ("number", "number"):
        found = replace(NUMBER, parts={**left.parts, **right.parts} if "any" not in kinds else {})
        found = found if "any" not in kinds else Value()
    elif node.operator == "+" and kinds == ("list", "list"):
        found = list_of(left.item or Value(), native=True)
    elif node.operator in {"+", "-"} and kinds == ("date", "period"):
        found = left
    elif node.operator == "+" and kinds == ("text", "text") and left.native and right.native:
        found = WRITTEN
    else:
        odd = node.right if left.kind == "number" else node.left
        message = say(
            "'{operator}' works on numbers, not on {words} and {words_2}",
            operator=node.operator,
            words=left.words,
            words_2=right.words,
        )
        hint = say("Join texts with ~.") if "text" in kinds and node.operator == "+" else ""
        _told(judging, odd, message, hint)
    return found.resting_on(left, right)


def _told(judging: Judging, node: nodes.Node, message: str, hint: str) -> None:
    judging.findings.add("PB421", judging.source, judging.source.span_of(node), message, hint=hint)
