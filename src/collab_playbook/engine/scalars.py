"""One answer without parts: from what a file or a guard holds to its one stored form.

Each reader takes the part and the raw value and gives the stored form, or raises ``ValueError``
with a sentence for people. Answers with parts (money, people, records) are in ``values``.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.pattern import compile_pattern
from collab_playbook.language.period import Period
from collab_playbook.model.shape import parse_decimal
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.model.question import Field, Question

TEXT_LIMIT = 2_000
"""Most characters of a one-line text."""
LONG_TEXT_LIMIT = 100_000
"""Most characters of a long text: some forty pages, beyond which a file is the better place."""
DIGIT_LIMIT = 30
"""Most digits of a number; guards calculate with fifty."""
_LARGEST_INTEGER = 2**63 - 1
SCALE_ENDS = (Decimal(1), Decimal(5))
_EMAIL = re.compile(
    r"^[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"._-][^\s@<>(),;:\"]{0,250}\.[^\W\d_]{2,24}$"
)
_STORED_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_LINK = re.compile(r"^https?://[^\s/?#<>\"]+([/?#][^\s<>\"]*)?$", re.IGNORECASE)


def clean_line(text: str) -> str:
    """A text on one line: composed characters, no control characters, spaces where lines ended."""
    return " ".join(" ".join(clean_lines(text).split("\n")).split("\t")).strip()


def clean_lines(text: str) -> str:
    """A text of several lines: composed characters, no control character but line ends and tabs."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = lines if lines.isprintable() else "".join(c for c in lines if _is_kept(c))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def _is_kept(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}


