"""From the cells of a questionnaire to answers: every fault with its cell, question and remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.documents.filled import Parts, Rows, Single, Ticked, Written
from collab_playbook.documents.form_cells import Cell, UnreadableError, read_cell
from collab_playbook.engine.reading_choices import fold
from collab_playbook.engine.values import fit
from collab_playbook.saying import capitalised, said_by, say

if TYPE_CHECKING:
    from collab_playbook.documents.filled import Places, Reply, Row
    from collab_playbook.documents.form_cells import Setting
    from collab_playbook.documents.form_choices import Offered
    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.values import Misfit
    from collab_playbook.model.question import Field, Question

_TICKED = {"x", "✓", "✔", "☒", "1", "yes", "y", "oui", "o", "true", "vrai", "ja", "si"}
_UNTICKED = {"-", "0", "no", "n", "non", "false", "faux", "nein"}

Offers = Callable[["Question | Field"], "Offered"]
"""The choices of a question or field of one question, in every language of the playbook."""


class Answer(NamedTuple):
    """What was read: the answer, ``None`` for none, and why it is none where it should be one.

    Attributes:
        stored: In its stored form.
        problems: Each with its cell, the question and a remedy.
        where: From a part of the answer to the cell that it stood in.
    """

    stored: Stored | None
    problems: tuple[str, ...]
    where: Mapping[tuple[str | int, ...], str]


def read_reply(question: Question, reply: Reply, offers: Offers, setting: Setting) -> Answer:
    """The answer that a questionnaire gives to a question."""
    reader = _Reader(question, reply.place, offers, setting)
    raw: Any
    match reply.given:
        case Single(cell=cell):
            raw = reader.cell(question, cell, ())
        case Ticked(cells=cells):
            raw = reader.ticked(cells)
        case Parts(cells=cells, places=places):
            raw = reader.record(cells, (), places) or None
        case Rows(rows=rows, places=lines):
            raw = reader.records(rows, lines)
        case Written(raw=data, where=where):
            reader.where.update(where)
            raw = reader.data(data)
    if raw is None and not reader.problems:
        return Answer(None, (), reader.where)
    own = reader.offered(question).own
    stored, misfits = fit(question, raw, own, lambda field: reader.offered(field).own)
    reader.misfits(misfits)
    return Answer(None if reader.problems else stored, tuple(reader.problems), reader.where)


def place_in(where: Mapping[tuple[str | int, ...], str], path: Sequence[str | int]) -> str:
    """The cell of a part of an answer: its own, else that of the nearest part around it."""
    key = tuple(path)
    while key and key not in where:
        key = key[:-1]
    return where.get(key, where.get((), ""))


class _Reader:
    """Reads one question, and remembers where each part of its answer stood."""

    def __init__(self, question: Question, place: str, offers: Offers, setting: Setting) -> None:
        self.question, self.offers, self.setting = question, offers, setting
        self.problems: list[str] = []
        self.unread: set[tuple[str | int, ...]] = set()
        self.where: dict[tuple[str | int, ...], str] = {(): place}
        self._offered: dict[str, Offered] = {}

    def offered(self, part: Question | Field) -> Offered:
        """The choices of the question or of one of its fields; put together once for all rows."""
        key = "" if part is self.question else part.id
        if key not in self._offered:
            self._offered[key] = self.offers(part)
        return self._offered[key]

    def cell(self, part: Question | Field, cell: Cell, path: tuple[str | int, ...]) -> Any:
        self.where[path] = cell.place
        try:
            return read_cell(part, cell, self.offered(part), self.setting)
        except UnreadableError as error:
            self.unread.add(path)
            self._problem(path, said_by(error), error.example)
            return None

    def ticked(self, cells: Mapping[str, Cell]) -> list[str] | None:
        """The choices that are ticked; ``None`` where nobody wrote anything."""
        chosen, touched = [], False
        for choice, cell in cells.items():
            self.where[choice,] = cell.place
            try:
                mark = self._mark(cell)
            except UnreadableError as error:
                self.unread.add((choice,))
                self._problem((choice,), said_by(error), error.example)
                continue
            touched = touched or mark is not None
            chosen += [choice] if mark else []
        return chosen if touched else None

    def _mark(self, cell: Cell) -> bool | None:
        """Whether a cell is ticked; ``None`` for an empty one."""
        if cell.fault:
            raise UnreadableError(cell.fault, "x")
        if isinstance(cell.value, bool):
            return cell.value
        word = fold(str(cell.value))
        if not word:
            return None
        if word in _TICKED | _UNTICKED:
            return word in _TICKED
        raise UnreadableError(say("'{text}' is neither an x nor empty", text=word[:40]), "x")

    def record(self, cells: Row, path: tuple[str | int, ...], places: Places) -> dict[str, Any]:
        self.where |= {(*path, name): place for name, place in places.items()}
        fields = {field.id: field for field in self.question.fields}
        found = {
            name: self.cell(fields[name], cell, (*path, name))
            for name, cell in cells.items()
            if name in fields
        }
        kept = {name: value for name, value in found.items() if value is not None}
        if found and not kept:
            self._lacks(cells, path)
        return kept

    def _lacks(self, cells: Row, path: tuple[str | int, ...]) -> None:
        """What a row lacks of which nothing could be read; of any other row ``fit`` tells it."""
        for field in self.question.fields:
            if field.required and field.id not in cells:
                message = say("'{label}' is required", label=field.label)
                self._problem((*path, field.id), message, "")

    def records(self, rows: Sequence[Row], lines: Sequence[Places]) -> list[dict[str, Any]] | None:
        found = []
        for number, row in enumerate(rows):
            self.where[number,] = next(iter(row.values())).place
            found.append(self.record(row, (number,), lines[number] if lines else {}))
        return found or None

    def data(self, raw: Any) -> Any:
        """Data in stored form; a text that is not is read as somebody would type it."""
        question = self.question
        if question.type == "record" and isinstance(raw, Mapping):
            return self._fields(raw, ())
        if question.type == "records" and isinstance(raw, list):
            return [
                self._fields(record, (number,)) if isinstance(record, Mapping) else record
                for number, record in enumerate(raw)
            ]
        return None if raw is None else self._value(question, raw, ())

    def _fields(self, record: Mapping[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
        fields = {field.id: field for field in self.question.fields}
        found = {
            name: self._value(fields[name], value, (*path, name)) if name in fields else value
            for name, value in record.items()
        }
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, part: Question | Field, raw: Any, path: tuple[str | int, ...]) -> Any:
        _, misfits = fit(part, raw, self.offered(part).own)
        if not misfits or not isinstance(raw, str):
            return raw
        return self.cell(part, Cell(raw, place_in(self.where, path)), path)

    def misfits(self, misfits: Sequence[Misfit]) -> None:
        """What does not fit, but for what lacks only because its cell could not be read."""
        for misfit in misfits:
            path = tuple(misfit.path)
            if path not in self.unread and not (not path and self.unread):
                self._problem(path, misfit.message, "")

    def _problem(self, path: tuple[str | int, ...], message: str, example: str) -> None:
        remedy = say(" Such as: {example}", example=example) if example else ""
        self.problems.append(
            say(
                "{place}: {message}. Asked: “{question}”.{remedy}",
                place=place_in(self.where, path),
                message=capitalised(message),
                question=self.question.ask.rstrip("."),
                remedy=remedy,
            )
        )
