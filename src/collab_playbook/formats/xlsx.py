"""A workbook to the bytes of an Excel file: real numbers and dates, tables, checks, native charts.

Text enters as text and nothing else: whatever was typed is read, never calculated.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter import Workbook as Book

from collab_playbook.documents.sheets import Money
from collab_playbook.formats.words import in_language
from collab_playbook.formats.xlsx_charts import CHARTS, GREY, Place, draw, shade
from collab_playbook.formats.xlsx_checks import check_of
from collab_playbook.formats.xlsx_manner import (
    blank_format,
    in_excel,
    number_format,
    widths,
)
from collab_playbook.formats.xlsx_text import headings, line, sheet_names, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.sheets import Cell, Column, Kind, Sheet, Workbook
    from collab_playbook.formats.look import Look

_FIXED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same input gives the same bytes, on any day
_HEAD: Final = 3
"""The row of the headings; above it stand the title, whose it is, and a note."""
_FURTHER: Final = 200
"""Rows below the last one that are ready for more."""
_FIRST_DAY: Final = date(1900, 3, 1)
_A4: Final = 9
_LISTS: Final = {"en": "Lists", "fr": "Listes"}
_PAGE: Final = {"en": "Page &P of &N", "fr": "Page &P sur &N"}
_GOOD, _NOT_YET = "#1B6E3C", "#8A4B00"
_LINE: Final = "#D9D9D9"
_TEXTS: Final[frozenset[Kind]] = frozenset({"text", "choice", "verdict"})


def xlsx_of(workbook: Workbook, look: Look) -> bytes:
    """The workbook as an Excel file; the same workbook and look give the same bytes.

    Args:
        workbook: What it holds.
        look: The brand; its colour is ``#rrggbb``.
    """
    data = BytesIO()
    with Book(data, _OPTIONS) as book:
        _Writer(book, workbook, look).write()
    return data.getvalue()


_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


class _Writer:
    """Writes one workbook; its formats are made once each."""

    def __init__(self, book: Book, workbook: Workbook, look: Look) -> None:
        self.book = book
        self.workbook = workbook
        self.look = look
        self.font = line(look.font, 31) or "Calibri"
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._lists: dict[tuple[str, ...], int] = {}

    def write(self) -> None:
        """Every sheet in order, each followed by its charts; last the words of lists, hidden."""
        sheets = self.workbook.sheets
        named = [(sheet, is_page) for sheet in sheets for is_page in _pages(sheet)]
        titles = [self._title(sheet, is_page=is_page) for sheet, is_page in named]
        *names, lists = sheet_names([*titles, in_language(_LISTS, self.look.language)])
        tabs = [name for name, (_, is_page) in zip(names, named, strict=True) if not is_page]
        for name, (sheet, is_page) in zip(names, named, strict=True):
            page = self.book.add_worksheet(name)
            self._set_up(page, sheet, is_page=is_page)
            place = Place(tabs[sheets.index(sheet)], _HEAD + 1)
            if is_page:
                draw(self.book, page, sheet, place, self.look, _HEAD)
            else:
                self._sheet(page, sheet, tabs, lists)
        self._write_lists(lists)
        self._describe()

    # -- a sheet --------------------------------------------------------------------------

    def _sheet(self, page: Worksheet, sheet: Sheet, tabs: Sequence[str], lists: str) -> None:
        last = _HEAD + max(len(sheet.rows), 1)
        self._columns(page, sheet)
        self._table(page, sheet, last)
        for at, row in enumerate(sheet.rows, _HEAD + 1):
            for number, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                self._cell(page, at, number, cell, column.kind)
        self._checks(page, sheet, last, lists)
        self._marks(page, sheet, last)
        for spark in sheet.sparks:
            name, values = tabs[spark.sheet].replace("'", "''"), spark.values
            letter = _letter(values.column)
            first, end = (_HEAD + 2 + row for row in (values.first, values.last))
            page.add_sparkline(
                _HEAD + 1 + spark.row,
                spark.column,
                {
                    "range": f"'{name}'!${letter}${first}:${letter}${end}",
                    "series_color": self.look.colour,
                    "last_point": True,
                    "last_color": self.look.colour,
                    "weight": 1.5,
                },
            )

    def _set_up(self, page: Worksheet, sheet: Sheet, *, is_page: bool) -> None:
        """The lines above the table, and how the sheet shows and prints."""
        book, look = self.workbook, self.look
        title = self._format(bold=True, font_size=16, font_color=look.colour)
        page.write_string(0, 0, told(self._title(sheet, is_page=is_page)), title)
        whose = [part for part in (book.title, look.organisation) if part]
        grey = self._format(font_size=10, font_color=GREY)
        page.write_string(1, 0, line(" \N{MIDDLE DOT} ".join(whose)), grey)
        page.set_row(0, 24)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer(self._footer(), {"margin": 0.3})
        if is_page:
            page.fit_to_pages(1, 1 if len(sheet.charts) <= 6 else 0)
            return
        if sheet.note:
            small = self._format(font_size=9, italic=True, font_color=GREY)
            page.write_string(2, 0, line(sheet.note), small)
        page.freeze_panes(_HEAD + 1, sheet.named)
        page.repeat_rows(_HEAD)

    def _columns(self, page: Worksheet, sheet: Sheet) -> None:
        language = self.look.language
        for at, width in enumerate(widths(sheet.columns, sheet.rows)):
            kind = sheet.columns[at].kind
            blank = self._style(kind, blank_format(kind, language)) if sheet.grows else None
            page.set_column(at, at, width, blank)

    def _table(self, page: Worksheet, sheet: Sheet, last: int) -> None:
        names = headings(column.heading for column in sheet.columns)
        head: list[dict[str, Any]] = [
            {"header": name, "header_format": self._head(column.kind)}
            for name, column in zip(names, sheet.columns, strict=True)
        ]
        if sheet.total:
            head[0]["total_string"] = line(sheet.total)
            for at in sheet.summed:
                numbers = (row[at] for row in sheet.rows)
                total = sum((n for n in numbers if isinstance(n, Decimal)), Decimal(0))
                head[at] |= {"total_function": "sum", "total_value": float(total)}
        options = {"columns": head, "style": None, "total_row": bool(sheet.total)}
        page.add_table(_HEAD, 0, last + bool(sheet.total), len(names) - 1, options)
        deepest = max(
            _lines(column, width)
            for column, width in zip(sheet.columns, widths(sheet.columns, sheet.rows), strict=True)
        )
        page.set_row(_HEAD, 16 * deepest + 4)
        if sheet.total:
            self._totals(page, sheet, last + 1)

    def _totals(self, page: Worksheet, sheet: Sheet, row: int) -> None:
        """The sums again, with a format: the table wrote their formulas without one."""
        bold = self._format(bold=True, top=1, top_color=self.look.colour, num_format="#,##0")
        names = headings(column.heading for column in sheet.columns)
        page.write_string(row, 0, line(sheet.total), bold)
        for at in sheet.summed:
            numbers = (each[at] for each in sheet.rows)
            total = sum((n for n in numbers if isinstance(n, Decimal)), Decimal(0))
            name = "".join(f"'{sign}" if sign in "[]#'" else sign for sign in names[at])
            page.write_formula(row, at, f"=SUBTOTAL(109,[{name}])", bold, float(total))

    def _cell(self, page: Worksheet, row: int, at: int, cell: Cell, kind: Kind) -> None:
        language = self.look.language
        if isinstance(cell, str):
            page.write_string(row, at, told(cell), self._style("text" if kind != "mark" else kind))
            return
        style = self._style(
            kind, number_format(cell, kind, language) or blank_format(kind, language)
        )
        number = _in_excel(cell, kind)
        if cell is None:
            page.write_blank(row, at, None, style)
        elif isinstance(number, date):
            page.write_datetime(row, at, datetime(number.year, number.month, number.day), style)  # noqa: DTZ001 - a day has no zone
        elif number is not None:
            page.write_number(row, at, number, style)
        else:
            page.write_string(row, at, str(cell.amount if isinstance(cell, Money) else cell), style)

    def _checks(self, page: Worksheet, sheet: Sheet, last: int, lists: str) -> None:
        end = last + _FURTHER if sheet.grows else last
        for at, column in enumerate(sheet.columns):
            if column.choices or sheet.grows:
                choices = self._choices(column, lists) if column.choices else ""
                check = check_of(column, choices, self.look.language)
                if check is not None:
                    page.data_validation(_HEAD + 1, at, end, at, check)

    def _choices(self, column: Column, lists: str) -> str:
        """Where the words of a column stand; they are written once all sheets are."""
        at = self._lists.setdefault(column.choices, len(self._lists))
        name, letter = lists.replace("'", "''"), _letter(at)
        return f"='{name}'!${letter}$1:${letter}${len(column.choices)}"

    def _marks(self, page: Worksheet, sheet: Sheet, last: int) -> None:
        """Colours that follow what stands in the cells, whoever writes there."""
        end = last + _FURTHER if sheet.grows else last
        for at, column in enumerate(sheet.columns):
            reach = (_HEAD + 1, at, end, at)
            for word, style in self._meant(column):
                asked = {"type": "cell", "criteria": "==", "value": _quoted(word), "format": style}
                page.conditional_format(*reach, asked)

    def _meant(self, column: Column) -> list[tuple[str, Format]]:
        colour = self.look.colour
        if column.kind == "verdict":
            good, *_, bad = column.choices
            return [
                (good, self.book.add_format({"font_color": _GOOD, "bold": True})),
                (bad, self.book.add_format({"font_color": _NOT_YET, "bold": True})),
            ]
        if column.kind == "mark":
            first, second, *_ = column.choices
            strong = {"bg_color": colour, "font_color": "#FFFFFF", "bold": True}
            return [
                (first, self.book.add_format(strong)),
                (second, self.book.add_format({"bg_color": shade(colour, 0.2), "bold": True})),
            ]
        return []

    # -- the book -------------------------------------------------------------------------

    def _write_lists(self, name: str) -> None:
        if not self._lists:
            return
        page = self.book.add_worksheet(name)
        for words, at in self._lists.items():
            for row, word in enumerate(words):
                page.write_string(row, at, told(word))
        page.hide()

    def _describe(self) -> None:
        book, look = self.workbook, self.look
        self.book.set_properties(
            {
                "title": line(book.title, 250),
                "subject": line(book.about, 250),
                "author": line(look.organisation, 250),
                "company": line(look.organisation, 250),
                "created": _FIXED,
            }
        )
        self.book.set_custom_property("Language", look.language)

    def _title(self, sheet: Sheet, *, is_page: bool) -> str:
        if not is_page:
            return sheet.title
        return in_language(CHARTS, self.look.language).format(title=sheet.title)

    def _footer(self) -> str:
        left = line(self.look.footer or self.look.organisation, 90).replace("&", "&&")
        middle = line(self.workbook.title, 60).replace("&", "&&")
        page = in_language(_PAGE, self.look.language)
        return f"&L&8 {left[:100]}&C&8 {middle[:70]}&R&8 {page}"

    def _head(self, kind: Kind) -> Format:
        return self._format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=self.look.colour,
            text_wrap=True,
            valign="vcenter",
            align="left" if kind in _TEXTS or kind == "course" else "center",
        )

    def _style(self, kind: Kind, number: str = "") -> Format:
        told_by: dict[str, Any] = {
            "valign": "top",
            "bottom": 1,
            "bottom_color": _LINE,
            "text_wrap": kind in _TEXTS,
        }
        if number:
            told_by["num_format"] = number
        if kind == "mark":
            told_by |= {"align": "center", "text_wrap": False}
        return self._format(**told_by)

    def _format(self, **told_by: Any) -> Format:
        key = tuple(sorted(told_by.items()))
        if key not in self._formats:
            font = {"font_name": self.font, "font_size": 10}
            self._formats[key] = self.book.add_format({**font, **told_by})
        return self._formats[key]


def _pages(sheet: Sheet) -> tuple[bool, ...]:
    """The sheet itself, and where it is drawn the page with its charts."""
    return (False, True) if sheet.charts else (False,)


def _in_excel(cell: Cell, kind: Kind) -> float | date | None:
    """The value as Excel holds it; ``None`` where it cannot."""
    if isinstance(cell, date):
        return cell if cell >= _FIRST_DAY else None
    if isinstance(cell, Money):
        return in_excel(cell.amount)
    if isinstance(cell, Decimal):
        return in_excel(cell / 100 if kind == "percent" else cell)
    return None


def _lines(column: Column, width: float) -> int:
    """How many lines a heading takes."""
    lines, left = 1, width - 3
    for word in column.heading.split():
        if left < len(word) and left < width - 3:
            lines, left = lines + 1, width - 3
        left -= len(word) + 1
    return min(lines, 6)


def _quoted(word: str) -> str:
    """A word as formulas write it."""
    doubled = told(word).replace('"', '""')
    return f'"{doubled}"'


def _letter(column: int) -> str:
    """The letters of a column: ``A``, ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
