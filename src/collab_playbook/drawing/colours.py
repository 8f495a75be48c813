"""Colours of states, by day and by night; words and outlines say the same without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.drawing.figure import Node


class Colour(NamedTuple):
    """Filling, outline and text, for light and for dark ground; each text reads on its filling."""

    fill: str
    line: str
    text: str
    dark_fill: str
    dark_line: str
    dark_text: str
    dashed: bool = False


COLOURS: Final[Mapping[str, Colour]] = {
    "plain": Colour("#f4f6f8", "#5b6b7a", "#16202a", "#24303a", "#9fb0bf", "#eef3f7"),
    "done": Colour("#dff1e4", "#1f7a3d", "#0f3d1f", "#173a24", "#6fcf8f", "#e3f7e9"),
    "ready": Colour("#ffffff", "#1f5fa8", "#16202a", "#1b232b", "#7db4f0", "#eef3f7"),
    "active": Colour("#dcebfb", "#1f5fa8", "#0e2f57", "#17324f", "#7db4f0", "#e4f0fc"),
    "awaiting_approval": Colour("#ece3f8", "#6a3fa0", "#371c5c", "#35244d", "#bd9bea", "#f1e8fc"),
    "stale": Colour("#fde6d8", "#b3490f", "#5c2406", "#4a2714", "#f09a63", "#fdebdf"),
    "blocked": Colour(
        "#eceff1", "#78848f", "#37424b", "#262d33", "#8d9aa5", "#d5dde3", dashed=True
    ),
    "skipped": Colour(
        "#f4f1e8", "#8a7c4f", "#4a4226", "#33301f", "#bdb084", "#efe9d4", dashed=True
    ),
    "not_applicable": Colour(
        "#ffffff", "#a0a9b1", "#5a646d", "#1b232b", "#66717a", "#a9b4bd", dashed=True
    ),
    "gate_open": Colour("#dff1e4", "#1f7a3d", "#0f3d1f", "#173a24", "#6fcf8f", "#e3f7e9"),
    "gate_closed": Colour("#fff3cd", "#8a6d0b", "#4a3a05", "#453a12", "#e3c567", "#fbf1d0"),
}
_OPEN: Final = frozenset({"go", "go_with_conditions"})


def colour_class(node: Node) -> str:
    """The name of a node's colour: its state, or whether its gate is open."""
    if node.kind == "gate" and node.state:
        return "gate_open" if node.state in _OPEN else "gate_closed"
    return node.state if node.state in COLOURS else "plain"
