"""An Excel form that came back: from its rows to the cells of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.documents.filled import Filled, Parts, Reply, Rows, Single, Ticked
from collab_playbook.documents.form_cells import Cell
from collab_playbook.errors import PlaybookError
from collab_playbook.formats.forms.marks import FILLED, Mark, mark_of
from collab_playbook.formats.forms.opened import Sheet, sheets_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.documents.filled import Given


def filled_of(data: bytes) -> Filled:
    """The cells of a form by question.

    Raises:
        PlaybookError: It is no workbook, too large, or no form of ours.
    """
    problems: list[str] = []
    sheets = sheets_of(data, problems)
    forms = [mark for sheet in sheets for _, mark, _ in sheet.rows if mark and mark.kind == "form"]
    if not forms or len(forms[0].words) < 2:
        raise PlaybookError(
            say("the workbook is no questionnaire, or has lost its hidden first column"),
            say("Copy the answers into a fresh one: collab-playbook questionnaire"),
        )
    gathered = _Gathered(problems)
    for sheet in sheets:
        gathered.take(sheet)
    language, heads = forms[0].words[1], forms[0].words[2:]
    return Filled(language, heads, gathered.by, gathered.replies(), tuple(problems))


# -- from rows to questions ------------------------------------------------------------------------


class _Gathered:
    """The cells of all sheets, by question; a question that stands twice is told."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.by: dict[str, Cell] = {}
        self._order: dict[str, tuple[bool, str]] = {}
        self._cells: dict[str, Cell] = {}
        self._named: dict[tuple[str, str], dict[str, Cell]] = {}
        self._places: dict[str, dict[str, str]] = {}
        self._rows: dict[str, list[Mapping[str, Cell]]] = {}
        self._lines: dict[str, list[Mapping[str, str]]] = {}

    def take(self, sheet: Sheet) -> None:
        answer = _column_named(sheet, "answer")
        about, fields = "", dict[int, str]()
        for number, mark, cells in sheet.rows:
            if mark is None:
                row = {name: cells[column] for column, name in fields.items() if column in cells}
                if about and row:
                    self._rows[about].append(row)
                    self._lines[about].append(
                        {n: sheet.place(number, c) for c, n in fields.items() if c not in cells}
                    )
            elif mark.kind == "rows" and len(mark.words) == 2:
                about, fields = mark.words[1], {}
                self._begin(mark.words, sheet.title)
                self._rows.setdefault(about, [])
                self._lines.setdefault(about, [])
            elif mark.kind == "fields":
                fields = {
                    c: str(cell.value) for c, cell in cells.items() if mark_of(cell.value) is None
                }
            elif answer is not None and mark.kind in {"by", "cell", "part", "tick"}:
                self._answer(mark, cells.get(answer), sheet.place(number, answer))

    def _answer(self, mark: Mark, cell: Cell | None, place: str) -> None:
        match mark:
            case Mark("by", (name,)):
                if cell is not None:
                    self.by.setdefault(name, cell)
            case Mark("cell", (_, path)):
                self._begin(mark.words, place)
                if cell is not None:
                    self._once(self._cells.setdefault(path, cell), cell)
            case Mark("part" | "tick", (_, path, name)):
                self._begin(mark.words, place)
                named = self._named.setdefault((mark.kind, path), {})
                if cell is not None:
                    self._once(named.setdefault(name, cell), cell)
                elif mark.kind == "part":
                    self._places.setdefault(path, {}).setdefault(name, place)

    def _begin(self, words: tuple[str, ...], place: str) -> None:
        self._order.setdefault(words[1], (words[0] == FILLED, place))

    def _once(self, first: Cell, cell: Cell) -> None:
        if first.value != cell.value:
            self.problems.append(
                say(
                    "{place}: this question is answered in {first} too, and differently",
                    place=cell.place,
                    first=first.place,
                )
            )

    def replies(self) -> tuple[Reply, ...]:
        return tuple(self._replies())

    def _replies(self) -> Iterator[Reply]:
        for path, (was_filled, row) in self._order.items():
            given: Given
            place = row
            if path in self._rows:
                given = Rows(tuple(self._rows[path]), tuple(self._lines[path]))
            elif ("tick", path) in self._named:
                given = Ticked(self._named["tick", path])
            elif ("part", path) in self._named:
                given = Parts(self._named["part", path], self._places.get(path, {}))
            elif path in self._cells:
                given = Single(self._cells[path])
                place = self._cells[path].place
            else:
                given = Single(Cell("", place))
            yield Reply(path, given, was_filled, place)


def _column_named(sheet: Sheet, name: str) -> int | None:
    """The column that the hidden row of names says holds the answers."""
    for _, mark, cells in sheet.rows:
        if mark is not None and mark.kind == "columns":
            return next((c for c, cell in cells.items() if cell.value == name), None)
    return None
