"""Every test that templates may use after ``is``, and none besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from collab_playbook.documents.facts import Fact, NameFault
from collab_playbook.documents.reckoning import decimal_of
from collab_playbook.documents.scalars import Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal


def number_of(value: Any, name: str) -> Decimal:
    """The number that a filter or test works on.

    Raises:
        NameFault: It is none.
    """
    number = decimal_of(value)
    if number is None:
        raise NameFault(f"'{name}' works on numbers", name)
    return number


def is_answered(value: Any) -> bool:
    """Whether there is something to print."""
    if isinstance(value, Fact):
        return value.answered
    if isinstance(value, Undefined):
        str(value)  # says that there is no such name
    return value is not None and value not in ("", [], (), {})


def is_in(value: Any, where: Any) -> bool:
    """Whether a list or text holds the value."""
    return value in where


def is_other(value: Any, other: Any) -> bool:
    """Whether two values differ; an open answer equals nothing."""
    return not bool(value == other)


TESTS: Mapping[str, Callable[..., Any]] = {
    "answered": is_answered,
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
    "none": lambda value: value is None,
    "in": is_in,
    "odd": lambda value: number_of(value, "odd") % 2 == 1,
    "even": lambda value: number_of(value, "even") % 2 == 0,
    "divisibleby": lambda value, by: (
        number_of(value, "divisibleby") % number_of(by, "divisibleby") == 0
    ),
    "true": lambda value: value is True or (isinstance(value, Flag) and value.value),
    "false": lambda value: value is False or (isinstance(value, Flag) and not value.value),
    **dict.fromkeys(("eq", "equalto", "=="), lambda value, other: value == other),
    **dict.fromkeys(("ne", "!="), is_other),
    **dict.fromkeys(("lt", "lessthan", "<"), lambda value, other: value < other),
    **dict.fromkeys(("le", "<="), lambda value, other: value <= other),
    **dict.fromkeys(("gt", "greaterthan", ">"), lambda value, other: value > other),
    **dict.fromkeys(("ge", ">="), lambda value, other: value >= other),
}
"""Tests by name."""
