"""What the signs of the language do to values that are known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from collab_playbook.language.numbers import calculate, whole
from collab_playbook.language.period import Period
from collab_playbook.language.values import Record, Unknown, Value
from collab_playbook.saying import say


class Unworkable(Exception):  # noqa: N818 - it becomes a Failure, it is no error of the program
    """An operation has no result for these values; the message says why, for people."""


def is_number(value: Value) -> bool:
    """Whether a value is a whole number or a decimal; yes and no are neither."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def kind(value: Value) -> str:  # noqa: PLR0911 - one return a kind
    """What a value is, in words for people."""
    match value:
        case None:
            return "null"
        case bool():
            return say("a yes or no")
        case int() | Decimal():
            return "a number"
        case str():
            return "a text"
        case date():
            return "a date"
        case Period():
            return "a period"
        case tuple():
            return "a list"
    return "a record"


def equal(left: Value, right: Value) -> bool | Unknown:
    """Whether two values are the same: numbers by amount, values of different types never.

    Raises:
        Unworkable: One of them is a step, which has no value of its own.
    """
    if is_number(left) and is_number(right):
        return bool(left == right)
    if isinstance(left, Period) and isinstance(right, Period):
        return left.is_as_long_as(right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return _all_of(equal(one, other) for one, other in zip(left, right, strict=True))
    if isinstance(left, Record) and isinstance(right, Record):
        return _records_equal(left, right)
    return type(left) is type(right) and left == right


def _records_equal(left: Record, right: Record) -> bool | Unknown:
    for record in (left, right):
        if not record.is_answer:
            raise Unworkable(say("'{name}' is no answer and cannot be compared", name=record.name))
    verdicts: list[bool | Unknown] = []
    for field in sorted({*left.fields, *right.fields}):
        missing = [record.path_of(field) for record in (left, right) if field not in record.fields]
        verdicts.append(
            Unknown(frozenset(missing))
            if missing
            else equal(left.fields[field], right.fields[field])
        )
    return _all_of(verdicts)


def _all_of(verdicts: Any) -> bool | Unknown:
    missing: frozenset[str] = frozenset()
    doubtful = False
    for verdict in verdicts:
        if verdict is False:
            return False
        if isinstance(verdict, Unknown):
            doubtful = True
            missing |= verdict.paths
    return Unknown(missing) if doubtful else True


def contains(item: Value, items: Value) -> bool | Unknown:
    """Whether a list holds a value: ``item in items``."""
    if not isinstance(items, tuple):
        hint = say("; write text.contains(part)") if isinstance(items, str) else ""
        raise Unworkable(
            say("'in' looks into a list, not into {kind}{hint}", kind=kind(items), hint=hint)
        )
    missing: frozenset[str] = frozenset()
    doubtful = False
    for other in items:
        verdict = equal(item, other)
        if verdict is True:
            return True
        if isinstance(verdict, Unknown):
            doubtful = True
            missing |= verdict.paths
    return Unknown(missing) if doubtful else False


def ordered(operator: str, left: Value, right: Value) -> bool:
    """The verdict of ``<``, ``<=``, ``>`` or ``>=``."""
    sign = _compared(left, right)
    match operator:
        case "<":
            return sign < 0
        case "<=":
            return sign <= 0
        case ">":
            return sign > 0
    return sign >= 0


def _compared(left: Any, right: Any) -> int:
    if isinstance(left, Period) and isinstance(right, Period):
        sign = left.compared_to(right)
        if sign is None:
            raise Unworkable(
                say(
                    ("whether {left} is longer than {right} depends on the date it starts from"),
                    left=left,
                    right=right,
                )
            )
        return sign
    alike = is_number(left) and is_number(right)
    if not alike and (type(left) is not type(right) or not isinstance(left, bool | str | date)):
        raise Unworkable(
            say("{kind} and {kind_2} have no order", kind=kind(left), kind_2=kind(right))
        )
    return int(left > right) - int(left < right)


def calculated(operator: str, left: Any, right: Any) -> Value:
    """The result of ``+ - * / %``."""
    try:
        if is_number(left) and is_number(right):
            if operator == "%" and not (isinstance(left, int) and isinstance(right, int)):
                raise Unworkable(say("'%' works on whole numbers"))
            return calculate(operator, left, right)
        if operator in "+-":
            result = _summed(operator, left, right)
            if result is not None:
                return result
    except (ArithmeticError, ValueError) as error:
        raise Unworkable(str(error)) from error
    raise Unworkable(
        say(
            "'{operator}' does not work on {kind} and {kind_2}",
            operator=operator,
            kind=kind(left),
            kind_2=kind(right),
        )
    )


def _summed(operator: str, left: Any, right: Any) -> Value:  # noqa: PLR0911 - one return a case
    """Dates, periods, texts and lists; ``None`` where there is no such sum."""
    match operator, left, right:
        case "+", date(), Period():
            return right.after(left)
        case "-", date(), Period():
            return right.before(left)
        case "+", Period(), date():
            return left.after(right)
        case "-", date(), date():
            return Period(days=(left - right) // timedelta(days=1))
        case (("+" | "-"), Period(), Period()):
            return left.plus(right if operator == "+" else right.times(-1))
        case ("+", str(), str()) | ("+", tuple(), tuple()):
            joined: Value = left + right
            return joined
    return None


def applied(operator: str, left: Value, right: Value) -> bool | Unknown | Value:
    """What a sign between two values gives."""
    match operator:
        case "==":
            return equal(left, right)
        case "!=":
            same = equal(left, right)
            return same if isinstance(same, Unknown) else not same
        case "in":
            return contains(left, right)
        case "<" | "<=" | ">" | ">=":
            return ordered(operator, left, right)
    return calculated(operator, left, right)


def inverted(value: Value) -> Value:
    """The other of yes and no."""
    if not isinstance(value, bool):
        raise Unworkable(say("'!' turns a yes or no, not {kind}", kind=kind(value)))
    return not value


def negated(value: Any) -> Value:
    """The number with its sign turned."""
    if not is_number(value):
        raise Unworkable(say("'-' turns a number, not {kind}", kind=kind(value)))
    try:
        return whole(-value) if isinstance(value, int) else -value
    except ArithmeticError as error:
        raise Unworkable(str(error)) from error
