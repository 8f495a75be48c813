"""Guards against the declared types: every fault of a guard at once, one a mistake.

A part that is at fault has the type ``any``, so that nothing built on it is reported again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from collab_playbook.language.call_types import call_type
from collab_playbook.language.contradictions import contradiction
from collab_playbook.language.faults import Fault, home_of, in_quotes, some_of
from collab_playbook.language.near import is_it, nearest
from collab_playbook.language.operator_types import binary_type, check_ids
from collab_playbook.language.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    Index,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Select,
    Unary,
    dotted,
)
from collab_playbook.language.types import (
    ANY,
    BOOL,
    INT,
    ChoiceOf,
    RecordOf,
    Type,
    accepts,
    comparable,
    is_number,
    joined,
    shown,
    type_of_literal,
)
from collab_playbook.language.types import ListOf as ListType
from collab_playbook.saying import say

Scope = Mapping[str, Type]


def check(
    node: Node, names: Mapping[str, Type], expected: Type | None = None
) -> tuple[list[Fault], Type]:
    """The faults of a guard, and the type of what it gives.

    Args:
        node: The parsed guard.
        names: The types of the names it may use; the mapping may make them when asked.
        expected: The type its place wants; any will do where ``None``.

    Returns:
        The faults in reading order, and the type: ``any`` where a fault hides it.
    """
    checking = _Checking(names)
    found = checking.type_of(node, {})
    if expected is not None:
        checking.expect(node, found, expected)
    return sorted(checking.faults, key=lambda fault: fault.span), found


class _Checking:
    """One pass over one guard."""

    def __init__(self, names: Mapping[str, Type]) -> None:
        self._names = names
        self.faults: list[Fault] = []

    def type_of(self, node: Node, scope: Scope) -> Type:
        """The type of a form; its faults are collected."""
        return self._forms[type(node)](self, node, scope)

    def expect(self, node: Node, found: Type, expected: Type) -> None:
        """Reports a form that its place has no use for."""
        if expected == BOOL:
            self._condition(node, found)
        elif not accepts(expected, found):
            message = say(
                "{shown} is wanted here, and this gives {shown_2}",
                shown=shown(expected),
                shown_2=shown(found),
            )
            self._report(Fault("type-mismatch", message, node.span))
        else:
            check_ids(expected, node, self._report)

    def _report(self, fault: Fault) -> None:
        self.faults.append(fault)

    def _condition(self, node: Node, found: Type) -> None:
        if found not in (BOOL, ANY):
            name = dotted(node)
            hint = (
                say("write has({name}) to ask whether it is answered", name=name)
                if name
                else say("compare it with something")
            )
            message = say("a yes or no is wanted here, and this is {shown}", shown=shown(found))
            self._report(Fault("not-boolean", message, node.span, hint))

    # -- values -----------------------------------------------------------------------------------

    def _literal(self, node: Literal, _scope: Scope) -> Type:
        return type_of_literal(node.value)

    def _name(self, node: Name, scope: Scope) -> Type:
        if node.id in scope:
            return scope[node.id]
        try:
            return self._names[node.id]
        except KeyError:
            near = home_of(node.id, self._names) or nearest(
                node.id, (*scope, *self._names, "true", "false")
            )
            hint = is_it(near) or say("names are written step.question")
            message = say("'{id}' names nothing here", id=node.id)
            self._report(Fault("unknown-name", message, node.span, hint, near))
            return ANY

    def _select(self, node: Select, scope: Scope) -> Type:
        target = self.type_of(node.target, scope)
        if target == ANY:
            return ANY
        owner = dotted(node.target) or "this"
        if not isinstance(target, RecordOf):
            hint = ""
            if isinstance(target, ListType):
                hint = say(
                    ("write {owner}.exists(x, ...) or {owner}.all(x, ...) to look at its items"),
                    owner=owner,
                )
            message = say(
                "'{owner}' is {shown} and has no '{field}'",
                owner=owner,
                shown=shown(target),
                field=node.field,
            )
            self._report(Fault("unknown-field", message, node.field_span, hint))
            return ANY
        try:
            return target.fields[node.field]
        except KeyError:
            near = nearest(node.field, target.fields)
            hint = is_it(near) or some_of(target.fields)
            message = say("'{owner}' has no '{field}'", owner=owner, field=node.field)
            self._report(Fault("unknown-field", message, node.field_span, hint, near))
            return ANY

    def _index(self, node: Index, scope: Scope) -> Type:
        target, position = self.type_of(node.target, scope), self.type_of(node.position, scope)
        if position not in (INT, ANY):
            message = say(
                "a position is a whole number, and this is {shown}", shown=shown(position)
            )
            self._report(
                Fault("type-mismatch", message, node.position.span, say("items are counted from 0"))
            )
        if isinstance(target, ListType):
            return target.item
        if target != ANY:
            message = say(
                "only lists have items by position, and this is {shown}", shown=shown(target)
            )
            self._report(Fault("type-mismatch", message, node.target.span))
        return ANY

    def _list(self, node: ListOf, scope: Scope) -> Type:
        types = [self.type_of(item, scope) for item in node.items]
        item = types[0] if types else ANY
        for other in types[1:]:
            item = joined(item, other)
        return ListType(item)

    def _has(self, node: Has, scope: Scope) -> Type:
        self.type_of(node.target, scope)
        return BOOL

    # -- operators --------------------------------------------------------------------------------

    def _unary(self, node: Unary, scope: Scope) -> Type:
        operand = self.type_of(node.operand, scope)
        if node.operator == "!":
            self._condition(node.operand, operand)
            return BOOL if operand in (BOOL, ANY) else ANY
        if operand != ANY and not is_number(operand):
            message = say("'-' turns a number, and this is {shown}", shown=shown(operand))
            self._report(Fault("type-mismatch", message, node.operand.span))
            return ANY
        return operand

    def _binary(self, node: Binary, scope: Scope) -> Type:
        before = len(self.faults)
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        for wanted, other in ((left, node.right), (right, node.left)):
            if isinstance(wanted, ChoiceOf) and isinstance(other, Name) and other.id in wanted.ids:
                self.faults[before:] = [
                    in_quotes(f) if f.span == other.span else f for f in self.faults[before:]
                ]
        return binary_type(node, left, right, self._report)

    def _logic(self, node: Logic, scope: Scope) -> Type:
        before = len(self.faults)
        for operand in node.operands:
            self._condition(operand, self.type_of(operand, scope))
        clash = contradiction(node) if len(self.faults) == before else None
        if clash is not None:
            message = say("this never holds together with what stands before it")
            self._report(
                Fault("never-true", message, clash.span, say("use 'or', or mend one of the two"))
            )
        return BOOL

    def _conditional(self, node: Conditional, scope: Scope) -> Type:
        self._condition(node.test, self.type_of(node.test, scope))
        then, otherwise = self.type_of(node.then, scope), self.type_of(node.otherwise, scope)
        if not comparable(then, otherwise):
            message = say(
                "this gives {shown} or {shown_2}, and both have to be alike",
                shown=shown(then),
                shown_2=shown(otherwise),
            )
            self._report(Fault("type-mismatch", message, node.span))
            return ANY
        return joined(then, otherwise)

    def _call(self, node: Call, scope: Scope) -> Type:
        target = None if node.target is None else self.type_of(node.target, scope)
        arguments = tuple(self.type_of(argument, scope) for argument in node.arguments)
        return call_type(node, target, arguments, self._report)

    def _comprehension(self, node: Comprehension, scope: Scope) -> Type:
        target = self.type_of(node.target, scope)
        if not isinstance(target, ListType):
            if target != ANY:
                message = say(
                    "{kind}() looks at the items of a list, and this is {shown}",
                    kind=node.kind,
                    shown=shown(target),
                )
                self._report(Fault("type-mismatch", message, node.target.span))
            target = ListType(ANY)
        inner = {**scope, node.variable: target.item}
        if node.only is not None:
            self._condition(node.only, self.type_of(node.only, inner))
        body = self.type_of(node.body, inner)
        if node.kind == "map":
            return ListType(body)
        self._condition(node.body, body)
        return target if node.kind == "filter" else BOOL

    _forms: Final[dict[type, Callable[..., Type]]] = {
        Literal: _literal,
        Name: _name,
        Select: _select,
        Index: _index,
        ListOf: _list,
        Unary: _unary,
        Binary: _binary,
        Logic: _logic,
        Conditional: _conditional,
        Has: _has,
        Call: _call,
        Comprehension: _comprehension,
    }
