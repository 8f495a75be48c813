"""A questionnaire as it came back: its cells by question, whatever file held them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.form_cells import Cell

Ticks: TypeAlias = "Mapping[str, Cell]"
"""The cells beside the choices of a question, by the id of the choice."""
Row: TypeAlias = "Mapping[str, Cell]"
"""The cells of a record, by the id of the field."""

Places: TypeAlias = "Mapping[str, str]"
_NOWHERE: Places = MappingProxyType({})


class Single(NamedTuple):
    """An answer in one cell."""

    cell: Cell


class Ticked(NamedTuple):
    """Choices with a cell to tick beside each."""

    cells: Ticks


class Parts(NamedTuple):
    """A record, with a cell for each field.

    Attributes:
        cells: Those that somebody filled in.
        places: Where the others stand, by field.
    """

    cells: Row
    places: Places = _NOWHERE


class Rows(NamedTuple):
    """Records, one in each row that is not empty.

    Attributes:
        rows: The cells of each that somebody filled in.
        places: Where the others of each stand, by field; empty for a file that has none.
    """

    rows: tuple[Row, ...]
    places: tuple[Places, ...] = ()


class Written(NamedTuple):
    """An answer as data, from a file without cells, and where each part of it stands."""

    raw: Any
    where: Mapping[tuple[str | int, ...], str]


Given: TypeAlias = Single | Ticked | Parts | Rows | Written


class Reply(NamedTuple):
    """What a questionnaire says to one question.

    Attributes:
        path: The question, as commands name it.
        given: Its cells.
        was_filled: Whether the answer that stood was filled in beforehand.
        place: Where it stands as a whole.
    """

    path: str
    given: Given
    was_filled: bool
    place: str


class Filled(NamedTuple):
    """A questionnaire that came back.

    Attributes:
        language: The language that it was written in.
        heads: The events that its answers were taken from.
        by: The cells with ``name``, ``email`` and ``date`` of who answered.
        replies: What it says to each question, empty ones included.
        problems: What is wrong with the file itself, each with its place.
    """

    language: str
    heads: tuple[str, ...]
    by: Mapping[str, Cell]
    replies: tuple[Reply, ...]
    problems: tuple[str, ...] = ()
