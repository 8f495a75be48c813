"""A figure as SVG of our own: readable on a sheet of A4, in light and dark, and read aloud.

The same figure gives the same bytes, so that a picture changes only when the process does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from collab_playbook.drawing.colours import colour_class
from collab_playbook.drawing.definition import figure_of_playbook
from collab_playbook.drawing.figuring import figure_of_board
from collab_playbook.drawing.letters import wrapped
from collab_playbook.drawing.looks import markers, style
from collab_playbook.drawing.ordering import Slot
from collab_playbook.drawing.placing import (
    BOX,
    DIAMOND,
    MARGIN,
    SMALL_LEADING,
    SMALL_SIZE,
    TITLE_LEADING,
    TITLE_SIZE,
    Placed,
    placed,
)
from collab_playbook.drawing.routing import routes
from collab_playbook.engine.process import Process
from collab_playbook.model.playbook import Playbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.drawing.figure import Figure, Node
    from collab_playbook.drawing.placing import Band
    from collab_playbook.drawing.routing import Route
    from collab_playbook.engine.derive import Board

_LEGEND: Final = 40.0
_CORNERS: Final = {"ready": 14, "awaiting_approval": 14}


def drawing(what: Board | Playbook, prefix: str = "flow") -> str:
    """The process as one SVG element: a playbook as it is defined, a board as it stands.

    Args:
        what: What to draw; of a board the steps of the programme.
        prefix: What the ids inside begin with, for a page that holds several drawings.
    """
    if isinstance(what, Playbook):
        return svg(figure_of_playbook(Process(what)), prefix)
    return svg(figure_of_board(what), prefix)


def svg(figure: Figure, prefix: str = "flow") -> str:
    """The drawing of a figure as one SVG element."""
    place = placed(figure)
    node_by_id = {node.id: node for node in figure.nodes}
    lines, lanes = routes(place, node_by_id)
    wide = place.width + lanes
    high = place.height + _LEGEND
    begins = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{prefix}" role="img" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">'
    )
    parts = [
        begins,
        f'<title id="{prefix}-title">{escape(figure.title)}</title>',
        f'<desc id="{prefix}-desc">{escape(told(figure))}</desc>',
        style(prefix),
        markers(prefix),
        f'<rect class="ground" width="{wide:.0f}" height="{high:.0f}"/>',
        f'<text class="name" x="{MARGIN:.0f}" y="22">{escape(_heading(figure, wide))}</text>',
    ]
    parts += [_band(band, wide, at) for at, band in enumerate(place.bands)]
    parts += [_line(route, prefix) for route in lines]
    parts += [_band_heading(band, wide) for band in place.bands]
    parts += [_node(node, place) for node in figure.nodes]
    parts += _far(figure, place, node_by_id)
    parts += _legend(figure, place.height, prefix)
    return "\n".join((*parts, "</svg>", ""))


def told(figure: Figure) -> str:
    """The figure in words, for people who do not see it: each node and what comes before it."""
    before: dict[str, list[str]] = {}
    name = {node.id: node.label for node in figure.nodes}
    for edge in figure.edges:
        if edge.kind in {"need", "gate"}:
            before.setdefault(edge.target, []).append(name[edge.source])
    said = []
    for group in figure.groups:
        entries = []
        for node in figure.in_group(group):
            gate = figure.words("draw.gate", title=node.title)
            parts = [gate if node.kind == "gate" else node.title]
            parts += [node.says] if node.says else []
            if node.id in before:
                parts.append(figure.words("draw.after", names=", ".join(before[node.id])))
            entries.append("; ".join(parts))
        entered = ". ".join(entries)
        said.append(figure.words("draw.group", heading=group.heading, entries=entered))
    return "\n".join(said)


def _heading(figure: Figure, wide: float) -> str:
    return wrapped(figure.title, 15, wide - 2 * MARGIN, 1)[0]


# -- parts --------------------------------------------------------------------------------


def _band(band: Band, wide: float, at: int) -> str:
    return (
        f'<rect class="band{at % 2}" x="0" y="{band.top:.1f}" width="{wide:.0f}" '
        f'height="{band.bottom - band.top:.1f}"/>'
    )


def _band_heading(band: Band, wide: float) -> str:
    heading = wrapped(band.group.heading, TITLE_SIZE, wide - 2 * MARGIN, 1)[0]
    return f'<text class="phase" x="{MARGIN:.0f}" y="{band.top + 15:.1f}">{escape(heading)}</text>'


def _line(route: Route, prefix: str) -> str:
    classes = f"{route.kind} waits" if route.blocks else route.kind
    arrow = f' marker-end="url(#{prefix}-{_arrow(route)})"' if route.ends else ""
    drawn = f'<path class="line {classes}" d="{route.path}"{arrow}'
    return f"{drawn}><title>{escape(route.reason)}</title></path>" if route.reason else f"{drawn}/>"


def _arrow(route: Route) -> str:
    return "back" if route.kind == "reopen" else "faint" if route.kind == "hint" else "arrow"


def _node(node: Node, place: Placed) -> str:
    x, y = place.x[Slot(node.id)], place.top[place.ordered.row_of[node.id]]
    words = ": ".join(part for part in (node.title, node.says) if part)
    shape, text_x, anchor = _shape(node, x, y, place.height_of[node.id])
    lines = place.lines[node.id]
    text_y = y + (place.height_of[node.id] - lines.height) / 2 + TITLE_LEADING - 3
    text = []
    for line in lines.title:
        text.append(_words("title inside", line, text_x, text_y, anchor))
        text_y += TITLE_LEADING
    text_y -= TITLE_LEADING - SMALL_LEADING
    for line in lines.says:
        text.append(_words("says inside", line, text_x, text_y, anchor))
        text_y += SMALL_LEADING
    return (
        f'<g class="{node.kind} {colour_class(node)}"><title>{escape(words)}</title>'
        f"{shape}{''.join(text)}</g>"
    )


def _words(kind: str, line: str, x: float, y: float, anchor: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{anchor}>{escape(line)}</text>'


def _shape(node: Node, x: float, y: float, height: float) -> tuple[str, float, str]:
    """The outline of a node, and where its words begin."""
    if node.kind == "gate":
        middle = y + height / 2
        points = (
            f"{x:.1f},{middle - DIAMOND:.1f} {x + DIAMOND:.1f},{middle:.1f} "
            f"{x:.1f},{middle + DIAMOND:.1f} {x - DIAMOND:.1f},{middle:.1f}"
        )
        return f'<polygon class="shape" points="{points}"/>', x + DIAMOND + 7, ""
    corner = height / 2 if node.kind == "circle" else _CORNERS.get(node.state, 4)
    box = (
        f'<rect class="shape" x="{x - BOX / 2:.1f}" y="{y:.1f}" width="{BOX:.0f}" '
        f'height="{height:.1f}" rx="{corner:.0f}"/>'
    )
    return box, x, ' text-anchor="middle"'


def _far(figure: Figure, place: Placed, node_by_id: dict[str, Node]) -> Iterator[str]:
    """Above a node, the numbers of those that come too far before it for a line."""
    sources: dict[str, list[str]] = {}
    for edge in place.ordered.far:
        if edge.kind != "hint":
            source = node_by_id[edge.source]
            sources.setdefault(edge.target, []).append(str(source.number or source.label))
    for target, names in sources.items():
        x, y = place.x[Slot(target)], place.top[place.ordered.row_of[target]]
        after = figure.words("draw.after", names=", ".join(names))
        said = wrapped(after, SMALL_SIZE, BOX, 1)[0]
        yield _words("says far", said, x, y - 4, ' text-anchor="middle"')


def _legend(figure: Figure, top: float, prefix: str) -> Iterator[str]:
    """What the kinds of line mean, for those that occur."""
    x, y = MARGIN, top + _LEGEND / 2
    kinds = {edge.kind for edge in figure.edges}
    entries = [("need", "need")] if kinds & {"need", "gate"} else []
    if any(edge.blocks for edge in figure.edges):
        entries.append(("need waits", "waits"))
    entries += [(kind, kind) for kind in ("hint", "reopen") if kind in kinds]
    for classes, name in entries:
        words = escape(figure.words(f"legend.{name}"))
        arrow = {"hint": "faint", "reopen": "back"}.get(classes, "arrow")
        yield (
            f'<path class="line {classes}" d="M{x:.0f} {y:.0f}h30" '
            f'marker-end="url(#{prefix}-{arrow})"/>'
            f'<text class="says" x="{x + 38:.0f}" y="{y + 3:.0f}">{words}</text>'
        )
        x += 134
    if any(node.kind == "gate" for node in figure.nodes):
        yield (
            f'<g class="gate plain"><polygon class="shape" '
            f'points="{x + 8:.0f},{y - 8:.0f} {x + 16:.0f},{y:.0f} {x + 8:.0f},{y + 8:.0f} '
            f'{x:.0f},{y:.0f}"/></g><text class="says" x="{x + 24:.0f}" y="{y + 3:.0f}">gate</text>'
        )
