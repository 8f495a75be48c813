"""Readings of indicators, taken by hand: does each fit, and what is to be recorded."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.indicators import indicator_named, indicators_of, near_indicator, part
from collab_playbook.engine.reading_dates import read_date
from collab_playbook.engine.reading_numbers import read_money, read_number, read_percent
from collab_playbook.engine.readings import home_of_readings, period_start
from collab_playbook.engine.scalars import DIGIT_LIMIT, TEXT_LIMIT, clean_line, plain_decimal
from collab_playbook.model.event import PROGRAMME, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from collab_playbook.engine.openings import Reading
    from collab_playbook.engine.view import View
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
_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_YEAR_MONTH = re.compile(r"^(\d{4})[-/.](\d{1,2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_MONTH_WORD = re.compile(r"^[^\W\d_]{3,}\.? \d{4}$")
_WEEK = re.compile(r"^(\d{4})-?w(\d{1,2})$")
_WEEK_YEAR = re.compile(r"^(?:w|week |semaine )(\d{1,2})(?: of|,)? (\d{4})$")


class Measured(NamedTuple):
    """A reading as somebody wrote it; an empty value takes the reading of that period back."""

    scope: str
    indicator: str
    period: str
    value: str
    source: str = ""
    note: str = ""


class Misfit(NamedTuple):
    """Why a reading cannot be recorded, and which part of it is to blame."""

    part: str
    message: str


class Judged(NamedTuple):
    """A reading in its stored form; ``None`` for a value that is taken back."""

    scope: str
    indicator: str
    period: str
    value: str | None
    source: str
    note: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one reading for."""
        return self.scope, self.indicator, self.period


