"""The cells of the Excel form that are to be filled in: value, format, and what may be typed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.form_cells import cell_of
from collab_playbook.documents.form_choices import Offered, labels_of
from collab_playbook.documents.form_hints import hint_of, scale_of
from collab_playbook.engine.reading import example_of
from collab_playbook.engine.scalars import bounds
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.form_words import FormWords
    from collab_playbook.formats.forms.style import Styles
    from collab_playbook.model.question import Choice, Field, Question

_MOST_TITLE, _MOST_MESSAGE = 32, 255
_FAR = 10**15
_MOST_LISTED = 16_000
"""Rows of choices beyond which a list is typed, not picked."""


class Lists:
    """The labels that cells pick from, on a sheet of their own that nobody sees."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self.name = name
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._columns: dict[tuple[str, ...], str] = {}

    def source(self, labels: Sequence[str]) -> str:
        """The range that holds some labels; the same ones stand once."""
        key = tuple(labels)
        if key not in self._columns:
            from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - a form alone needs it

            column = len(self._columns)
            for row, label in enumerate(key):
                self._sheet.write_string(row, column, label)
            letters = xl_col_to_name(column)
            self._columns[key] = f"='{self.name}'!${letters}$1:${letters}${len(key)}"
        return self._columns[key]

    def hide(self) -> None:
        """Hides the sheet; called when another one is there to be seen."""
        self._sheet.very_hidden()


class Filling:
    """Writes cells that are to be filled in.

    Args:
        styles: The formats.
        lists: Where labels are picked from.
        words: What a questionnaire says.
    """

    def __init__(self, styles: Styles, lists: Lists, words: FormWords) -> None:
        self.styles, self.lists, self.words = styles, lists, words

    def put(  # noqa: PLR0913 - a place, and what belongs there
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        part: Question | Field,
        choices: Sequence[Choice],
        stored: Any,
        *,
        until: int | None = None,
    ) -> None:
        """One cell with its answer, its format and what may be typed; ``until`` more rows below."""
        row, column = at
        last = row if until is None else until
        rule = {**self._rule(part, choices), **self._help(part, choices)}
        sheet.data_validation(row, column, last, column, rule)
        self.write(sheet, at, part, choices, stored)

    def write(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        part: Question | Field,
        choices: Sequence[Choice],
        stored: Any,
    ) -> None:
        """The answer alone."""
        style = self.styles.answers.get(part.type, self.styles.answers["text"])
        if stored is None:
            sheet.write_blank(*at, None, style)
            return
        value = cell_of(part, stored, Offered(tuple(choices)), self.words)
        if isinstance(value, Decimal):
            number = value / 100 if part.type == "percent" else value
            sheet.write_number(*at, float(number), style)
        elif isinstance(value, date):
            sheet.write_datetime(*at, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 - a day has no zone
        else:
            sheet.write_string(*at, str(value), style)

    def _rule(  # noqa: PLR0911 - one line for each kind
        self, part: Question | Field, choices: Sequence[Choice]
    ) -> dict[str, Any]:
        """What may be typed; a text may be anything, and shows how it is meant."""
        words = self.words
        match part.type:
            case "choice" if choices and len(choices) <= _MOST_LISTED:
                return self._listed(list(labels_of(choices).values()))
            case "boolean":
                return self._listed([words("yes"), words("no")])
            case "scale":
                low, high = scale_of(part)
                if high - low < 100:
                    return self._listed([str(mark) for mark in range(low, high + 1)], inline=True)
                return self._number("integer", low, high, part)
            case "integer" | "decimal" | "percent":
                share = Decimal(100 if part.type == "percent" else 1)
                low_end, high_end = bounds(part, parse_decimal)
                low_at = -_FAR if low_end is None else _end(low_end / share)
                high_at = _FAR if high_end is None else _end(high_end / share)
                kind = "integer" if part.type == "integer" else "decimal"
                return self._number(kind, low_at, high_at, part)
            case "date":
                return self._day(part)
        return {"validate": "any"}

    def _listed(self, labels: list[str], *, inline: bool = False) -> dict[str, Any]:
        source = labels if inline and len(",".join(labels)) <= 255 else self.lists.source(labels)
        return {"validate": "list", "source": source, **self._wrong(self.words("wrong.list"))}

    def _number(self, kind: str, low: float, high: float, part: Question | Field) -> dict[str, Any]:
        wrong = self.words("wrong.number", hint=hint_of(part, self.words))
        return {
            "validate": kind,
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            **self._wrong(wrong),
        }

    def _day(self, part: Question | Field) -> dict[str, Any]:
        low, high = bounds(part, date.fromisoformat)
        wrong = self.words("wrong.date", hint=hint_of(part, self.words))
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": max(low or date.min, date(1901, 1, 1)),
            "maximum": max(min(high or date.max, date(9999, 12, 31)), date(1901, 1, 1)),
            **self._wrong(wrong),
        }

    def _wrong(self, message: str) -> dict[str, Any]:
        return {
            "error_title": self.words("wrong")[:_MOST_TITLE],
            "error_message": _cut(message),
        }

    def _help(self, part: Question | Field, choices: Sequence[Choice]) -> dict[str, Any]:
        """What shows beside the cell while somebody is in it."""
        hint = hint_of(part, self.words, choices if part.type == "choices" else ())
        example = example_of(part, choices, self.words.language)
        told = f"{hint}\n{self.words('example', example=example)}" if example else hint
        return {"input_title": self.words("how")[:_MOST_TITLE], "input_message": _cut(told)}


def _end(number: Decimal) -> float:
    """An end of a range as a spreadsheet takes it."""
    return int(number) if number == int(number) else float(number)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_MESSAGE else text[: _MOST_MESSAGE - 1] + "…"
