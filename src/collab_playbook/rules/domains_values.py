"""The values of a term that matter to a guard: one of each sort that it can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from collab_playbook.language.names import PHASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from collab_playbook.language.values import Value
    from collab_playbook.rules.domains_terms import Term

MAX_SIZE = 2_000
"""The longest text or list that is put together to try a guard with."""
MAX_IDS = 6
"""The most choices of which every selection is tried."""


class TooManyError(Exception):
    """There are more cases than are worth trying, or none can be told."""


@dataclass
class Mentions:
    """What a guard compares a term with.

    Attributes:
        values: The values it is compared with.
        sizes: The numbers its size is compared with.
        is_whole: Whether every value is told apart, as where it is compared with another term.
    """

    values: set[Any] = field(default_factory=set)
    sizes: set[int | Decimal] = field(default_factory=set)
    is_whole: bool = False


def values_of(term: Term, mentions: Mentions) -> tuple[Value, ...]:
    """One value of each sort that a guard can tell apart; ``None`` for no answer.

    Raises:
        TooManyError: There are too many, or the limits of the question admit none.
    """
    found: Sequence[Value] = _VALUES[term.kind](term, mentions)
    if not found:
        raise TooManyError
    return tuple(found) if term.is_given else (*found, None)


def _booleans(_term: Term, _mentions: Mentions) -> list[Value]:
    return [True, False]


def _states(_term: Term, _mentions: Mentions) -> list[Value]:
    return list(PHASES)


def _choice(term: Term, mentions: Mentions) -> list[Value]:
    if mentions.is_whole:
        return list(term.ids)
    named: list[Value] = [choice for choice in term.ids if choice in mentions.values]
    others: list[Value] = [choice for choice in term.ids if choice not in mentions.values]
    return [*named, *others[:1]]


def _choices(term: Term, mentions: Mentions) -> list[Value]:
    named = [choice for choice in term.ids if mentions.is_whole or choice in mentions.values]
    sizes = _sizes(term, mentions, len(term.ids), len(named))
    others = [choice for choice in term.ids if choice not in named]
    if len(named) > MAX_IDS or not term.ids:
        raise TooManyError
    found: list[Value] = []
    for count in range(len(named), -1, -1):
        room = sorted({s - count for s in sizes if 0 <= s - count <= len(others)})
        for picked in combinations(named, count):
            kept = set(picked)
            for more in room:
                both = kept | set(others[:more])
                found.append(tuple(choice for choice in term.ids if choice in both))
    return found


def _lists(term: Term, mentions: Mentions) -> list[Value]:
    return [(True,) * size for size in sorted(_sizes(term, mentions, MAX_SIZE))]


def _texts(term: Term, mentions: Mentions) -> list[Value]:
    sizes = sorted(_sizes(term, mentions, MAX_SIZE) - {0})
    named: list[Value] = [
        text for text in sorted(mentions.values) if text.strip() and _fits(len(text), term)
    ]
    others: list[Value] = [
        next(text for letter in "xyz" if (text := letter * size) not in named or letter == "z")
        for size in sizes
    ]
    return [*named, *others, *([""] if term.may_be_blank else [])]


def _sizes(term: Term, mentions: Mentions, most: int, named: int = 0) -> set[int]:
    """The sizes that a guard can tell apart, within those that the question admits.

    A list that holds some of the choices named is as long as these, or longer.
    """
    low, high = _bound(term.low, Decimal), _bound(term.high, Decimal)
    low = max(low or Decimal(0), Decimal(0))
    wanted = _around_whole((*mentions.sizes, low)) | {Decimal(n) for n in range(named + 2)}
    found = {int(n) for n in wanted if n >= low and (high is None or n <= high)}
    if any(size > most for size in found):
        if term.kind != "choices":
            raise TooManyError
        found = {size for size in found if size <= most}
    return found


def _fits(size: int, term: Term) -> bool:
    low, high = _bound(term.low, Decimal), _bound(term.high, Decimal)
    return (low is None or size >= low) and (high is None or size <= high)


def _whole_numbers(term: Term, mentions: Mentions) -> list[Value]:
    low, high = _bound(term.low, Decimal), _bound(term.high, Decimal)
    ends = [end for end in (low, high) if end is not None]
    return [
        int(n) for n in _within(_around_whole((*mentions.values, *ends)) or {Decimal(0)}, low, high)
    ]


def _numbers(term: Term, mentions: Mentions) -> list[Value]:
    low, high = _bound(term.low, Decimal), _bound(term.high, Decimal)
    marks = sorted({Decimal(n) for n in (*mentions.values, low, high) if n is not None})
    marks = marks or [Decimal(0)]
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    return list(_within({marks[0] - 1, *marks, *between, marks[-1] + 1}, low, high))


def _dates(term: Term, mentions: Mentions) -> list[Value]:
    low, high = _bound(term.low, date.fromisoformat), _bound(term.high, date.fromisoformat)
    marks = {day for day in (*mentions.values, low, high) if day is not None} or {date(2026, 1, 1)}
    day = timedelta(days=1)
    if any(not date.min < mark < date.max for mark in marks):
        raise TooManyError
    near = {other for mark in marks for other in (mark - day, mark, mark + day)}
    return list(_within(near, low, high))


def _around_whole(numbers: Iterable[int | Decimal]) -> set[Decimal]:
    """Whole numbers at, below and above some numbers: one of each stretch between them."""
    found: set[Decimal] = set()
    for number in map(Decimal, numbers):
        floor = number.to_integral_value(ROUND_FLOOR)
        ceiling = number.to_integral_value(ROUND_CEILING)
        found |= {floor - 1, floor, ceiling, ceiling + 1}
    return found


def _within(values: set[Any], low: Any, high: Any) -> list[Any]:
    return [v for v in sorted(values) if (low is None or v >= low) and (high is None or v <= high)]


def _bound(text: str | None, read: Callable[[str], Any]) -> Any:
    if text is None:
        return None
    try:
        return read(text)
    except (ValueError, ArithmeticError):  # another rule says that this limit means nothing
        raise TooManyError from None


_VALUES: dict[str, Callable[[Term, Mentions], list[Value]]] = {
    "boolean": _booleans,
    "state": _states,
    "choice": _choice,
    "choices": _choices,
    "list": _lists,
    "text": _texts,
    "whole": _whole_numbers,
    "number": _numbers,
    "date": _dates,
}
