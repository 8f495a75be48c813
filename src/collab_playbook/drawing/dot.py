"""A figure as DOT, for Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.drawing.colours import COLOURS, colour_class
from collab_playbook.drawing.letters import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.drawing.figure import Edge, Figure, Node
    from collab_playbook.drawing.words import Words

_OUTLINES: Final[Mapping[str, str]] = {
    "active": "filled,bold",
    "ready": "filled,rounded",
    "awaiting_approval": "filled,diagonals",
    "stale": "filled,bold,rounded",
    "blocked": "filled,dashed",
    "skipped": "filled,dashed,rounded",
    "not_applicable": "filled,dotted",
}
_LINES: Final[Mapping[str, str]] = {
    "need": "",
    "gate": 'color="#8a6d0b"',
    "hint": "style=dotted, penwidth=0.7, constraint=false",
    "reopen": 'style=bold, color="#b3490f", constraint=false',
}
_WIDEST: Final = 150.0
"""Points that a line of a label takes at most."""


def dot(figure: Figure) -> str:
    """The text of a directed graph, phases as clusters."""
    lines = [
        "digraph process {",
        f"  label={quoted(figure.title)}; labelloc=t; rankdir=TB; newrank=true;",
        '  node [shape=box, style="filled", fontname="Helvetica", fontsize=11];',
        '  edge [fontname="Helvetica", fontsize=9];',
    ]
    for number, group in enumerate(figure.groups, 1):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f'    label={quoted(group.heading)}; color="#9fb0bf";')
        lines += [f"    {line}" for line in _nodes(figure.in_group(group))]
        lines.append("  }")
    lines += [f"  {_edge(edge, figure.words)}" for edge in figure.edges]
    return "\n".join((*lines, "}", ""))


def quoted(text: str) -> str:
    """A text in quotes: no escape, entity or line break of DOT's own is read in it."""
    plain = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n") + '"'


def _nodes(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        colour = COLOURS[colour_class(node)]
        said = "\n".join(part for part in (*wrapped(node.title, 11, _WIDEST, 6), node.says) if part)
        shape = ", shape=diamond" if node.kind == "gate" else ""
        style = "filled" if node.kind == "gate" else _OUTLINES.get(node.state, "filled")
        yield (
            f'{quoted(node.id)} [label={quoted(said)}{shape}, style="{style}", '
            f'fillcolor="{colour.fill}", color="{colour.line}", fontcolor="{colour.text}"];'
        )


def _edge(edge: Edge, words: Words) -> str:
    marks = [_LINES[edge.kind]] if _LINES[edge.kind] else []
    if edge.blocks:
        marks += ["style=dashed", f"label={quoted(words('draw.waits'))}"]
    if edge.reason:
        marks.append(f"tooltip={quoted(edge.reason)}")
    said = f" [{', '.join(marks)}]" if marks else ""
    return f"{quoted(edge.source)} -> {quoted(edge.target)}{said};"
