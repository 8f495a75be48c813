"""How a workbook writes values and looks: number formats by language, colours, widths."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Final

from collab_playbook.documents.sheets import Money
from collab_playbook.language.currency import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.documents.sheets import Cell, Column, Kind

_LOCALES: Final[Mapping[str, str]] = {"en": "[$-809]", "fr": "[$-40C]"}
"""Names of months in the language of the document, whatever that of the reader's Excel."""
_MOST_PLACES: Final = 6
_PAGE: Final = 188
"""What fits on a page that lies on its side and can still be read."""
_WIDEST: Final = 48
_WRAPPED: Final = 16
"""What a column of long texts needs at least."""
_NARROWEST: Final = 8
_CROWDED: Final = 1.18
"""How many letters stand where a digit would, words broken at the end of lines."""
_ACROSS: Final = 785.0
"""The width of A4 on its side between margins, in points; then its height."""
_DOWN: Final = 500.0
_LETTER: Final = 5.6
_ABOVE: Final = 60.0
"""What the lines above the table take."""
_A_FEW: Final = 1.45
_HIGHEST: Final = 409.0
"""What Excel admits, in points."""
LINE: Final = 13.0
FIRST_DAY: Final = date(1900, 3, 1)
"""Before this day Excel counts a day that never was."""
TEXTS: Final[frozenset[Kind]] = frozenset({"text", "choice", "verdict"})
_FILTER: Final = 3
"""What the button of the filter takes of a heading."""
_WIDTHS: Final[Mapping[Kind, float]] = {
    "date": 13,
    "month": 11,
    "money": 14,
    "mark": 4.5,
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
    """The width of each column in characters: what it holds, long texts wrapped to fit a page."""
    natural = [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    least = [min(width, _least(column)) for width, column in zip(natural, columns, strict=True)]
    over = sum(natural) - _PAGE
    slack = sum(natural) - sum(least)
    if over <= 0 or not slack:
        return natural
    kept = max(0.0, 1 - over / slack)
    return [low + (width - low) * kept for low, width in zip(least, natural, strict=True)]


def _least(column: Column) -> float:
    """What a column needs at least, for its heading in two or three lines and a few words."""
    words = max((len(word) for word in column.heading.split()), default=0)
    if column.kind in _WIDTHS:
        return _WIDTHS[column.kind]
    room = _WRAPPED if column.kind in TEXTS else _NARROWEST
    return max(room, min(words + _FILTER, 20), len(column.heading) / 2 + _FILTER)


def _width(column: Column, cells: Sequence[Cell]) -> float:
    least = _least(column)
    if column.kind == "mark":
        return _WIDTHS["mark"]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if column.kind not in TEXTS or not texts:
        return max(least, *(len(text) + 2 for text in texts)) if texts else least
    longest = max(len(part) for text in texts for part in text.split("\n"))
    short = max(_NARROWEST, len(column.heading) / 2 + _FILTER)
    if longest < _WRAPPED:
        return max(longest + 3, short)
    usual = sum(map(len, texts)) / len(texts)
    return max(least, longest + 3 if longest <= _WIDEST else min(_WIDEST, 20 + usual / 4))


def height(cells: Sequence[Cell], wide: Sequence[float]) -> float:
    """The height of a row in points, for the cell that takes most lines."""
    lines = (
        sum(max(1, ceil(len(part) / (width * _CROWDED))) for part in cell.split("\n"))
        for cell, width in zip(cells, wide, strict=True)
        if isinstance(cell, str)
    )
    return min(_HIGHEST, LINE * max(lines, default=1) + 4)


def is_nearly_a_page(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet that fills a page would leave but a few rows for the next one."""
    wide = widths(columns, rows)
    shrunk = min(1.0, _ACROSS / (sum(wide) * _LETTER))
    deep = head_height(columns, wide) + sum(height(row, wide) for row in rows) + _ABOVE
    return 1 < deep * shrunk / _DOWN < _A_FEW


def head_height(columns: Sequence[Column], wide: Sequence[float]) -> float:
    """The height of the row of headings; those of marks stand upright."""
    upright = max((len(c.heading) for c in columns if c.kind == "mark"), default=0)
    lines = max(
        (
            _lines(column.heading, width - _FILTER)
            for column, width in zip(columns, wide, strict=True)
            if column.kind != "mark"
        ),
        default=1,
    )
    return max(15 * min(lines, 5) + 6, min(5.2 * upright + 12, 160))


def _lines(text: str, room: float) -> int:
    """How many lines a text takes that is broken between words."""
    lines, left = 1, room
    for word in text.split():
        if len(word) > left and left < room:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines
