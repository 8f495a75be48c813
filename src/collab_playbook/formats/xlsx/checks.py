"""What a cell admits: words of a list, dates, numbers within bounds; so a register stays one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.formatting import date_text, manner_of, number_text
from collab_playbook.formats.words import in_language
from collab_playbook.formats.xlsx.manner import FIRST_DAY
from collab_playbook.formats.xlsx.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.sheets import Bound, Column

_LAST_DAY: Final = date(9999, 12, 31)
_MOST: Final = Decimal(10) ** 15
_HUNDRED: Final = Decimal(100)
_TITLE: Final = 32
_MESSAGE: Final = 255
_CHOOSE: Final = {"en": "Choose from the list.", "fr": "Choisissez dans la liste."}
_BETWEEN: Final = {"en": "From {low} to {high}.", "fr": "De {low} à {high}."}
_AT_LEAST: Final = {"en": "{low} or more.", "fr": "{low} au moins."}
_AT_MOST: Final = {"en": "{high} or less.", "fr": "{high} au plus."}
_KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "whole": {"en": "A whole number.", "fr": "Un nombre entier."},
    "number": {"en": "A number.", "fr": "Un nombre."},
    "money": {"en": "An amount.", "fr": "Un montant."},
    "percent": {"en": "A percentage.", "fr": "Un pourcentage."},
    "date": {"en": "A date.", "fr": "Une date."},
    "month": {"en": "A date.", "fr": "Une date."},
}


def check_of(column: Column, choices: str, language: str) -> dict[str, Any] | None:
    """What XlsxWriter is told about a column; ``None`` where anything goes.

    Args:
        column: The column.
        choices: Where the words stand that it admits, as a reference; empty for none.
        language: The language of the messages.
    """
    title = line(column.heading, _TITLE)
    asked: dict[str, Any] = {"input_title": title, "input_message": line(column.hint, _MESSAGE)}
    asked = asked if column.hint else {}
    if choices:
        error = in_language(_CHOOSE, language)
        return {
            "validate": "list",
            "source": choices,
            "error_title": title,
            "error_message": error,
            **asked,
        }
    if column.kind in _KINDS:
        return {
            **_limits(column),
            "error_title": title,
            "error_message": line(_told(column, language), _MESSAGE),
            **asked,
        }
    return {"validate": "any", **asked} if asked else None


def _limits(column: Column) -> dict[str, Any]:
    if column.kind in {"date", "month"}:
        low, high = _day(column.low, FIRST_DAY), _day(column.high, _LAST_DAY)
        return {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
    low_number, high_number = _number(column.low, -_MOST), _number(column.high, _MOST)
    if column.kind == "percent":
        low_number, high_number = low_number / _HUNDRED, high_number / _HUNDRED
    return {
        "validate": "integer" if column.kind == "whole" else "decimal",
        "criteria": "between",
        "minimum": _plain(low_number),
        "maximum": _plain(high_number),
    }


def _plain(bound: Decimal) -> int | float:
    return int(bound) if bound == bound.to_integral_value() else float(bound)


def _day(bound: Bound, otherwise: date) -> date:
    return max(bound, FIRST_DAY) if isinstance(bound, date) else otherwise


def _number(bound: Bound, otherwise: Decimal) -> Decimal:
    return min(max(bound, -_MOST), _MOST) if isinstance(bound, Decimal) else otherwise


def _told(column: Column, language: str) -> str:
    low, high = (_bound(each, column, language) for each in (column.low, column.high))
    parts = [in_language(_KINDS[column.kind], language)]
    if low and high:
        parts.append(in_language(_BETWEEN, language).format(low=low, high=high))
    elif low:
        parts.append(in_language(_AT_LEAST, language).format(low=low))
    elif high:
        parts.append(in_language(_AT_MOST, language).format(high=high))
    return " ".join(parts)


def _bound(bound: Bound, column: Column, language: str) -> str:
    if bound is None:
        return ""
    manner = manner_of(language)
    if isinstance(bound, date):
        return date_text(bound, manner)
    return number_text(bound, manner) + (manner.percent if column.kind == "percent" else "")
