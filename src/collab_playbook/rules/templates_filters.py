"""Filters and tests of templates: which there are, what they work on, and what they give."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.filters import FILTERS
from collab_playbook.documents.judging import TESTS
from collab_playbook.rules.template_types import (
    ANY,
    DATE,
    NUMBER,
    TEXT,
    WRITTEN,
    Value,
    joined,
    list_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FILTERS", "TESTS"]

OF_LISTS = frozenset(
    {
        "batch",
        "first",
        "groupby",
        "join",
        "last",
        "list",
        "listed",
        "map",
        "max",
        "min",
        "rejectattr",
        "selectattr",
        "sort",
        "sum",
        "unique",
    }
)
"""Filters whose value has to be a list."""
_TAKES: Mapping[str, tuple[frozenset[str], str]] = {
    "bullets": (frozenset({"list", "text", "map"}), "lists and texts"),
    "counted": (frozenset({"number"}), "numbers"),
    "date_long": (frozenset({"date"}), "dates"),
    "int": (frozenset({"number", "text"}), "numbers"),
    "length": (frozenset({"list", "text", "map"}), "lists and texts"),
    "lower": (frozenset({"text", "choice", "record"}), "texts"),
    "month": (frozenset({"date"}), "dates"),
    "numbered": (frozenset({"list", "text", "map"}), "lists and texts"),
    "of": (frozenset({"text", "choice", "record"}), "texts"),
    "replace": (frozenset({"text", "choice", "record"}), "texts"),
    "round": (frozenset({"number"}), "numbers"),
    "title": (frozenset({"text", "choice", "record"}), "texts"),
    "trim": (frozenset({"text", "choice", "record"}), "texts"),
    "upper": (frozenset({"text", "choice", "record"}), "texts"),
}
"""Kinds that other filters work on, and how messages call them."""
_PLAIN: Mapping[str, Value] = {
    **dict.fromkeys(("sum", "length", "int", "round"), NUMBER),
    "date_long": DATE,
}
"""What filters give that always give the same kind; all that are named nowhere give texts."""
_NUMERIC_TESTS = frozenset({"odd", "even", "divisibleby"})
_UNSURE = frozenset({"any", "none"})
BY_PART = frozenset({"selectattr", "rejectattr", "groupby"})
"""Filters whose first value names a part of the entries."""
BY_KEYWORD = frozenset({"join", "map", "max", "min", "sort", "sum", "unique"})
"""Filters that take the name of a part as ``attribute=``."""


def unfit(name: str, value: Value) -> str:
    """What a filter works on, where the value is nothing of it; else empty."""
    if value.kind in _UNSURE:
        return ""
    if name in OF_LISTS:
        return "" if value.kind in {"list", "map"} else "lists"
    kinds, words = _TAKES.get(name, (frozenset(), ""))
    return "" if not kinds or value.kind in kinds else words


def unfit_for_test(name: str, value: Value) -> str:
    """What a test works on, where the value is nothing of it; else empty."""
    if name in _NUMERIC_TESTS and value.kind not in {*_UNSURE, "number"}:
        return "numbers"
    return ""


def result(name: str, value: Value, arguments: Sequence[Value], part: Value | None) -> Value:
    """What a filter gives.

    Args:
        name: The filter.
        value: What it is applied to.
        arguments: The values between its parentheses.
        part: The part of the entries that it is told to look at, where it is told one.
    """
    entry = replace(value.item or ANY, answers=frozenset(), open=frozenset())
    entries = list_of(entry, native=True)
    match name:
        case "default":
            given = arguments[0] if arguments else WRITTEN
            return replace(joined(value, given), open=given.open)
        case "first" | "last" | "min" | "max":
            found = entry
        case "list" | "selectattr" | "rejectattr" | "sort" | "unique":
            found = entries
        case "batch":
            found = list_of(entries, native=True)
        case "map":
            found = list_of(part or ANY, native=True)
        case "groupby":
            group = {"grouper": part or ANY, "list": entries}
            found = list_of(Value("record", "a group", group, shown=False), native=True)
        case "lower" | "upper" | "title" | "trim" | "replace":
            found = WRITTEN if value.native else TEXT
        case _:
            found = _PLAIN.get(name, WRITTEN)
    return found.resting_on(value)


@cache
def _signature(kind: str, name: str) -> inspect.Signature:
    return inspect.signature({"filter": FILTERS, "test": TESTS}[kind][name])


def misfit_of_call(kind: str, name: str, given: int, named: Sequence[str]) -> str:
    """Why a filter or test cannot be called with so many values; empty where it can.

    Args:
        kind: ``filter`` or ``test``.
        name: Its name.
        given: How many values stand between its parentheses without a name.
        named: The names of the others.
    """
    function: Any = {"filter": FILTERS, "test": TESTS}[kind][name]
    before = 2 if hasattr(function, "jinja_pass_arg") else 1
    try:
        _signature(kind, name).bind(*(None,) * (before + given), **dict.fromkeys(named))
    except TypeError as error:
        return str(error)
    return ""
