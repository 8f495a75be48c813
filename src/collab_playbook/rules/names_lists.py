"""Entries of lists in YAML: taking one out with the smallest edit that leaves the list whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.problem import Fix, Place, TextEdit

if TYPE_CHECKING:
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path


def without(checked: Checked, path: Path, position: int, count: int, title: str) -> Fix | None:
    """The fix that takes an entry out of a list; none where the list would be left without any.

    Args:
        checked: The playbook, for its texts and places.
        path: Where the list stands.
        position: Which entry goes.
        count: How many there are.
        title: What the fix does, for people.
    """
    item = checked.places.of(*path, position)
    text = checked.texts.get(item.file, "")
    lines = text.split("\n")
    if not text or item.line > len(lines):
        return None
    if lines[item.line - 1][: item.column - 1].strip() == "-":
        return Fix(title, (TextEdit(_whole_lines(item, lines), ""),)) if count > 1 else None
    return Fix(title, (TextEdit(_between_commas(checked, path, position, count), ""),))


def _whole_lines(item: Place, lines: list[str]) -> Place:
    """The lines of an entry that begins with a dash."""
    if item.end_line < len(lines):
        return Place(item.file, item.line, 1, item.end_line + 1, 1)
    return Place(item.file, item.line, 1, item.end_line, len(lines[item.end_line - 1]) + 1)


def _between_commas(checked: Checked, path: Path, position: int, count: int) -> Place:
    """An entry between brackets, with the comma that it no longer needs."""
    item = checked.places.of(*path, position)
    if position > 0:
        before = checked.places.of(*path, position - 1)
        return item._replace(line=before.end_line, column=before.end_column)
    if count > 1:
        after = checked.places.of(*path, position + 1)
        return item._replace(end_line=after.line, end_column=after.column)
    return item
