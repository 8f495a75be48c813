"""Values as templates see them: typed, printed as safe Markdown, with no Python attribute within reach.

A template reads parts of a fact through ``field`` only. Printing a fact gives Markdown in which nothing that a
person typed is markup; a plain ``str`` in a template is what its author wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import total_ordering
from typing import Any

from collab_playbook.documents import markdown
from collab_playbook.documents.formatting import (
    Manner,
    date_text,
    money_text,
    month_text,
    number_text,
    percent_text,
    period_text,
)
from collab_playbook.documents.reading import Reading
from collab_playbook.language.period import Period


class NameFault(Exception):  # noqa: N818 - a fault of the author, told as one
    """A template names something that does not exist.

    Args:
        message: What is wrong.
        name: The name as written, to find it in the line.
        known: The names that exist in its place.
    """

    def __init__(self, message: str, name: str, known: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.name = name
        self.known = tuple(known)


class Fact:
    """A value that a template may print, test and take apart."""

    __slots__ = ()
    kind = "value"
    names: Sequence[str] = ()

    @property
    def answered(self) -> bool:
        """Whether there is anything to print."""
        return True

    def field(self, name: str) -> Any:
        """A named part of the value.

        Raises:
            NameFault: There is no such part.
        """
        raise NameFault(f"A {self.kind} has no part '{name}'", name, self.names)

    def __bool__(self) -> bool:
        return self.answered

    def __str__(self) -> str:
        raise NotImplementedError


@total_ordering
class Text(Fact):
    """Something typed; with ``paragraphs`` it prints as a block of Markdown."""

    __slots__ = ("paragraphs", "raw")
    kind = "text"

    def __init__(self, raw: str, *, paragraphs: bool = False) -> None:
        self.raw = raw
        self.paragraphs = paragraphs

    @property
    def answered(self) -> bool:
        return bool(self.raw)

    def __str__(self) -> str:
        return markdown.block(self.raw) if self.paragraphs else markdown.inline(self.raw)

    def __eq__(self, other: object) -> bool:
        return self.raw == (other.raw if isinstance(other, Text) else other)

    def __lt__(self, other: Any) -> bool:
        return self.raw < (other.raw if isinstance(other, Text) else other)

    def __hash__(self) -> int:
        return hash(self.raw)

    def __contains__(self, part: object) -> bool:
        return str(part.raw if isinstance(part, Text) else part) in self.raw


class Link(Text):
    """An address, printed as a link."""

    __slots__ = ()

    def __str__(self) -> str:
        return markdown.link(self.raw)


@total_ordering
class Number(Fact):
    """A number: plain, a percentage, or an amount of money."""

    __slots__ = ("currency", "manner", "percent", "value")
    kind = "number"

    def __init__(self, value: Decimal, manner: Manner, *, percent: bool = False, currency: str = "") -> None:
        self.value = value
        self.manner = manner
        self.percent = percent
        self.currency = currency

    @property
    def names(self) -> Sequence[str]:  # type: ignore[override]
        return ("amount", "currency") if self.currency else ()

    def field(self, name: str) -> Any:
        if self.currency and name == "amount":
            return Number(self.value, self.manner)
        if self.currency and name == "currency":
            return Text(self.currency)
        return super().field(name)

    def like(self, value: Decimal) -> Number:
        """Another number of the same unit."""
        return Number(value, self.manner, percent=self.percent, currency=self.currency)

    def __str__(self) -> str:
        if self.currency:
            return money_text(self.value, markdown.inline(self.currency), self.manner)
        return (percent_text if self.percent else number_text)(self.value, self.manner)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == _number(other)

    def __lt__(self, other: object) -> bool:
        number = _number(other)
        if number is None:
            return NotImplemented
        return self.value < number

    def __hash__(self) -> int:
        return hash(self.value)


def _number(other: object) -> Decimal | int | None:
    if isinstance(other, Number):
        return other.value
    if isinstance(other, float):
        return Decimal(str(other))
    return other if isinstance(other, Decimal | int) else None


@total_ordering
class Day(Fact):
    """A date."""

    __slots__ = ("day", "manner")
    kind = "date"
    names = ("year", "month", "day")

    def __init__(self, day: date, manner: Manner) -> None:
        self.day = day
        self.manner = manner

    def field(self, name: str) -> Any:
        if name in self.names:
            return Text(str(getattr(self.day, name)))
        return super().field(name)

    @property
    def month(self) -> str:
        """Its month in words."""
        return month_text(self.day, self.manner)

    def __str__(self) -> str:
        return date_text(self.day, self.manner)

    def __eq__(self, other: object) -> bool:
        return str(self.day) == other if isinstance(other, str) else isinstance(other, Day) and self.day == other.day

    def __lt__(self, other: object) -> bool:
        if isinstance(other, Day):
            return self.day < other.day
        return str(self.day) < other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.day)


class Span(Fact):
    """A period."""

    __slots__ = ("manner", "period")
    kind = "period"

    def __init__(self, period: Period, manner: Manner) -> None:
        self.period = period
        self.manner = manner

    def __str__(self) -> str:
        return period_text(self.period, self.manner)

    def __eq__(self, other: object) -> bool:
        return str(self.period) == str(other.period if isinstance(other, Span) else other)

    def __hash__(self) -> int:
        return hash(self.period)


class Flag(Fact):
    """Yes or no."""

    __slots__ = ("manner", "value")
    kind = "yes or no"

    def __init__(self, value: bool, manner: Manner) -> None:
        self.value = value
        self.manner = manner

    def __bool__(self) -> bool:
        return self.value

    def __str__(self) -> str:
        return self.manner.yes_no[0 if self.value else 1]

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Flag) else other)

    def __hash__(self) -> int:
        return hash(self.value)


class Many(Fact):
    """A list, made when it is first looked at; prints its items with commas between."""

    __slots__ = ("_items", "_make")
    kind = "list"

    def __init__(self, make: Callable[[], Sequence[Any]]) -> None:
        self._make = make
        self._items: Sequence[Any] | None = None

    @property
    def items(self) -> Sequence[Any]:
        """What it holds."""
        if self._items is None:
            self._items = self._make()
        return self._items

    @property
    def answered(self) -> bool:
        return bool(self.items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, item: object) -> bool:
        return any(each == item for each in self.items)

    def __str__(self) -> str:
        return ", ".join(str(item) for item in self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Many | list | tuple) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self.items))


class Group(Fact):
    """Named parts, each made when a template first reads it."""

    __slots__ = ("_find", "_found", "_known", "_shown", "kind", "title")

    def __init__(
        self,
        title: str,
        find: Callable[[str], Any],
        known: Callable[[], Iterable[str]],
        *,
        kind: str = "group",
        shown: str = "",
    ) -> None:
        self.title = title
        self.kind = kind
        self._find = find
        self._known = known
        self._shown = shown
        self._found: dict[str, Any] = {}

    def field(self, name: str) -> Any:
        if name not in self._found:
            try:
                self._found[name] = self._find(name)
            except KeyError:
                raise NameFault(f"'{self.title}' has no part '{name}'", name, self._known()) from None
        return self._found[name]

    def keys(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._known())

    def __str__(self) -> str:
        if not self._shown:
            raise NameFault(f"'{self.title}' cannot be printed as a whole", self.title.split(".")[-1], self._known())
        return str(self.field(self._shown))

    def __eq__(self, other: object) -> bool:
        if self is other or not self._shown:
            return self is other
        mine = self.field("id") if "id" in self.keys() else self.field(self._shown)
        return bool(mine == (other.field("id") if isinstance(other, Group) and "id" in other.keys() else other))

    def __hash__(self) -> int:
        return id(self) if not self._shown else hash(self.field("id" if "id" in self.keys() else self._shown))


class Absent(Fact):
    """Takes the place of a value that cannot be shown; every part and every reckoning of it is itself."""

    __slots__ = ()

    @property
    def answered(self) -> bool:
        return False

    def field(self, _name: str) -> Any:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __contains__(self, _item: object) -> bool:
        return False

    def __eq__(self, _other: object) -> bool:
        return False

    def __lt__(self, _other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __hash__(self) -> int:
        return id(self)


class Missing(Absent):
    """An open question: prints a placeholder, and says so to the reading."""

    __slots__ = ("_label", "_path", "_reading")
    kind = "open answer"

    def __init__(self, reading: Reading, path: str, label: str) -> None:
        self._reading = reading
        self._path = path
        self._label = label

    def __str__(self) -> str:
        self._reading.lack(self._path)
        return markdown.placeholder(self._reading.manner.to_complete, self._label)


class Hidden(Absent):
    """A sensitive answer in a document for everybody."""

    __slots__ = ("_manner",)
    kind = "confidential answer"

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    @property
    def answered(self) -> bool:
        return True

    def __str__(self) -> str:
        return f"[{self._manner.confidential}]"


class Blank(Absent):
    """An optional part of a record that nobody filled in."""

    __slots__ = ()
    kind = "empty field"

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return "-"


def record(parts: Mapping[str, Any], title: str, shown: str = "", kind: str = "record") -> Group:
    """A group over parts that are there already."""
    return Group(title, parts.__getitem__, lambda: parts, kind=kind, shown=shown)
