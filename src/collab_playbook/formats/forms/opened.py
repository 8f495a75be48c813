"""A workbook from anybody, opened with care: measured first, read cell by cell, never run."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile, ZipFile

from collab_playbook.documents.form_cells import Cell
from collab_playbook.engine.values import RECORD_LIMIT
from collab_playbook.errors import PlaybookError
from collab_playbook.formats.forms.marks import Mark, mark_of
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.workbook import Workbook

MAX_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is opened."""
_MAX_UNPACKED: Final = 96 * 1024 * 1024
_MAX_PARTS: Final = 2_000
MAX_ROWS: Final = RECORD_LIMIT + 1_000
MAX_COLUMNS: Final = 120
_MAX_SHEETS: Final = 300
_MARKED_WITHIN: Final = 8
"""The first columns, in which the marks are looked for."""


class Sheet(NamedTuple):
    """What a sheet holds: its rows by number, each with its mark and its cells by column."""

    title: str
    rows: tuple[tuple[int, Mark | None, Mapping[int, Cell]], ...]

    def place(self, row: int, column: int) -> str:
        """A cell as problems name it: ``Answers!D7``."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - of the extra office

        return f"{self.title}!{get_column_letter(column)}{row}"


def sheets_of(data: bytes, problems: list[str]) -> tuple[Sheet, ...]:
    """The sheets of a workbook.

    Args:
        data: The file.
        problems: Takes what is left out, with its place.

    Raises:
        PlaybookError: It is no workbook, damaged, or too large.
    """
    _measure(data)
    with catch_warnings():
        simplefilter("ignore")  # what the library leaves out, such as lists, is no loss
        return tuple(_sheet(each, problems) for each in _worksheets(data))


def _measure(data: bytes) -> None:
    """Raises ``PlaybookError`` for what is no workbook, or would not stay small when unpacked."""
    if len(data) > MAX_BYTES:
        raise PlaybookError(
            say("the workbook is larger than {size} MiB", size=MAX_BYTES // 2**20),
            say("Take out pictures and whatever else is no answer."),
        )
    no_workbook = PlaybookError(
        say("the file is no Excel workbook (.xlsx), or is locked with a password"),
        say("Open it in a spreadsheet and save it as .xlsx, without a password."),
    )
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if "[Content_Types].xml" not in archive.namelist():
                raise no_workbook
            unpacked = sum(part.file_size for part in parts)
            if unpacked > _MAX_UNPACKED or len(parts) > _MAX_PARTS:
                raise PlaybookError(
                    say("the workbook unpacks to more than any questionnaire holds"),
                    say("Copy the answers into a fresh one: collab-playbook questionnaire"),
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_definitions(archive.read(part))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise no_workbook from error


def _refuse_definitions(xml: bytes) -> None:
    """Raises ``PlaybookError`` for XML that defines entities, which no spreadsheet writes."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise PlaybookError(
            say("the workbook holds definitions that no spreadsheet writes"),
            say("Open it in a spreadsheet and save it anew."),
        )


def _worksheets(data: bytes) -> Sequence[Any]:
    """The sheets, to be read row by row.

    Raises:
        PlaybookError: It cannot be read as a workbook.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - of the extra office; 0.2 s

    try:
        workbook: Workbook = load_workbook(
            BytesIO(data), read_only=True, data_only=False, keep_links=False
        )
        return tuple(workbook.worksheets[:_MAX_SHEETS])
    except Exception as error:  # a damaged workbook fails anywhere in the library
        raise _damaged(error) from error


def _damaged(error: Exception) -> PlaybookError:
    if isinstance(error, PlaybookError):
        return error
    return PlaybookError(
        say("the workbook is damaged"), say("Open it in a spreadsheet and save it anew.")
    )


# -- rows and cells --------------------------------------------------------------------------------


def _sheet(sheet: Any, problems: list[str]) -> Sheet:
    """The rows of a sheet that hold anything.

    Raises:
        PlaybookError: The sheet is damaged.
    """
    title = str(sheet.title)
    rows = []
    marked = 0
    limits = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS}
    try:
        sheet.reset_dimensions()  # what a sheet says of its own size is not believed
        for cells in sheet.iter_rows(**limits):
            held = [cell for cell in cells if cell.value is not None]
            if not held:
                continue
            number = held[0].row
            if number > MAX_ROWS:
                problems.append(
                    say("{sheet}: only {rows} rows are read", sheet=title, rows=MAX_ROWS)
                )
                break
            marked = marked or _marked_column(held)
            mark = next((mark_of(cell.value) for cell in held if cell.column == marked), None)
            found = ((cell.column, _cell(cell, title)) for cell in held)
            rows.append((number, mark, {c: each for c, each in found if not _is_empty(each)}))
    except Exception as error:  # likewise
        raise _damaged(error) from error
    return Sheet(title, tuple(rows))


def _marked_column(cells: Sequence[Any]) -> int:
    """The column of the marks, by the first one; 0 while there is none.

    Nothing beside it counts as a mark, whatever somebody types.
    """
    near = (cell for cell in cells if cell.column <= _MARKED_WITHIN)
    return next((cell.column for cell in near if mark_of(cell.value) is not None), 0)


def _cell(cell: Any, title: str) -> Cell:
    place, value = f"{title}!{cell.coordinate}", cell.value
    fault = _fault(cell)
    if fault:
        return Cell(str(value)[:1], place, fault=fault)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool | date):
        return Cell(value, place)
    if isinstance(value, int | float):
        return Cell(Decimal(repr(value)), place, is_percent="%" in str(cell.number_format))
    return Cell(str(value), place)


def _fault(cell: Any) -> str:
    """Why a cell says nothing that can be read; empty where it does."""
    if cell.data_type == "f":
        return say("it holds a formula; write its result in its place (paste as value)")
    if cell.data_type == "e":
        return say("it shows the error {error}", error=str(cell.value)[:20])
    if isinstance(cell.value, float) and not isfinite(cell.value):
        return say("it holds no number that can be kept")
    return ""


def _is_empty(cell: Cell) -> bool:
    return not cell.fault and isinstance(cell.value, str) and not cell.value.strip()
