"""A questionnaire as an Excel form: cells to fill in, lists to pick from, nothing to learn.

The same form and look give the same bytes. No text becomes a formula, a number or a link.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final

from collab_playbook.formats.forms.cells import Filling, Lists
from collab_playbook.formats.forms.items import (
    ANSWER,
    HOW,
    MARK,
    NUMBER,
    QUESTION,
    ItemRows,
)
from collab_playbook.formats.forms.marks import REVISION, Mark
from collab_playbook.formats.forms.rows import RecordSheet
from collab_playbook.formats.forms.style import LINE, lines_of, print_wide, styles_of
from collab_playbook.formats.office import XLSX_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.form import Form, Section
    from collab_playbook.formats.look import Look

_WIDTHS: Final = (2, 6, 58, 46, 38)
DAY_FORMATS: Final = {"fr": "dd/mm/yyyy"}
_DAY_FORMAT: Final = "d mmm yyyy"


def xlsx_of(form: Form, look: Look) -> bytes:
    """The form as an Excel workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 0.1 s that no other format needs

    held = BytesIO()
    workbook = Workbook(held, dict(XLSX_OPTIONS))
    workbook.set_properties(
        {
            "title": form.title[:255],
            "author": look.organisation[:255],
            "created": datetime.combine(form.day, time()),
        }
    )
    _Writer(workbook, form, look).write()
    workbook.close()
    return held.getvalue()


class _Writer:
    """Writes the sheet of questions from top to bottom, and a sheet for each list of records."""

    def __init__(self, workbook: Workbook, form: Form, look: Look) -> None:
        self.workbook, self.form, self.look, self.words = workbook, form, look, form.words
        day_format = DAY_FORMATS.get(self.words.language, _DAY_FORMAT)
        self.styles = styles_of(workbook, look, day_format)
        self.name = self.words("sheet")[:31]
        self.sheet: Worksheet = workbook.add_worksheet(self.name)
        self.names = dict(_sheet_names(form, self.name))
        self.record_sheets = {
            path: workbook.add_worksheet(name) for path, name in self.names.items()
        }
        self.filling = Filling(self.styles, Lists(workbook, "cp_lists"), self.words)
        self.rows = ItemRows(self.sheet, self.filling, self.names)
        self.row = 0

    def write(self) -> None:
        self._top()
        self._opening()
        self._respondent()
        for section in self.form.sections:
            self._section(section)
        self._settle()
        self.filling.lists.hide()
        for item in self.form.items:
            if item.path in self.record_sheets:
                sheet = self.record_sheets[item.path]
                RecordSheet(sheet, item, self.filling, self.look).write(self.form, self.name)

    # -- above the questions -----------------------------------------------------------------

    def _top(self) -> None:
        """The two rows that stay in sight, and the hidden marks of the form and its columns."""
        sheet, words, styles = self.sheet, self.words, self.styles
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, None, {"hidden": column == MARK})
        form = Mark("form", (REVISION, words.language, *self.form.heads))
        self._mark(form)
        for column in (NUMBER, QUESTION, ANSWER, HOW):
            sheet.write_blank(self.row, column, None, styles.band)
        sheet.write_string(self.row, NUMBER, self.form.title, styles.band)
        self._next(30)
        self._mark(Mark("columns"))
        sheet.write_string(self.row, ANSWER, "answer")
        sheet.set_row(self.row, None, None, {"hidden": True})
        self.row += 1
        self._mark(Mark("text"))
        for column, key in (
            (NUMBER, "number"), (QUESTION, "question"), (ANSWER, "answer"), (HOW, "how"),
        ):  # fmt: skip
            sheet.write_string(self.row, column, words(key), styles.head)
        self._next(20)
        sheet.freeze_panes(self.row, 0)

    def _opening(self) -> None:
        self._gap(8)
        for text in self.form.opening:
            self._mark(Mark("text"))
            self.sheet.merge_range(self.row, QUESTION, self.row, HOW, "", self.styles.opening)
            self.sheet.write_string(self.row, QUESTION, text, self.styles.opening)
            self._next(LINE * lines_of(text, 168) + 6)

    def _respondent(self) -> None:
        """Who answers, and when."""
        self._gap(6)
        known = self.form.respondent
        styles = self.styles
        for key, value in (("name", known.name), ("email", known.email), ("date", "")):
            self._mark(Mark("by", (key,)))
            label = self.words(f"by.{key}")
            if key == "name":
                label = f"{self.words('by')} · {label}"
            self.sheet.write_string(self.row, QUESTION, label, styles.label)
            style = styles.answers["date" if key == "date" else "text"]
            if value:
                self.sheet.write_string(self.row, ANSWER, value, style)
            else:
                self.sheet.write_blank(self.row, ANSWER, None, style)
            self._next(19)

    # -- the questions -----------------------------------------------------------------------

    def _section(self, section: Section) -> None:
        self._mark(Mark("text"))
        self.sheet.write_string(self.row, NUMBER, section.title, self.styles.section)
        self._next(36)
        if section.purpose:
            self._mark(Mark("text"))
            self.sheet.merge_range(self.row, NUMBER, self.row, HOW, "", self.styles.purpose)
            self.sheet.write_string(self.row, NUMBER, section.purpose, self.styles.purpose)
            self._next(LINE * lines_of(section.purpose, 160) + 6)
        for item in section.items:
            self.row = self.rows.put(self.row, item)

    # -- around ------------------------------------------------------------------------------

    def _mark(self, mark: Mark) -> None:
        self.sheet.write_string(self.row, MARK, str(mark))

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _gap(self, height: float) -> None:
        self._mark(Mark("text"))
        self._next(height)

    def _settle(self) -> None:
        """Protection without a password, and how it prints."""
        sheet = self.sheet
        free = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(free, True))
        print_wide(sheet, self.look.organisation or self.form.project, (0, 2))
        sheet.set_tab_color(self.look.colour)
        sheet.activate()


def _sheet_names(form: Form, first: str) -> Iterator[tuple[str, str]]:
    """A sheet for each question of records, named by its number and its label."""
    taken = {first.casefold(), "cp_lists"}
    for item in form.items:
        if item.question.type != "records" or item.is_closed:
            continue
        label = "".join(
            " " if char in "[]:*?/\\" or not char.isprintable() else char
            for char in item.question.short
        )
        name = f"{item.number} {' '.join(label.split())}"[:31].strip().strip("'")
        while name.casefold() in taken:
            name = f"{item.number} {len(taken)}"
        taken.add(name.casefold())
        yield item.path, name
