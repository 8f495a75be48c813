"""How a workbook writes values and looks: number formats by language, colours, widths."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from collab_playbook.documents.sheets import Money
from collab_playbook.language.currency import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.documents.sheets import Cell, Column, Kind

_LOCALES: Final[Mapping[str, str]] = {"en": "[$-809]", "fr": "[$-40C]"}
"""Names of months in the language of the document, whatever that of the reader's Excel."""
_MOST_PLACES: Final = 6
_WIDEST: Final = 46
_NARROWEST: Final = 7
_FILTER: Final = 3
"""What the button of the filter takes of a heading."""
_WIDTHS: Final[Mapping[Kind, float]] = {
    "date": 13,
    "month": 11,
    "money": 14,
    "mark": 5.5,
    "course": 20,
}


def number_format(value: Cell, kind: Kind, language: str) -> str:
    """The number format of a cell; empty for text."""
    if kind == "percent" and isinstance(value, Decimal):
        return f"{_digits(value)}\\ %"
    if isinstance(value, Money):
        return _money(value, language)
    if isinstance(value, Decimal):
        return f"#,##{_digits(value)}"
    if isinstance(value, date):
        return date_format(language, month_only=kind == "month")
    return ""


def blank_format(kind: Kind, language: str) -> str:
    """The number format of a cell that is still to be filled in."""
    if kind == "percent":
        return "0\\ %"
    return date_format(language, month_only=kind == "month") if kind in {"date", "month"} else ""


def date_format(language: str, *, month_only: bool = False) -> str:
    """``5 Jan 2026``, or the month alone."""
    locale = _LOCALES.get(language.partition("-")[0], _LOCALES["en"])
    return f"{locale}mmm\\ yyyy" if month_only else f"{locale}d\\ mmm\\ yyyy"


def _digits(value: Decimal) -> str:
    """``0.0`` for a number with one digit after the decimal sign."""
    exponent = value.normalize().as_tuple().exponent
    places = min(-exponent, _MOST_PLACES) if isinstance(exponent, int) and exponent < 0 else 0
    return f"0.{'0' * places}" if places else "0"


def _money(value: Money, language: str) -> str:
    exponent = value.amount.as_tuple().exponent
    cents = ".00" if isinstance(exponent, int) and exponent < 0 else ""
    currency = "".join(sign for sign in value.currency if sign.isalpha())
    if language.startswith("fr"):
        return f"#,##0{cents}\\ [${SIGNS.get(currency, currency)}]"
    return f"[${currency}]\\ #,##0{cents}"


def in_excel(value: Decimal) -> float | None:
    """The number as Excel holds it; ``None`` where that would be another number."""
    held = float(value)
    return held if Decimal(repr(held)) == value else None


def widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """The width of each column in characters: what it holds, long texts wrapped."""
    return [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]


def _width(column: Column, cells: Sequence[Cell]) -> float:
    words = max((len(word) for word in column.heading.split()), default=0)
    least = max(_NARROWEST, min(words + _FILTER, 24))
    if column.kind in _WIDTHS:
        fixed = _WIDTHS[column.kind]
        return fixed if column.kind == "mark" else max(fixed, least)
    texts = [cell for cell in cells if isinstance(cell, str)]
    texts += column.choices if column.kind in {"choice", "verdict"} else ()
    longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
    if longest > _WIDEST:
        usual = sum(map(len, texts)) / len(texts)
        return max(least, min(_WIDEST, 20 + usual / 5))
    return max(least, longest + 2)
