"""What a person types at a prompt: from text to the stored form of an answer, or a problem.

Reading is generous where only one meaning is left and refuses where there are two; what was
understood is shown back by ``showing``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.reading_choices import fold, read_choice, read_choices
from collab_playbook.engine.reading_dates import read_date, read_period
from collab_playbook.engine.reading_numbers import (
    currency_of,
    read_money,
    read_number,
    read_percent,
)
from collab_playbook.engine.scalars import clean_line, plain_decimal
from collab_playbook.engine.values import Stored, fit
from collab_playbook.saying import said_by, say, say_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from collab_playbook.model.question import Choice, Field, Question

USUAL_CURRENCY = "EUR"
"""Meant where neither the person nor the question's example names a currency."""
_YES = {"y", "yes", "true", "t", "1", "on", "oui", "o", "vrai", "v", "ok"}
_NO = {"n", "no", "false", "f", "0", "off", "non", "faux"}


@dataclass(frozen=True, slots=True)
class Read:
    """A text understood: the stored form of the answer."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Misread:
    """A text not understood: why, and what would be."""

    problem: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class _Typing:
    """What a reader may look at beside the text."""

    part: Question | Field
    choices: Sequence[Choice]
    language: str
    today: date


def read_text(
    part: Question | Field, choices: Sequence[Choice], text: str, language: str, today: date
) -> Read | Misread:
    """The answer that a typed text means.

    Args:
        part: The question or field that is answered.
        choices: What it admits, its catalogue resolved.
        text: What was typed; dates, numbers and choices may be written in many ways.
        language: ``en`` or ``fr``: which sign is decimal.
        today: Where ``tomorrow`` and ``+3w`` count from.
    """
    if not text.strip():
        return Misread(say("nothing was typed"), example_of(part, choices, language))
    try:
        raw = _READERS[part.type](text, _Typing(part, choices, language, today))
    except ValueError as error:
        return Misread(said_by(error), example_of(part, choices, language))
    stored, misfits = fit(part, raw, choices)
    if misfits:
        reasons = say_all("; ", dict.fromkeys(misfit.message for misfit in misfits))
        return Misread(reasons, example_of(part, choices, language))
    if stored is None:
        return Misread(
            say("nothing was typed that can be kept"), example_of(part, choices, language)
        )
    return Read(stored)


def example_of(part: Question | Field, choices: Sequence[Choice], language: str) -> str:
    """A believable answer: the part's own example, else one that its type explains."""
    if part.example:
        return part.example
    match part.type:
        case "choice" | "choices" if choices:
            return choices[0].text if part.type == "choice" else "1, 3"
        case "scale":
            return part.max or "4"
        case kind:
            return _EXAMPLES.get(kind, {}).get(language, _EXAMPLES.get(kind, {}).get("en", ""))


_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "integer": {"en": "12,000", "fr": "12 000"},
    "decimal": {"en": "12.5", "fr": "12,5"},
    "percent": {"en": "12.5 %", "fr": "12,5 %"},
    "money": {"en": "12,000 EUR", "fr": "12 000 EUR"},
    "date": {
        "en": "5 January 2026, 5/1/2026 or +3w",
        "fr": "5 janvier 2026, 5/1/2026 ou +3 semaines",
    },
    "period": {"en": "3 months", "fr": "3 mois"},
    "boolean": {"en": "yes or no", "fr": "oui ou non"},
    "person": {
        "en": "Anna Keller <anna.keller@example.com>, operations director",
        "fr": "Anna Keller <anna.keller@example.com>, directrice des opérations",
    },
    "email": {"en": "anna.keller@example.com"},
    "link": {"en": "https://example.com/page"},
}


def _as_typed(text: str, _typing: _Typing) -> str:
    return text


def _number(text: str, typing: _Typing) -> str:
    return plain_decimal(read_number(text, typing.language))


def _percent(text: str, typing: _Typing) -> str:
    return plain_decimal(read_percent(text, typing.language))


def _money(text: str, typing: _Typing) -> dict[str, str]:
    usual = currency_of(typing.part.example) or USUAL_CURRENCY
    amount, currency = read_money(text, typing.language, usual)
    return {"amount": plain_decimal(amount), "currency": currency}


def _date(text: str, typing: _Typing) -> str:
    return read_date(text, typing.today).isoformat()


def _period(text: str, _typing: _Typing) -> str:
    return read_period(text)


def _boolean(text: str, _typing: _Typing) -> bool:
    word = fold(text).rstrip(".")
    if word in _YES | _NO:
        return word in _YES
    raise ValueError(say("'{text}' is neither yes nor no", text=text.strip()[:40]))


def _choice(text: str, typing: _Typing) -> str:
    return read_choice(text, typing.choices)


def _choices(text: str, typing: _Typing) -> list[str]:
    return read_choices(text, typing.choices)


def _person(text: str, _typing: _Typing) -> dict[str, str]:
    """``Name <mail>, function``, in any order after the name; ``Name (function)`` too."""
    plain = clean_line(text)
    person: dict[str, str] = {}
    address = re.search(r"<([^<>]*)>", plain) or re.search(r"[^\s,;<>()]+@[^\s,;<>()]+", plain)
    if address:
        person["email"] = address[address.lastindex or 0].strip().removeprefix("mailto:")
        plain = f"{plain[: address.start()].rstrip()},{plain[address.end() :]}"
    if function := re.fullmatch(r"([^()]*)\(([^()]*)\)[\s,;]*", plain):
        plain = f"{function[1]},{function[2]}"
    pieces = [piece.strip() for piece in re.split(r"[,;]", plain) if piece.strip()]
    if pieces:
        person["name"] = pieces[0]
    if len(pieces) > 1:
        person["function"] = ", ".join(pieces[1:])
    return person


def _email(text: str, _typing: _Typing) -> str:
    return clean_line(text).removeprefix("mailto:").strip("<> ")


def _link(text: str, _typing: _Typing) -> str:
    plain = clean_line(text).strip("<>")
    bare = re.match(r"^(?!\w+:)[^\s/@]+\.[a-z]{2,}(/|$|\?|#|:\d)", plain, re.IGNORECASE)
    return f"https://{plain}" if bare else plain


def _attached(_text: str, _typing: _Typing) -> str:
    raise ValueError(say("a file is attached by its path, where there is a workspace to keep it"))


def _by_field(_text: str, typing: _Typing) -> str:
    fields = ", ".join(field.id for field in getattr(typing.part, "fields", ()))
    raise ValueError(
        say(
            ("this is answered field by field ({fields}), in a session or from a file"),
            fields=fields,
        )
    )


_READERS: Mapping[str, Callable[[str, _Typing], Any]] = {
    "text": _as_typed,
    "long_text": _as_typed,
    "integer": _number,
    "decimal": _number,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "period": _period,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "scale": _number,
    "person": _person,
    "email": _email,
    "link": _link,
    "file": _attached,
    "record": _by_field,
    "records": _by_field,
}
