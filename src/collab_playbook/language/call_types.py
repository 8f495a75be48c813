"""Which calls of functions fit, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.language.faults import Fault
from collab_playbook.language.functions import FUNCTIONS, Function, read_date, read_period
from collab_playbook.language.near import is_it, nearest
from collab_playbook.language.operators import Unworkable
from collab_playbook.language.syntax import Call, Literal
from collab_playbook.language.types import ANY, ListOf, Type, accepts, shown
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.language.operator_types import Report

_COMPREHENSIONS: Final = ("all", "exists", "exists_one", "filter", "map")
_READERS: Final = {"date": read_date, "period": read_period}


def call_type(node: Call, target: Type | None, arguments: tuple[Type, ...], report: Report) -> Type:
    """The type of a call; an unknown function or types that no form of it takes are reported."""
    function = FUNCTIONS.get(node.function)
    if function is None:
        report(_unknown(node))
        return ANY
    if function.way not in {"function" if target is None else "method", "both"}:
        message = say("'{function}' is not called like this", function=node.function)
        report(
            Fault(
                "unknown-function",
                message,
                node.function_span,
                say("write {example}", example=function.example),
            )
        )
        return ANY
    given = arguments if target is None else (target, *arguments)
    form = next((f for f in function.forms if _takes(f.takes, given)), None)
    if form is None:
        report(_misfit(node, function, target, given))
        return ANY
    _read_literal(node, report)
    return form.gives


def _takes(wanted: tuple[Type, ...], given: tuple[Type, ...]) -> bool:
    return len(wanted) == len(given) and all(map(accepts, wanted, given))


def _unknown(node: Call) -> Fault:
    known = (*FUNCTIONS, *_COMPREHENSIONS, "has")
    near = ""
    if node.function in _COMPREHENSIONS:
        hint = say("write list.{function}(x, ...)", function=node.function)
    elif node.function == "has":
        hint = say("write has(step.question)")
    else:
        near = nearest(node.function, known)
        hint = is_it(near) or say("there are {known}", known=", ".join(known))
    message = say("there is no function '{function}' written like this", function=node.function)
    return Fault("unknown-function", message, node.function_span, hint, near)


def _misfit(node: Call, function: Function, target: Type | None, given: tuple[Type, ...]) -> Fault:
    hint = say("write {example}", example=function.example)
    if len(given) not in function.counts:
        return Fault(
            "type-mismatch",
            say("'{function}' is given too many or too few values", function=node.function),
            node.span,
            hint,
        )
    if function.name == "contains" and isinstance(target, ListOf):
        hint = say("write x in list")
    kinds = " and ".join(shown(of) for of in given)
    return Fault(
        "type-mismatch",
        say("'{function}' does not work on {kinds}", function=node.function, kinds=kinds),
        node.span,
        hint,
    )


def _read_literal(node: Call, report: Report) -> None:
    """Dates and periods written out are read at once, not on the day the guard is asked."""
    match node.arguments:
        case (Literal(value=str() as text, span=span),) if node.function in _READERS:
            try:
                _READERS[node.function](text)
            except Unworkable as reason:
                report(Fault("type-mismatch", str(reason), span))
