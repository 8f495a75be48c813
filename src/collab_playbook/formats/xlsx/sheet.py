"""One sheet: its table with typed cells, what they admit, its sums and small drawings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_col_to_name

from collab_playbook.documents.sheets import Money
from collab_playbook.formats.xlsx.checks import check_of
from collab_playbook.formats.xlsx.manner import (
    FIRST_DAY,
    blank_format,
    head_height,
    height,
    in_excel,
    number_format,
    widths,
)
from collab_playbook.formats.xlsx.text import headings, line, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.sheets import Cell, Kind, Reach, Sheet
    from collab_playbook.formats.look import Look
    from collab_playbook.formats.xlsx.styles import Styles

HEAD: Final = 3
"""The row of the headings; above it stand the title, whose it is, and a note."""
_FURTHER: Final = 200
"""Rows below the last one that are ready for more."""


class SheetWriter:
    """Writes one sheet.

    Args:
        page: Where to.
        sheet: What.
        styles: The formats.
        look: The brand.
        listed: Keeps the words that a column admits, and says where they stand.
    """

    def __init__(
        self,
        page: Worksheet,
        sheet: Sheet,
        styles: Styles,
        look: Look,
        listed: Callable[[tuple[str, ...]], str],
    ) -> None:
        self._page = page
        self._sheet = sheet
        self._styles = styles
        self._look = look
        self._listed = listed
        self._last = HEAD + max(len(sheet.rows), 1)

    def write(self, tabs: Sequence[str]) -> None:
        """Everything below the title.

        Args:
            tabs: The names of the sheets of the workbook, for drawings of what stands there.
        """
        self._table()
        self._cells()
        self._checks()
        self._marks()
        if self._sheet.total:
            self._totals()
        for spark in self._sheet.sparks:
            drawn = {
                "range": _reference(tabs[spark.sheet], spark.values),
                "type": "column",  # LibreOffice prints no lines
                "min": 0,
                "series_color": self._look.colour,
                "negative_points": True,
            }
            self._page.add_sparkline(HEAD + 1 + spark.row, spark.column, drawn)

    def _table(self) -> None:
        page, sheet = self._page, self._sheet
        names = headings(column.heading for column in sheet.columns)
        head = [
            {"header": name, "header_format": self._styles.head(column.kind)}
            for name, column in zip(names, sheet.columns, strict=True)
        ]
        page.add_table(HEAD, 0, self._last, len(names) - 1, {"columns": head, "style": None})
        wide = widths(sheet.columns, sheet.rows)
        for at, (width, column) in enumerate(zip(wide, sheet.columns, strict=True)):
            blank = self._styles.blank(column.kind) if sheet.grows else None
            page.set_column(at, at, width, blank)
        page.set_row(HEAD, head_height(sheet.columns, wide))
        for at, row in enumerate(sheet.rows, HEAD + 1):
            page.set_row(at, height(row, wide))

    def _cells(self) -> None:
        for at, row in enumerate(self._sheet.rows, HEAD + 1):
            for number, (column, cell) in enumerate(zip(self._sheet.columns, row, strict=True)):
                self._cell(at, number, cell, column.kind)

    def _cell(self, row: int, at: int, cell: Cell, kind: Kind) -> None:
        """One cell: text as text, whatever it begins with; what Excel cannot count as text too."""
        page, styles = self._page, self._styles
        if isinstance(cell, str):
            page.write_string(row, at, told(cell), styles.cell(kind if kind == "mark" else "text"))
            return
        language = self._look.language
        style = styles.cell(
            kind, number_format(cell, kind, language) or blank_format(kind, language)
        )
        held = _held(cell, kind)
        if cell is None:
            page.write_blank(row, at, None, style)
        elif isinstance(held, datetime):
            page.write_datetime(row, at, held, style)
        elif held is not None:
            page.write_number(row, at, held, style)
        else:
            number = cell.amount if isinstance(cell, Money) else cell
            page.write_string(row, at, line(str(number)), style)

    def _checks(self) -> None:
        sheet = self._sheet
        for at, column in enumerate(sheet.columns):
            if column.choices or sheet.grows:
                choices = self._listed(column.choices) if column.choices else ""
                check = check_of(column, choices, self._look.language)
                if check is not None:
                    self._page.data_validation(HEAD + 1, at, self._end, at, check)

    def _marks(self) -> None:
        for at, column in enumerate(self._sheet.columns):
            for word, style in self._styles.meant(column):
                asked = {"type": "cell", "criteria": "==", "value": _quoted(word), "format": style}
                self._page.conditional_format(HEAD + 1, at, self._end, at, asked)

    def _totals(self) -> None:
        """Sums that follow the filter; the only formulas there are, and none holds an answer."""
        page, sheet, row = self._page, self._sheet, self._last + 1
        page.write_string(row, 0, line(sheet.total), self._styles.total("text"))
        for at in sheet.summed:
            numbers = (each[at] for each in sheet.rows)
            total = sum((n for n in numbers if isinstance(n, Decimal)), Decimal(0))
            letter = xl_col_to_name(at)
            formula = f"=SUBTOTAL(109,{letter}{HEAD + 2}:{letter}{self._last + 1})"
            page.write_formula(row, at, formula, self._styles.total("number"), float(total))

    @property
    def _end(self) -> int:
        """The last row that is ready to be filled in."""
        return self._last + (_FURTHER if self._sheet.grows else 0)


def _held(cell: Cell, kind: Kind) -> float | datetime | None:
    """The value as Excel holds it; ``None`` where it cannot."""
    if isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
        return day if cell >= FIRST_DAY else None
    if isinstance(cell, Money):
        return in_excel(cell.amount)
    if isinstance(cell, Decimal):
        return in_excel(cell / 100 if kind == "percent" else cell)
    return None


def _quoted(word: str) -> str:
    """A word as formulas write it."""
    doubled = told(word).replace('"', '""')
    return f'"{doubled}"'


def _reference(tab: str, cells: Reach) -> str:
    return reference(tab, cells.column, HEAD + 2 + cells.first, HEAD + 2 + cells.last)


def reference(tab: str, column: int, first: int, last: int) -> str:
    """Cells of a column as formulas name them; rows are counted from 1."""
    name, letter = tab.replace("'", "''"), xl_col_to_name(column)
    return f"'{name}'!${letter}${first}:${letter}${last}"
