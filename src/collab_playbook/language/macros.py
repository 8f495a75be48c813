"""Calls that are forms of their own: ``has`` and the comprehensions."""

from __future__ import annotations

from collab_playbook.language.errors import GuardError
from collab_playbook.language.syntax import (
    Comprehension,
    ComprehensionKind,
    Has,
    Name,
    Node,
    Select,
    Span,
)
from collab_playbook.saying import say


def presence(span: Span, arguments: tuple[Node, ...]) -> Node:
    """``has(x)`` out of what stands in its brackets.

    Raises:
        GuardError: It is not one name.
    """
    if len(arguments) != 1 or not isinstance(arguments[0], Name | Select):
        raise GuardError(say("has() takes one name"), span, say("write has(step.question)"))
    return Has(span, arguments[0])


def comprehension(
    span: Span, kind: ComprehensionKind, target: Node, arguments: tuple[Node, ...]
) -> Node:
    """``target.kind(x, ...)`` out of what stands in its brackets.

    Raises:
        GuardError: It is not a name followed by what is asked of each item.
    """
    remedy = say("write .{kind}(x, ...)", kind=kind)
    if not 2 <= len(arguments) <= (3 if kind == "map" else 2):
        message = say("{kind}() takes a name for the item and what is asked of it", kind=kind)
        raise GuardError(message, span, remedy)
    variable, *only, body = arguments
    if not isinstance(variable, Name):
        raise GuardError(
            say("the first part of {kind}() names the item", kind=kind), variable.span, remedy
        )
    condition = only[0] if only else None
    return Comprehension(span, kind, target, variable.id, variable.span, condition, body)
