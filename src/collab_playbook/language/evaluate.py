"""Guards to values. Total: whatever the answers, the end is a value, ``Unknown`` or ``Failure``.

Three-valued after Kleene: ``&&`` and ``||`` decide as soon as one side does, whatever the other
lacks. Everything else wants all its parts. What is not known yet outweighs what cannot be worked
out, so that an answer given later never turns a verdict that was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from collab_playbook.language.blank import is_blank
from collab_playbook.language.functions import FUNCTIONS
from collab_playbook.language.operators import (
    Unworkable,
    applied,
    inverted,
    kind,
    negated,
)
from collab_playbook.language.parts import item_at, placed, weight
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
from collab_playbook.language.truth import (
    all_hold,
    demanded,
    exactly_one,
    gathered,
    lacking,
    some_hold,
)
from collab_playbook.language.values import Failure, Outcome, Record, Unknown, Value
from collab_playbook.saying import say

MAX_WORK = 250_000
"""Steps of work that one guard may cost: enough to compare a list of 150 records with itself."""

Scope = Mapping[str, Value]


def evaluate(node: Node, roots: Mapping[str, Value]) -> Outcome:
    """What a guard says.

    Args:
        node: The parsed guard.
        roots: The values of the names it may use. A missing name is an answer not given yet.

    Returns:
        The value, or ``Unknown`` with the missing answers, or ``Failure`` with the reason.
    """
    try:
        return _Evaluation(roots).outcome(node, {})
    except _TooMuchWorkError:
        return Failure(say("it takes too much work; compare shorter lists"), node.span)


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

    def _strict(self, nodes: Iterable[Node], scope: Scope, then: Callable[..., Outcome]) -> Outcome:
        """``then`` over the values of forms; where one has none, why."""
        values = gathered([self.outcome(node, scope) for node in nodes])
        if isinstance(values, Unknown | Failure):
            return values
        self._spend(sum(map(weight, values)))
        return then(*values)

    # -- values -----------------------------------------------------------------------------------

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
            raise Unworkable(
                say("{kind} has no part '{field}'", kind=kind(target), field=node.field)
            )
        try:
            value = target.fields[node.field]
        except KeyError:
            value = None
        path = target.path_of(node.field)
        return Unknown(frozenset({path})) if value is None else placed(value, path, node.field)

    def _index(self, node: Index, scope: Scope) -> Outcome:
        return self._strict((node.target, node.position), scope, item_at)

    def _list(self, node: ListOf, scope: Scope) -> Outcome:
        return self._strict(node.items, scope, lambda *items: items)

    def _has(self, node: Has, scope: Scope) -> Outcome:
        target = self.outcome(node.target, scope)
        if isinstance(target, Unknown):
            return False
        return target if isinstance(target, Failure) else not is_blank(target)

    # -- operators --------------------------------------------------------------------------------

    def _unary(self, node: Unary, scope: Scope) -> Outcome:
        return self._strict((node.operand,), scope, inverted if node.operator == "!" else negated)

    def _binary(self, node: Binary, scope: Scope) -> Outcome:
        return self._strict(
            (node.left, node.right), scope, lambda left, right: applied(node.operator, left, right)
        )

    def _logic(self, node: Logic, scope: Scope) -> Outcome:
        outcomes = ((operand, self.outcome(operand, scope)) for operand in node.operands)
        return all_hold(outcomes) if node.operator == "&&" else some_hold(outcomes)

    def _conditional(self, node: Conditional, scope: Scope) -> Outcome:
        test = demanded(node.test, self.outcome(node.test, scope))
        if isinstance(test, Unknown | Failure):
            return test
        return self.outcome(node.then if test else node.otherwise, scope)

    def _call(self, node: Call, scope: Scope) -> Outcome:
        function = FUNCTIONS.get(node.function)
        way = "function" if node.target is None else "method"
        if function is None or function.way not in {way, "both"}:
            raise Unworkable(
                say("there is no function '{function}' written like this", function=node.function)
            )
        nodes = node.arguments if node.target is None else (node.target, *node.arguments)
        if len(nodes) not in function.counts:
            raise Unworkable(
                say(
                    "'{function}' is written {example}",
                    function=node.function,
                    example=function.example,
                )
            )
        return self._strict(nodes, scope, function.apply)

    # -- comprehensions ---------------------------------------------------------------------------

    def _comprehension(self, node: Comprehension, scope: Scope) -> Outcome:
        target = self.outcome(node.target, scope)
        if isinstance(target, Unknown | Failure):
            return target
        if not isinstance(target, tuple):
            raise Unworkable(
                say(
                    "{kind}() looks at the items of a list, not of {kind_2}",
                    kind=node.kind,
                    kind_2=kind(target),
                )
            )
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

    def _filtered(
        self, condition: Node, scopes: list[dict[str, Value]], items: list[Value]
    ) -> Outcome:
        verdicts = [demanded(condition, self.outcome(condition, inner)) for inner in scopes]
        without = lacking(verdicts)
        if without is not None:
            return without
        return tuple(item for item, verdict in zip(items, verdicts, strict=True) if verdict)

    def _mapped(self, node: Comprehension, scopes: list[dict[str, Value]]) -> Outcome:
        outcomes: list[Outcome] = []
        for inner in scopes:
            only = node.only
            kept = True if only is None else demanded(only, self.outcome(only, inner))
            if kept is not False:
                outcomes.append(self.outcome(node.body, inner) if kept is True else kept)
        return gathered(outcomes)

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
