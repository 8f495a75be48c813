"""Filters on single values: texts, numbers, dates."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.facts import Group, NameFault, Text
from collab_playbook.documents.judging import is_answered, number_of
from collab_playbook.documents.reckoning import MAX_TEXT, LimitFault
from collab_playbook.documents.scalars import Day, Number

if TYPE_CHECKING:
    from collections.abc import Callable


def date_long(value: Any) -> Any:
    """The date in words."""
    return _day(value, "date_long")


def month(value: Any) -> str:
    """Month and year of a date."""
    return _day(value, "month").month


def _day(value: Any, name: str) -> Day:
    if isinstance(value, Day):
        return value
    raise NameFault(f"'{name}' works on dates", name)


def on_text(name: str, change: Callable[[str], str]) -> Callable[[Any], Any]:
    """A filter that changes what was typed, so that the result is escaped like it."""

    def apply(value: Any) -> Any:
        if isinstance(value, Text):
            return Text(change(value.raw), paragraphs=value.paragraphs)
        if isinstance(value, Group):
            return Text(change(raw(value)))
        if isinstance(value, str):
            return change(value)
        raise NameFault(f"'{name}' works on texts", name)

    return apply


def raw(value: Any) -> str:
    """What a person typed, where a fact stands for one text."""
    if isinstance(value, Text):
        return value.raw
    if isinstance(value, Group):
        for part in ("text", "name", "title"):
            if part in value.parts:
                return raw(value.field(part))
    return value if isinstance(value, str) else str(value)


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def replace(value: Any, old: Any, new: Any) -> Any:
    """The text with one piece of it replaced wherever it stands."""

    def change(text: str) -> str:
        was, becomes = raw(old), raw(new)
        if len(text) + text.count(was) * len(becomes) > MAX_TEXT:
            raise LimitFault(f"A text grows beyond {MAX_TEXT:,} characters")
        return text.replace(was, becomes)

    return on_text("replace", change)(value)


def default(value: Any, otherwise: Any = "", _boolean: Any = None) -> Any:
    """The value, or another one where there is nothing to print."""
    return value if is_answered(value) else otherwise


def round_(value: Any, precision: int = 0) -> Any:
    """The number rounded half up, to whole ones unless told otherwise."""
    if not 0 <= precision <= 6:
        raise NameFault("'round' keeps 0 to 6 digits", "round")
    rounded = number_of(value, "round").quantize(
        Decimal(1).scaleb(-precision), rounding=ROUND_HALF_UP
    )
    return value.like(rounded) if isinstance(value, Number) else rounded


def int_(value: Any) -> Any:
    """The whole part of a number; a text of digits as a number."""
    if isinstance(value, str | Text):
        text = raw(value).strip()
        if not (text.isascii() and text.lstrip("-").isdecimal() and len(text) < 20):
            raise NameFault("'int' works on numbers", "int")
        return int(text)
    return int(number_of(value, "int"))
