"""Readings of indicators as a table: written from the journal, edited by hand, read from a file.

The first line remembers the heads that the table was written from, so that a hand edit is what
differs from then, as in a sheet of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.measuring import Measured
from collab_playbook.engine.readings import in_order
from collab_playbook.files.codes import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from collab_playbook.files.readings_stamp import (
    READINGS,
    digest_of_body,
    is_our_own,
    stamp_in,
)
from collab_playbook.files.sheets import digest_of_file, read_sheet
from collab_playbook.files.stamps import HEAD_LENGTH
from collab_playbook.files.table import Cell, cell_text, read_table, text_in_cell
from collab_playbook.files.writing import confined, told, write_atomic
from collab_playbook.language.near import did_you_mean
from collab_playbook.language.quoting import quoted
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from pathlib import Path

    from collab_playbook.engine.openings import Reading

COLUMNS = ("scope", "indicator", "period", "value", "source", "note")
_NEEDED = ("indicator", "period", "value")

Readings = Mapping[tuple[str, str], tuple["Reading", ...]]
"""Readings by scope and indicator."""


class Row(NamedTuple):
    """A reading as a row says it, and where each part of it stands."""

    measured: Measured
    cells: Mapping[str, Cell]
    start: Place

    def place_of(self, part: str) -> Place:
        """Where a part stands; the row where it has no cell."""
        cell = self.cells.get(part)
        return cell.place if cell is not None else self.start


# -- reading ------------------------------------------------------------------------------------


def read_rows(data: bytes, file: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The readings in some bytes, in order, and what is wrong with their form."""
    table = read_table(data, file)
    problems = list(table.problems)
    if not table.rows:
        if not problems:
            message = say(
                "The table is empty; its columns are {columns}", columns=", ".join(COLUMNS)
            )
            problems.append(MISSING_KEY.at(Place(file), message))
        return (), tuple(problems)
    names = _heading(table.rows[0], problems)
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        message = say(
            "The table has no column {list_}", list_=", ".join(quoted(name) for name in missing)
        )
        hint = say("Its first row names the columns: {columns}.", columns=", ".join(COLUMNS))
        problems.append(MISSING_KEY.at(table.rows[0][0].place, message, hint))
        return (), tuple(problems)
    for cells in table.rows[1:]:
        if len(cells) > len(names):
            message = say(
                "This row has {count} cells for {count_2} columns",
                count=len(cells),
                count_2=len(names),
            )
            hint = say("Put a text or a number that holds the sign between columns into quotes.")
            problems.append(WRONG_TYPE.at(cells[len(names)].place, message, hint))
    return tuple(_row(names, cells) for cells in table.rows[1:]), tuple(problems)


def _heading(cells: tuple[Cell, ...], problems: list[Problem]) -> list[str]:
    names = []
    for cell in cells:
        name = cell.text.strip().casefold()
        if name and name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or say(
                "The columns are {columns}.", columns=", ".join(COLUMNS)
            )
            message = say("There is no column {text}", text=quoted(cell.text))
            problems.append(UNKNOWN_KEY.at(cell.place, message, hint))
        names.append(name)
    return names


def _row(names: list[str], cells: tuple[Cell, ...]) -> Row:
    by_name = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
    texts = {name: text_in_cell(by_name[name].text) if name in by_name else "" for name in COLUMNS}
    return Row(Measured(**texts), by_name, cells[0].place)


# -- writing ------------------------------------------------------------------------------------


def readings_text(readings: Readings, heads: Iterable[str]) -> str:
    """The whole view: sorted by scope, indicator and period, whatever order it was recorded in."""
    rows = [
        (scope, name, reading.period, reading.value, reading.source, reading.note)
        for scope, name in sorted(readings)
        for reading in in_order(readings[scope, name])
    ]
    lines = [",".join(COLUMNS)]
    for row in rows:
        texts = (text if at == 3 else cell_text(text) for at, text in enumerate(row))
        lines.append(",".join(texts))
    body = "".join(f"{line}\n" for line in lines)
    names = "".join(f" {head[:HEAD_LENGTH]}" for head in sorted(heads))
    return say(
        "# heads{names} text {digest_of_body}\n{body}",
        names=names,
        digest_of_body=digest_of_body(body),
        body=body,
    )


def write_readings(root: Path, readings: Readings, heads: Iterable[str], seen: str = "") -> bool:
    """Writes the view where it says something else than the journal.

    Args:
        root: The workspace.
        readings: The readings in force.
        heads: The heads of the journal.
        seen: The digest of the file as it was taken over without a problem.

    Returns:
        Whether it was left as it is, because it holds edits that could not be taken over.

    Raises:
        PlaybookError: It cannot be written.
    """
    data = read_sheet(root, READINGS)
    if data is None and not readings:
        return False
    if data is not None and digest_of_file(data) != seen and not is_our_own(data):
        return True
    text = readings_text(readings, heads)
    former = "" if data is None else data.decode("utf-8", "replace")
    if former.partition("\n")[2] != text.partition("\n")[2] or stamp_in(former) is None:
        path = confined(root, READINGS)
        with told(say("'{readings}' could not be written", readings=READINGS)):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode(), durable=False)
    return False
