"""Dates and periods as people type them in English and in French: figures, words, from today."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier jan janv",
            "february fevrier feb fev fevr",
            "march mars mar",
            "april avril apr avr",
            "may mai",
            "june juin jun",
            "july juillet jul juil",
            "august aout aug",
            "september septembre sep sept",
            "october octobre oct",
            "november novembre nov",
            "december decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday lundi mon lun",
            "tuesday mardi tue tues",
            "wednesday mercredi wed mer",
            "thursday jeudi thu thurs jeu",
            "friday vendredi fri ven",
            "saturday samedi sat sam",
            "sunday dimanche sun dim",
        )
    )
    for name in names.split()
}
_DAYS_AWAY = {
    "today": 0,
    "aujourd'hui": 0,
    "tomorrow": 1,
    "demain": 1,
    "yesterday": -1,
    "hier": -1,
    "next week": 7,
    "la semaine prochaine": 7,
}
_UNITS = {
    unit: size
    for names, size in (
        ("year years yr yrs y an ans annee annees a", (12, 0)),
        ("quarter quarters trimestre trimestres q", (3, 0)),
        ("semestre semestres", (6, 0)),
        ("month months mth mths m mois", (1, 0)),
        ("fortnight fortnights", (0, 14)),
        ("week weeks wk wks w semaine semaines sem s", (0, 7)),
        ("day days d jour jours j", (0, 1)),
    )
    for unit in names.split()
}
_RHYTHMS = {
    "daily": "P1D",
    "quotidien": "P1D",
    "weekly": "P7D",
    "hebdomadaire": "P7D",
    "monthly": "P1M",
    "mensuel": "P1M",
    "quarterly": "P3M",
    "trimestriel": "P3M",
    "half-yearly": "P6M",
    "semestriel": "P6M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annuel": "P1Y",
}
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "a an one un une",
            "two deux",
            "three trois",
            "four quatre",
            "five cinq",
            "six",
            "seven sept",
            "eight huit",
            "nine neuf",
            "ten dix",
            "eleven onze",
            "twelve douze",
        ),
        start=1,
    )
    for word in words.split()
}
_PIECE = re.compile(r"(\d{1,4}|[a-z]+) ?([a-z]+)(?: ?(?:,|and|et) ?| |(?=[0-9])|$)")
_YEAR_MONTH_DAY = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$")
_DAY_WORD = re.compile(r"^(\d{1,2}) ?[-/ ]?([a-z]+)[-/ ]?(\d{4}|\d{2})?$")
_WORD_DAY = re.compile(r"^([a-z]+) ?(\d{1,2})(?: (\d{4}))?$")
_CENTURY_TURN = 80
_YEARS_TO_A_LEAP_DAY = 8


def read_date(text: str, today: date) -> date:
    """The day that a text means; figures are read day first, as in 5/1/2026 for 5 January.

    Without a year the next such day from ``today`` on is meant.

    Raises:
        ValueError: It names no day, or one that the calendar does not have.
    """
    plain = _plain(text)
    if plain in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[plain])
    moved = _from_today(plain, today)
    if moved is not None:
        return moved
    weekday = re.sub(r"^(next|on|le) | (prochain)$", "", plain)
    if weekday in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[weekday] - today.weekday() - 1) % 7 + 1)
    return _in_calendar(_without_weekday(plain), today, text.strip())


def read_period(text: str) -> str:
    """The ISO 8601 form of a period: ``P3M`` for ``3 months``, ``trois mois`` or ``quarterly``.

    Raises:
        ValueError: It names no period.
    """
    plain = _plain(text)
    if re.match(r"^p\d", plain):
        return plain.upper()
    if plain in _RHYTHMS:
        return _RHYTHMS[plain]
    months, days = _sizes(plain)
    years, rest = divmod(months, 12)
    parts = ((years, "Y"), (rest, "M"), (days, "D"))
    return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)


def _plain(text: str) -> str:
    """Small letters without accents, single spaces, straight apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())


def _sizes(plain: str) -> tuple[int, int]:
    """Months and days of a text such as ``1 year and 6 months``."""
    months = days = end = 0
    for piece in _PIECE.finditer(plain):
        count = int(piece[1]) if piece[1].isdigit() else _COUNTS.get(piece[1], 0)
        of_months, of_days = _UNITS.get(piece[2], (0, 0)) if piece.start() == end else (0, 0)
        if not count * (of_months + of_days):
            break
        months, days, end = months + count * of_months, days + count * of_days, piece.end()
    if not plain or end != len(plain):
        raise ValueError(
            say("'{plain}' is not a period of days, weeks, months or years", plain=plain[:40])
        )
    return months, days


def _from_today(plain: str, today: date) -> date | None:
    """A day told by its distance: ``+3w``, ``in 2 weeks``, ``il y a 3 jours``."""
    ahead = re.sub(r"^(\+ ?|in |dans )", "", plain)
    behind = re.sub(r"^(- ?|il y a )| ago$", "", plain)
    if ahead == plain and behind == plain:
        return None
    sign, distance = (1, ahead) if ahead != plain else (-1, behind)
    months, days = _sizes(distance)
    count = today.year * 12 + today.month - 1 + sign * months
    try:
        year, month = divmod(count, 12)
        day = min(today.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) + timedelta(days=sign * days)
    except (ValueError, OverflowError) as error:
        raise ValueError(say("'{plain}' lies outside the calendar", plain=plain[:40])) from error


def _without_weekday(plain: str) -> str:
    words = plain.replace(",", " ").split()
    while words and (words[0].rstrip(".") in _WEEKDAYS or words[0] in {"le", "the", "on", "du"}):
        words = words[1:]
    kept = " ".join(word.rstrip(".") for word in words if word not in {"of", "de"})
    return re.sub(r"(?<=\d)(st|nd|rd|th|er)\b", "", kept)


def _in_calendar(plain: str, today: date, typed: str) -> date:
    parts = _parts(plain)
    if parts is None:
        raise ValueError(say("'{typed}' is not a date", typed=typed[:40]))
    year, month, day = parts
    for candidate in _years(year, today):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    raise ValueError(say("'{typed}' is not a day of the calendar", typed=typed[:40]))


def _parts(plain: str) -> tuple[int | None, int, int] | None:
    """Year, month and day, whichever way they are written."""
    if found := _YEAR_MONTH_DAY.match(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_MONTH_YEAR.match(plain):
        day, month = int(found[1]), int(found[2])
        if month > 12 >= day:  # 1/25/2026 can only be the American order
            day, month = month, day
        return _year(found[3]), month, day
    if (found := _DAY_WORD.match(plain)) and found[2] in _MONTHS:
        return _year(found[3]), _MONTHS[found[2]], int(found[1])
    if (found := _WORD_DAY.match(plain)) and found[1] in _MONTHS:
        return _year(found[3]), _MONTHS[found[1]], int(found[2])
    return None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _years(year: int | None, today: date) -> Iterator[int]:
    if year is not None:
        yield year
    else:
        yield from range(today.year, today.year + _YEARS_TO_A_LEAP_DAY + 1)
