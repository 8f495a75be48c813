"""Every filter and test that templates may use, and none besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from itertools import chain
from typing import Any, NamedTuple

from jinja2 import Undefined, pass_environment

from collab_playbook.documents import markdown
from collab_playbook.documents.facts import Absent, Blank, Day, Fact, Flag, Group, Many, NameFault, Number, Text
from collab_playbook.documents.reckoning import MAX_TEXT, LimitFault, bounded, decimal_of, reckon

Filter = Callable[..., Any]


class GroupedBy(NamedTuple):
    """One group of ``groupby``: what its entries share, and the entries."""

    grouper: Any
    list: list[Any]


def _absorbing(filter_: Filter) -> Filter:
    """An open answer stays an open answer, whatever is done to it."""
    takes_environment = hasattr(filter_, "jinja_pass_arg")

    @wraps(filter_)
    def absorb(*args: Any, **kwargs: Any) -> Any:
        value = args[1] if takes_environment else args[0]
        return value if isinstance(value, Absent) else filter_(*args, **kwargs)

    return absorb


# -- printing ---------------------------------------------------------------------------------------------


@pass_environment
def cell(env: Any, value: Any) -> str:
    return markdown.cell(env.text(value))


@pass_environment
def inline(env: Any, value: Any) -> Any:
    if isinstance(value, Text):
        return markdown.inline(value.raw)
    return " ".join(env.text(value).split())


def _lines(env: Any, value: Any) -> list[str]:
    """Each entry of a list, or each line of a text, as Markdown on one line."""
    if isinstance(value, Text):
        return [markdown.inline(line) for line in markdown.clean(value.raw).split("\n") if line.strip()]
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()]
    return [str(inline(env, each)) for each in _items(value)]


@pass_environment
def bullets(env: Any, value: Any) -> str:
    return markdown.bullets(_lines(env, [value] if isinstance(value, Absent) else value))


@pass_environment
def numbered(env: Any, value: Any) -> str:
    return markdown.numbered(_lines(env, [value] if isinstance(value, Absent) else value))


@pass_environment
def yes_no(env: Any, value: Any) -> str:
    words: tuple[str, str] = env.manner.yes_no
    return words[0 if value else 1]


def date_long(value: Any) -> Any:
    return _day(value, "date_long")


def month(value: Any) -> str:
    return _day(value, "month").month


def _day(value: Any, name: str) -> Day:
    if isinstance(value, Day):
        return value
    raise NameFault(f"'{name}' works on dates", name)


# -- texts ------------------------------------------------------------------------------------------------


def _on_text(name: str, change: Callable[[str], str]) -> Filter:
    def apply(value: Any) -> Any:
        if isinstance(value, Text):
            return Text(change(value.raw), paragraphs=value.paragraphs)
        if isinstance(value, Group):
            return Text(change(_raw(value)))
        if isinstance(value, str):
            return change(value)
        raise NameFault(f"'{name}' works on texts", name)

    return apply


def _raw(value: Any) -> str:
    """What a person typed, where a fact stands for one text."""
    if isinstance(value, Text):
        return value.raw
    if isinstance(value, Group):
        for part in ("text", "name", "title"):
            if part in value.keys():
                return _raw(value.field(part))
    return value if isinstance(value, str) else str(value)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def replace(value: Any, old: Any, new: Any) -> Any:
    def change(text: str) -> str:
        was, becomes = _raw(old), _raw(new)
        if len(text) + text.count(was) * len(becomes) > MAX_TEXT:
            raise LimitFault(f"A text grows beyond {MAX_TEXT:,} characters")
        return text.replace(was, becomes)

    return _on_text("replace", change)(value)


def default(value: Any, otherwise: Any = "", _boolean: Any = None) -> Any:
    return value if is_answered(value) else otherwise


# -- numbers ----------------------------------------------------------------------------------------------


def _number(value: Any, name: str) -> Decimal:
    number = decimal_of(value)
    if number is None:
        raise NameFault(f"'{name}' works on numbers", name)
    return number


def round_(value: Any, precision: int = 0) -> Any:
    if not 0 <= precision <= 6:
        raise NameFault("'round' keeps 0 to 6 digits", "round")
    rounded = _number(value, "round").quantize(Decimal(1).scaleb(-precision), rounding=ROUND_HALF_UP)
    return value.like(rounded) if isinstance(value, Number) else rounded


def int_(value: Any) -> Any:
    if isinstance(value, str | Text):
        text = _raw(value).strip()
        if not (text.isascii() and text.lstrip("-").isdecimal() and len(text) < 20):
            raise NameFault("'int' works on numbers", "int")
        return int(text)
    return int(_number(value, "int"))


# -- lists ------------------------------------------------------------------------------------------------


def _items(value: Any) -> Sequence[Any]:
    if isinstance(value, Many):
        return value.items
    if isinstance(value, str | Fact) or not isinstance(value, Iterable):
        kind = value.kind if isinstance(value, Fact) else type(value).__name__
        raise NameFault(f"A {kind} is not a list", "|")
    return list(value)


def _part(env: Any, item: Any, attribute: Any) -> Any:
    if attribute is None:
        return item
    for name in str(_raw(attribute)).split("."):
        item = env.getitem(item, int(name) if name.isdecimal() else name)
    return item


def _order(value: Any) -> tuple[int, Any]:
    """Sorts open and empty values last, numbers by size, texts without regard to capitals."""
    if isinstance(value, Absent) or value is None:
        return (9, 0)
    number = decimal_of(value)
    if number is not None:
        return (0, number)
    if isinstance(value, bool | Flag):
        return (1, bool(value))
    if isinstance(value, Day):
        return (2, value.day)
    return (3, _raw(value).casefold())


def length(value: Any) -> int:
    return len(_raw(value)) if isinstance(value, str | Text) else len(_items(value))


@pass_environment
def join(env: Any, value: Any, separator: str = "", attribute: Any = None) -> str:
    texts = [env.text(_part(env, item, attribute)) for item in _items(value)]
    between = env.text(separator)
    if sum(map(len, texts)) + len(between) * len(texts) > MAX_TEXT:
        raise LimitFault(f"A text grows beyond {MAX_TEXT:,} characters")
    return bounded(between.join(texts))


@pass_environment
def sort(
    env: Any, value: Any, reverse: bool = False, _case_sensitive: bool = False, attribute: Any = None
) -> list[Any]:
    items = list(_items(value))
    for name in reversed(str(_raw(attribute)).split(",")) if attribute is not None else (None,):
        keyed = [(_order(_part(env, item, name and name.strip())), item) for item in items]
        filled = sorted((k for k in keyed if k[0][0] < 9), key=lambda k: k[0], reverse=bool(reverse))
        items = [item for _, item in (*filled, *(k for k in keyed if k[0][0] == 9))]
    return items


def _chosen(env: Any, args: tuple[Any, ...], wanted: bool, attribute: Any, value: Any) -> list[Any]:
    if args:
        name, *rest = args
        test = TESTS.get(str(_raw(name)))
        if test is None:
            raise NameFault(f"There is no test '{name}'", str(name), TESTS)
        return [i for i in _items(value) if bool(test(_part(env, i, attribute), *rest)) is wanted]
    return [i for i in _items(value) if bool(_part(env, i, attribute)) is wanted]


@pass_environment
def selectattr(env: Any, value: Any, attribute: Any, *args: Any) -> list[Any]:
    return _chosen(env, args, True, attribute, value)


@pass_environment
def rejectattr(env: Any, value: Any, attribute: Any, *args: Any) -> list[Any]:
    return _chosen(env, args, False, attribute, value)


@pass_environment
def map_(env: Any, value: Any, *args: Any, attribute: Any = None) -> list[Any]:
    if attribute is not None:
        return [_part(env, item, attribute) for item in _items(value)]
    name, *rest = args or ("",)
    if str(_raw(name)) not in FILTERS:
        raise NameFault(f"There is no filter '{name}'", str(name), FILTERS)
    return [env.call_filter(str(_raw(name)), item, rest) for item in _items(value)]


@pass_environment
def groupby(env: Any, value: Any, attribute: Any) -> list[GroupedBy]:
    groups: dict[tuple[int, Any], GroupedBy] = {}
    for item in _items(value):
        shared = _part(env, item, attribute)
        groups.setdefault(_order(shared), GroupedBy(shared, [])).list.append(item)
    return [groups[order] for order in sorted(groups, key=lambda order: order)]


@pass_environment
def sum_(env: Any, value: Any, attribute: Any = None) -> Any:
    total: Any = 0
    for item in _items(value):
        number = _part(env, item, attribute)
        if not isinstance(number, Blank):
            total = number if total == 0 and decimal_of(number) is not None else reckon("+", total, number)
    return total


@pass_environment
def min_(env: Any, value: Any, attribute: Any = None) -> Any:
    return min(_items(value), key=lambda item: _order(_part(env, item, attribute)), default=Blank())


@pass_environment
def max_(env: Any, value: Any, attribute: Any = None) -> Any:
    filled = [i for i in _items(value) if _order(_part(env, i, attribute))[0] < 9]
    return max(filled, key=lambda item: _order(_part(env, item, attribute)), default=Blank())


@pass_environment
def unique(env: Any, value: Any, attribute: Any = None) -> list[Any]:
    seen: dict[tuple[int, Any], Any] = {}
    for item in _items(value):
        seen.setdefault(_order(_part(env, item, attribute)), item)
    return list(seen.values())


def first(value: Any) -> Any:
    return next(iter(_items(value)), Blank())


def last(value: Any) -> Any:
    return next(iter(reversed(_items(value))), Blank())


def list_(value: Any) -> list[Any]:
    return list(_items(value))


def batch(value: Any, size: int, fill: Any = None) -> list[list[Any]]:
    if not 1 <= size <= 1000:
        raise NameFault("'batch' makes groups of 1 to 1,000", "batch")
    items = list(_items(value))
    groups = [items[at : at + size] for at in range(0, len(items), size)]
    if groups and fill is not None:
        groups[-1] = list(chain(groups[-1], [fill] * (size - len(groups[-1]))))
    return groups


_READING_THE_VALUE: Mapping[str, Filter] = {
    "date_long": date_long,
    "first": first,
    "groupby": groupby,
    "inline": inline,
    "int": int_,
    "join": join,
    "last": last,
    "length": length,
    "list": list_,
    "lower": _on_text("lower", str.lower),
    "map": map_,
    "max": max_,
    "min": min_,
    "month": month,
    "rejectattr": rejectattr,
    "replace": replace,
    "round": round_,
    "selectattr": selectattr,
    "sort": sort,
    "sum": sum_,
    "title": _on_text("title", _title),
    "trim": _on_text("trim", str.strip),
    "unique": unique,
    "upper": _on_text("upper", str.upper),
    "yes_no": yes_no,
    "batch": batch,
}
FILTERS: Mapping[str, Filter] = {
    **{name: _absorbing(filter_) for name, filter_ in _READING_THE_VALUE.items()},
    "bullets": bullets,
    "cell": cell,
    "default": default,
    "numbered": numbered,
}
"""Filters by name."""


# -- tests ------------------------------------------------------------------------------------------------


def is_answered(value: Any) -> bool:
    """Whether there is something to print."""
    if isinstance(value, Fact):
        return value.answered
    if isinstance(value, Undefined):
        str(value)  # says that there is no such name
    return value is not None and value not in ("", [], (), {})


def is_in(value: Any, where: Any) -> bool:
    return value in where


TESTS: Mapping[str, Callable[..., Any]] = {
    "answered": is_answered,
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
    "none": lambda value: value is None,
    "in": is_in,
    "odd": lambda value: _number(value, "odd") % 2 == 1,
    "even": lambda value: _number(value, "even") % 2 == 0,
    "divisibleby": lambda value, by: _number(value, "divisibleby") % _number(by, "divisibleby") == 0,
    "true": lambda value: value is True or (isinstance(value, Flag) and value.value),
    "false": lambda value: value is False or (isinstance(value, Flag) and not value.value),
    **dict.fromkeys(("eq", "equalto", "=="), lambda value, other: value == other),
    **dict.fromkeys(("ne", "!="), lambda value, other: not value == other),
    **dict.fromkeys(("lt", "lessthan", "<"), lambda value, other: value < other),
    **dict.fromkeys(("le", "<="), lambda value, other: value <= other),
    **dict.fromkeys(("gt", "greaterthan", ">"), lambda value, other: value > other),
    **dict.fromkeys(("ge", ">="), lambda value, other: value >= other),
}
"""Tests by name."""
