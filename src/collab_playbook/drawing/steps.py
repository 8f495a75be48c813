"""Steps as boxes in layers, each below those that it follows; laid out as the process is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.drawing.ordering import Slot
from collab_playbook.drawing.placing import BOX, TITLE_LEADING, TITLE_SIZE, placed
from collab_playbook.drawing.routing import routes
from collab_playbook.drawing.strokes import HIGHEST, box, path, svg, text
from collab_playbook.drawing.tints import QUIET, tint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.drawing.placing import Placed
    from collab_playbook.drawing.routing import Route
    from collab_playbook.drawing.series import Sheet

_MOST: Final = 60
_TIP: Final = 4.0
_WIDEST: Final = 760.0
"""On more than that, words become too small to read where a page shrinks the chart."""


def steps(named: Sequence[tuple[str, Sequence[int]]], sheet: Sheet) -> str | None:
    """The chart; ``None`` where a step follows itself by some way, or all do not fit a page.

    Args:
        named: The name of each step, and the numbers of those that it follows, counted from 0.
        sheet: What it is drawn on.
    """
    if not named or len(named) > _MOST:
        return None
    nodes = tuple(Node(str(at), "step", one_line(name), "") for at, (name, _) in enumerate(named))
    earlier = _earlier([follows for _, follows in named])
    edges = tuple(
        Edge(str(before), str(at), "need")
        for at, (_, follows) in enumerate(named)
        for before in follows
        if not any(before in earlier[other] for other in follows if other != before)
    )
    if any(at in before for at, before in enumerate(earlier)):
        return None
    place = placed(Figure(sheet.title, (Group("", ""),), nodes, edges))
    lines, _ = routes(place, {node.id: node for node in nodes})
    height = place.bottom[-1] - place.top[0] + 4
    if place.ordered.far or height > HIGHEST or place.width > _WIDEST:
        return None
    parts = [_line(route) for route in lines]
    parts += [part for node in nodes for part in _node(node, place, sheet)]
    return svg(sheet, height, parts, place.top[0] - 2, place.width)


def _earlier(followed: Sequence[Sequence[int]]) -> list[set[int]]:
    """For each step all that come before it.

    A line straight to one of them, beside a way over others, says nothing more.
    """
    earlier: list[set[int]] = [set() for _ in followed]
    for at in range(len(followed)):
        ahead = list(followed[at])
        while ahead:
            before = ahead.pop()
            if before not in earlier[at]:
                earlier[at].add(before)
                ahead += followed[before]
    return earlier


def _line(route: Route) -> str:
    """A piece of a line; its tip is drawn, since not every program draws a marker."""
    drawn = path(route.path, QUIET, 1.2)
    if not route.ends:
        return drawn
    x, y = (float(part) for part in route.path.replace("V", " ").split()[-2:])
    tip = f"M{x:.1f} {y:.1f}l-{_TIP} -{_TIP * 1.7:.1f}h{_TIP * 2}z"
    return drawn + path(tip, QUIET, 0.5, fill=QUIET)


def _node(node: Node, place: Placed, sheet: Sheet) -> list[str]:
    row = place.ordered.row_of[node.id]
    x, y, high = place.x[Slot(node.id)], place.top[row], place.height_of[node.id]
    lines = place.lines[node.id].title
    first = y + high / 2 - (len(lines) - 1) * TITLE_LEADING / 2 + TITLE_SIZE * 0.35
    return [
        box(x - BOX / 2, y, BOX, high, tint(sheet.colour, 0.1), sheet.colour, 4),
        *(
            text(x, first + at * TITLE_LEADING, words, anchor="middle", size=TITLE_SIZE)
            for at, words in enumerate(lines)
        ),
    ]
