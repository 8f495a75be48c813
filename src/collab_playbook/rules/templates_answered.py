"""Which answers are certain to be there once a condition has held, or has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

if TYPE_CHECKING:
    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_parts import Judging

_HOLD_OF_ANSWERS = frozenset({"eq", "lt", "lteq", "gt", "gteq", "in"})
"""Comparisons that an open answer never passes."""
_TESTS_OF_ANSWERS = frozenset(
    {
        "answered",
        "true",
        "false",
        "eq",
        "equalto",
        "==",
        "in",
        "lt",
        "lessthan",
        "<",
        "le",
        "<=",
        "gt",
        "greaterthan",
        ">",
        "ge",
        ">=",
        "odd",
        "even",
        "divisibleby",
    }
)
NOTHING: frozenset[Answer] = frozenset()


def answered_by(judging: Judging, test: nodes.Node, *, positive: bool) -> frozenset[Answer]:
    """The answers that are there where a condition holds; or, not ``positive``, where it does not.

    A question that is asked and required where another answer says so counts as answered under
    every condition on that answer: the author has thought of it.
    """
    found = _by_form(judging, test, positive=positive)
    if judging.asked_where:
        for node in (test, *test.find_all((nodes.Name, nodes.Getattr))):
            for answer in judging.quietly(node).answers:
                found |= judging.asked_where.get(answer, NOTHING)
    return found


def _by_form(judging: Judging, test: nodes.Node, *, positive: bool) -> frozenset[Answer]:
    match test:
        case nodes.Not():
            return _by_form(judging, test.node, positive=not positive)
        case nodes.And() | nodes.Or():
            left = _by_form(judging, test.left, positive=positive)
            right = _by_form(judging, test.right, positive=positive)
            together = isinstance(test, nodes.And) is positive
            return left | right if together else left & right
        case nodes.Test():
            if positive and test.name in _TESTS_OF_ANSWERS:
                return judging.quietly(test.node).open
            return NOTHING
        case nodes.Compare():
            return _by_comparison(judging, test, positive=positive)
    return judging.quietly(test).open if positive else NOTHING


def _by_comparison(judging: Judging, test: nodes.Compare, *, positive: bool) -> frozenset[Answer]:
    operators = {operand.op for operand in test.ops}
    certain = operators <= _HOLD_OF_ANSWERS if positive else operators == {"ne"}
    if not certain or _compares_none(test):
        return NOTHING
    found = judging.quietly(test.expr).open
    return found.union(*(judging.quietly(operand.expr).open for operand in test.ops))


def _compares_none(test: nodes.Compare) -> bool:
    sides = (test.expr, *(operand.expr for operand in test.ops))
    return any(isinstance(side, nodes.Const) and side.value is None for side in sides)
