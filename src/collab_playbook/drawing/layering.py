"""Which row each node of a figure stands in: groups one below the other, longest path inside."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.drawing.figure import Edge, Figure, Node

MOST_IN_A_ROW: Final = 4
"""Steps beside each other that are still readable on the width of a sheet of A4."""


def rows_of(figure: Figure) -> dict[str, int]:
    """The row of every node, from 0 at the top; no row holds nodes of two groups, or two gates."""
    rows: dict[str, int] = {}
    top = 0
    inside = _edges_by_group(figure)
    for group in figure.groups:
        levels = _levels(figure.in_group(group), inside.get(group.id, ()))
        rows.update({node: top + level for node, level in levels.items()})
        top += max(levels.values(), default=-1) + 1
    return rows


def _edges_by_group(figure: Figure) -> dict[str, list[Edge]]:
    group_of = {node.id: node.group for node in figure.nodes}
    found: dict[str, list[Edge]] = {}
    for edge in figure.edges:
        group = group_of[edge.source]
        if group == group_of[edge.target] and edge.kind != "reopen":
            found.setdefault(group, []).append(edge)
    return found


def _levels(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest path to each node; a row that is full hands on to the next."""
    order = _order(nodes, [edge for edge in edges if edge.kind != "hint"])
    position = {node.id: at for at, node in enumerate(order)}
    after: dict[str, list[str]] = {}
    for edge in edges:
        if position[edge.source] < position[edge.target]:
            after.setdefault(edge.source, []).append(edge.target)
    earliest = dict.fromkeys(position, 0)
    held: dict[int, int] = {}
    levels: dict[str, int] = {}
    for node in order:
        level = earliest[node.id]
        room = MOST_IN_A_ROW if node.kind != "gate" else 1
        taken = MOST_IN_A_ROW // room
        while held.get(level, 0) + taken > MOST_IN_A_ROW:
            level += 1
        held[level] = held.get(level, 0) + taken
        levels[node.id] = level
        for target in after.get(node.id, ()):
            earliest[target] = max(earliest[target], level + 1)
    return levels


def _order(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """The nodes with each after what leads to it; those in a circle come last, as they stand."""
    waits: dict[str, int] = dict.fromkeys((node.id for node in nodes), 0)
    after: dict[str, list[str]] = {}
    for edge in edges:
        waits[edge.target] += 1
        after.setdefault(edge.source, []).append(edge.target)
    at: Mapping[str, int] = {node.id: number for number, node in enumerate(nodes)}
    free = [at[name] for name, count in waits.items() if not count]
    heapify(free)
    order: list[Node] = []
    while free:
        node = nodes[heappop(free)]
        order.append(node)
        for target in after.get(node.id, ()):
            waits[target] -= 1
            if not waits[target]:
                heappush(free, at[target])
    placed = {node.id for node in order}
    return [*order, *(node for node in nodes if node.id not in placed)]
