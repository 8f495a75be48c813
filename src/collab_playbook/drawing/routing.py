"""The lines of a drawing: down through the rows, and back up along the right-hand side."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.drawing.ordering import Slot
from collab_playbook.drawing.placing import BOX, DIAMOND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.drawing.figure import Edge, EdgeKind, Node
    from collab_playbook.drawing.ordering import Link
    from collab_playbook.drawing.placing import Placed

LANE: Final = 9.0
"""How far apart lines that lead back run."""
_PORTS: Final = BOX / 2 - 18


class Route(NamedTuple):
    """A piece of a line as the path of SVG; ``ends`` where it has reached its node."""

    path: str
    kind: EdgeKind
    blocks: bool
    ends: bool
    reason: str = ""


def routes(place: Placed, node_by_id: Mapping[str, Node]) -> tuple[tuple[Route, ...], float]:
    """Every line, and the width that lines leading back need on the right."""
    ports = _ports(place, node_by_id)
    down = tuple(_downwards(place, link, ports) for link in place.ordered.links)
    back, lanes = _back(place)
    return (*down, *_through(place), *back), lanes * LANE + (LANE if lanes else 0.0)


def _ports(place: Placed, node_by_id: Mapping[str, Node]) -> dict[tuple[Slot, Slot], float]:
    """Where on a step's edge each line leaves or arrives, so that lines do not fall together."""
    beside: dict[tuple[Slot, bool], dict[Slot, None]] = {}
    for link in place.ordered.links:
        beside.setdefault((link.upper, True), {})[link.lower] = None
        beside.setdefault((link.lower, False), {})[link.upper] = None
    found: dict[tuple[Slot, Slot], float] = {}
    for (slot, _), others in beside.items():
        is_box = slot.strand is None and node_by_id[slot.node].kind != "gate"
        reach = _PORTS if is_box else 0.0
        ranked = sorted(others, key=lambda other: place.x[other])
        step = min(16.0, 2 * reach / max(len(ranked) - 1, 1))
        for at, other in enumerate(ranked):
            found[slot, other] = place.x[slot] + (at - (len(ranked) - 1) / 2) * step
    return found


def _downwards(place: Placed, link: Link, ports: Mapping[tuple[Slot, Slot], float]) -> Route:
    upper_row = _row(place, link.upper)
    x0, x1 = ports[link.upper, link.lower], ports[link.lower, link.upper]
    y0 = _bottom(place, link.upper)
    edge, y1 = place.bottom[upper_row], place.top[upper_row + 1]
    middle = (edge + y1) / 2
    curve = f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
    path = f"M{x0:.1f} {y0:.1f}V{edge:.1f}{curve}"
    ends = link.lower.strand is None
    return Route(path, link.strand.kind, link.strand.blocks, ends)


def _through(place: Placed) -> Iterator[Route]:
    """Strands on their way through a row that they have nothing to do with."""
    for row, slots in enumerate(place.ordered.rows):
        for slot in slots:
            if slot.strand is not None:
                x = place.x[slot]
                path = f"M{x:.1f} {place.top[row]:.1f}V{place.bottom[row]:.1f}"
                yield Route(path, slot.strand.kind, slot.strand.blocks, ends=False)


def _row(place: Placed, slot: Slot) -> int:
    return slot.row if slot.strand is not None else place.ordered.row_of[slot.node]


def _bottom(place: Placed, slot: Slot) -> float:
    row = _row(place, slot)
    if slot.strand is not None:
        return place.bottom[row]
    height = place.height_of[slot.node]
    return place.top[row] + height


def _back(place: Placed) -> tuple[list[Route], int]:
    """Lines that do not lead downwards, each in a lane that is free along its way."""
    row_of = place.ordered.row_of
    spans = sorted(
        (row_of[edge.target], row_of[edge.source], at) for at, edge in enumerate(place.ordered.back)
    )
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    lanes = 0
    made: dict[int, Route] = {}
    for top, bottom, at in spans:
        while busy and busy[0][0] < top:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, lanes = lanes, lanes + 1
        heappush(busy, (bottom, lane))
        made[at] = _upwards(place, place.ordered.back[at], lane)
    return [made[at] for at in sorted(made)], lanes


def _upwards(place: Placed, edge: Edge, lane: int) -> Route:
    source, target = Slot(edge.source), Slot(edge.target)
    row_of = place.ordered.row_of
    x0, x1 = place.x[source] + _side(source), place.x[target] + _side(target)
    y0, below = _bottom(place, source), place.bottom[row_of[edge.source]] + 7
    y1 = place.top[row_of[edge.target]]
    above = y1 - 11
    x = place.width + LANE * (lane + 1)
    path = f"M{x0:.1f} {y0:.1f}V{below:.1f}H{x:.1f}V{above:.1f}H{x1:.1f}V{y1:.1f}"
    return Route(path, edge.kind, edge.blocks, ends=True, reason=edge.reason)


def _side(slot: Slot) -> float:
    """How far to the right of its middle a line that leads back leaves a node."""
    is_gate = slot.node.startswith("gate:")
    return DIAMOND / 2 if is_gate else BOX / 2 - 8
