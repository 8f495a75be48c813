"""The types of guards, and those that questions give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from collab_playbook.saying import say

if TYPE_CHECKING:
    from decimal import Decimal

    from collab_playbook.model.question import Choice, Question
    from collab_playbook.model.question import Field as Part


@dataclass(frozen=True, slots=True)
class Simple:
    """A type without parts; ``any`` goes with every other."""

    name: Literal["bool", "int", "decimal", "string", "date", "period", "null", "any"]


@dataclass(frozen=True, slots=True)
class ChoiceOf:
    """An id out of a closed list."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items all have one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class RecordOf:
    """Named parts; ``title`` says what it is, ``fields`` may make the types when asked."""

    title: str
    fields: Mapping[str, Type] = field(compare=False)


Type: TypeAlias = Simple | ChoiceOf | ListOf | RecordOf

BOOL: Final = Simple("bool")
INT: Final = Simple("int")
DECIMAL: Final = Simple("decimal")
STRING: Final = Simple("string")
DATE: Final = Simple("date")
PERIOD: Final = Simple("period")
NULL: Final = Simple("null")
ANY: Final = Simple("any")
MONEY: Final = RecordOf("money", {"amount": DECIMAL, "currency": STRING})
PERSON: Final = RecordOf("person", {"name": STRING, "email": STRING, "function": STRING})
FILE: Final = RecordOf("file", {"name": STRING, "digest": STRING})

_WORDS: Final = {
    "bool": "a yes or no",
    "int": "a whole number",
    "decimal": "a number",
    "string": "a text",
    "date": "a date",
    "period": "a period",
    "null": "null",
    "any": "a value",
}
_OF_QUESTION: Final[Mapping[str, Type]] = {
    "integer": INT,
    "scale": INT,
    "decimal": DECIMAL,
    "percent": DECIMAL,
    "money": MONEY,
    "date": DATE,
    "period": PERIOD,
    "boolean": BOOL,
    "person": PERSON,
    "file": FILE,
}
"""The types that questions give; those not named here are texts or have parts of their own."""


def type_of(
    part: Question | Part, choices: Mapping[str, Iterable[Choice]] | Iterable[Choice] = ()
) -> Type:
    """The type of the answers to a question or field.

    Args:
        part: The question or field.
        choices: What it admits. For a question with fields, what each field admits, by field id.
    """
    if part.type in {"record", "records"}:
        by_field = choices if isinstance(choices, Mapping) else {}
        parts = {
            f.id: type_of(f, by_field.get(f.id, f.choices)) for f in getattr(part, "fields", ())
        }
        record = RecordOf("record", parts)
        return record if part.type == "record" else ListOf(record)
    if part.type in {"choice", "choices"}:
        admitted = () if isinstance(choices, Mapping) else choices
        choice = ChoiceOf(tuple(c.id for c in (tuple(admitted) or part.choices)))
        return choice if part.type == "choice" else ListOf(choice)
    return _OF_QUESTION.get(part.type, STRING)


def type_of_literal(value: bool | int | Decimal | str | None) -> Type:
    """The type of a value written out."""
    match value:
        case None:
            return NULL
        case bool():
            return BOOL
        case int():
            return INT
        case str():
            return STRING
    return DECIMAL


def shown(of: Type) -> str:
    """A type in words for people, with its article."""
    match of:
        case Simple(name=name):
            return _WORDS[name]
        case ChoiceOf():
            return "a choice"
        case ListOf(item=item):
            return "a list" if item == ANY else say("a list of {plural}", plural=_plural(item))
        case RecordOf(title=title):
            return {"money": say("an amount of money"), "person": "a person", "file": "a file"}.get(
                title, "a record" if title == "record" else f"'{title}'"
            )


def _plural(of: Type) -> str:
    if of == BOOL:
        return say("yes or no")
    words = shown(of)
    article, _, noun = words.partition(" ")
    return f"{noun}s" if article in {"a", "an"} else words


def is_number(of: Type) -> bool:
    """Whether it is a whole number or a decimal."""
    return of in {INT, DECIMAL} if isinstance(of, Simple) else False


def is_textual(of: Type) -> bool:
    """Whether its values are texts: texts and ids of choices."""
    return of == STRING or isinstance(of, ChoiceOf)


def accepts(wanted: Type, given: Type) -> bool:
    """Whether a value of one type may stand for another; whole numbers widen to decimals."""
    if ANY in (wanted, given):
        return True
    if isinstance(wanted, ListOf) and isinstance(given, ListOf):
        return accepts(wanted.item, given.item)
    if isinstance(wanted, RecordOf) and isinstance(given, RecordOf):
        return wanted.title == given.title
    if is_textual(wanted) and is_textual(given):
        return True
    return wanted == given or (wanted == DECIMAL and given == INT)


def comparable(left: Type, right: Type) -> bool:
    """Whether values of two types can ever be equal."""
    return accepts(left, right) or accepts(right, left)


def joined(left: Type, right: Type) -> Type:
    """The narrowest type that takes both; ``any`` where there is none."""
    if left == right:
        return left
    if isinstance(left, ChoiceOf) and isinstance(right, ChoiceOf):
        return ChoiceOf(tuple(dict.fromkeys((*left.ids, *right.ids))))
    if is_textual(left) and is_textual(right):
        return STRING
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        return ListOf(joined(left.item, right.item))
    if accepts(left, right):
        return left
    return right if accepts(right, left) else ANY
