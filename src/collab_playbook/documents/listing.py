"""Filters on lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from jinja2 import pass_environment

from collab_playbook.documents.absent import Absent, Blank
from collab_playbook.documents.facts import Fact, Many, NameFault, Text
from collab_playbook.documents.reckoning import MAX_TEXT, LimitFault, bounded, decimal_of, reckon
from collab_playbook.documents.scalars import Day, Flag
from collab_playbook.documents.wording import raw


class GroupedBy(NamedTuple):
    """One group of ``groupby``: what its entries share, and the entries."""

    grouper: Any
    list: list[Any]


def items_of(value: Any) -> Sequence[Any]:
    """The entries of a list.

    Raises:
        NameFault: The value is no list.
    """
    if isinstance(value, Many):
        return value.items
    if isinstance(value, str | Fact) or not isinstance(value, Iterable):
        kind = value.kind if isinstance(value, Fact) else type(value).__name__
        raise NameFault(f"A {kind} is not a list", "|")
    return list(value)


def _part(env: Any, item: Any, attribute: Any) -> Any:
    if attribute is None:
        return item
    for name in str(raw(attribute)).split("."):
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
    return (3, raw(value).casefold())


def length(value: Any) -> int:
    """How many entries a list has, or characters a text."""
    return len(raw(value)) if isinstance(value, str | Text) else len(items_of(value))


@pass_environment
def join(env: Any, value: Any, separator: str = "", attribute: Any = None) -> str:
    """The entries as one text, something between them."""
    texts = [env.text(_part(env, item, attribute)) for item in items_of(value)]
    between = env.text(separator)
    if sum(map(len, texts)) + len(between) * len(texts) > MAX_TEXT:
        raise LimitFault(f"A text grows beyond {MAX_TEXT:,} characters")
    return bounded(between.join(texts))


@pass_environment
def sort(
    env: Any,
    value: Any,
    reverse: bool = False,
    _case_sensitive: bool = False,
    attribute: Any = None,
) -> list[Any]:
    """The entries in order, open and empty ones last."""
    items = list(items_of(value))
    for name in reversed(str(raw(attribute)).split(",")) if attribute is not None else (None,):
        keyed = [(_order(_part(env, item, name and name.strip())), item) for item in items]
        filled = sorted(
            (k for k in keyed if k[0][0] < 9), key=lambda k: k[0], reverse=bool(reverse)
        )
        items = [item for _, item in (*filled, *(k for k in keyed if k[0][0] == 9))]
    return items


def _chosen(
    env: Any, args: tuple[Any, ...], attribute: Any, value: Any, *, wanted: bool
) -> list[Any]:
    if args:
        name, *rest = args
        test = env.tests.get(str(raw(name)))
        if test is None:
            raise NameFault(f"There is no test '{name}'", str(name), env.tests)
        return [i for i in items_of(value) if bool(test(_part(env, i, attribute), *rest)) is wanted]
    return [i for i in items_of(value) if bool(_part(env, i, attribute)) is wanted]


@pass_environment
def selectattr(env: Any, value: Any, attribute: Any, *args: Any) -> list[Any]:
    """The entries of which a part passes a test."""
    return _chosen(env, args, attribute, value, wanted=True)


@pass_environment
def rejectattr(env: Any, value: Any, attribute: Any, *args: Any) -> list[Any]:
    """The entries of which a part does not pass a test."""
    return _chosen(env, args, attribute, value, wanted=False)


@pass_environment
def map_(env: Any, value: Any, *args: Any, attribute: Any = None) -> list[Any]:
    """A part of every entry, or every entry through a filter."""
    if attribute is not None:
        return [_part(env, item, attribute) for item in items_of(value)]
    name, *rest = args or ("",)
    if str(raw(name)) not in env.filters:
        raise NameFault(f"There is no filter '{name}'", str(name), env.filters)
    return [env.call_filter(str(raw(name)), item, rest) for item in items_of(value)]


@pass_environment
def groupby(env: Any, value: Any, attribute: Any) -> list[GroupedBy]:
    """The entries in groups that share a part, in the order of that part."""
    groups: dict[tuple[int, Any], GroupedBy] = {}
    for item in items_of(value):
        shared = _part(env, item, attribute)
        groups.setdefault(_order(shared), GroupedBy(shared, [])).list.append(item)
    return [groups[order] for order in sorted(groups, key=lambda order: order)]


@pass_environment
def sum_(env: Any, value: Any, attribute: Any = None) -> Any:
    """The entries, or a part of them, added up."""
    total: Any = 0
    for item in items_of(value):
        number = _part(env, item, attribute)
        if not isinstance(number, Blank):
            total = (
                number
                if total == 0 and decimal_of(number) is not None
                else reckon("+", total, number)
            )
    return total


@pass_environment
def min_(env: Any, value: Any, attribute: Any = None) -> Any:
    """The smallest entry."""
    return min(
        items_of(value), key=lambda item: _order(_part(env, item, attribute)), default=Blank()
    )


@pass_environment
def max_(env: Any, value: Any, attribute: Any = None) -> Any:
    """The largest entry."""
    filled = [i for i in items_of(value) if _order(_part(env, i, attribute))[0] < 9]
    return max(filled, key=lambda item: _order(_part(env, item, attribute)), default=Blank())


@pass_environment
def unique(env: Any, value: Any, attribute: Any = None) -> list[Any]:
    """Each entry once."""
    seen: dict[tuple[int, Any], Any] = {}
    for item in items_of(value):
        seen.setdefault(_order(_part(env, item, attribute)), item)
    return list(seen.values())


def first(value: Any) -> Any:
    """The first entry."""
    return next(iter(items_of(value)), Blank())


def last(value: Any) -> Any:
    """The last entry."""
    return next(iter(reversed(items_of(value))), Blank())


def list_(value: Any) -> list[Any]:
    """The entries as a list."""
    return list(items_of(value))


def batch(value: Any, size: int, fill: Any = None) -> list[list[Any]]:
    """The entries in groups of a size, the last one filled up."""
    if not 1 <= size <= 1000:
        raise NameFault("'batch' makes groups of 1 to 1,000", "batch")
    items = list(items_of(value))
    groups = [items[at : at + size] for at in range(0, len(items), size)]
    if groups and fill is not None:
        groups[-1] = list(chain(groups[-1], [fill] * (size - len(groups[-1]))))
    return groups
