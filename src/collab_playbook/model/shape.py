"""The base of every file's shape, and the scalar types that read YAML text the way section 3 says.

Loaders hand over every YAML scalar as its own text (``None`` for a plain ``null`` or an empty
value), so that ``no``, ``1:30`` and ``0755`` mean what the key expects and nothing else.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\Z")
_INTEGER = re.compile(r"^-?(0|[1-9][0-9]*)\Z")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DECIMAL = re.compile(r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")


class Shape(BaseModel):
    """A frozen value whose unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value == "true":
        return True
    if value == "false":
        return False
    raise ValueError("write true or false")


def _integer(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER.match(value):
        return int(value)
    raise ValueError("write a whole number, digits only")


def parse_decimal(value: Any) -> Decimal:
    """Reads plain decimal notation exactly; ``ValueError`` for exponents, NaN and separators."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _DECIMAL.match(value):
        try:
            return Decimal(value)
        except InvalidOperation as error:  # pragma: no cover - the pattern admits only valid text
            raise ValueError("write a decimal number") from error
    raise ValueError("write a decimal number such as 12 or 12.5")


def _civil_day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.match(value):
        date.fromisoformat(value)
        return value
    raise ValueError("write a day such as 2026-01-05")


Boolean = Annotated[bool, BeforeValidator(_boolean)]
Integer = Annotated[int, BeforeValidator(_integer)]
Number = Annotated[Decimal, BeforeValidator(parse_decimal)]
CivilDay = Annotated[str, BeforeValidator(_civil_day)]
"""A day as text, ``2026-01-05``."""
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Guard = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


def _day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError("write a day such as 2026-01-05")


Day = Annotated[date, BeforeValidator(_day)]
"""A day, ``YYYY-MM-DD``."""
