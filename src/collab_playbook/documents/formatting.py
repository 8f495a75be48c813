"""Numbers, dates and periods as documents print them, and the few words the program adds.

Kept apart from ``engine.showing`` because the process that renders templates loads no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.language.currency import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.language.period import Period

_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöùûüœæ]|y[^aeiouy]", re.IGNORECASE)
_NO_BREAK = "\u00a0"
_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Manner:
    """How one language writes values."""

    thousands: str
    decimal: str
    percent: str
    currency_first: bool
    signs: Mapping[str, str]
    months: tuple[str, ...]
    first_of_month: str
    periods: tuple[tuple[str, str], ...]
    yes_no: tuple[str, str]
    statuses: Mapping[str, str]
    to_complete: str
    confidential: str
    one_below: int
    last_of_list: str
    apart: str
    colon: str
    of: str
    contracted: Mapping[str, str]
    elided: str


ENGLISH = Manner(
    thousands=",",
    decimal=".",
    percent=" %",
    currency_first=True,
    signs={},
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    first_of_month="1",
    periods=(("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
    yes_no=("yes", "no"),
    statuses={"draft": "draft", "final": "final"},
    to_complete="to complete",
    confidential="confidential",
    one_below=0,
    last_of_list="and",
    apart="; ",
    colon=": ",
    of="of",
    contracted={},
    elided="",
)
FRENCH = Manner(
    thousands=_NARROW,
    decimal=",",
    percent=f"{_NO_BREAK}%",
    currency_first=False,
    signs=SIGNS,
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    first_of_month="1er",
    periods=(("an", "ans"), ("mois", "mois"), ("semaine", "semaines"), ("jour", "jours")),
    yes_no=("oui", "non"),
    statuses={"draft": "brouillon", "final": "final"},
    to_complete="à compléter",
    confidential="confidentiel",
    one_below=2,
    last_of_list="et",
    apart=f"{_NARROW}; ",
    colon=f"{_NO_BREAK}: ",
    of="de",
    contracted={"Le ": "du ", "le ": "du ", "Les ": "des ", "les ": "des "},
    elided="d’",
)
_MANNERS: Mapping[str, Manner] = {"en": ENGLISH, "fr": FRENCH}


def manner_of(language: str) -> Manner:
    """How a language writes values; English for a language that is not known yet."""
    return _MANNERS.get(language.partition("-")[0], ENGLISH)


def is_one(value: Decimal, manner: Manner) -> bool:
    """Whether a number takes the word for one: 1 in English, anything below 2 in French."""
    return abs(value) < manner.one_below or abs(value) == 1


def of_text(name: str, manner: Manner) -> tuple[str, int]:
    """What stands before a name to say *of*, and how many of the name's characters that replaces.

    An *h* is taken as aspirated: *de Honda* is never wrong, *d’Honda* is.
    """
    for article, contracted in manner.contracted.items():
        if name.startswith(article):
            return contracted, len(article)
    if manner.elided and _VOWEL.match(name):
        return manner.elided, 0
    return f"{manner.of} ", 0


def number_text(value: Decimal, manner: Manner) -> str:
    """A number with its thousands set apart; digits after the decimal sign as they are."""
    text = format(value, ",f")
    return text.translate({ord(","): manner.thousands, ord("."): manner.decimal})


def percent_text(value: Decimal, manner: Manner) -> str:
    """``12.5 %``."""
    return number_text(value, manner) + manner.percent


def money_text(amount: Decimal, currency: str, manner: Manner) -> str:
    """``EUR 12,000``; an amount with one digit of cents gets its second."""
    if _places(amount) == 1:
        amount = amount.quantize(Decimal("0.01"))
    number = number_text(amount, manner)
    shown = manner.signs.get(currency, currency)
    return f"{shown} {number}" if manner.currency_first else f"{number}{_NO_BREAK}{shown}"


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def date_text(day: date, manner: Manner) -> str:
    """``5 January 2026``."""
    number = manner.first_of_month if day.day == 1 else str(day.day)
    return f"{number} {month_text(day, manner)}"


def month_text(day: date, manner: Manner) -> str:
    """``January 2026``."""
    return f"{manner.months[day.month - 1]} {day.year}"


def period_text(period: Period, manner: Manner) -> str:
    """``1 year 6 months``; whole weeks as weeks."""
    weeks, days = divmod(period.days, 7) if period.days % 7 == 0 else (0, period.days)
    counts = (period.years, period.months, weeks, days)
    words = [
        f"{count} {one if abs(count) == 1 else many}"
        for count, (one, many) in zip(counts, manner.periods, strict=True)
        if count
    ]
    return " ".join(words) or f"0 {manner.periods[3][1]}"
