"""Values and periods of readings as people type them: units, bounds, months, weeks, days."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.engine.indicators import part
from collab_playbook.engine.reading_dates import read_date
from collab_playbook.engine.reading_numbers import read_money, read_number, read_percent
from collab_playbook.engine.readings import period_start
from collab_playbook.engine.scalars import DIGIT_LIMIT, plain_decimal
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.model.playbook import Record

_BOUNDS: Mapping[str, tuple[Decimal | None, Decimal | None]] = {
    "%": (Decimal(0), Decimal(100)),
    "1 to 5": (Decimal(1), Decimal(5)),
    **dict.fromkeys(
        ("number", "people", "ratio", "minutes", "hours", "days"),
        (Decimal(0), None),
    ),
}
"""What values of a unit can be; any other unit admits every number."""
_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "hours": ("hours", "hour", "hrs", "h"),
    "minutes": ("minutes", "minute", "min"),
    "days": ("days", "day", "d"),
    "people": ("people", "persons"),
}
"""What people may write behind a number, by unit."""
_YEAR_MONTH = re.compile(r"^(\d{4})[-/.](\d{1,2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_MONTH_WORD = re.compile(r"^[^\W\d_]{3,}\.? \d{4}$")
_WEEK = re.compile(r"^(\d{4})-?w(\d{1,2})$")
_WEEK_YEAR = re.compile(r"^(?:w|week |semaine )(\d{1,2})(?: of|,)? (\d{4})$")


def read_reading_period(text: str, today: date) -> str:
    """A month ``2026-03``, an ISO week ``2026-W12`` or a day, from how people write one.

    Raises:
        ValueError: It is none of them, or has not begun yet.
    """
    period = _period(" ".join(text.split()), today)
    start = period_start(period)
    if start is None:
        raise ValueError(say("'{text}' is not in the calendar", text=text.strip()[:40]))
    if start > today:
        raise ValueError(say("{period} has not begun: a reading is of what was", period=period))
    return period


def _period(text: str, today: date) -> str:
    plain = text.casefold()
    if found := _YEAR_MONTH.match(plain):
        return f"{found[1]}-{int(found[2]):02}"
    if found := _MONTH_YEAR.match(plain):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _WEEK.match(plain):
        return f"{found[1]}-W{int(found[2]):02}"
    if found := _WEEK_YEAR.match(plain):
        return f"{found[2]}-W{int(found[1]):02}"
    try:
        if _MONTH_WORD.match(plain):
            return read_date(f"1 {plain}", today).isoformat()[:7]
        return read_date(plain, today).isoformat()
    except ValueError:
        like = say("such as 2026-03, 2026-W12 or 2026-03-31")
        raise ValueError(
            say("'{text}' is no month, week or day; write one {like}", text=text[:40], like=like)
        ) from None


def read_value(record: Record, text: str, language: str) -> str:
    """A number in the unit of an indicator, as text; the unit may be written behind it.

    Raises:
        ValueError: It is no number, or one that an indicator of this unit cannot have.
    """
    unit = part(record, "unit")
    try:
        number = _number(unit, text.strip(), language)
    except ValueError as error:
        raise ValueError(
            say("{error} (its unit is {unit})", error=error, unit=unit) if unit else str(error)
        ) from None
    digits = len(number.as_tuple().digits)
    if max(digits, abs(number.adjusted())) > DIGIT_LIMIT:
        raise ValueError(
            say("write a number of at most {digit_limit} digits", digit_limit=DIGIT_LIMIT)
        )
    low, high = _BOUNDS.get(unit, (None, None))
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(_outside(unit, number, low, high))
    return plain_decimal(number)


def _number(unit: str, text: str, language: str) -> Decimal:
    if unit.startswith("%"):
        return read_percent(text, language)
    if unit == "currency":
        return read_money(text, language, "EUR")[0]
    lower = text.casefold()
    for word in _WRITTEN.get(unit, ()):
        if lower.endswith(word) and lower[: -len(word)].rstrip()[-1:].isdigit():
            return read_number(text[: -len(word)].rstrip(), language)
    return read_number(text, language)


def _outside(unit: str, number: Decimal, low: Decimal | None, high: Decimal | None) -> str:
    told = plain_decimal(number)
    if unit == "%":
        return say("{told} % is no share of a whole, which lies between 0 and 100 %", told=told)
    if high is not None:
        return say("{told} is not between {low} and {high}", told=told, low=low, high=high)
    return say("{told} is below nought, and {unit} cannot be", told=told, unit=unit)
