"""Numbers, dates, periods and yes or no as templates see them."""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from collab_playbook.documents import markdown
from collab_playbook.documents.facts import Fact, Text
from collab_playbook.documents.formatting import (
    Manner,
    date_text,
    money_text,
    month_text,
    number_text,
    percent_text,
    period_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from collab_playbook.language.period import Period


@total_ordering
class Number(Fact):
    """A number: plain, a percentage, or an amount of money."""

    __slots__ = ("currency", "manner", "percent", "value")
    kind = "number"

    def __init__(
        self, value: Decimal, manner: Manner, *, percent: bool = False, currency: str = ""
    ) -> None:
        self.value = value
        self.manner = manner
        self.percent = percent
        self.currency = currency

    @property
    def names(self) -> Sequence[str]:  # type: ignore[override]
        """The parts that it has."""
        return ("amount", "currency") if self.currency else ()

    def field(self, name: str) -> Any:
        """A named part of the value."""
        if self.currency and name == "amount":
            return Number(self.value, self.manner)
        if self.currency and name == "currency":
            return Text(self.currency)
        return super().field(name)

    def like(self, value: Decimal) -> Number:
        """Another number of the same unit."""
        return Number(value, self.manner, percent=self.percent, currency=self.currency)

    def __str__(self) -> str:
        if self.currency:
            return money_text(self.value, markdown.inline(self.currency), self.manner)
        return (percent_text if self.percent else number_text)(self.value, self.manner)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == _number(other)

    def __lt__(self, other: object) -> bool:
        number = _number(other)
        if number is None:
            return NotImplemented
        return self.value < number

    def __hash__(self) -> int:
        return hash(self.value)


def _number(other: object) -> Decimal | int | None:
    if isinstance(other, Number):
        return other.value
    if isinstance(other, float):
        return Decimal(str(other))
    return other if isinstance(other, Decimal | int) else None


@total_ordering
class Day(Fact):
    """A date."""

    __slots__ = ("day", "manner")
    kind = "date"
    names = ("year", "month", "day")

    def __init__(self, day: date, manner: Manner) -> None:
        self.day = day
        self.manner = manner

    def field(self, name: str) -> Any:
        """A named part of the value."""
        if name in self.names:
            return Text(str(getattr(self.day, name)))
        return super().field(name)

    @property
    def month(self) -> str:
        """Its month in words."""
        return month_text(self.day, self.manner)

    def __str__(self) -> str:
        return date_text(self.day, self.manner)

    def __eq__(self, other: object) -> bool:
        return (
            str(self.day) == other
            if isinstance(other, str)
            else isinstance(other, Day) and self.day == other.day
        )

    def __lt__(self, other: object) -> bool:
        if isinstance(other, Day):
            return self.day < other.day
        return str(self.day) < other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.day)


class Span(Fact):
    """A period."""

    __slots__ = ("manner", "period")
    kind = "period"

    def __init__(self, period: Period, manner: Manner) -> None:
        self.period = period
        self.manner = manner

    def __str__(self) -> str:
        return period_text(self.period, self.manner)

    def __eq__(self, other: object) -> bool:
        return str(self.period) == str(other.period if isinstance(other, Span) else other)

    def __hash__(self) -> int:
        return hash(self.period)


class Flag(Fact):
    """Yes or no."""

    __slots__ = ("manner", "value")
    kind = "yes or no"

    def __init__(self, value: bool, manner: Manner) -> None:
        self.value = value
        self.manner = manner

    def __bool__(self) -> bool:
        return self.value

    def __str__(self) -> str:
        return self.manner.yes_no[0 if self.value else 1]

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Flag) else other)

    def __hash__(self) -> int:
        return hash(self.value)
