"""What is known of each expression of a template, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from collab_playbook.language.near import is_it
from collab_playbook.rules.template_types import (
    ANY,
    BROKEN,
    FLAG,
    FUNCTION,
    NONE,
    NUMBER,
    WRITTEN,
    Value,
    joined,
)
from collab_playbook.rules.templates_answered import answered_by
from collab_playbook.rules.templates_calls import call_of, filter_of, test_of
from collab_playbook.rules.templates_comparing import compared, reckoned
from collab_playbook.rules.templates_parts import part_of_value
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.rules.template_types import Answer
    from collab_playbook.rules.templates_problems import Findings
    from collab_playbook.rules.templates_source import Source, Span

OF_MAPS = ("items", "keys", "values", "get")


class Expressions:
    """Judges expressions in the scope that it is given; knows which answers are there.

    Args:
        source: The template.
        findings: Takes what is wrong.
        roots: The names that are there before the template begins.
        is_set_around: Whether a name is set by a template around this one.
    """

    def __init__(
        self,
        source: Source,
        findings: Findings,
        roots: Mapping[str, Value],
        is_set_around: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.source = source
        self.findings = findings
        self.roots = roots
        self.is_set_around = is_set_around
        self.scopes: list[dict[str, Value]] = [{}]
        self.answered: frozenset[Answer] = frozenset()
        self.asked_where: Mapping[Answer, frozenset[Answer]] = {}
        self.reads: dict[str, Span] = {}
        self.first_read: dict[Answer, Span] = {}

    def found(self, name: str) -> Value | None:
        """What a name means here; nothing where nothing has it."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        value = self.roots.get(name)
        if value is None and self.is_set_around(name):
            return ANY
        return value

    def known_names(self) -> list[str]:
        """Every name that could stand here."""
        own = [name for scope in reversed(self.scopes) for name in scope]
        return [*own, *self.roots]

    def value(self, node: nodes.Node) -> Value:
        """What is known of an expression; tells what is wrong with it."""
        judge = _JUDGES.get(type(node))
        return ANY if judge is None else judge(self, node)

    def quietly(self, node: nodes.Node) -> Value:
        """What is known of an expression that was judged before."""
        self.findings.muted += 1
        try:
            return self.value(node)
        finally:
            self.findings.muted -= 1

    def given(self, node: nodes.Node, where: frozenset[Answer]) -> Value:
        """What is known of an expression where some answers are there besides."""
        before = self.answered
        self.answered = before | where
        try:
            return self.value(node)
        finally:
            self.answered = before

    def decide(self, test: nodes.Node) -> None:
        """A condition; whoever knows what the document hides looks at it."""

    def note(self, path: str, span: Span, value: Value) -> Value:
        """Remembers that a path was read, and takes out what is known to be answered."""
        self.reads.setdefault(path, span)
        for answer in value.open:
            known = self.first_read.get(answer)
            if known is None or known.start == span.start:
                self.first_read[answer] = span
        return value.sure_of(self.answered)


def _name(self: Expressions, node: nodes.Name) -> Value:
    value = self.found(node.name)
    if value is not None:
        return self.note(node.name, self.source.span_of(node), value)
    span = self.source.span_of(node)
    hint = _home_of(self, node.name)
    if node.name == "loop":
        hint = say("'loop' is there inside of a loop only.")
    known = None if hint else self.known_names()
    message = say("There is no '{name}' here", name=node.name)
    missing = "" if hint else node.name
    self.findings.add("PB404", self.source, span, message, hint=hint, known=known, missing=missing)
    return BROKEN


def _home_of(self: Expressions, name: str) -> str:
    """The step that asks a question of this id, where its name was left out."""
    for step, value in self.roots.items():
        if value.kind == "names" and name in value.parts and step != "programme":
            return is_it(f"{step}.{name}")
    return ""


def _const(_self: Expressions, node: nodes.Const) -> Value:
    match node.value:
        case bool():
            return FLAG
        case None:
            return NONE
        case str():
            return WRITTEN
    return NUMBER


def _getattr(self: Expressions, node: nodes.Getattr) -> Value:
    owner = self.value(node.node)
    value = part_of_value(self, owner, node.attr, self.source.part_of(node))
    whole = self.source.span_of(node)
    return self.note(self.source.text[whole.start : whole.end], whole, value)


