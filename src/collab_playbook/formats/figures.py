"""The figures in a table, read back from the words that documents print them in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.documents.formatting import Manner, manner_of
from collab_playbook.drawing.series import Series
from collab_playbook.formats.content import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.formats.content import Inlines, Table

__all__ = ["NO_FIGURE", "Figures", "Series", "day_of", "figures_of", "number_of", "text_of"]

_NUMBER: Final = re.compile(
    r"(?P<before>[^\w\s+\-\u2212]?|[A-Z]{3})\s?(?P<sign>[+\-\u2212]?)(?P<digits>[0-9][0-9,.\s]*[0-9]|[0-9])"
    r"\s?(?P<after>%|[^\d\s%]{0,3})"
)
"""A number, with a currency before it or a unit of a few letters after it."""
_DAY: Final = re.compile(r"(\d{1,2})(?:er)? ([^\W\d]+) (\d{4})")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NO_FIGURE: Final = frozenset({"", "-", "–", "—"})  # noqa: RUF001 - dashes that people write
"""What a cell holds that has no figure; in a drawing it is a gap, never a nought."""


class Figures(NamedTuple):
    """What a table holds to be drawn.

    Attributes:
        labels: The first column.
        series: Each further column that holds figures and gaps only, and at least one figure.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]


def figures_of(table: Table, language: str) -> Figures:
    """The figures of a table.

    Args:
        table: Its first column names what each row is about.
        language: The language that its figures are written in.
    """
    columns = [[text_of(row[at]) for row in table.rows] for at in range(len(table.head))]
    if not columns:
        return Figures((), ())
    found = (
        _series(plain(head), column, language)
        for head, column in zip(table.head[1:], columns[1:], strict=True)
    )
    return Figures(tuple(columns[0]), tuple(each for each in found if each is not None))


def _series(name: str, cells: Sequence[str], language: str) -> Series | None:
    values: list[Decimal | None] = []
    units: set[str] = set()
    for cell in cells:
        if cell in NO_FIGURE:
            values.append(None)
            continue
        figure = number_of(cell, language)
        if figure is None:
            return None
        values.append(figure[0])
        units.add(figure[1])
    if not units:
        return None
    return Series(name, tuple(values), units.pop() if len(units) == 1 else "")


def number_of(text: str, language: str) -> tuple[Decimal, str] | None:
    """A number and its unit, as a document prints it; ``None`` for any other text.

    Args:
        text: Such as ``12.5 %``, ``EUR 12,000`` or ``3 d``.
        language: The language it is written in.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or (found["before"] and found["after"]):
        return None
    digits = _plain_digits(found["digits"], manner_of(language))
    if digits is None:
        return None
    sign = "-" if found["sign"] in {"-", "\u2212"} else ""
    return Decimal(sign + digits), found["before"] or found["after"]


def _plain_digits(written: str, manner: Manner) -> str | None:
    """Digits with a decimal point; ``None`` where the marks do not stand as the language has them.

    A French thousand may be set apart by any blank.
    """
    mark = r"\s" if manner.thousands.isspace() else re.escape(manner.thousands)
    whole, _, rest = written.partition(manner.decimal)
    if not re.fullmatch(rf"[0-9]+|[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+", whole):
        return None
    if manner.decimal in written and not rest.isdecimal():
        return None
    return re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")


def day_of(text: str, language: str) -> date | None:
    """A day as a document prints it, or as ``2026-01-05``; ``None`` for any other text."""
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        found = _DAY.fullmatch(" ".join(text.split()))
        months = manner_of(language).months
        if found is None or found[2] not in months:
            return None
        return date(int(found[3]), months.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None


def text_of(cell: Inlines) -> str:
    """The words of a cell, without blanks around them."""
    return plain(cell).strip()
