"""The functions of the language: how each is called, on what, and what it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from collab_playbook.language.numbers import fits_decimal, truncated, whole, written
from collab_playbook.language.operators import Unworkable, is_number, kind
from collab_playbook.language.period import Period
from collab_playbook.language.types import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    PERIOD,
    STRING,
    ListOf,
    Type,
)
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.language.values import Value

Way: TypeAlias = Literal["function", "method", "both"]
_WHOLE: Final = re.compile(r"^-?[0-9]{1,19}\Z")
_PLAIN: Final = re.compile(r"^-?[0-9]{1,60}(\.[0-9]{1,60})?\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call a function: the types it takes and the type it gives."""

    takes: tuple[Type, ...]
    gives: Type


@dataclass(frozen=True, slots=True)
class Function:
    """A function: ``f(x)``, a method ``x.f()``, or both."""

    name: str
    way: Way
    forms: tuple[Form, ...]
    apply: Callable[..., Value]
    example: str

    @property
    def counts(self) -> frozenset[int]:
        """How many values it may take, the one before the dot included."""
        return frozenset(len(form.takes) for form in self.forms)


def _size(of: Any) -> Value:
    if not isinstance(of, str | tuple):
        raise Unworkable(
            say(
                ("size() counts the items of a list or the characters of a text, not {kind}"),
                kind=kind(of),
            )
        )
    return len(of)


def _texts(name: str, *values: Any) -> None:
    for value in values:
        if not isinstance(value, str):
            raise Unworkable(
                say("{name}() works on texts, not on {kind}", name=name, kind=kind(value))
            )


def _starts_with(text: Any, part: Any) -> Value:
    _texts("startsWith", text, part)
    return bool(text.startswith(part))


def _ends_with(text: Any, part: Any) -> Value:
    _texts("endsWith", text, part)
    return bool(text.endswith(part))


def _contains(text: Any, part: Any) -> Value:
    _texts("contains", text, part)
    return part in text


def read_date(text: Any) -> Value:
    """A date from ``YYYY-MM-DD``."""
    _texts("date", text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Unworkable(say("'{text}' is no date; write it as date('2026-01-05')", text=text))
    return day


def read_period(text: Any) -> Value:
    """A period from ISO 8601."""
    _texts("period", text)
    try:
        return Period.parse(text)
    except ValueError as error:
        raise Unworkable(str(error)) from error


def _int(value: Any) -> Value:
    try:
        if is_number(value):
            return truncated(value) if isinstance(value, Decimal) else value
        if isinstance(value, str) and _WHOLE.match(value):
            return whole(int(value))
    except ArithmeticError as error:
        raise Unworkable(str(error)) from error
    raise Unworkable(say("int() makes no whole number of {shown}", shown=_shown(value)))


def _decimal(value: Any) -> Value:
    if is_number(value):
        return Decimal(value)
    if isinstance(value, str) and _PLAIN.match(value) and fits_decimal(Decimal(value)):
        return Decimal(value)
    raise Unworkable(say("decimal() makes no number of {shown}", shown=_shown(value)))


def _string(value: Any) -> Value:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return written(value)
        case date():
            return value.isoformat()
        case int() | str() | Period():
            return str(value)
    raise Unworkable(say("string() makes no text of {kind}", kind=kind(value)))


def _shown(value: Value) -> str:
    return f"'{value[:40]}'" if isinstance(value, str) else kind(value)


_TEXT_TEST = (Form((STRING, STRING), BOOL),)
FUNCTIONS: Final[Mapping[str, Function]] = {
    function.name: function
    for function in (
        Function(
            "size",
            "both",
            (Form((STRING,), INT), Form((ListOf(ANY),), INT)),
            _size,
            "size(step.question)",
        ),
        Function("startsWith", "method", _TEXT_TEST, _starts_with, "step.question.startsWith('a')"),
        Function("endsWith", "method", _TEXT_TEST, _ends_with, "step.question.endsWith('a')"),
        Function("contains", "method", _TEXT_TEST, _contains, "step.question.contains('a')"),
        Function("date", "function", (Form((STRING,), DATE),), read_date, "date('2026-01-05')"),
        Function("period", "function", (Form((STRING,), PERIOD),), read_period, "period('P1M')"),
        Function(
            "int",
            "function",
            tuple(Form((t,), INT) for t in (INT, DECIMAL, STRING)),
            _int,
            "int('12')",
        ),
        Function(
            "decimal",
            "function",
            tuple(Form((t,), DECIMAL) for t in (DECIMAL, STRING)),
            _decimal,
            "decimal('12.5')",
        ),
        Function(
            "string",
            "function",
            tuple(Form((t,), STRING) for t in (STRING, BOOL, DECIMAL, DATE, PERIOD)),
            _string,
            "string(12)",
        ),
    )
}
