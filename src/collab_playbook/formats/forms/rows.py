"""The sheet of the Excel form that holds a list of records: a row for each, typed columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.form_hints import hint_of
from collab_playbook.engine.showing import shown
from collab_playbook.formats.forms.marks import Mark, filled_word
from collab_playbook.formats.forms.style import LINE, lines_of, print_wide

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.form import Form, Item
    from collab_playbook.formats.forms.cells import Filling
    from collab_playbook.formats.look import Look
    from collab_playbook.model.question import Field

_FIRST: Final = 1
"""The column of the first field; the marks stand before it."""
_WIDTHS: Final = {
    "long_text": 48, "text": 34, "person": 34, "choice": 30, "choices": 36, "link": 34, "email": 30,
}  # fmt: skip
_WIDTH: Final = 16
_MANY: Final = 4
"""Columns beyond which each has less room."""
_SPARE: Final = 12
"""Rows with a border that wait for more entries."""
_RULED: Final = 500
"""Rows below the last one that still know what may be typed."""


class RecordSheet:
    """Writes the sheet of one question."""

    def __init__(self, sheet: Worksheet, item: Item, filling: Filling, look: Look) -> None:
        self.sheet, self.item, self.filling, self.look = sheet, item, filling, look
        self.words, self.styles = filling.words, filling.styles
        self.fields = item.question.fields
        self.widths = [_width(field, len(self.fields)) for field in self.fields]

    def write(self, form: Form, back: str) -> None:
        """Everything, from the question to the empty rows."""
        self._columns()
        self._head(back)
        first = self._headings()
        self._rows(first)
        self._settle(form, first)

    def _columns(self) -> None:
        self.sheet.set_column(0, 0, 2, None, {"hidden": True})
        for number, width in enumerate(self.widths):
            self.sheet.set_column(_FIRST + number, _FIRST + number, width)

    def _head(self, back: str) -> None:
        """The question, its help, and the way back."""
        sheet, item, question = self.sheet, self.item, self.item.question
        filled = filled_word(is_filled=item.value is not None)
        sheet.write_string(0, 0, str(Mark("rows", (filled, item.path))))
        last = max(_FIRST + len(self.fields) - 1, _FIRST + 3)
        for column in range(_FIRST, last + 1):
            sheet.write_blank(0, column, None, self.styles.band)
        sheet.write_string(0, _FIRST, f"{item.number}. {question.ask}", self.styles.band)
        sheet.set_row(0, 30)
        told = [part for part in (item.condition, question.help) if part]
        told += [self.words("why", why=question.why)] if question.why else []
        told += [self.words("kept_back")] if item.keeps_back else []
        told.append(self.words("row_each"))
        text = "\n".join(told)
        sheet.write_string(1, 0, str(Mark("text")))
        sheet.merge_range(1, _FIRST, 1, last, "", self.styles.opening)
        sheet.write_string(1, _FIRST, text, self.styles.opening)
        wide = sum(self.widths) + _WIDTH * max(0, last - _FIRST + 1 - len(self.fields))
        sheet.set_row(1, LINE * lines_of(text, int(min(wide, 150) * 1.05)) + 8)
        sheet.write_string(2, 0, str(Mark("text")))
        link = f"internal:'{back.replace(chr(39), chr(39) * 2)}'!C1"
        sheet.write_url(2, _FIRST, link, self.styles.back, string=self.words("back_to"))

    def _headings(self) -> int:
        """The row that names the fields for the program, and the two that do so for people."""
        sheet = self.sheet
        sheet.write_string(3, 0, str(Mark("fields", (self.item.path,))))
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write_string(4, 0, str(Mark("text")))
        sheet.write_string(5, 0, str(Mark("text")))
        tallest = 1.0
        for number, field in enumerate(self.fields):
            column = _FIRST + number
            sheet.write_string(3, column, field.id)
            label = f"{field.label} *" if field.required else field.label
            sheet.write_string(4, column, label, self.styles.head)
            choices = self.item.fields_choices.get(field.id, ())
            hint = hint_of(field, self.words, choices if field.type == "choices" else ())
            hint = "\n".join(part for part in (hint, field.help) if part)
            sheet.write_string(5, column, hint, self.styles.hint)
            tallest = max(tallest, lines_of(hint, int(self.widths[number] * 1.1)))
        sheet.set_row(4, 20)
        sheet.set_row(5, min(150, 13 * tallest + 6))
        return 6

    def _rows(self, first: int) -> None:
        records: Any = self.item.value or ()
        until = first + len(records) + _RULED
        for number, field in enumerate(self.fields):
            column, choices = _FIRST + number, self.item.fields_choices.get(field.id, ())
            value = records[0].get(field.id) if records else None
            self.filling.put(self.sheet, (first, column), field, choices, value, until=until)
            for position in range(1, len(records) + _SPARE):
                at = (first + position, column)
                stored = records[position].get(field.id) if position < len(records) else None
                self.filling.write(self.sheet, at, field, choices, stored)
        for position, record in enumerate(records):
            self.sheet.set_row(first + position, self._height(record))
        for position in range(len(records), len(records) + _SPARE):
            self.sheet.set_row(first + position, LINE + 5)

    def _height(self, record: Any) -> float:
        """About how high a row is, by its longest text."""
        lines = 1
        for field, width in zip(self.fields, self.widths, strict=True):
            choices = self.item.fields_choices.get(field.id, ())
            text = shown(field, record.get(field.id), choices, self.words.language)
            lines = max(lines, lines_of(text, width * 10 // 9))
        return min(400, LINE * lines + 5)

    def _settle(self, form: Form, first: int) -> None:
        self.sheet.freeze_panes(first, _FIRST + (1 if len(self.fields) > 3 else 0))
        print_wide(self.sheet, self.look.organisation or form.project, (4, 4))


def _width(field: Field, count: int) -> int:
    """The width of a column: by kind, narrower among many, never narrower than its heading."""
    width = _WIDTHS.get(field.type, _WIDTH)
    return max(width if count <= _MANY else width * 3 // 4, min(40, len(field.label) + 4))
