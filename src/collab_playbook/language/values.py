"""The values of guards, what stands in where there is none, and their stored forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from collab_playbook.language.numbers import INT_MAX, INT_MIN, fits_decimal, written
from collab_playbook.language.period import Period
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collab_playbook.language.syntax import Span
    from collab_playbook.model.question import Field, Question


@dataclass(frozen=True)
class Record:
    """A value with named parts: an answer of several fields, or a step with its answers.

    Args:
        name: The path that people know it by; the path of a missing part starts with it. A name
            that ends in ``/`` is a circle or community: its parts read ``customers/objectives``.
        fields: The parts; a missing key is an answer not given yet. A ``dict`` for an answer, any
            other mapping for a step, which may make its parts when asked.
    """

    name: str
    fields: Mapping[str, Value]

    @property
    def is_answer(self) -> bool:
        """Whether it is a whole answer, whose parts are all there; a step makes its parts."""
        return isinstance(self.fields, dict)

    def path_of(self, field: str) -> str:
        """The path of a part."""
        return f"{self.name}{field}" if self.name.endswith("/") else f"{self.name}.{field}"


Value: TypeAlias = bool | int | Decimal | str | date | Period | tuple["Value", ...] | Record | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value yet; ``paths`` are the answers that would give one."""

    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Failure:
    """No value ever, as the answers stand: why, and which part of the guard is to blame."""

    reason: str
    span: Span


Outcome: TypeAlias = Value | Unknown | Failure

_PERSON: Final = ("name", "email", "function")
_FILE: Final = ("name", "digest")


def typed(part: Question | Field, stored: Any, path: str) -> Value:
    """The value of an answer.

    Args:
        part: The question or field that was answered.
        stored: The answer as the journal holds it; of another type, as after a change of the
            question, it counts as not given.
        path: Where it stands, such as ``leadership.sponsor``.

    Returns:
        ``None`` for an answer not given. Blank parts of a person or a file are empty texts; blank
        fields of a record are missing.
    """
    if stored is None:
        return None
    if part.type in {"record", "records"}:
        return _typed_records(part, stored, path)
    read = _READERS.get(part.type, _text)
    try:
        return read(stored, path)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def plain(value: Value) -> Any:  # noqa: PLR0911 - one return a type
    """The stored form of a value, the inverse of ``typed``; ``None`` for a step, no answer."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return written(value)
        case date():
            return value.isoformat()
        case Period():
            return str(value)
        case tuple():
            return [plain(item) for item in value]
    if not value.is_answer:
        return None
    return {name: plain(field) for name, field in value.fields.items()}


def _typed_records(part: Any, stored: Any, path: str) -> Value:
    if part.type == "record":
        return _record(part, stored, path)
    if not isinstance(stored, list | tuple):
        return None
    items = (_record(part, item, f"{path}[{position}]") for position, item in enumerate(stored))
    return tuple(item for item in items if item is not None)


def _record(part: Any, stored: Any, path: str) -> Record | None:
    if not isinstance(stored, Mapping):
        return None
    fields: dict[str, Value] = {}
    for field in part.fields:
        value = typed(field, stored.get(field.id), f"{path}.{field.id}")
        if value is not None:
            fields[field.id] = value
    return Record(path, fields)


def _text(stored: Any, _path: str) -> Value:
    if not isinstance(stored, str):
        raise TypeError
    return stored


def _whole(stored: Any, _path: str) -> Value:
    if isinstance(stored, bool) or not isinstance(stored, int) or not INT_MIN <= stored <= INT_MAX:
        raise TypeError
    return stored


def _decimal(stored: Any, _path: str) -> Decimal:
    number = parse_decimal(stored)
    if not fits_decimal(number):
        raise ValueError
    return number


def _boolean(stored: Any, _path: str) -> Value:
    if not isinstance(stored, bool):
        raise TypeError
    return stored


def _date(stored: Any, _path: str) -> Value:
    return date.fromisoformat(stored)


def _period(stored: Any, _path: str) -> Value:
    return Period.parse(stored)


def _choices(stored: Any, path: str) -> Value:
    if not isinstance(stored, list | tuple):
        raise TypeError
    return tuple(_text(item, path) for item in stored)


def _money(stored: Any, path: str) -> Value:
    return Record(
        path,
        {"amount": _decimal(stored["amount"], path), "currency": _text(stored["currency"], path)},
    )


def _person(stored: Any, path: str) -> Value:
    return Record(path, {part: _text(stored.get(part) or "", path) for part in _PERSON})


def _file(stored: Any, path: str) -> Value:
    return Record(path, {part: _text(stored.get(part) or "", path) for part in _FILE})


_READERS: Final[dict[str, Callable[[Any, str], Value]]] = {
    "integer": _whole,
    "scale": _whole,
    "decimal": _decimal,
    "percent": _decimal,
    "money": _money,
    "date": _date,
    "period": _period,
    "boolean": _boolean,
    "choices": _choices,
    "person": _person,
    "file": _file,
}
"""How the stored form of each type is read; the types not named here are texts."""