def judged(
    view: View, measured: Measured, language: str, *, tabled: bool = False
) -> tuple[Judged | None, list[Misfit]]:
    """The stored form of a reading, or every reason against it.

    Args:
        view: Things as they are.
        measured: The reading as written.
        language: The language that its number is written in.
        tabled: Whether it comes from a table, where a point is the decimal sign in any language.
    """
    misfits: list[Misfit] = []

    def attempt(name: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except ValueError as error:
            misfits.append(Misfit(name, str(error)))
            return None

    scope = attempt("scope", lambda: scope_of_reading(view, measured.scope))
    record = attempt("indicator", lambda: _indicator(view, measured.indicator))
    period = attempt("period", lambda: read_reading_period(measured.period, view.today))
    value = None
    if measured.value.strip() and record is not None:
        neutral = tabled and _PLAIN.match(measured.value.strip())
        told_in = "en" if neutral else language
        value = attempt("value", lambda: read_value(record, measured.value, told_in))
    source = attempt("source", lambda: _text(measured.source))
    note = attempt("note", lambda: _text(measured.note))
    if misfits:
        return None, misfits
    return Judged(scope, record.id, period, value, source, note), []


def record_all(
    view: View, entries: Iterable[Measured], language: str, *, tabled: bool = False
) -> tuple[tuple[Draft, ...], tuple[tuple[int, Misfit], ...]]:
    """Many readings at once: the events of those that fit, and what is wrong with the others.

    A reading for a period that has one already replaces it; one that says the same changes nothing.

    Args:
        view: Things as they are.
        entries: The readings as written.
        language: The language that numbers are written in.
        tabled: Whether they come from a table.

    Returns:
        The events, and each misfit with the number of its entry, counted from 0.
    """
    drafts: list[Draft] = []
    misfits: list[tuple[int, Misfit]] = []
    met: set[tuple[str, str, str]] = set()
    for number, entry in enumerate(entries):
        reading, wrong = judged(view, entry, language, tabled=tabled)
        misfits += [(number, misfit) for misfit in wrong]
        if reading is None:
            continue
        draft = draft_of(view, reading)
        if reading.key in met:
            message = f"'{reading.indicator}' is read twice for {reading.period}"
            misfits.append((number, Misfit("period", message)))
        elif isinstance(draft, Misfit):
            misfits.append((number, draft))
        elif draft is not None:
            drafts.append(draft)
        met.add(reading.key)
    return tuple(drafts), tuple(misfits)


def standing_reading(view: View, reading: Judged) -> Reading | None:
    """The reading on record for the same indicator and period."""
    held = view.state.readings.get((reading.scope, reading.indicator), ())
    return next((each for each in held if each.period == reading.period), None)


def draft_of(view: View, reading: Judged, how: str = "") -> Draft | Misfit | None:
    """The event of a reading; ``None`` where it says nothing new.

    Args:
        view: Things as they are.
        reading: The reading in its stored form.
        how: How it came in, where that is not by command.
    """
    before = standing_reading(view, reading)
    data: dict[str, Any] = {"indicator": reading.indicator, "period": reading.period}
    if before is not None:
        data["was"] = before.event
    if how:
        data["how"] = how
    if reading.value is None:
        if before is None:
            message = f"there is no reading of '{reading.indicator}' for {reading.period}"
            return Misfit("value", f"{message} to take back; give a value")
        return Draft("indicator_withdrawn", reading.scope, None, 1, data)
    said = (reading.value, reading.source, reading.note)
    if before is not None and said == (before.value, before.source, before.note):
        return None
    data |= {"value": reading.value, "source": reading.source, "note": reading.note}
    return Draft("indicator_recorded", reading.scope, None, 1, data)


def scope_of_reading(view: View, text: str) -> str:
    """The scope that a column or an option means: its full name, or the id of the circle.

    Raises:
        ValueError: There is no such circle or community.
    """
    wanted = text.strip()
    if wanted in {"", PROGRAMME}:
        return PROGRAMME
    for scope in view.scopes:
        if wanted in {scope, scope.partition(":")[2]}:
            return home_of_readings(scope)
    known = [scope.partition(":")[2] for scope in view.scopes if scope != PROGRAMME]
    raise ValueError(f"there is no circle or community '{wanted[:40]}'{_near(wanted, known)}")


def _indicator(view: View, word: str) -> Record:
    playbook = view.process.playbook
    record = indicator_named(playbook, word)
    if record is not None:
        return record
    if not indicators_of(playbook):
        raise ValueError("the playbook has no catalogue of indicators")
    near = near_indicator(playbook, word)
    named = f"{near.code} {near.id}".strip() if near is not None else ""
    maybe = f"; did you mean '{named}'?" if named else "; 'indicator list --all' shows them"
    raise ValueError(f"there is no indicator '{word.strip()[:40]}'{maybe}")


def read_reading_period(text: str, today: date) -> str:
    """A month ``2026-03``, an ISO week ``2026-W12`` or a day, from how people write one.

    Raises:
        ValueError: It is none of them, or has not begun yet.
    """
    period = _period(" ".join(text.split()), today)
    start = period_start(period)
    if start is None:
        raise ValueError(f"'{text.strip()[:40]}' is not in the calendar")
    if start > today:
        raise ValueError(f"{period} has not begun: a reading is of what was")
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
        like = "such as 2026-03, 2026-W12 or 2026-03-31"
        raise ValueError(f"'{text[:40]}' is no month, week or day; write one {like}") from None


def read_value(record: Record, text: str, language: str) -> str:
    """A number in the unit of an indicator, as text; the unit may be written behind it.

    Raises:
        ValueError: It is no number, or one that an indicator of this unit cannot have.
    """
    unit = part(record, "unit")
    try:
        number = _number(unit, text.strip(), language)
    except ValueError as error:
        raise ValueError(f"{error} (its unit is {unit})" if unit else str(error)) from None
    digits = len(number.as_tuple().digits)
    if max(digits, abs(number.adjusted())) > DIGIT_LIMIT:
        raise ValueError(f"write a number of at most {DIGIT_LIMIT} digits")
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
        return f"{told} % is no share of a whole, which lies between 0 and 100 %"
    if high is not None:
        return f"{told} is not between {low} and {high}"
    return f"{told} is below nought, and {unit} cannot be"


def _text(text: str) -> str:
    line = clean_line(text)
    if len(line) > TEXT_LIMIT:
        raise ValueError(f"the text has {len(line)} characters, at most {TEXT_LIMIT} are admitted")
    return line


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else ""