def _getitem(self: Expressions, node: nodes.Getitem) -> Value:
    owner = self.value(node.node)
    if isinstance(node.arg, nodes.Slice):
        return _slice(self, node, owner)
    at = self.value(node.arg)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        token = self.source.token_at(node.arg.lineno)
        inside = token._replace(start=token.start + 1, end=token.end - 1)
        return part_of_value(self, owner, node.arg.value, inside)
    if owner.kind == "list" and at.kind == "number":
        return owner.entry.sure_of(self.answered)
    if at.kind == "number" and owner.kind not in {"any", "none", "map"}:
        message = say("Only lists have numbered entries, and this is {words}", words=owner.words)
        self.findings.add("PB421", self.source, self.source.span_of(node.node), message)
    return ANY.resting_on(owner)


def _slice(self: Expressions, node: nodes.Getitem, owner: Value) -> Value:
    for edge in node.arg.iter_child_nodes():
        self.value(edge)
    if owner.kind != "any" and not (owner.native and owner.kind in {"list", "text"}):
        remedy = "list" if owner.kind == "list" else "inline"
        self.findings.add(
            "PB421",
            self.source,
            self.source.span_of(node.node),
            say(
                "Only what the template made can be cut by [:], and this is {words}",
                words=owner.words,
            ),
            hint=say("Write | {remedy} first, in parentheses.", remedy=remedy),
        )
    return owner


def _condition(self: Expressions, node: nodes.CondExpr) -> Value:
    self.value(node.test)
    self.decide(node.test)
    chosen = self.given(node.expr1, answered_by(self, node.test, positive=True))
    if node.expr2 is None:
        return chosen
    other = self.given(node.expr2, answered_by(self, node.test, positive=False))
    return joined(chosen, other)


def _both(self: Expressions, node: nodes.And | nodes.Or) -> Value:
    left = self.value(node.left)
    positive = isinstance(node, nodes.And)
    right = self.given(node.right, answered_by(self, node.left, positive=positive))
    return (
        FLAG.resting_on(left, right) if left.kind == right.kind == "flag" else joined(left, right)
    )


def _not(self: Expressions, node: nodes.Not) -> Value:
    self.value(node.node)
    return FLAG


def _list(self: Expressions, node: nodes.List | nodes.Tuple) -> Value:
    items = [self.value(item) for item in node.items]
    item = items[0] if items else None
    for other in items[1:]:
        item = joined(item or other, other)
    return Value("list", item=item, native=True).resting_on(*items)


def _dict(self: Expressions, node: nodes.Dict) -> Value:
    parts = dict.fromkeys(OF_MAPS, FUNCTION)
    certain = True
    for pair in node.items:
        self.value(pair.key)
        value = self.value(pair.value)
        if isinstance(pair.key, nodes.Const):
            parts[str(pair.key.value)] = value
        else:
            certain = False
    return Value("map", parts=parts, shown=False) if certain else ANY


def _concat(self: Expressions, node: nodes.Concat) -> Value:
    return WRITTEN.resting_on(*(self.value(each) for each in node.nodes))


def _negative(self: Expressions, node: nodes.Neg | nodes.Pos) -> Value:
    value = self.value(node.node)
    if value.kind not in {"number", "any"}:
        message = say(
            "'{operator}' works on numbers, and this is {words}",
            operator=node.operator,
            words=value.words,
        )
        self.findings.add("PB421", self.source, self.source.span_of(node.node), message)
    return replace(NUMBER, parts=value.parts).resting_on(value)


_JUDGES: Mapping[type[nodes.Node], Callable[[Any, Any], Value]] = {
    nodes.Name: _name,
    nodes.Const: _const,
    nodes.Getattr: _getattr,
    nodes.Getitem: _getitem,
    nodes.Filter: filter_of,
    nodes.Test: test_of,
    nodes.Call: call_of,
    nodes.CondExpr: _condition,
    nodes.Compare: compared,
    nodes.And: _both,
    nodes.Or: _both,
    nodes.Not: _not,
    nodes.List: _list,
    nodes.Tuple: _list,
    nodes.Dict: _dict,
    nodes.Concat: _concat,
    nodes.Neg: _negative,
    nodes.Pos: _negative,
    **dict.fromkeys(
        (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow), reckoned
    ),
}
"""How each kind of expression is judged."""
