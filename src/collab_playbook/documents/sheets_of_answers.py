"""The entries of a question as a sheet: a typed column for each field, ready to be carried on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.answers import answer
from collab_playbook.documents.context import home_of
from collab_playbook.documents.naming import key, prefix
from collab_playbook.documents.sheets import Bound, Chart, Column, Kind, Reach, Series, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.documents.cells import Hand

_KINDS: Final[Mapping[str, Kind]] = {
    "integer": "whole",
    "scale": "whole",
    "decimal": "number",
    "percent": "percent",
    "money": "money",
    "date": "date",
    "boolean": "choice",
    "choice": "choice",
}
"""What is not here is text: its entries are words whatever they stand for."""
_NUMBERS: Final[frozenset[Kind]] = frozenset({"whole", "number", "percent", "money"})


def sheet_of_answer(hand: Hand, told: Mapping[str, Any], scope: str) -> Sheet:
    """The sheet of a question's entries.

    Args:
        hand: Reads and writes.
        told: What the sheet holds, as the material tells it.
        scope: The instance that the document is written for.
    """
    step, _, question = told["from"].partition(".")
    fields = _fields(hand, told)
    columns = tuple(_column(hand, field) for field in fields)
    home = home_of(hand.reading, step, prefix(scope))
    given: Any = answer(hand.reading, f"{home}.{question}", f"{step}.{question}")
    rows = tuple(
        tuple(hand.fact(entry.field(field["id"])) for field in fields) for entry in given or ()
    )
    title = hand.text(told["title"])
    sheet = Sheet(title, columns, rows, grows=True)
    if told["chart"] is None or not rows:
        return sheet
    return sheet._replace(charts=_charts(sheet, told, fields))


def _fields(hand: Hand, told: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    every = {field["id"]: field for field in hand.reading.part(key("fields", told["from"]))}
    return [every[name] for name in told["columns"] or every]


def _column(hand: Hand, field: Mapping[str, Any]) -> Column:
    kind = _KINDS.get(field["type"], "text")
    heading, hint = hand.text(field["label"]), hand.playbook(field["help"])
    if kind == "choice":
        return Column(heading, kind, _choices(hand, field), hint=hint)
    if kind == "text":
        return Column(heading, hint=hint)
    low, high = (_bound(kind, field[name]) for name in ("min", "max"))
    return Column(heading, kind, low=low, high=high, hint=hint)


def _bound(kind: Kind, told: str | None) -> Bound:
    if told is None:
        return None
    return date.fromisoformat(told) if kind == "date" else Decimal(told)


def _choices(hand: Hand, field: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that a choice admits, as they stand in the cells."""
    if field["type"] == "boolean":
        return hand.reading.manner.yes_no
    if not field["catalogue"]:
        return tuple(hand.text(choice["text"]) for choice in field["choices"])
    records = hand.reading.part(key("catalogue", field["catalogue"])) or ()
    return tuple(hand.text(f"{each.get('code', '')} {each['title']}".strip()) for each in records)


def _charts(
    sheet: Sheet, told: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]
) -> tuple[Chart, ...]:
    wanted = set(told["series"])
    last = len(sheet.rows) - 1
    series = tuple(
        Series(column.heading, Reach(0, 0, last), Reach(at, 0, last))
        for at, (column, field) in enumerate(zip(sheet.columns, fields, strict=True))
        if at and column.kind in _NUMBERS and (not wanted or field["id"] in wanted)
    )
    dated = sheet.columns[0].kind == "date"
    return (Chart(told["chart"], sheet.title, series, dated=dated),) if series else ()
