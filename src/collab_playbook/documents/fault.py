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


class TemplateLine(NamedTuple):
    """A line of a template, by path below ``templates/``."""

    template: str
    line: int


NOWHERE = TemplateLine("", 0)
"""No line of a template: the program wrote it, such as the list of sources."""
UNTOLD = TemplateLine("", -1)
"""A line of some template, which cannot be told."""


class Sheet(NamedTuple):
    """A document as written, with the names of the parts and templates it read.

    Attributes:
        text: Its Markdown.
        open: The questions whose answers it lacks.
        read: The parts that it read.
        templates: The templates.
        origins: What wrote each line of its text; empty unless that was asked for and can be told.
    """

    text: str
    open: tuple[str, ...]
    read: tuple[str, ...]
    templates: tuple[str, ...]
    origins: tuple[TemplateLine, ...] = ()
