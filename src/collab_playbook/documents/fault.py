"""What comes back from rendering one document: its sheet, or the fault that stopped it."""

from __future__ import annotations

from typing import NamedTuple


class RenderFault(NamedTuple):
    """Why a document cannot be written, and where in which template file."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Sheet(NamedTuple):
    """A document as written, with the names of the parts and templates it read."""

    text: str
    open: tuple[str, ...]
    read: tuple[str, ...]
    templates: tuple[str, ...]
