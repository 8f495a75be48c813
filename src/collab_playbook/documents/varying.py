"""The material of a document said otherwise, one part at a time, to see what each part does to it.

What a template makes of an answer cannot be read off the template: it passes through filters, loops
and conditions. So the document is written again with the answer replaced by another of its type,
and again without it, and the two texts are compared with the first.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from collab_playbook.documents.answers import is_empty
from collab_playbook.documents.naming import key, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

How = Literal["replaced", "withdrawn"]

MAX_ENTRIES = 100
"""Entries of one list that are tried one by one; beyond that only the list as a whole."""
_WORD = "Zqxv"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = frozenset({"id", "type", "catalogue", "code", "phase", "scope", "email", "steps"})
"""What other parts are found by: changed, it would lead nowhere."""
_NOT_TRIED = frozenset({"answer", "given", "renderer", "template"})


class Variant(NamedTuple):
    """One way of saying the material otherwise.

    Attributes:
        part: The part that says something else.
        how: Whether it was replaced or taken away.
        entry: Which entry of a list, counted from 1; 0 for the whole.
        changes: The parts as they are in this variant.
    """

    part: str
    how: How
    entry: int
    changes: Mapping[str, Any]


def variants_of(read: Iterable[str], parts: Mapping[str, Any]) -> tuple[Variant, ...]:
    """A document's answers said otherwise one by one, and all that is no answer at once.

    Args:
        read: The parts that it read.
        parts: The material.
    """
    read = tuple(read)
    answers = (variant for name in read for variant in _of_answer(name, parts))
    others = {each: retold for name in read for each, retold in _retelling(name, parts)}
    return (*answers, Variant("", "replaced", 0, others))


def closer_variants(
    moving: Iterable[str], read: Iterable[str], parts: Mapping[str, Any]
) -> tuple[Variant, ...]:
    """What is worth a closer look: the entries of lists, and what is no answer one by one.

    Args:
        moving: The parts that a passage moves with; ``""`` for those that are no answers.
        read: The parts that the document read.
        parts: The material.
    """
    moving = frozenset(moving)
    entries = (each for name in sorted(moving) for each in _entries(name, parts))
    others = (
        Variant(each, "replaced", 0, {each: retold})
        for name in (read if "" in moving else ())
        for each, retold in _retelling(name, parts)
    )
    return (*entries, *others)


def _retelling(name: str, parts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A part that is no answer, in other words; nothing where it has none."""
    if parted(name)[0] in _NOT_TRIED or name not in parts:
        return
    retold = _retold(parts[name])
    if retold != parts[name]:
        yield name, retold


def _of_answer(name: str, parts: Mapping[str, Any]) -> Iterator[Variant]:
    kind, rest = parted(name)
    if kind == "given" and parts.get(name):
        yield Variant(rest, "withdrawn", 0, {name: False})
    wording, stored = _answered(name, parts)
    if kind == "answer" and wording is not None:
        yield Variant(name, "replaced", 0, {name: _other(wording, stored, parts)})
        yield Variant(name, "withdrawn", 0, {name: None})


def _entries(name: str, parts: Mapping[str, Any]) -> Iterator[Variant]:
    wording, stored = _answered(name, parts)
    if wording is None or not isinstance(stored, list) or len(stored) > MAX_ENTRIES:
        return
    for at, _ in enumerate(stored):
        entry = _other(wording, stored[at : at + 1], parts)
        yield Variant(name, "replaced", at + 1, {name: [*stored[:at], *entry, *stored[at + 1 :]]})


def _answered(name: str, parts: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, Any]:
    """The wording of a question and its answer; no wording where there is no answer."""
    home, _, question = name.rpartition(".")
    wording = (parts.get(key("wording", home.rpartition("/")[2])) or {}).get(question)
    stored = parts.get(name) if wording is not None else None
    return (None, None) if is_empty(stored) else (wording, stored)


def _other(part: Mapping[str, Any], stored: Any, parts: Mapping[str, Any]) -> Any:
    """Another answer of the same type; where the type admits no other, the same."""
    return _OTHERS[part["type"]](part, stored, parts)


def _other_text(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> str:
    return f"{_WORD} {stored}"


def _other_link(_part: Mapping[str, Any], _stored: Any, _parts: Mapping[str, Any]) -> str:
    return f"https://{_WORD.lower()}.example"


def _other_number(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> Any:
    return stored + 1 if isinstance(stored, int) else str(Decimal(str(stored)) + 1)


def _other_money(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> Any:
    return {**stored, "amount": str(Decimal(str(stored["amount"])) + 1)}


def _other_day(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> str:
    return _next_day(stored)


def _other_period(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> str:
    return "P7W" if stored != "P7W" else "P8W"


def _other_flag(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> bool:
    return not stored


def _other_names(_part: Mapping[str, Any], stored: Any, _parts: Mapping[str, Any]) -> Any:
    return {name: f"{_WORD} {value}" if value else value for name, value in stored.items()}


def _other_choices(part: Mapping[str, Any], stored: Any, parts: Mapping[str, Any]) -> Any:
    return [_other_choice(part, each, parts) for each in stored]


def _other_records(part: Mapping[str, Any], stored: Any, parts: Mapping[str, Any]) -> Any:
    return [_other_record(part, each, parts) for each in stored]


def _other_record(
    part: Mapping[str, Any], stored: Mapping[str, Any], parts: Mapping[str, Any]
) -> Any:
    fields = {field["id"]: field for field in part["fields"]}
    return {
        name: value if is_empty(value) or name not in fields else _other(fields[name], value, parts)
        for name, value in stored.items()
    }


def _other_choice(part: Mapping[str, Any], stored: str, parts: Mapping[str, Any]) -> str:
    catalogue = part.get("catalogue")
    listed: Sequence[Mapping[str, Any]] = (
        parts.get(key("catalogue", catalogue)) or () if catalogue else part["choices"]
    )
    return next((each["id"] for each in listed if each["id"] != stored), stored)


_OTHERS: Mapping[str, Callable[[Mapping[str, Any], Any, Mapping[str, Any]], Any]] = {
    "text": _other_text,
    "long_text": _other_text,
    "email": _other_text,
    "link": _other_link,
    "integer": _other_number,
    "scale": _other_number,
    "decimal": _other_number,
    "percent": _other_number,
    "money": _other_money,
    "date": _other_day,
    "period": _other_period,
    "boolean": _other_flag,
    "choice": _other_choice,
    "choices": _other_choices,
    "person": _other_names,
    "file": _other_names,
    "record": _other_record,
    "records": _other_records,
}


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # the last day that there is
        return "2000-01-01"


def _retold(value: Any, name: str = "") -> Any:
    """Texts of the playbook in other words; what other parts are found by stays."""
    if isinstance(value, str) and value and name not in _NAMES:
        return _next_day(value) if _DAY.fullmatch(value) else f"{_WORD} {value}"
    if isinstance(value, list):
        return value if name in _NAMES else [_retold(each, name) for each in value]
    if isinstance(value, dict):
        return {each: _retold(inner, each) for each, inner in value.items()}
    return value
