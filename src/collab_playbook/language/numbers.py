"""Exact numbers: whole ones of 64 bits as in CEL, decimals of 50 digits in place of doubles."""

from __future__ import annotations

from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import TypeAlias

from collab_playbook.saying import say

INT_MAX = 2**63 - 1
INT_MIN = -(2**63)
_CONTEXT = Context(
    prec=50,
    rounding=ROUND_HALF_EVEN,
    Emin=-400,
    Emax=400,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)

Number: TypeAlias = int | Decimal


def fits_decimal(number: Decimal) -> bool:
    """Whether a decimal is held without loss."""
    try:
        return number.is_finite() and _CONTEXT.plus(number) == number
    except DecimalException:
        return False


def whole(number: int) -> int:
    """The number itself.

    Raises:
        ArithmeticError: It does not fit 64 bits.
    """
    if not INT_MIN <= number <= INT_MAX:
        raise ArithmeticError(say("the result is too large for a whole number"))
    return number


def truncated(number: Decimal) -> int:
    """The whole part of a decimal, towards zero.

    Raises:
        ArithmeticError: It does not fit 64 bits.
    """
    return whole(int(number.to_integral_value(ROUND_DOWN, _CONTEXT)))


def calculate(operator: str, left: Number, right: Number) -> Number:
    """One calculation; a whole number beside a decimal counts as a decimal.

    Between whole numbers ``/`` drops the fraction and ``%`` takes the sign of the left side.

    Raises:
        ArithmeticError: Division by zero, or a result that no number holds.
    """
    if operator in "/%" and right == 0:
        raise ArithmeticError(say("division by zero"))
    if isinstance(left, int) and isinstance(right, int):
        return whole(_whole_result(operator, left, right))
    try:
        return _decimal_result(operator, Decimal(left), Decimal(right))
    except DecimalException as error:
        raise ArithmeticError(say("the result has too many digits")) from error


def _whole_result(operator: str, left: int, right: int) -> int:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    quotient = abs(left) // abs(right) * (-1 if (left < 0) != (right < 0) else 1)
    return quotient if operator == "/" else left - quotient * right


def _decimal_result(operator: str, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case "+":
            return _CONTEXT.add(left, right)
        case "-":
            return _CONTEXT.subtract(left, right)
        case "*":
            return _CONTEXT.multiply(left, right)
        case "/":
            return _CONTEXT.divide(left, right)
    return _CONTEXT.remainder(left, right)


def written(number: Decimal) -> str:
    """Plain decimal notation, without exponent: ``12.5``."""
    return format(number, "f")
