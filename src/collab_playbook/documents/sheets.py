"""A workbook as a value: sheets of typed columns and cells, and charts over them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "text",
    "number",
    "whole",
    "percent",
    "money",
    "date",
    "month",
    "choice",
    "mark",
    "verdict",
    "course",
]
"""What a column holds: ``mark`` a letter, ``verdict`` a choice whose first word is the good one,
``course`` a small drawing of other cells."""


class Money(NamedTuple):
    """An amount in its currency."""

    amount: Decimal
    currency: str


Cell: TypeAlias = str | Decimal | Money | date | None
"""A percentage is the number that people say: 25, not a quarter."""
Bound: TypeAlias = Decimal | date | None


class Column(NamedTuple):
    """A column.

    Attributes:
        heading: What stands above it.
        kind: What it holds.
        choices: The words that a choice or a mark admits.
        low: The least that it admits.
        high: The most.
        hint: What to write there.
    """

    heading: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    low: Bound = None
    high: Bound = None
    hint: str = ""


class Reach(NamedTuple):
    """Some cells of a column: the first row and the last, counted from the first below the head."""

    column: int
    first: int
    last: int


class Series(NamedTuple):
    """A line or a row of bars; an aim and a start are drawn more quietly than what was read."""

    name: str
    labels: Reach
    values: Reach
    role: Literal["read", "aim", "start"] = "read"


class Chart(NamedTuple):
    """A chart over cells of its sheet; ``unit`` says what its numbers count."""

    kind: Literal["line", "bars"]
    title: str
    series: tuple[Series, ...]
    unit: str = ""
    dated: bool = False
    stacked: bool = False


class Spark(NamedTuple):
    """A small drawing in a cell, of cells of another sheet of the workbook."""

    row: int
    column: int
    sheet: int
    values: Reach


class Sheet(NamedTuple):
    """A sheet: a table with a line above it.

    Attributes:
        title: Its name.
        columns: Its columns; the first ones name what each row is about.
        rows: As many cells each as there are columns.
        grows: Whether people add rows to it.
        named: How many columns name a row; they stay in sight.
        total: What stands before the sums below; empty where there are none.
        summed: The columns that have one.
        charts: Drawn on a sheet of their own.
        sparks: Small drawings in its cells.
        note: What a reader has to know first.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    grows: bool = False
    named: int = 1
    total: str = ""
    summed: tuple[int, ...] = ()
    charts: tuple[Chart, ...] = ()
    sparks: tuple[Spark, ...] = ()
    note: str = ""


class Workbook(NamedTuple):
    """A workbook: its title, what it is about in a line, its sheets."""

    title: str
    about: str
    sheets: tuple[Sheet, ...]
