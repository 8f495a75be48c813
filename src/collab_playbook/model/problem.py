"""A fault in a file, as data: never raised, always collected."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Place(NamedTuple):
    """Where in a file: lines and columns (in code points) count from 1; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault: its code and name, what is wrong, where, and what to do."""

    code: str
    name: str
    message: str
    place: Place
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.code} {self.message} [{self.name}]{tail}"
