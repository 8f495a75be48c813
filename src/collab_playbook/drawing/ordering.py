"""The order of what stands in one row, so that few lines cross: barycentres, in a few sweeps."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.layering import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.drawing.figure import Edge, EdgeKind, Figure

FARTHEST: Final = 30
"""Rows that a line may cross; a longer one is told in words, and nobody could follow it anyway."""
_SWEEPS: Final = 8


class Strand(NamedTuple):
    """Lines of one kind that leave the same node, drawn together as far as they go together."""

    source: str
    kind: EdgeKind
    blocks: bool


class Slot(NamedTuple):
    """A place in a row: a node, or a strand on its way through."""

    node: str
    strand: Strand | None = None
    row: int = 0


class Link(NamedTuple):
    """A piece of a line, from one row to the next."""

    upper: Slot
    lower: Slot
    strand: Strand


@dataclass(frozen=True)
class Ordered:
    """A figure in rows.

    Attributes:
        rows: What stands in each row, from left to right.
        links: The pieces of lines between neighbouring rows, each once.
        back: The edges that do not lead downwards.
        far: The edges that lead too far down to be drawn.
        row_of: The row of every node.
    """

    rows: tuple[tuple[Slot, ...], ...]
    links: tuple[Link, ...]
    back: tuple[Edge, ...]
    far: tuple[Edge, ...]
    row_of: Mapping[str, int]


def ordered(figure: Figure) -> Ordered:
    """The figure in rows, in an order with few crossings; the same figure gives the same order."""
    row_of = rows_of(figure)
    rows: list[list[Slot]] = [[] for _ in range(max(row_of.values(), default=-1) + 1)]
    for node in figure.nodes:
        rows[row_of[node.id]].append(Slot(node.id))
    links: dict[Link, None] = {}
    back, far = [], []
    through: set[tuple[Strand, int]] = set()
    for edge in figure.edges:
        top, bottom = row_of[edge.source], row_of[edge.target]
        if top >= bottom:
            back.append(edge)
        elif bottom - top > FARTHEST:
            far.append(edge)
        else:
            strand = Strand(edge.source, edge.kind, edge.blocks)
            upper = Slot(edge.source)
            for row in range(top + 1, bottom):
                slot = Slot(edge.source, strand, row)
                if (strand, row) not in through:
                    through.add((strand, row))
                    rows[row].append(slot)
                links[Link(upper, slot, strand)] = None
                upper = slot
            links[Link(upper, Slot(edge.target), strand)] = None
    untangled = _untangled(rows, links)
    return Ordered(untangled, tuple(links), tuple(back), tuple(far), row_of)


def _untangled(rows: list[list[Slot]], links: Iterable[Link]) -> tuple[tuple[Slot, ...], ...]:
    """The best order that a few sweeps find; the first of those that are equally good."""
    above: dict[Slot, list[Slot]] = {}
    below: dict[Slot, list[Slot]] = {}
    for link in links:
        above.setdefault(link.lower, []).append(link.upper)
        below.setdefault(link.upper, []).append(link.lower)
    best, fewest = [list(row) for row in rows], _crossings(rows, below)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        order = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
        for at in order:
            beside = rows[at - 1] if downwards else rows[at + 1]
            _sort_by_neighbours(rows[at], beside, above if downwards else below)
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return tuple(tuple(row) for row in best)


def _sort_by_neighbours(
    row: list[Slot], beside: list[Slot], neighbours: Mapping[Slot, list[Slot]]
) -> None:
    """Puts each under the middle of what it is joined to; what is joined to nothing stays."""
    at = {slot: place for place, slot in enumerate(beside)}
    stretch = max(len(beside), 1) / max(len(row), 1)
    wanted = {}
    for place, slot in enumerate(row):
        found = [at[other] for other in neighbours.get(slot, ()) if other in at]
        wanted[slot] = sum(found) / len(found) if found else place * stretch
    row.sort(key=wanted.__getitem__)


def _crossings(rows: list[list[Slot]], below: Mapping[Slot, list[Slot]]) -> int:
    """How many pieces of lines cross each other."""
    count = 0
    for upper, lower in pairwise(rows):
        at = {slot: place for place, slot in enumerate(lower)}
        seen: list[int] = []
        for slot in upper:
            places = sorted(at[other] for other in below.get(slot, ()) if other in at)
            count += sum(len(seen) - bisect_right(seen, place) for place in places)
            for place in places:
                insort(seen, place)
    return count
