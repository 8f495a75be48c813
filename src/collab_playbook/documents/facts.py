"""Values as templates see them: typed, printed as safe Markdown, no Python attribute in reach.

A template reads parts of a fact through ``field`` only. Printing a fact gives Markdown in which
nothing that a person typed is markup; a plain ``str`` in a template is what its author wrote.
"""

from __future__ import annotations

from functools import total_ordering
from typing import TYPE_CHECKING, Any

from collab_playbook.documents import markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


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
        """Whether there is anything to print."""
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
        """Whether there is anything to print."""
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
        """A named part of the value."""
        if name not in self._found:
            try:
                self._found[name] = self._find(name)
            except KeyError:
                raise NameFault(
                    f"'{self.title}' has no part '{name}'", name, self._known()
                ) from None
        return self._found[name]

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._known())

    @property
    def _identity(self) -> Any:
        """What tells it from others of its kind: its id, else what it prints."""
        return self.field("id" if "id" in self.parts else self._shown)

    def __str__(self) -> str:
        if not self._shown:
            raise NameFault(
                f"'{self.title}' cannot be printed as a whole",
                self.title.split(".")[-1],
                self._known(),
            )
        return str(self.field(self._shown))

    def __eq__(self, other: object) -> bool:
        if self is other or not self._shown:
            return self is other
        theirs = other._identity if isinstance(other, Group) and other._shown else other
        return bool(self._identity == theirs)

    def __hash__(self) -> int:
        return hash(self._identity) if self._shown else id(self)


def record(parts: Mapping[str, Any], title: str, shown: str = "", kind: str = "record") -> Group:
    """A group over parts that are there already."""
    return Group(title, parts.__getitem__, lambda: parts, kind=kind, shown=shown)
