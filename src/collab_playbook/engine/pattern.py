r"""Patterns for answers: regular expressions that no text takes long to match.

The usual notation, without look-around, back references and flags: literals, ``.``, ``[a-z]``,
``\d \w \s``, groups, ``|``, ``* + ? {2,5}``. Matching walks all ways at once (Thompson), so that
no pattern of a playbook can hang the program, as it could with ``re``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

STATE_LIMIT = 1_000
"""Most states of a pattern: with texts of 2,000 characters, a second of work at the very worst."""
_DEPTH_LIMIT = 30
_CLASSES: dict[str, Callable[[str], bool]] = {
    "d": str.isdecimal,
    "w": lambda c: c.isalnum() or c == "_",
    "s": str.isspace,
}
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}

Test = Callable[[str], bool]


@dataclass(frozen=True)
class Pattern:
    """A pattern made ready; ``fits`` tells whether it describes a whole text."""

    _tests: tuple[Test | None, ...]
    _next: tuple[tuple[int, ...], ...]
    _start: int
    _end: int

    def fits(self, text: str) -> bool:
        """Whether the whole text has the form."""
        states = self._reached((self._start,))
        for character in text:
            going = (
                after
                for state in states
                if (test := self._tests[state]) is not None and test(character)
                for after in self._next[state]
            )
            states = self._reached(going)
            if not states:
                return False
        return self._end in states

    def _reached(self, begin: Iterable[int]) -> set[int]:
        """The states reached without reading a character."""
        reached: set[int] = set()
        waiting = list(begin)
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                if self._tests[state] is None:
                    waiting.extend(self._next[state])
        return reached


@lru_cache(maxsize=256)
def compile_pattern(text: str) -> Pattern:
    """The pattern that a text describes.

    Raises:
        ValueError: It is none, or uses what the subset leaves out.
    """
    reader = _Reader(text.removeprefix("^"))
    start, end = reader.alternatives(0)
    if reader.rest not in {"", "$"}:
        raise ValueError(f"the pattern has a '{reader.rest[0]}' that nothing opens")
    return Pattern(tuple(reader.tests), tuple(tuple(n) for n in reader.next), start, end)


@dataclass
class _Reader:
    """Reads a pattern from left to right and builds its states; a part has a first and a last."""

    text: str
    at: int = 0
    tests: list[Test | None] = field(default_factory=list)
    next: list[list[int]] = field(default_factory=list)

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def _state(self, test: Test | None = None, *after: int) -> int:
        if len(self.tests) >= STATE_LIMIT:
            raise ValueError("the pattern is too large")
        self.tests.append(test)
        self.next.append(list(after))
        return len(self.tests) - 1

    def alternatives(self, depth: int) -> tuple[int, int]:
        """Parts with ``|`` between them."""
        if depth > _DEPTH_LIMIT:
            raise ValueError("the pattern nests too deeply")
        parts = [self._sequence(depth)]
        while self._takes("|"):
            parts.append(self._sequence(depth))
        if len(parts) == 1:
            return parts[0]
        end = self._state()
        start = self._state(None, *(first for first, _ in parts))
        for _, last in parts:
            self.next[last].append(end)
        return start, end

    def _sequence(self, depth: int) -> tuple[int, int]:
        start = end = self._state()
        while self.rest and self.rest[0] not in "|)" and self.rest != "$":
            first, last = self._repeated(depth)
            self.next[end].append(first)
            end = last
        return start, end

    def _repeated(self, depth: int) -> tuple[int, int]:
        """A part and how often it comes; each time is a copy, read again from the text."""
        begin = self.at
        part = self._part(depth)
        fewest, most = self._times()
        after = self.at
        if (fewest, most) == (1, 1):
            return part
        copies = [part]
        for _ in range(max(fewest, most or fewest + 1, 1) - 1):
            self.at = begin
            copies.append(self._part(depth))
        self.at = after
        return self._chained(copies, fewest, most)

    def _chained(
        self, copies: list[tuple[int, int]], fewest: int, most: int | None
    ) -> tuple[int, int]:
        start, end = self._state(), self._state()
        before = start
        for number, (first, last) in enumerate(copies):
            self.next[before].append(first)
            if number >= fewest:
                self.next[before].append(end)
            before = last
        self.next[before].append(end)
        if most is None:
            self.next[before].append(copies[-1][0])
        if most == 0:
            self.next[start] = [end]
        return start, end

    def _part(self, depth: int) -> tuple[int, int]:
        character = self._one()
        if character == "(":
            if self._takes("?") and not self._takes(":"):
                raise ValueError("the pattern uses '(?', of which only '(?:' is admitted")
            part = self.alternatives(depth + 1)
            if not self._takes(")"):
                raise ValueError("the pattern lacks a ')'")
            return part
        end = self._state()
        return self._state(self._test(character), end), end

    def _test(self, character: str) -> Test:
        match character:
            case ".":
                return lambda c: c != "\n"
            case "[":
                return self._set()
            case "\\":
                return self._escape(self._one())
            case "*" | "+" | "?" | "{" | "^" | "$":
                raise ValueError(f"the pattern has a '{character}' where it means nothing")
            case _:
                return lambda c: c == character

    def _escape(self, character: str) -> Test:
        if character.lower() in _CLASSES:
            test = _CLASSES[character.lower()]
            return test if character.islower() else lambda c: not test(c)
        if character.isalnum() and character not in _ESCAPED:
            raise ValueError(f"the pattern uses '\\{character}', which is not admitted")
        literal = _ESCAPED.get(character, character)
        return lambda c: c == literal

    def _set(self) -> Test:
        negated = self._takes("^")
        tests: list[Test] = []
        while not tests or not self._takes("]"):
            first = self._one()
            if first == "\\":
                tests.append(self._escape(self._one()))
            elif self.rest[:1] == "-" and self.rest[1:2] not in {"]", ""}:
                self.at += 1
                tests.append(_between(first, self._one()))
            else:
                tests.append(_between(first, first))
        if negated:
            return lambda c: not any(test(c) for test in tests)
        return lambda c: any(test(c) for test in tests)

    def _times(self) -> tuple[int, int | None]:
        """How often a part comes: fewest and most."""
        if self._takes("*"):
            times: tuple[int, int | None] = (0, None)
        elif self._takes("+"):
            times = (1, None)
        elif self._takes("?"):
            times = (0, 1)
        elif self._takes("{"):
            times = self._counted()
        else:
            return 1, 1
        self._takes("?")  # a lazy sign makes no difference to whether a whole text fits
        if self.rest[:1] in {"*", "+", "?", "{"}:
            raise ValueError(f"the pattern has a '{self.rest[0]}' where it means nothing")
        return times

    def _counted(self) -> tuple[int, int | None]:
        inside, closed, _ = self.rest.partition("}")
        low, comma, high = inside.partition(",")
        if not (closed and low.isdecimal() and (high.isdecimal() or not high)):
            raise ValueError("the pattern has a '{' that is no count such as {2} or {2,5}")
        self.at += len(inside) + 1
        most = int(low) if not comma else int(high) if high else None
        if max(int(low), most or 0) > STATE_LIMIT or (most is not None and most < int(low)):
            raise ValueError("the pattern has a count that is too large or runs backwards")
        return int(low), most

    def _one(self) -> str:
        if not self.rest:
            raise ValueError("the pattern ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def _takes(self, sign: str) -> bool:
        if self.text[self.at : self.at + 1] != sign:
            return False
        self.at += 1
        return True


def _between(first: str, last: str) -> Test:
    if last < first:
        raise ValueError(f"the pattern has a range '{first}-{last}' that runs backwards")
    return lambda c: first <= c <= last
