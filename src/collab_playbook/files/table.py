"""A table in a text file, as spreadsheets write it: cells with the place where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.files.codes import YAML_SYNTAX
from collab_playbook.files.tree import decode
from collab_playbook.model.problem import Place, Problem
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t")
COMMENT = "#"
_RISKY = "=+-@\t\r"
"""What a spreadsheet takes for the beginning of a formula."""


class Cell(NamedTuple):
    """A text and where it begins and ends."""

    text: str
    place: Place


class Table(NamedTuple):
    """The rows of a table without its comments and empty lines."""

    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...] = ()


def read_table(data: bytes, file: str) -> Table:
    """Reads a table set apart by commas, semicolons or tabs, whichever its first row uses."""
    text, problem = decode(data, file)
    if problem is not None:
        hint = say("Save it as CSV in UTF-8.") if problem.name == "encoding" else problem.hint
        return Table((), (problem._replace(hint=hint),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(text, file, _delimiter(text))
    rows = tuple(row for row in reader.rows() if not _is_left_out(row))
    return Table(rows, tuple(reader.problems))


def _delimiter(text: str) -> str:
    lines = (line for line in text.split("\n") if line.strip(" ,;\t"))
    first = next((line for line in lines if not line.lstrip('"').startswith(COMMENT)), "")
    return max(DELIMITERS, key=first.count)


def _is_left_out(row: tuple[Cell, ...]) -> bool:
    return row[0].text.startswith(COMMENT) or not any(cell.text.strip() for cell in row)


class _Reader:
    """Cells with their places; lines and columns count from 1."""

    def __init__(self, text: str, file: str, delimiter: str) -> None:
        self.text, self.file, self.delimiter = text, file, delimiter
        self.at, self.line, self.start_of_line = 0, 1, 0
        self.problems: list[Problem] = []

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        while self.at < len(self.text):
            row = [self._cell()]
            while self._here() == self.delimiter:
                self.at += 1
                row.append(self._cell())
            self._end_line()
            yield tuple(row)

    def _here(self) -> str:
        return self.text[self.at : self.at + 1]

    def _end_line(self) -> None:
        """Passes the end of the line; whatever a quoted cell left before it is passed too."""
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end + 1
        self.line, self.start_of_line = self.line + 1, self.at

    def _cell(self) -> Cell:
        line, column = self.line, self.at - self.start_of_line + 1
        text = self._quoted(line, column) if self._here() == '"' else self._plain()
        end = self.at - self.start_of_line + 1
        return Cell(text, Place(self.file, line, column, self.line, max(end, 2)))

    def _plain(self) -> str:
        start = self.at
        while self._here() not in {"", "\n", self.delimiter}:
            self.at += 1
        return self.text[start : self.at].strip()

    def _quoted(self, line: int, column: int) -> str:
        self.at += 1
        parts: list[str] = []
        while True:
            end = self.text.find('"', self.at)
            if end < 0:
                place = Place(self.file, line, column, line, column + 1)
                message = say("This cell begins with a quote that nothing closes")
                self.problems.append(YAML_SYNTAX.at(place, message, say("Close it, or remove it.")))
                self.at = len(self.text)
                return "".join(parts)
            self._take(end, parts)
            if self.text[end + 1 : end + 2] != '"':
                self.at = end + 1
                rest = self._plain()
                return "".join(parts) + rest
            parts.append('"')
            self.at = end + 2

    def _take(self, end: int, parts: list[str]) -> None:
        piece = self.text[self.at : end]
        parts.append(piece)
        breaks = piece.count("\n")
        if breaks:
            self.line += breaks
            self.start_of_line = self.at + piece.rindex("\n") + 1


def cell_text(text: str) -> str:
    """A text for a cell: no spreadsheet takes it for a formula, and ``text_in_cell`` undoes it."""
    safe = f"'{text}" if _needs_apostrophe(text) else text
    if any(c in safe for c in ('"', "\n", *DELIMITERS)) or safe != safe.strip():
        return '"' + safe.replace('"', '""') + '"'
    return safe


def text_in_cell(text: str) -> str:
    """What a cell says, without the apostrophe that keeps it from being a formula."""
    return text[1:] if text[:1] == "'" and _needs_apostrophe(text[1:]) else text


def _needs_apostrophe(text: str) -> bool:
    return text.lstrip("'")[:1] in set(_RISKY)
