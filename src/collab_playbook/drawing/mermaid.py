"""A figure as Mermaid, for the places that draw it themselves: GitHub, GitLab, wikis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collab_playbook.drawing.colours import COLOURS, colour_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.drawing.figure import Edge, Figure, Node
    from collab_playbook.drawing.words import Words

_MEANING: Final = re.compile(r"""["#&<>`*_~\\;$\[\]{}|]""")
"""Characters that Mermaid, its Markdown or the HTML of its labels would read as something else."""
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "": ("[", "]"),
    "done": ("[", "]"),
    "ready": ("([", "])"),
    "active": ("[[", "]]"),
    "awaiting_approval": ("{{", "}}"),
    "stale": (">", "]"),
    "skipped": ("[/", "/]"),
    "blocked": ("(", ")"),
    "not_applicable": ("[\\", "\\]"),
}
_ARROWS: Final[Mapping[str, str]] = {
    "need": "-->",
    "gate": "-->",
    "hint": "-.->",
    "reopen": "==>",
}


def mermaid(figure: Figure) -> str:
    """The text of a Mermaid flowchart."""
    names = {node.id: _name(node) for node in figure.nodes}
    lines = [f"%% {escaped(figure.title)}", "flowchart TB"]
    for number, group in enumerate(figure.groups, 1):
        lines.append(f'  subgraph group_{number}["{escaped(group.heading)}"]')
        lines.append("    direction TB")
        lines += [f"    {_node(node, names[node.id])}" for node in figure.in_group(group)]
        lines.append("  end")
    lines += [f"  {_edge(edge, names, figure.words)}" for edge in figure.edges]
    lines += [f"  {line}" for line in _styles(figure)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text inside the quotes of a label: what Mermaid would read becomes a numbered entity."""
    return _MEANING.sub(lambda found: f"#{ord(found.group())};", text)


def _name(node: Node) -> str:
    """An id that is none of Mermaid's own words, whatever the step is called."""
    return f"{node.kind}_{re.sub(r'[^a-z0-9_]', '_X_', node.id.removeprefix(f'{node.kind}:'))}"


def _node(node: Node, name: str) -> str:
    said = "<br/>".join(escaped(part) for part in (node.title, node.says) if part)
    opening, closing = ("{", "}") if node.kind == "gate" else _SHAPES.get(node.state, ("[", "]"))
    return f'{name}{opening}"{said}"{closing}:::{colour_class(node)}'


def _edge(edge: Edge, names: Mapping[str, str], words: Words) -> str:
    arrow = f"-. {words('draw.waits')} .->" if edge.blocks else _ARROWS[edge.kind]
    label = f"|{words('draw.sends_back')}|" if edge.kind == "reopen" else ""
    return f"{names[edge.source]} {arrow}{label} {names[edge.target]}"


def _styles(figure: Figure) -> Iterator[str]:
    used = {colour_class(node) for node in figure.nodes}
    for name, colour in COLOURS.items():
        if name in used:
            dashes = ",stroke-dasharray:5 3" if colour.dashed else ""
            paint = f"fill:{colour.fill},stroke:{colour.line},color:{colour.text}"
            yield f"classDef {name} {paint}{dashes}"
    blocking = [str(at) for at, edge in enumerate(figure.edges) if edge.blocks]
    hints = [str(at) for at, edge in enumerate(figure.edges) if edge.kind == "hint"]
    if blocking:
        yield f"linkStyle {','.join(blocking)} stroke-dasharray:6 4"
    if hints:
        yield f"linkStyle {','.join(hints)} stroke-width:1px,stroke-dasharray:1 3"
