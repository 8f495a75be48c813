"""What a chart is drawn from: columns of figures, stretches of days, steps and what they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal


class Series(NamedTuple):
    """A column of figures.

    Attributes:
        name: The heading of its column.
        values: One for each row; ``None`` for a gap.
        unit: ``%``, a currency or a few letters, where all figures carry the same.
    """

    name: str
    values: tuple[Decimal | None, ...]
    unit: str = ""


class Stretch(NamedTuple):
    """Something that lasts; ``days`` are its first and its last, ``None`` where they are open."""

    label: str
    days: tuple[date, date] | None


class Manners(NamedTuple):
    """How the language of a chart writes.

    Attributes:
        figure: A value and its unit, such as ``12.5 %``.
        month: The month of a day in short.
        day: A day in short, without its year.
    """

    figure: Callable[[Decimal, str], str]
    month: Callable[[date], str]
    day: Callable[[date], str]


class Sheet(NamedTuple):
    """What a chart is drawn on.

    Attributes:
        title: What it shows.
        told: What a reader is told who does not see it.
        colour: The colour of the brand, ``#rrggbb``; it reads on white.
        manners: How its language writes.
        prefix: What the ids inside begin with, for a page that holds several charts.
    """

    title: str
    told: str
    colour: str
    manners: Manners
    prefix: str = "chart"
