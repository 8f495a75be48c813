"""Reaching into values: parts of records, items of lists."""

from __future__ import annotations

from collab_playbook.language.operators import Unworkable, kind
from collab_playbook.language.values import Record, Value
from collab_playbook.saying import say


def placed(value: Value, path: str, field: str) -> Value:
    """A part under the path it was reached by, so that what it lacks is named from there."""
    if isinstance(value, Record):
        return value if value.name == path else Record(path, value.fields)
    if not isinstance(value, tuple) or not value:
        return value
    first = value[0]
    if not isinstance(first, Record) or first.name == f"{path}[0]":
        return value
    return tuple(
        Record(f"{path}[{position}]", item.fields)
        if isinstance(item, Record) and item.name.endswith(f"{field}[{position}]")
        else item
        for position, item in enumerate(value)
    )


def item_at(items: Value, position: Value) -> Value:
    """The item of a list at a position, counted from 0.

    Raises:
        Unworkable: There is none.
    """
    if not isinstance(items, tuple):
        raise Unworkable(say("only lists have items by position, not {kind}", kind=kind(items)))
    if not isinstance(position, int) or isinstance(position, bool):
        raise Unworkable(say("a position is a whole number, not {kind}", kind=kind(position)))
    if not 0 <= position < len(items):
        raise Unworkable(
            say(
                "there is no item {position}: the list has {count}, counted from 0",
                position=position,
                count=len(items),
            )
        )
    return items[position]


_CHARACTERS_A_STEP = 200


def weight(value: object) -> int:
    """How many steps of work it takes to look at a value."""
    if isinstance(value, str):
        return len(value) // _CHARACTERS_A_STEP
    return len(value) if isinstance(value, tuple) else 0
