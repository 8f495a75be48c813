"""Stored answers as facts, typed by the wording of their question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.absent import Blank, Hidden, Missing
from collab_playbook.documents.facts import Fact, Group, Link, Many, Text, record
from collab_playbook.documents.naming import key
from collab_playbook.documents.scalars import Day, Flag, Number, Span
from collab_playbook.language.period import Period

if TYPE_CHECKING:
    from collab_playbook.documents.reading import Reading

Part = Mapping[str, Any]
"""The wording of a question or field, as ``parts`` gives it."""

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def answer(reading: Reading, path: str, question: str) -> Fact:
    """The answer to a question as a fact.

    Args:
        reading: Where it is read.
        path: Its key in the material: ``customers/objectives.items``.
        question: Its key in the playbook: ``objectives.items``.

    Raises:
        KeyError: There is no such question.
    """
    step, _, name = question.partition(".")
    wording = reading.part(key("wording", step))[name]
    if wording["sensitive"] and not reading.restricted:
        if reading.part(key("given", path)):
            return Hidden(reading.manner)
        return Missing(reading, path, wording["label"])
    stored = reading.part(path)
    if is_empty(stored):
        return Missing(reading, path, wording["label"])
    return _fact(reading, wording, stored, path)


def is_empty(stored: Any) -> bool:
    """Whether a stored form holds nothing: unanswered, withdrawn, or an empty list."""
    return stored in _EMPTY


def _fact(reading: Reading, part: Part, stored: Any, path: str) -> Fact:
    return _FACTS[part["type"]](reading, part, stored, path)


def _text(_reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Text(str(stored))


def _long_text(_reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Text(str(stored), paragraphs=True)


def _link(_reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Link(str(stored))


def _number(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Number(Decimal(str(stored)), reading.manner)


def _percent(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Number(Decimal(str(stored)), reading.manner, percent=True)


def _money(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Number(Decimal(str(stored["amount"])), reading.manner, currency=str(stored["currency"]))


def _day(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Day(date.fromisoformat(stored), reading.manner)


def _period(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Span(Period.parse(stored), reading.manner)


def _flag(reading: Reading, _part: Part, stored: Any, _path: str) -> Fact:
    return Flag(bool(stored), reading.manner)


def _person(_reading: Reading, _part: Part, stored: Any, path: str) -> Fact:
    names = ("name", "email", "function")
    return record(
        {name: _text_or_blank(stored.get(name)) for name in names}, path, "name", "person"
    )


def _file(_reading: Reading, _part: Part, stored: Any, path: str) -> Fact:
    return record(
        {name: _text_or_blank(stored.get(name)) for name in ("name", "digest")},
        path,
        "name",
        "file",
    )


def _text_or_blank(value: Any) -> Fact:
    return Text(str(value)) if value else Blank()


def _choice(reading: Reading, part: Part, stored: Any, path: str) -> Fact:
    catalogue = part["catalogue"]
    if catalogue:
        return _catalogue_choice(reading, catalogue, str(stored), path)
    chosen = next((each for each in part["choices"] if each["id"] == stored), None)
    chosen = chosen or {"id": stored, "text": stored, "help": ""}
    return record(
        {name: Text(str(chosen[name])) for name in ("id", "text", "help")}, path, "text", "choice"
    )


def _catalogue_choice(reading: Reading, catalogue: str, stored: str, path: str) -> Fact:
    def find(name: str) -> Any:
        if name == "id":
            return Text(stored)
        entry = reading.part(key("catalogue", f"{catalogue}.{stored}")) or {
            "id": stored,
            "title": stored,
        }
        if name == "text":
            return Text(f"{entry.get('code', '')} {entry['title']}".strip())
        if name == "help":
            return Text("")
        if name == "record":
            return catalogue_record(entry)
        raise KeyError(name)

    return Group(path, find, lambda: ("id", "text", "help", "record"), kind="choice", shown="text")


def _choices(reading: Reading, part: Part, stored: Any, path: str) -> Fact:
    return Many(lambda: [_choice(reading, part, each, path) for each in stored])


def _record(reading: Reading, part: Part, stored: Any, path: str) -> Fact:
    fields: Mapping[str, Part] = {field["id"]: field for field in part["fields"]}

    def find(name: str) -> Any:
        field = fields[name]
        value = stored.get(name)
        if not is_empty(value):
            return _fact(reading, field, value, path)
        if field["required"]:
            return Missing(reading, path, f"{part['label']}, {field['label']}")
        return Blank()

    return Group(path, find, lambda: fields, kind="record", shown=next(iter(fields), ""))


def _records(reading: Reading, part: Part, stored: Any, path: str) -> Fact:
    return Many(lambda: [_record(reading, part, each, path) for each in stored])


_FACTS: Mapping[str, Callable[[Reading, Part, Any, str], Fact]] = {
    "text": _text,
    "long_text": _long_text,
    "email": _text,
    "link": _link,
    "integer": _number,
    "scale": _number,
    "decimal": _number,
    "percent": _percent,
    "money": _money,
    "date": _day,
    "period": _period,
    "boolean": _flag,
    "choice": _choice,
    "choices": _choices,
    "person": _person,
    "file": _file,
    "record": _record,
    "records": _records,
}


def catalogue_record(entry: Mapping[str, Any]) -> Group:
    """A record of a catalogue as a fact; a field of its own that it lacks is an empty text."""
    title = str(entry["id"])
    return Group(
        title, lambda name: structure(entry.get(name, ""), title), lambda: entry, shown="title"
    )


def structure(value: Any, title: str) -> Any:
    """Texts, lists and maps of the playbook as facts."""
    if isinstance(value, str):
        return Text(value, paragraphs="\n" in value)
    if isinstance(value, Mapping):
        shown = next(
            (name for name in ("title", "name", "term", "text", "id") if name in value), ""
        )
        return Group(
            title,
            lambda name: structure(value[name], f"{title}.{name}"),
            lambda: value,
            shown=shown,
        )
    if isinstance(value, Sequence):
        return Many(lambda: [structure(each, title) for each in value])
    return value
