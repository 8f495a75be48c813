"""The rows of the Excel form that ask: the question, the cell to fill in, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.form_choices import labels_of
from collab_playbook.documents.form_hints import hint_of
from collab_playbook.engine.reading import example_of
from collab_playbook.formats.forms.marks import Mark, filled_word
from collab_playbook.formats.forms.style import LINE, SMALL, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsxwriter.worksheet import Worksheet

    from collab_playbook.documents.form import Item
    from collab_playbook.formats.forms.cells import Filling

MARK, NUMBER, QUESTION, ANSWER, HOW = range(5)
"""The columns of the sheet of questions; the first is hidden."""
_ROOM: Final = {"long_text": 5, "person": 2}
"""How many lines a kind of answer has room for."""
_HIGHEST: Final = 400
_SELF_EVIDENT: Final = frozenset({"choice", "boolean", "scale", "choices", "record", "records"})
"""Kinds whose example would say no more than the list or the rows below."""


class ItemRows:
    """Writes the rows of one question after the other.

    Args:
        sheet: The sheet of questions.
        filling: Writes the cells that are to be filled in.
        sheets: The names of the sheets with records, by path of their question.
    """

    def __init__(self, sheet: Worksheet, filling: Filling, sheets: Mapping[str, str]) -> None:
        self.sheet, self.filling, self.sheets = sheet, filling, sheets
        self.words, self.styles = filling.words, filling.styles
        self.row = 0

    def put(self, row: int, item: Item) -> int:
        """Writes one question from a row on; the row after it."""
        self.row = row
        filled = filled_word(is_filled=item.value is not None)
        self.sheet.write_string(self.row, NUMBER, str(item.number), self.styles.number)
        self._answer(item, filled)
        lines = max(self._ask(item), self._how(item), _room(item.question.type, item.value))
        self._next(LINE * lines + 8)
        if item.question.type == "choices":
            self._ticks(item, filled)
        elif item.question.type == "record" and not item.is_closed:
            self._parts(item, filled)
        return self.row

    def _answer(self, item: Item, filled: str) -> None:
        """The cell of the answer, or what stands there where it is given elsewhere."""
        at, words, kind = (self.row, ANSWER), self.words, item.question.type
        if not item.is_closed and kind not in {"choices", "record", "records"}:
            self._mark(Mark("cell", (filled, item.path)))
            self.filling.put(self.sheet, at, item.question, item.choices, item.value)
            return
        self._mark(Mark("text"))
        name = self.sheets.get(item.path)
        if name is not None:
            link = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!B6"
            shown_as = words("on_sheet", sheet=name)
            self.sheet.write_url(*at, link, self.styles.link, string=shown_as)
        else:
            key = "closed" if item.is_closed else "tick" if kind == "choices" else "parts"
            self.sheet.write_string(*at, words(key), self.styles.locked)

    def _ask(self, item: Item) -> float:
        """The question with its condition, help and reason; about how many lines it takes."""
        question, styles = item.question, self.styles
        small: list[tuple[Any, str]] = []
        if item.condition:
            small.append((styles.small_strong, item.condition))
        if question.help:
            small.append((styles.small, question.help))
        if question.why:
            small.append((styles.small, self.words("why", why=question.why)))
        if item.last:
            small.append((styles.small_strong, self.words("last", answer=item.last)))
        if item.keeps_back:
            small.append((styles.small_strong, self.words("kept_back")))
        parts = [styles.ask, question.ask or " "]
        for style, text in small or [(styles.small, "")]:
            parts += [style, f"\n{text}" if text else " "]
        self.sheet.write_rich_string(self.row, QUESTION, *parts, styles.question)
        told = sum(lines_of(text, 80) for _, text in small)
        return lines_of(question.ask, 56) + told * SMALL

    def _how(self, item: Item) -> float:
        """How to answer; about how many lines it takes."""
        return self._told(list(self._lines(item)), required=item.question.required)

    def _lines(self, item: Item) -> Iterator[str]:
        question = item.question
        yield f"{hint_of(question, self.words)}."
        example = example_of(question, item.choices, self.words.language)
        if example and item.value is None and question.type not in _SELF_EVIDENT:
            yield self.words("example", example=example)

    def _told(self, lines: list[str], *, required: bool) -> float:
        text = "\n".join(line for line in lines if line) or " "
        if required:
            first = self.words("required")
            parts = [self.styles.small_strong, f"{first} ", self.styles.small, f"\n{text}"]
            self.sheet.write_rich_string(self.row, HOW, *parts, self.styles.hint)
        else:
            self.sheet.write_string(self.row, HOW, text, self.styles.hint)
        return (lines_of(text, 48) + required) * SMALL

    def _ticks(self, item: Item, filled: str) -> None:
        """A row for each choice, with a cell for an x."""
        helps = {choice.id: choice.help for choice in item.choices}
        chosen = item.value or ()
        rule = {"validate": "list", "source": ["x"], "error_type": "warning"}
        for name, label in labels_of(item.choices).items():
            self._mark(Mark("tick", (filled, item.path, name)))
            self.sheet.write_string(self.row, QUESTION, label, self.styles.choice)
            if name in chosen:
                self.sheet.write_string(self.row, ANSWER, "x", self.styles.tick)
            else:
                self.sheet.write_blank(self.row, ANSWER, None, self.styles.tick)
            self.sheet.data_validation(self.row, ANSWER, self.row, ANSWER, rule)
            lines = float(lines_of(label, 54))
            if helps[name]:
                lines = max(lines, self._told([helps[name]], required=False))
            self._next(LINE * lines + 5)

    def _parts(self, item: Item, filled: str) -> None:
        """A row for each field of a record."""
        value = item.value or {}
        for field in item.question.fields:
            self._mark(Mark("part", (filled, item.path, field.id)))
            self.sheet.write_string(self.row, QUESTION, field.label, self.styles.choice)
            choices, at = item.fields_choices.get(field.id, ()), (self.row, ANSWER)
            held = value.get(field.id)
            self.filling.put(self.sheet, at, field, choices, held)
            listed = choices if field.type == "choices" else ()
            hint = f"{hint_of(field, self.words, listed)}."
            how = self._told([hint, field.help], required=field.required)
            room = max(_room(field.type, held), lines_of(field.label, 54))
            self._next(LINE * max(room, how) + 6)

    def _mark(self, mark: Mark) -> None:
        self.sheet.write_string(self.row, MARK, str(mark))

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, min(_HIGHEST, height))
        self.row += 1


def _room(kind: str, stored: Any) -> int:
    """How many lines an answer wants."""
    filled = lines_of(stored, 50) if isinstance(stored, str) else 0
    return max(filled, _ROOM.get(kind, 1))
