"""Arithmetic of templates: exact and bounded; texts and lists can be joined, no more."""

from __future__ import annotations

from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.absent import Absent
from collab_playbook.documents.facts import Many, NameFault
from collab_playbook.documents.scalars import Day, Flag, Number, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST = Decimal(10) ** 24
MAX_POWER = 64
MAX_TEXT = 2_000_000
MAX_ITEMS = 100_000

_EXACT = Context(prec=28, Emax=60, Emin=-60, traps=[DivisionByZero, InvalidOperation, Overflow])
_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
    "/": _EXACT.divide,
    "//": _EXACT.divide_int,
    "%": _EXACT.remainder,
    "**": _EXACT.power,
}
_NAMES: Mapping[type, str] = {
    str: "text",
    list: "list",
    tuple: "list",
    dict: "map",
    bool: "yes or no",
}


class LimitFault(Exception):  # noqa: N818 - told to the author as a fault
    """A template asks for more work, text or size than a document can need."""


def reckon(operator: str, left: Any, right: Any) -> Any:
    """``left operator right``.

    Raises:
        NameFault: The two cannot be reckoned with.
        LimitFault: The result would be too large.
    """
    for each in (left, right):
        if isinstance(each, Absent):
            return each
    first, second = _decimal(left), _decimal(right)
    if first is not None and second is not None:
        return _like(operator, left, right, _reckoned(operator, first, second))
    if (
        operator == "+"
        and isinstance(left, Many | list | tuple)
        and isinstance(right, Many | list | tuple)
    ):
        return _joined_lists(left, right)
    if operator in {"+", "-"} and isinstance(left, Day) and isinstance(right, Span):
        period = right.period if operator == "+" else right.period.times(-1)
        return Day(period.after(left.day), left.manner)
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return bounded(left + right)
    raise NameFault(
        f"'{operator}' works on numbers, not on {_kind(left)} and {_kind(right)}", operator
    )


def negated(operator: str, value: Any) -> Any:
    """``-value`` or ``+value``."""
    if isinstance(value, Absent):
        return value
    number = _decimal(value)
    if number is None:
        raise NameFault(f"'{operator}' works on numbers, not on {_kind(value)}", operator)
    return reckon("-", 0, value) if operator == "-" else value


def bounded(text: str) -> str:
    """The text, unless it is longer than any document.

    Raises:
        LimitFault: It is.
    """
    if len(text) > MAX_TEXT:
        raise LimitFault(f"A text grows beyond {MAX_TEXT:,} characters")
    return text


def decimal_of(value: Any) -> Decimal | None:
    """The number that a value is, if it is one."""
    return _decimal(value)


def _joined_lists(left: Any, right: Any) -> list[Any]:
    both = [*left, *right]
    if len(both) > MAX_ITEMS:
        raise LimitFault(f"A list grows beyond {MAX_ITEMS:,} entries")
    return both


def _reckoned(operator: str, first: Decimal, second: Decimal) -> Decimal:
    if operator == "**" and (abs(second) > MAX_POWER or abs(first) > LARGEST):
        raise LimitFault("A power is too large")
    try:
        result = _OPERATIONS[operator](first, second)
    except DivisionByZero:
        raise NameFault("This divides by zero", operator) from None
    except DecimalException:
        raise LimitFault("A number is too large, or cannot be reckoned") from None
    if abs(result) > LARGEST:
        raise LimitFault("A number is too large")
    return result


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, Number):
        return value.value
    if isinstance(value, bool | Flag):
        return None
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise LimitFault("A number is too large")
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(str(value))
    return value if isinstance(value, Decimal) else None


def _like(operator: str, left: Any, right: Any, value: Decimal) -> Any:
    """The result in the unit that it has: money plus money is money, money by a number too."""
    if (
        isinstance(left, int)
        and isinstance(right, int)
        and value == value.to_integral_value()
        and operator != "/"
    ):
        return int(value)
    units = [each for each in (left, right) if isinstance(each, Number)]
    currencies = {each.currency for each in units if each.currency}
    if operator in {"+", "-"} and len(currencies) > 1:
        raise NameFault(f"Amounts in {' and '.join(sorted(currencies))} cannot be added", operator)
    value = _trimmed(value)
    if not units:
        return value
    if operator == "/" and len(units) == 2 and units[0].currency and units[1].currency:
        return Number(value, units[0].manner)
    paid = next((each for each in units if each.currency), None)
    if paid is not None:
        return paid.like(value)
    kept = operator in {"+", "-"} and all(each.percent for each in units)
    return units[0].like(value) if kept else Number(value, units[0].manner)


def _trimmed(value: Decimal) -> Decimal:
    """At most six digits after the decimal sign, none of them an idle zero."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = round(value, 6)
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize() if isinstance(exponent, int) and exponent < -2 else value


def _kind(value: Any) -> str:
    kind = getattr(value, "kind", None)
    if isinstance(kind, str):
        return f"a {kind}"
    return "a number" if _decimal(value) is not None else f"a {_NAMES.get(type(value), 'value')}"
