"""A fault in a file, as data: never raised, always collected."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where in a file: lines and columns count from 1, in code points; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def place_in(file: str, text: str, start: int, end: int) -> Place:
    """The place of a piece of a text, by the offsets of its first and of the next character."""
    return Place(file, *_spot(text, start), *_spot(text, max(start, end)))


def _spot(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class Label(NamedTuple):
    """Another place of a problem: the definition, the other duplicate, a part of a circle."""

    place: Place
    text: str


class TextEdit(NamedTuple):
    """Text to put in the stead of what stands at a place; an empty place inserts."""

    place: Place
    text: str


class Fix(NamedTuple):
    """How a problem mends itself: minimal edits, and whether anybody could object to them."""

    title: str
    edits: tuple[TextEdit, ...]
    safe: bool = True


class Problem(NamedTuple):
    """One fault: its code and name, what is wrong, where, and what to do."""

    code: str
    name: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = "error"
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    anchor: str = ""
    """What it is about on whatever line, such as ``steps/goal/when``, for its fingerprint."""
    missing: str = ""
    """The name that leads nowhere, with its owners before it, such as ``goal.aims``."""

    def __str__(self) -> str:
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.code} {self.message} [{self.name}]{tail}"