def plain_decimal(number: Decimal) -> str:
    """The one text of a decimal: no exponent, no trailing zeros, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def bounds(part: Field | Question, read: Callable[[str], Any]) -> tuple[Any | None, Any | None]:
    """``min`` and ``max`` in the type of the part; ``None`` for one that cannot be read."""

    def end(text: str | None) -> Any | None:
        try:
            return None if text is None else read(text)
        except ValueError:
            return None

    return end(part.min), end(part.max)


def as_text(part: Field | Question, raw: Any) -> str:
    """A one-line text that keeps to its length and pattern."""
    text = clean_line(string_of(raw, say("write a text")))
    _keep_length(part, text, TEXT_LIMIT)
    if text and not _has_form(part.pattern, text):
        raise ValueError(say("the text does not have the form asked for{like}", like=_like(part)))
    return text


def _has_form(pattern: str | None, text: str) -> bool:
    """Whether a text fits a pattern; one that cannot be read bounds nothing (``check`` tells)."""
    if pattern is None:
        return True
    try:
        wanted = compile_pattern(pattern)
    except ValueError:
        return True
    return wanted.fits(text)


def as_long_text(part: Field | Question, raw: Any) -> str:
    """A text of any number of lines."""
    text = clean_lines(string_of(raw, say("write a text")))
    _keep_length(part, text, LONG_TEXT_LIMIT)
    return text


def as_email(_part: Field | Question, raw: Any) -> str:
    """An address as people write it: one ``@``, a domain with a dot."""
    text = clean_line(string_of(raw, say("write an e-mail address")))
    if not _EMAIL.match(text) or ".." in text:
        raise ValueError(
            say("'{text}' is not an e-mail address such as name@example.com", text=text[:80])
        )
    return text


def as_link(_part: Field | Question, raw: Any) -> str:
    """A web address."""
    text = clean_line(string_of(raw, say("write a web address")))
    if len(text) > TEXT_LIMIT or not _LINK.match(text):
        raise ValueError(
            say(
                "'{text}' is not a web address that begins with https:// or http://", text=text[:80]
            )
        )
    return text


def as_integer(part: Field | Question, raw: Any) -> int:
    """A whole number of 64 bits."""
    number = _number(raw, say("write a whole number, digits only"))
    if number != number.to_integral_value() or (isinstance(raw, str) and "." in raw):
        raise ValueError(say("write a whole number, digits only"))
    if abs(number) > _LARGEST_INTEGER:
        raise ValueError(say("the number is too large to calculate with"))
    keep_between(number, bounds(part, parse_decimal))
    return int(number)


def as_scale(part: Field | Question, raw: Any) -> int:
    """A mark on a scale, 1 to 5 unless the part says otherwise."""
    low, high = bounds(part, parse_decimal)
    low, high = SCALE_ENDS[0] if low is None else low, SCALE_ENDS[1] if high is None else high
    number = _number(raw, say("write a whole number from {low} to {high}", low=low, high=high))
    if number != number.to_integral_value() or not low <= number <= high:
        raise ValueError(say("write a whole number from {low} to {high}", low=low, high=high))
    return int(number)


def as_decimal(part: Field | Question, raw: Any) -> str:
    """An exact decimal number, as text."""
    number = _number(raw, say("write a number such as 12 or 12.5"))
    keep_between(number, bounds(part, parse_decimal))
    return plain_decimal(number)


def as_percent(part: Field | Question, raw: Any) -> str:
    """A percentage, as the text of the number before the sign."""
    bare = raw.removesuffix("%").rstrip() if isinstance(raw, str) else raw
    number = _number(bare, say("write a percentage such as 12 or 12.5"))
    keep_between(number, bounds(part, parse_decimal), unit=" %")
    return plain_decimal(number)


def as_date(part: Field | Question, raw: Any) -> str:
    """A civil date."""
    text = string_of(raw, say("write a date as YYYY-MM-DD")).strip()
    day = _day(text)
    keep_between(day, bounds(part, _day))
    return day.isoformat()


def as_period(part: Field | Question, raw: Any) -> str:
    """A civil period in ISO 8601."""
    text = string_of(raw, say("write a period such as P3M (three months)")).strip()
    period = Period.parse(text)
    low, high = bounds(part, Period.parse)
    if low is not None and period.compared_to(low) == -1:
        raise ValueError(say("{period} is shorter than {low}", period=period, low=low))
    if high is not None and period.compared_to(high) == 1:
        raise ValueError(say("{period} is longer than {high}", period=period, high=high))
    return str(period)


def as_boolean(_part: Field | Question, raw: Any) -> bool:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false"):
        return bool(raw == "true")
    raise ValueError(say("write true or false"))


SCALARS: Mapping[str, Callable[[Field | Question, Any], Any]] = {
    "text": as_text,
    "long_text": as_long_text,
    "email": as_email,
    "link": as_link,
    "integer": as_integer,
    "scale": as_scale,
    "decimal": as_decimal,
    "percent": as_percent,
    "date": as_date,
    "period": as_period,
    "boolean": as_boolean,
}


def keep_between(value: Any, ends: tuple[Any | None, Any | None], unit: str = "") -> None:
    """Raises ``ValueError`` where a value lies outside its bounds."""
    low, high = ends
    under, over = (
        (say("before"), say("after"))
        if isinstance(value, date)
        else (say("less than"), say("more than"))
    )
    if low is not None and value < low:
        raise ValueError(
            say(
                "{value}{unit} is {under} {low}{unit}", value=value, unit=unit, under=under, low=low
            )
        )
    if high is not None and value > high:
        raise ValueError(
            say(
                "{value}{unit} is {over} {high}{unit}", value=value, unit=unit, over=over, high=high
            )
        )


def string_of(raw: Any, remedy: str) -> str:
    """The text that a raw value has to be; ``ValueError`` with the remedy for anything else."""
    if isinstance(raw, str):
        return raw
    raise ValueError(remedy)


def _number(raw: Any, remedy: str) -> Decimal:
    try:
        number = parse_decimal(repr(raw) if isinstance(raw, float) else raw)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(remedy) from error
    digits = len(number.as_tuple().digits)
    if not number.is_finite() or max(digits, abs(number.adjusted())) > DIGIT_LIMIT:
        raise ValueError(
            say("write a number of at most {digit_limit} digits", digit_limit=DIGIT_LIMIT)
        )
    return number


def _day(text: str) -> date:
    try:
        if _STORED_DATE.match(text):  # fromisoformat also reads 20260105 and 2026-W02-1
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(
        say("'{text}' is not a date of the calendar written as YYYY-MM-DD", text=text[:40])
    )


def _keep_length(part: Field | Question, text: str, limit: int) -> None:
    fewest, most = bounds(part, int)
    if fewest is not None and len(text) < fewest:
        raise ValueError(
            say(
                "the text has {count} characters, at least {fewest} are wanted",
                count=len(text),
                fewest=fewest,
            )
        )
    ceiling = limit if most is None else min(most, limit)
    if len(text) > ceiling:
        raise ValueError(
            say(
                "the text has {count} characters, at most {ceiling} are admitted",
                count=len(text),
                ceiling=ceiling,
            )
        )


def _like(part: Field | Question) -> str:
    return say("; an example: {example}", example=part.example) if part.example else ""
