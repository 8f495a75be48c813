"""Guards to values. Total: every guard over every answers ends with a value, an ``Unknown`` or a ``Failure``.

Three-valued after Kleene: ``&&`` and ``||`` decide as soon as one side does, whatever the other lacks. Everything else
wants all its parts. What is not known yet outweighs what cannot be worked out, so that an answer given later never
turns a verdict that was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from collab_playbook.language.blank import is_blank
from collab_playbook.language.functions import FUNCTIONS
from collab_playbook.language.operators import Unworkable, calculated, contains, equal, kind, negated, ordered
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
)
from collab_playbook.language.truth import all_hold, exactly_one, lacking, some_hold
from collab_playbook.language.values import Failure, Outcome, Record, Unknown, Value

MAX_WORK = 250_000
"""Steps of work that one guard may cost: well over what a list of hundreds compared with itself takes."""
_CHARACTERS_A_STEP = 200

Scope = Mapping[str, Value]


def evaluate(node: Node, roots: Mapping[str, Value]) -> Outcome:
    """What a guard says.

    Args:
        node: The parsed guard.
        roots: The values of the names it may use. A missing name is an answer not given yet.

    Returns:
        The value; ``Unknown`` with the paths of the answers that are missing; or ``Failure`` with the reason.
    """
    try:
        return _Evaluation(roots).outcome(node, {})
    except _TooMuchWorkError:
        return Failure("it takes too much work; compare shorter lists", node.span)


class _TooMuchWorkError(Exception):
    """The budget is spent."""


class _Evaluation:
    """One evaluation with its budget."""

    def __init__(self, roots: Mapping[str, Value]) -> None:
        self._roots = roots
        self._left = MAX_WORK

    def outcome(self, node: Node, scope: Scope) -> Outcome:
        """What a form says, with the items that comprehensions around it have named."""
        self._spend(1)
        try:
            return self._forms[type(node)](self, node, scope)
        except Unworkable as reason:
            return Failure(str(reason), node.span)

    def _spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise _TooMuchWorkError

    def _strict(
        self, nodes: Iterable[Node], scope: Scope, then: Callable[..., Outcome]
    ) -> Outcome:
        """``then`` over the values of forms; the missing answers, else the first failure, of those without one."""
        outcomes = [self.outcome(node, scope) for node in nodes]
        without = lacking(outcomes)
        if without is not None:
            return without
        self._spend(sum(_weight(value) for value in outcomes))
        return then(*outcomes)

    # -- values -------------------------------------------------------------------------------------------

    def _literal(self, node: Literal, _scope: Scope) -> Outcome:
        return node.value

    def _name(self, node: Name, scope: Scope) -> Outcome:
        if node.id in scope:
            return scope[node.id]
        try:
            value = self._roots[node.id]
        except KeyError:
            value = None
        return Unknown(frozenset({node.id})) if value is None else value

    def _select(self, node: Select, scope: Scope) -> Outcome:
        target = self.outcome(node.target, scope)
        if isinstance(target, Unknown) and isinstance(node.target, Name):
            return Unknown(frozenset({f"{node.target.id}.{node.field}"}))
        if isinstance(target, Unknown | Failure):
            return target
        if not isinstance(target, Record):
            raise Unworkable(f"{kind(target)} has no part '{node.field}'")
        try:
            value = target.fields[node.field]
        except KeyError:
            value = None
        path = target.path_of(node.field)
        return Unknown(frozenset({path})) if value is None else _placed(value, path, node.field)

    def _index(self, node: Index, scope: Scope) -> Outcome:
        return self._strict((node.target, node.position), scope, _item)

    def _list(self, node: ListOf, scope: Scope) -> Outcome:
        return self._strict(node.items, scope, lambda *items: items)

    def _has(self, node: Has, scope: Scope) -> Outcome:
        target = self.outcome(node.target, scope)
        if isinstance(target, Unknown):
            return False
        return target if isinstance(target, Failure) else not is_blank(target)

    # -- operators ----------------------------------------------------------------------------------------

    def _unary(self, node: Unary, scope: Scope) -> Outcome:
        return self._strict((node.operand,), scope, _inverted if node.operator == "!" else negated)

    def _binary(self, node: Binary, scope: Scope) -> Outcome:
        return self._strict((node.left, node.right), scope, lambda left, right: _applied(node, left, right))

    def _logic(self, node: Logic, scope: Scope) -> Outcome:
        outcomes = ((operand, self.outcome(operand, scope)) for operand in node.operands)
        return all_hold(outcomes) if node.operator == "&&" else some_hold(outcomes)

    def _conditional(self, node: Conditional, scope: Scope) -> Outcome:
        test = self.outcome(node.test, scope)
        if isinstance(test, Unknown | Failure):
            return test
        if not isinstance(test, bool):
            return Failure(f"'?' decides by a yes or no, not by {kind(test)}", node.test.span)
        return self.outcome(node.then if test else node.otherwise, scope)

    def _call(self, node: Call, scope: Scope) -> Outcome:
        function = FUNCTIONS.get(node.function)
        way = "function" if node.target is None else "method"
        if function is None or function.way not in {way, "both"}:
            raise Unworkable(f"there is no function '{node.function}' written like this")
        nodes = node.arguments if node.target is None else (node.target, *node.arguments)
        if len(nodes) not in function.counts:
            raise Unworkable(f"'{node.function}' is written {function.example}")
        return self._strict(nodes, scope, function.apply)

    # -- comprehensions -----------------------------------------------------------------------------------

    def _comprehension(self, node: Comprehension, scope: Scope) -> Outcome:
        target = self.outcome(node.target, scope)
        if isinstance(target, Unknown | Failure):
            return target
        if not isinstance(target, tuple):
            raise Unworkable(f"{node.kind}() looks at the items of a list, not of {kind(target)}")
        scopes = [{**scope, node.variable: item} for item in target]
        verdicts = ((node.body, self.outcome(node.body, inner)) for inner in scopes)
        match node.kind:
            case "all":
                return all_hold(verdicts)
            case "exists":
                return some_hold(verdicts)
            case "exists_one":
                return exactly_one(verdicts)
            case "filter":
                return self._filtered(node.body, scopes, [inner[node.variable] for inner in scopes])
            case "map":
                return self._mapped(node, scopes)

    def _filtered(self, condition: Node, scopes: list[dict[str, Value]], items: list[Value]) -> Outcome:
        verdicts = [self.outcome(condition, inner) for inner in scopes]
        without = lacking(verdicts)
        if without is not None:
            return without
        for verdict in verdicts:
            if not isinstance(verdict, bool):
                return Failure(f"a yes or no is wanted, not {kind(verdict)}", condition.span)
        return tuple(item for item, verdict in zip(items, verdicts, strict=True) if verdict)

    def _mapped(self, node: Comprehension, scopes: list[dict[str, Value]]) -> Outcome:
        outcomes: list[Outcome] = []
        for inner in scopes:
            kept = True if node.only is None else self.outcome(node.only, inner)
            if kept is True:
                outcomes.append(self.outcome(node.body, inner))
            elif isinstance(kept, Unknown | Failure):
                outcomes.append(kept)
            elif kept is not False:
                outcomes.append(Failure("a yes or no is wanted", node.body.span))
        without = lacking(outcomes)
        return tuple(outcomes) if without is None else without

    _forms: Final[dict[type, Callable[..., Outcome]]] = {
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


def _placed(value: Value, path: str, field: str) -> Value:
    """A part under the path it was reached by, so that what it lacks is named from there."""
    if isinstance(value, Record):
        return value if value.name == path else Record(path, value.fields)
    if isinstance(value, tuple) and value and isinstance(value[0], Record) and value[0].name != f"{path}[0]":
        return tuple(
            Record(f"{path}[{position}]", item.fields)
            if isinstance(item, Record) and item.name.endswith(f"{field}[{position}]")
            else item
            for position, item in enumerate(value)
        )
    return value


def _item(items: Value, position: Value) -> Value:
    if not isinstance(items, tuple):
        raise Unworkable(f"only lists have items by position, not {kind(items)}")
    if not isinstance(position, int) or isinstance(position, bool):
        raise Unworkable(f"a position is a whole number, not {kind(position)}")
    if not 0 <= position < len(items):
        raise Unworkable(f"there is no item {position}: the list has {len(items)}, counted from 0")
    return items[position]


def _inverted(value: Value) -> Value:
    if not isinstance(value, bool):
        raise Unworkable(f"'!' turns a yes or no, not {kind(value)}")
    return not value


def _applied(node: Binary, left: Value, right: Value) -> Outcome:
    match node.operator:
        case "==":
            return equal(left, right)
        case "!=":
            same = equal(left, right)
            return same if isinstance(same, Unknown) else not same
        case "in":
            return contains(left, right)
        case "<" | "<=" | ">" | ">=":
            return ordered(node.operator, left, right)
    return calculated(node.operator, left, right)


def _weight(value: Value) -> int:
    if isinstance(value, str):
        return len(value) // _CHARACTERS_A_STEP
    return len(value) if isinstance(value, tuple) else 0
