"""Branches and loops of templates: what is known in each, and what is known after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from collab_playbook.rules.template_types import ANY, FLAG, FUNCTION, NUMBER, Value, joined
from collab_playbook.rules.templates_answered import answered_by
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import nodes

    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_statements import Statements

_LOOP = Value(
    "loop",
    "'loop'",
    {
        **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length"), NUMBER),
        **dict.fromkeys(("depth", "depth0"), NUMBER),
        **dict.fromkeys(("first", "last"), FLAG),
        **dict.fromkeys(("cycle", "changed"), FUNCTION),
    },
    shown=False,
)
_ITERABLE = frozenset({"any", "none", "list", "map", "loop"})


def if_(walker: Statements, node: nodes.If) -> None:
    """``{% if %}`` with all its branches, each with what the tests before it tell."""
    start = dict(walker.scopes[-1])
    ends: list[dict[str, Value]] = []
    failed: frozenset[Answer] = frozenset()
    before = walker.answered
    for branch in (node, *node.elif_):
        walker.answered = before | failed
        walker.value(branch.test)
        walker.decide(branch.test)
        passed = answered_by(walker, branch.test, positive=True)
        ends.append(_branch(walker, branch.body, start, before | failed | passed))
        failed |= answered_by(walker, branch.test, positive=False)
    ends.append(_branch(walker, node.else_, start, before | failed))
    walker.answered = before
    for scope in ends:
        for name, value in scope.items():
            known = walker.scopes[-1].get(name)
            walker.scopes[-1][name] = value if known is None else joined(known, value)
    for name in start:
        values = [scope[name] for scope in ends]
        found = values[0]
        for other in values[1:]:
            found = found if found == other else joined(found, other)
        walker.scopes[-1][name] = found


def _branch(
    walker: Statements,
    body: Iterable[nodes.Node],
    start: dict[str, Value],
    answered: frozenset[Answer],
) -> dict[str, Value]:
    """The names after a branch; the scope is left as it was before."""
    kept = walker.scopes[-1]
    walker.branches += 1
    walker.scopes[-1] = dict(start)
    walker.answered = answered
    walker.walk(body)
    walker.branches -= 1
    end, walker.scopes[-1] = walker.scopes[-1], kept
    return end


def for_(walker: Statements, node: nodes.For) -> None:
    """``{% for %}``: over a list, each round in a scope of its own."""
    listed = walker.value(node.iter)
    if listed.kind not in _ITERABLE and not (listed.kind == "text" and listed.native):
        span = walker.source.span_of(node.iter)
        shown = walker.source.text[span.start : span.end]
        message = say(
            "A loop goes through a list, and '{shown}' is {words}", shown=shown, words=listed.words
        )
        walker.findings.add("PB413", walker.source, span, message, defined=listed.defined)
    entry = listed.entry if listed.kind == "list" else ANY
    loop = replace(_LOOP, parts={**_LOOP.parts, "previtem": entry, "nextitem": entry})
    walker.scopes.append({"loop": loop})
    walker.bind(node.target, entry)
    sure: frozenset[Answer] = frozenset()
    if node.test is not None:
        walker.value(node.test)
        walker.decide(node.test)
        sure = answered_by(walker, node.test, positive=True)
    around = walker.looped
    walker.looped = {**around, **dict.fromkeys(entry.open, walker.source.span_of(node.iter))}
    walker.branches += 1
    walker.within(node.body, walker.scopes[-1], sure)
    walker.branches -= 1
    walker.looped = around
    walker.scopes.pop()
    walker.within(node.else_)
