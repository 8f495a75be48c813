"""What is known of a value in a template before there is one: kind, parts, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Kind = Literal[
    "any",
    "none",
    "text",
    "number",
    "date",
    "period",
    "flag",
    "choice",
    "list",
    "record",
    "names",
    "map",
    "module",
    "macro",
    "function",
    "loop",
]
EXAMINED = "templates examined"
"""Where what was found in templates is kept beside the playbook."""
Answer = tuple[str, str]
"""Step and question."""
NOTHING: frozenset[Answer] = frozenset()
_WORDS: Mapping[str, str] = {
    "text": "a text",
    "number": "a number",
    "date": "a date",
    "period": "a period",
    "flag": "a yes or no",
    "choice": "a choice",
    "list": "a list",
    "record": "a record",
    "names": "a group of names",
    "map": "a map",
    "module": "an imported template",
    "macro": "a macro",
    "function": "a function",
    "loop": "the loop",
}


class Lazily(Mapping[str, "Value"]):
    """Parts that are made when they are first asked for: a template reads few of them."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Value]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a macro is called.

    Attributes:
        name: Its name.
        parameters: Names of its parameters, in order.
        optional: Those that may be left out.
        more: Whether it takes any number of values besides.
        more_named: Whether it takes any named ones besides.
        printed: Those that it prints without asking whether they are answered.
    """

    name: str
    parameters: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    more: bool = False
    more_named: bool = False
    printed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a value.

    Attributes:
        kind: What it is.
        title: What messages call it.
        parts: What may stand after its dot.
        item: What a list holds.
        ids: The texts that it can be, where it is one out of a closed list.
        shown: Whether it can be printed as a whole.
        answers: The answers that it is taken from.
        open: Those of them that may be missing where it stands.
        defined: Where it is defined: kind, id, keys, as places name it.
        signature: How a macro is called.
        native: Whether it is made by the template, so that Python's slices work on it.
    """

    kind: Kind = "any"
    title: str = ""
    parts: Mapping[str, Value] = field(default_factory=dict, compare=False, repr=False)
    item: Value | None = None
    ids: tuple[str, ...] = ()
    shown: bool = True
    answers: frozenset[Answer] = NOTHING
    open: frozenset[Answer] = NOTHING
    defined: tuple[str | int, ...] = ()
    signature: Signature | None = None
    native: bool = False

    @property
    def words(self) -> str:
        """What it is, in words, with its article."""
        return self.title or _WORDS.get(self.kind, "a value")

    def resting_on(self, *others: Value) -> Value:
        """This value, taken from the answers of others too."""
        answers = self.answers.union(*(other.answers for other in others))
        unsure = self.open.union(*(other.open for other in others))
        return replace(self, answers=answers, open=unsure)

    def sure_of(self, answered: frozenset[Answer]) -> Value:
        """This value where some answers are known to be there."""
        return replace(self, open=self.open - answered) if self.open & answered else self

    def part(self, name: str) -> Value | None:
        """What stands after its dot, with what the whole rests on."""
        if self.kind == "any":
            return self
        found = self.parts.get(name)
        return found.resting_on(self) if found is not None and self.answers else found

    @property
    def entry(self) -> Value:
        """What a loop over it gives."""
        return (self.item or ANY).resting_on(self)


ANY = Value()
BROKEN = Value(title="what is wrong already")
"""What stands in for a value that a problem was told of, so that nothing more is said about it."""
NONE = Value("none")
TEXT = Value("text")
WRITTEN = Value("text", native=True)
NUMBER = Value("number")
FLAG = Value("flag")
PERIOD = Value("period")
DATE = Value("date", parts=dict.fromkeys(("year", "month", "day"), TEXT))
MONEY = Value("number", "an amount of money", {"amount": NUMBER, "currency": TEXT})
FUNCTION = Value("function")


def list_of(item: Value, *, native: bool = False, **more: Any) -> Value:
    """A list of such entries."""
    return Value("list", item=item, native=native, **more)


def one_of(ids: Iterable[str]) -> Value:
    """A text out of a closed list; any text where the list is empty."""
    return Value("text", ids=tuple(ids))


def joined(left: Value, right: Value) -> Value:
    """What is known of a value that is one of two."""
    if left.kind == right.kind and left.kind in {"text", "number", "flag", "date", "period"}:
        ids = (*left.ids, *right.ids) if left.ids and right.ids else ()
        same = Value(left.kind, ids=ids, parts=left.parts if left.parts == right.parts else {})
    elif "none" in {left.kind, right.kind}:
        same = left if right.kind == "none" else right
    elif left.kind == right.kind == "list":
        item = left.item or right.item  # a list written [] says nothing of its entries
        both = joined(item, right.item or item) if item else None
        same = Value("list", item=both, native=left.native and right.native)
    else:
        same = left if left == right else ANY
    return replace(same, answers=NOTHING, open=NOTHING).resting_on(left, right)
