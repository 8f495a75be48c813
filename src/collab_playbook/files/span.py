"""From a character of a value back to its line and column, in every way YAML writes text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.files.lines import split_lines

if TYPE_CHECKING:
    from collab_playbook.files.node import Node

Spot = tuple[int, int]

_ESCAPES = {"x": 2, "u": 4, "U": 8}


def positions(node: Node, text: str) -> list[Spot]:
    """Line and column of each character of a scalar, and of its end.

    Exact for plain, quoted and literal text. In folded text runs of white space are matched as
    runs, so that every word is exact and only the blanks between are nearly so.
    """
    if node.style == "|":
        return _literal(node, text)
    if node.line == node.end_line and not node.style:
        return [(node.line, node.column + i) for i in range(len(node.text) + 1)]
    return _aligned(node, text)


def _literal(node: Node, text: str) -> list[Spot]:
    lines = split_lines(text)
    wanted = node.text.split("\n")
    first = next((line for line in wanted if line.strip()), "")
    row = node.line  # the first line after the one with the mark, counting from 0
    indent = _indent(lines, row, wanted, first)
    spots: list[Spot] = []
    for number, line in enumerate(wanted):
        at = row + number + 1
        spots += [(at, indent + i + 1) for i in range(len(line) + (number < len(wanted) - 1))]
    end = (row + len(wanted), indent + len(wanted[-1]) + 1)
    return [*spots, end]


def _indent(lines: list[str], row: int, wanted: list[str], first: str) -> int:
    if not first:
        return 0
    at = row + wanted.index(first)
    return len(lines[at]) - len(first) if at < len(lines) else 0


def _aligned(node: Node, text: str) -> list[Spot]:
    units = _units(node, text)
    spots: list[Spot] = []
    value = node.text
    here, at = 0, 0
    while here < len(value) and at < len(units):
        if units[at][0].isspace() and value[here].isspace():
            run = here
            while run < len(value) and value[run].isspace():
                run += 1
            stop = at
            while stop < len(units) and units[stop][0].isspace():
                stop += 1
            spots += [units[min(at + i, stop - 1)][1] for i in range(run - here)]
            here, at = run, stop
        elif units[at][0].isspace():
            at += 1
        else:
            spots.append(units[at][1])
            here, at = here + 1, at + 1
    end = (spots[-1][0], spots[-1][1] + 1) if spots else (node.line, node.column)
    return [*spots, *[end] * (len(value) - len(spots)), end]


def _units(node: Node, text: str) -> list[tuple[str, Spot]]:
    """The characters a scalar is written with, escapes as one, quotes and marks left out."""
    units: list[tuple[str, Spot]] = []
    lines = split_lines(text)
    quote = node.style if node.style in {"'", '"'} else ""
    skip = 1 if quote else 0
    first = node.line if node.style == ">" else node.line - 1
    for row in range(first, min(node.end_line, len(lines))):
        line = lines[row]
        start = node.column - 1 + skip if row == node.line - 1 else 0
        stop = node.end_column - 1 - skip if row == node.end_line - 1 else len(line)
        joined = _line(line, start, stop, row + 1, quote, units)
        if not joined:
            units.append((" ", (row + 1, stop + 1)))
    if units and quote:
        units.pop()
    return units


def _line(  # noqa: PLR0913, PLR0917 - the state of one scan
    line: str, start: int, stop: int, row: int, quote: str, units: list[tuple[str, Spot]]
) -> bool:
    """Adds the units of one line; tells whether a backslash joins it to the next."""
    at = start
    while at < stop:
        step, shown = 1, line[at]
        if quote == '"' and shown == "\\":
            if at + 1 >= stop:
                return True
            step = 2 + _ESCAPES.get(line[at + 1], 0)
            shown = "\\"
        elif quote == "'" and line[at : at + 2] == "''":
            step = 2
        units.append((shown, (row, at + 1)))
        at += step
    return False
