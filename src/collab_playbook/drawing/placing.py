"""Where everything in a drawing stands, in pixels: rows from top to bottom, lines kept straight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.letters import width, wrapped
from collab_playbook.drawing.ordering import Ordered, Slot, ordered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.drawing.figure import Figure, Group, Node

BOX: Final = 150.0
"""The width of a step: four of them, and the lines between, fit the width of a sheet of A4."""
DIAMOND: Final = 17.0
"""Half of a gate's width and height; its words stand to the right of it."""
TITLE_SIZE, SMALL_SIZE = 11.0, 9.5
TITLE_LEADING, SMALL_LEADING = 13.0, 11.5
MARGIN: Final = 14.0
_GATE_WORDS: Final = 170.0
_PADDING: Final = 7.0
_STRAND: Final = 5.0
"""Half of the room that a line takes on its way through a row."""
_GAP: Final = 9.0
_BETWEEN_ROWS: Final = 30.0
_HEADING: Final = 24.0
_TOP: Final = 34.0
_LEAST_WIDTH: Final = 600.0
"""The legend fits on it."""
_ROUNDS: Final = 12
_WEIGHT: Final = 4.0
"""How much more a line wants to be straight than a box wants to stand in the middle."""


class Lines(NamedTuple):
    """The words of a node, broken into lines."""

    title: tuple[str, ...]
    says: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high they stand."""
        return len(self.title) * TITLE_LEADING + len(self.says) * SMALL_LEADING


class Band(NamedTuple):
    """The ground of a group: where it begins and ends, and where its heading stands."""

    group: Group
    top: float
    bottom: float


@dataclass(frozen=True)
class Placed:
    """A figure with a place for everything.

    Attributes:
        ordered: What stands in which row.
        x: The middle of every node and strand; of a gate, that of its diamond.
        top: The upper edge of every row.
        bottom: The lower edge of every row.
        bands: The groups.
        lines: The words of every node.
        height_of: The height of every node.
        width: The width without the lanes of lines that lead back.
        height: The height of it all.
    """

    ordered: Ordered
    x: Mapping[Slot, float]
    top: Sequence[float]
    bottom: Sequence[float]
    bands: tuple[Band, ...]
    lines: Mapping[str, Lines]
    height_of: Mapping[str, float]
    width: float
    height: float


def placed(figure: Figure) -> Placed:
    """The figure with a place for everything."""
    order = ordered(figure)
    lines = {node.id: _lines(node) for node in figure.nodes}
    heights = {node.id: _height(node, lines[node.id]) for node in figure.nodes}
    reach = {node.id: _reach(node, lines[node.id]) for node in figure.nodes}
    x, wide = _columns(order, reach)
    tops, bottoms, bands = _stacked(figure, order, heights)
    high = (bottoms[-1] if bottoms else _TOP) + _BETWEEN_ROWS
    return Placed(order, x, tops, bottoms, bands, lines, heights, wide, high)


def _lines(node: Node) -> Lines:
    room = _GATE_WORDS if node.kind == "gate" else BOX - 2 * _PADDING
    says = wrapped(node.says, SMALL_SIZE, room, 2) if node.says else ()
    return Lines(wrapped(node.title, TITLE_SIZE, room, 4), says)


def _height(node: Node, lines: Lines) -> float:
    if node.kind == "gate":
        return max(2 * DIAMOND, lines.height)
    return lines.height + 2 * _PADDING


def _reach(node: Node, lines: Lines) -> tuple[float, float]:
    """How far a node reaches to the left and to the right of its middle."""
    if node.kind != "gate":
        return BOX / 2, BOX / 2
    sizes = [width(line, TITLE_SIZE) for line in lines.title]
    sizes += [width(line, SMALL_SIZE) for line in lines.says]
    return DIAMOND, DIAMOND + _PADDING + max(sizes, default=0.0)


# -- from top to bottom -------------------------------------------------------------------


def _stacked(
    figure: Figure, order: Ordered, heights: Mapping[str, float]
) -> tuple[list[float], list[float], tuple[Band, ...]]:
    first_row = {node.group: order.row_of[node.id] for node in reversed(figure.nodes)}
    for node in figure.nodes:
        first_row[node.group] = min(first_row[node.group], order.row_of[node.id])
    begins = {first_row[group.id]: group for group in figure.groups if group.id in first_row}
    tops: list[float] = []
    bottoms: list[float] = []
    starts: list[tuple[Group, float]] = []
    y = _TOP
    for at, row in enumerate(order.rows):
        if at in begins:
            starts.append((begins[at], y))
            y += _HEADING
        tops.append(y)
        y += max((heights[slot.node] for slot in row if slot.strand is None), default=0.0)
        bottoms.append(y)
        y += _BETWEEN_ROWS
    ends = (*(top for _, top in starts[1:]), y - _BETWEEN_ROWS / 2)
    bands = (Band(group, top, end) for (group, top), end in zip(starts, ends, strict=False))
    return tops, bottoms, tuple(bands)


# -- from left to right -------------------------------------------------------------------


def _columns(
    order: Ordered, reach: Mapping[str, tuple[float, float]]
) -> tuple[dict[Slot, float], float]:
    """The middle of everything, each as near as may be to what it is joined to."""

    def sides(slot: Slot) -> tuple[float, float]:
        return (_STRAND, _STRAND) if slot.strand else reach[slot.node]

    needed = [sum(sum(sides(slot)) + _GAP for slot in row) - _GAP for row in order.rows]
    wide = max((*needed, _LEAST_WIDTH))
    x: dict[Slot, float] = {}
    for row, room in zip(order.rows, needed, strict=True):
        left = MARGIN + (wide - room) / 2
        for slot in row:
            before, after = sides(slot)
            x[slot] = left + before
            left += before + after + _GAP
    joined: dict[Slot, list[Slot]] = {}
    for link in order.links:
        joined.setdefault(link.lower, []).append(link.upper)
        joined.setdefault(link.upper, []).append(link.lower)
    for turn in range(_ROUNDS):
        for row in order.rows if turn % 2 == 0 else reversed(order.rows):
            wanted = [_middle(slot, x, joined.get(slot, ())) for slot in row]
            x.update(_spread(row, wanted, [sides(slot) for slot in row], wide))
    left = min((at - sides(slot)[0] for slot, at in x.items()), default=0.0)
    right = max((at + sides(slot)[1] for slot, at in x.items()), default=0.0)
    shift = MARGIN + wide / 2 - (left + right) / 2
    return {slot: at + shift for slot, at in x.items()}, wide + 2 * MARGIN


def _middle(slot: Slot, x: Mapping[Slot, float], joined: Sequence[Slot]) -> float:
    """The middle of what something is joined to; a strand would rather be straight than central."""
    pulls = [(x[other], _WEIGHT if slot.strand and other.strand else 1.0) for other in joined]
    return sum(at * pull for at, pull in pulls) / sum(p for _, p in pulls) if pulls else x[slot]


def _spread(
    row: Sequence[Slot],
    wanted: Sequence[float],
    sides: Sequence[tuple[float, float]],
    wide: float,
) -> dict[Slot, float]:
    """As near to what is wanted as room and order allow: least squares, in one pass.

    Taking off what stands to the left turns "in this order, so far apart" into "never falling",
    for which neighbours that contradict each other are pooled until none do.
    """
    offsets: list[float] = []
    offset = MARGIN
    for before, after in sides:
        offsets.append(offset + before)
        offset += before + after + _GAP
    slack = wide + MARGIN - (offset - _GAP)
    pools: list[tuple[float, float, int]] = []
    for slot, goal, taken in zip(row, wanted, offsets, strict=True):
        mean, weight, count = goal - taken, _WEIGHT if slot.strand else 1.0, 1
        while pools and pools[-1][0] > mean:
            other, more, others = pools.pop()
            mean = (mean * weight + other * more) / (weight + more)
            weight, count = weight + more, count + others
        pools.append((mean, weight, count))
    shifts = [
        min(max(mean, 0.0), max(slack, 0.0)) for mean, _, count in pools for _ in range(count)
    ]
    return {slot: taken + shift for slot, taken, shift in zip(row, offsets, shifts, strict=True)}
