"""One answer in one cell: how a questionnaire fills it in, and how it is read when it comes back.

What is filled in beforehand reads back as the very answer that stands, or is not filled in.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from collab_playbook.documents.form_choices import BETWEEN, Offered, all_picked, picked
from collab_playbook.engine.reading import Misread, example_of, read_text
from collab_playbook.engine.reading_numbers import currency_of
from collab_playbook.engine.scalars import plain_decimal
from collab_playbook.engine.showing import shown, shown_date, shown_number
from collab_playbook.saying import said_by, say

if TYPE_CHECKING:
    from collab_playbook.documents.form_words import FormWords
    from collab_playbook.engine.state import Stored
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Field, Question

MOST_CHARACTERS = 32_000
"""Most characters that a cell is filled with; a spreadsheet holds 32,767."""
_EXACT_DIGITS = 15
"""Most digits that a number of a spreadsheet holds exactly."""
_FIRST_YEAR = 1901
"""The first year whose days all spreadsheets count alike."""
_NUMBERS = {"integer", "decimal", "scale", "percent"}

Plain: TypeAlias = str | Decimal | date | bool
"""What a cell holds: a text, a number, a day, a yes or no."""


class Cell(NamedTuple):
    """A cell as it was found.

    Attributes:
        value: What it holds.
        place: Where it is, as problems name it: ``Answers!D7``.
        is_percent: Whether its number is shown as a percentage, so that 0.125 means 12.5.
        fault: Why it cannot be read at all, such as a formula; empty where it can.
    """

    value: Plain
    place: str
    is_percent: bool = False
    fault: str = ""


class UnreadableError(ValueError):
    """A cell does not say an answer: why, and a believable one."""

    def __init__(self, message: str, example: str = "") -> None:
        super().__init__(message)
        self.example = example


class Setting(NamedTuple):
    """What a cell is read by: the language that numbers are written in, and today."""

    language: str
    today: date


def cell_of(  # noqa: PLR0911 - one line for each kind
    part: Question | Field, stored: Stored, offered: Offered, words: FormWords
) -> Plain:
    """What a cell holds for an answer."""
    kind, language = part.type, words.language
    if kind in _NUMBERS:
        number = Decimal(str(stored))
        exact = len(number.as_tuple().digits) <= _EXACT_DIGITS and abs(number.adjusted()) < 15
        return number if exact else shown_number(str(stored), language)
    if kind == "date":
        day = date.fromisoformat(stored)
        return day if day.year >= _FIRST_YEAR else str(stored)
    if kind == "boolean":
        return words("yes" if stored else "no")
    if kind == "choice":
        return offered.labels.get(stored, str(stored))
    if kind == "choices":
        return BETWEEN.join(offered.labels.get(each, each) for each in stored)
    if kind in {"text", "long_text", "email", "link"}:
        return str(stored)
    return shown(part, stored, offered.own, language)


def read_cell(part: Question | Field, cell: Cell, offered: Offered, setting: Setting) -> Stored:
    """The answer in a cell, in its stored form; ``None`` for an empty one.

    Raises:
        UnreadableError: It holds something else.
    """
    if cell.fault:
        raise UnreadableError(cell.fault, example_of(part, offered.own, setting.language))
    text = _as_text(part, cell, setting.language)
    if not text.strip():
        return None
    try:
        if part.type == "choice":
            return picked(text, offered)
        if part.type == "choices":
            return all_picked(text, offered)
    except ValueError as error:
        example = offered.labels[offered.own[0].id] if offered.own else ""
        raise UnreadableError(said_by(error), example) from error
    language = "neutral" if isinstance(cell.value, Decimal) else setting.language
    read = read_text(part, offered.own, text, language, setting.today)
    if isinstance(read, Misread):
        raise UnreadableError(read.problem, example_of(part, offered.own, setting.language))
    return read.stored


def _as_text(part: Question | Field, cell: Cell, language: str) -> str:
    """What the cell holds, as somebody would have typed it."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        worded = part.type in {"text", "long_text"}
        return shown_date(value, language) if worded else value.isoformat()
    if isinstance(value, Decimal):
        if cell.is_percent:
            percent = plain_decimal(value * 100)
            return percent if part.type == "percent" else f"{percent} %"
        if part.type == "money":
            return f"{plain_decimal(value)} {currency_of(part.example) or 'EUR'}"
        if part.type == "date":
            raise UnreadableError(say("{value} is a number, not a date", value=value))
        return plain_decimal(value)
    return value


def held(playbook: Playbook, question: Question, stored: Stored, words: FormWords) -> bool:
    """Whether an answer can be filled in: each of its cells reads back as what stands."""
    setting = Setting(words.language, date(2000, 1, 1))
    if question.type == "choices":
        known = {choice.id for choice in playbook.choices_of(question)}
        return bool(stored) and set(stored) <= known
    records: list[Any] = [stored] if question.type == "record" else []
    if question.type == "records":
        records = stored
    if question.fields:
        parts = {f.id: (f, Offered(playbook.choices_of(f))) for f in question.fields}
        return bool(records) and all(
            name in parts and _reads_back(*parts[name], value, words, setting)
            for record in records
            for name, value in record.items()
        )
    offered = Offered(playbook.choices_of(question))
    return _reads_back(question, offered, stored, words, setting)


def _reads_back(
    part: Question | Field, offered: Offered, stored: Stored, words: FormWords, setting: Setting
) -> bool:
    value = cell_of(part, stored, offered, words)
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        return False
    try:
        return bool(read_cell(part, Cell(value, ""), offered, setting) == stored)
    except UnreadableError:
        return False
