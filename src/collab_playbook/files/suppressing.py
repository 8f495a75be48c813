"""Comments that silence problems, told from texts that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.files.source import read_source
from collab_playbook.rules.suppressions import Suppression, suppressions_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.files.node import Node


def suppressions_of(texts: Mapping[str, str]) -> tuple[Suppression, ...]:
    """The suppressions in the texts of files by name; inside a value of YAML there is none."""
    found = suppressions_in(texts)
    values = {
        name: tuple(_scalars(read_source(texts[name], name).root))
        for name in {each.place.file for each in found}
        if name.endswith(".yaml")
    }
    return tuple(
        each
        for each in found
        if not any(_holds(node, each) for node in values.get(each.place.file, ()))
    )


def _holds(node: Node, suppression: Suppression) -> bool:
    at = (suppression.place.line, suppression.place.column)
    return (node.line, node.column) <= at < (node.end_line, node.end_column)


def _scalars(root: Node | None) -> Iterator[Node]:
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.kind == "scalar":
            yield node
        else:
            waiting.extend(node.children())
