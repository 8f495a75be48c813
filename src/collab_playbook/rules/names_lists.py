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
    before = lines[item.line - 1][: item.column - 1].strip()
    after = lines[item.end_line - 1][item.end_column - 1 :].partition("#")[0].strip()
    if before == "-":
        return Fix(title, (TextEdit(_whole_lines(item, lines), ""),)) if count > 1 else None
    if not before and after in {"", ","}:
        return Fix(title, (TextEdit(_whole_lines(item, lines), ""),))
    return Fix(title, (TextEdit(_between_commas(checked, path, position, count), ""),))


def _whole_lines(item: Place, lines: list[str]) -> Place:
    """The lines of an entry that has them for itself."""
    if item.end_line < len(lines):
        return Place(item.file, item.line, 1, item.end_line + 1, 1)
    return Place(item.file, item.line, 1, item.end_line, len(lines[item.end_line - 1]) + 1)


def _between_commas(checked: Checked, path: Path, position: int, count: int) -> Place:
    """An entry between brackets, with the comma that it no longer needs.

    A comment may stand between entries on different lines, so nothing there goes; a comma may be
    left before the bracket.
    """
    item = checked.places.of(*path, position)
    if position > 0:
        last = checked.places.of(*path, position - 1)
        if last.end_line == item.line:
            return item._replace(line=last.end_line, column=last.end_column)
    if position + 1 < count:
        following = checked.places.of(*path, position + 1)
        if following.line == item.end_line:
            return item._replace(end_line=following.line, end_column=following.column)
    return item
