"""Which answers a guard mentions."""

from __future__ import annotations

from typing import Final

from collab_playbook.language.syntax import Comprehension, Name, Node, Select, children

_FROM_OUTSIDE: Final = frozenset({"value", "today"})
"""Names that no answer stands behind: the answer at hand and the day."""
_ABOVE: Final = "programme"


def reads(node: Node) -> frozenset[tuple[str, ...]]:
    """The dotted names of a guard, cut where an answer begins.

    Returns:
        ``(step, question)``, ``(programme, step, question)``, or shorter where the guard is. Left
        out are ``value``, ``today`` and the names that comprehensions give to items.
    """
    found: set[tuple[str, ...]] = set()
    waiting: list[tuple[Node, frozenset[str]]] = [(node, _FROM_OUTSIDE)]
    while waiting:
        current, bound = waiting.pop()
        parts = _dotted(current)
        if parts:
            if parts[0] not in bound:
                found.add(parts[: 3 if parts[0] == _ABOVE else 2])
        elif isinstance(current, Comprehension):
            inside = bound | {current.variable}
            waiting.append((current.target, bound))
            waiting.extend(
                (part, inside) for part in (current.only, current.body) if part is not None
            )
        else:
            waiting.extend((child, bound) for child in children(current))
    return frozenset(found)


def _dotted(node: Node) -> tuple[str, ...]:
    parts: list[str] = []
    while isinstance(node, Select):
        parts.append(node.field)
        node = node.target
    return (node.id, *reversed(parts)) if isinstance(node, Name) else ()
