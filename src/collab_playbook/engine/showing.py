"""Answers for people: one line in their language, numbers and dates as they write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from collab_playbook.language.currency import SIGNS
from collab_playbook.language.period import Period
from collab_playbook.model.question import Choice, Field, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from collab_playbook.engine.values import FieldsChoices, Stored

_NO_BREAK_SPACE = "\u00a0"
_NARROW_SPACE = "\u202f"
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
_SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": (
        *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
        *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
    ),
}
_PERIODS = {
    "en": (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
    "fr": (("an", "ans"), ("mois", "mois"), ("semaine", "semaines"), ("jour", "jours")),
}
_YES_NO = {"en": ("yes", "no"), "fr": ("oui", "non")}
_ENTRIES = {
    "en": ("no entries", "1 entry", "{} entries"),
    "fr": ("aucune ligne", "1 ligne", "{} lignes"),
}
_NOTHING = {"en": "none", "fr": "aucun"}


def shown(
    part: Question | Field,
    stored: Stored,
    choices: Sequence[Choice],
    language: str,
    fields_choices: FieldsChoices | None = None,
) -> str:
    """The answer as one line for people; empty for no answer.

    Args:
        part: The question or field that was answered.
        stored: The stored form.
        choices: What a choice admits, for its text; without a match the id is shown.
        language: ``en`` or ``fr``; any other is shown as English.
        fields_choices: The choices of a record's fields.
    """
    if stored is None:
        return ""
    known = language if language in _MONTHS else "en"
    if isinstance(part, Question) and part.type == "record":
        return _shown_record(part, stored, known, fields_choices)
    if isinstance(part, Question) and part.type == "records":
        return _shown_records(part, stored, known, fields_choices)
    if part.type in {"choice", "choices"}:
        return _shown_choices(stored, choices, known)
    return _SHOWN[part.type](stored, known)


def shown_number(number: str | int, language: str) -> str:
    """A plain decimal with its thousands set apart and the decimal sign of the language."""
    whole, _, rest = str(number).partition(".")
    grouped = f"{int(whole):,}" if whole not in {"-0", "-"} else whole
    if language == "fr":
        return grouped.replace(",", _NARROW_SPACE) + (f",{rest}" if rest else "")
    return grouped + (f".{rest}" if rest else "")


def shown_date(day: date, language: str) -> str:
    """A day with its month in words: ``5 January 2026``."""
    months = _MONTHS.get(language, _MONTHS["en"])
    ordinal = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{ordinal} {months[day.month - 1]} {day.year}"


def shown_month(day: date, language: str) -> str:
    """The month of a day in short: ``Jan``, ``janv.``."""
    return _SHORT_MONTHS.get(language, _SHORT_MONTHS["en"])[day.month - 1]


def shown_period(period: Period, language: str) -> str:
    """A period in words: ``1 year 6 months``; whole weeks as weeks."""
    words = _PERIODS.get(language, _PERIODS["en"])
    weeks, days = divmod(period.days, 7) if period.days % 7 == 0 else (0, period.days)
    counted = zip((period.years, period.months, weeks, days), words, strict=True)
    return " ".join(f"{n} {one if n == 1 else many}" for n, (one, many) in counted if n)


def _text(stored: Any, _language: str) -> str:
    return " ".join(str(stored).split())


def _number(stored: Any, language: str) -> str:
    return shown_number(stored, language)


def _percent(stored: Any, language: str) -> str:
    return f"{shown_number(stored, language)}{_NO_BREAK_SPACE if language == 'fr' else ' '}%"


def _money(stored: Any, language: str) -> str:
    amount = str(stored["amount"])
    whole, _, cents = amount.partition(".")
    if len(cents) == 1:
        amount = f"{whole}.{cents}0"
    number, currency = shown_number(amount, language), str(stored["currency"])
    if language == "fr":
        return f"{number}{_NO_BREAK_SPACE}{SIGNS.get(currency, currency)}"
    return f"{number} {currency}"


def _date(stored: Any, language: str) -> str:
    return shown_date(date.fromisoformat(stored), language)


def _period(stored: Any, language: str) -> str:
    return shown_period(Period.parse(stored), language)


def _boolean(stored: Any, language: str) -> str:
    return _YES_NO[language][0 if stored else 1]


def _person(stored: Any, _language: str) -> str:
    email = f" <{stored['email']}>" if stored.get("email") else ""
    function = f", {stored['function']}" if stored.get("function") else ""
    return f"{stored.get('name', '')}{email}{function}"


def _file(stored: Any, _language: str) -> str:
    return str(stored["name"])


_SHOWN: Mapping[str, Callable[[Any, str], str]] = {
    "text": _text,
    "long_text": _text,
    "email": _text,
    "link": _text,
    "integer": _number,
    "scale": _number,
    "decimal": _number,
    "percent": _percent,
    "money": _money,
    "date": _date,
    "period": _period,
    "boolean": _boolean,
    "person": _person,
    "file": _file,
}


def _shown_choices(stored: Any, choices: Sequence[Choice], language: str) -> str:
    texts = {choice.id: choice.text for choice in choices}
    if isinstance(stored, str):
        return texts.get(stored, stored)
    return ", ".join(texts.get(i, i) for i in stored) or _NOTHING[language]


def _shown_record(
    part: Question, stored: Any, language: str, fields_choices: FieldsChoices | None
) -> str:
    return "; ".join(
        f"{field.label}: {_shown_field(field, stored[field.id], language, fields_choices)}"
        for field in part.fields
        if stored.get(field.id) is not None
    )


def _shown_records(
    part: Question, stored: Any, language: str, fields_choices: FieldsChoices | None
) -> str:
    """How many entries, and the first thing that each says."""
    none, one, many = _ENTRIES[language]
    if not stored:
        return none
    heads = "; ".join(_head(part, record, language, fields_choices) for record in stored)
    return f"{one if len(stored) == 1 else many.format(len(stored))}: {heads}"


def _head(part: Question, record: Any, language: str, fields_choices: FieldsChoices | None) -> str:
    for field in part.fields:
        if record.get(field.id) is not None:
            return _shown_field(field, record[field.id], language, fields_choices)
    return ""


def _shown_field(
    field: Field, stored: Stored, language: str, fields_choices: FieldsChoices | None
) -> str:
    choices = fields_choices(field) if fields_choices else field.choices
    return shown(field, stored, choices, language)
