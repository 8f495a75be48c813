"""Charts drawn from their tables, in the colour and the language of the document.

A table whose figures cannot be read, in whole, is not drawn at all: the table stands alone, and no
picture shows less than it seems to.
"""

from __future__ import annotations

import re
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final

from collab_playbook.documents.formatting import (
    manner_of,
    money_text,
    number_text,
    percent_text,
)
from collab_playbook.drawing.bars import bars
from collab_playbook.drawing.gantt import gantt
from collab_playbook.drawing.heat import heat
from collab_playbook.drawing.lines import line
from collab_playbook.drawing.series import Manners, Sheet, Stretch
from collab_playbook.drawing.steps import steps
from collab_playbook.engine.showing import shown_month
from collab_playbook.formats.content import Chart, Content, Listing, Picture, Quote
from collab_playbook.formats.figures import NO_FIGURE, day_of, figures_of, number_of, text_of
from collab_playbook.formats.look import readable
from collab_playbook.formats.words import DRAWN, TOLD, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from collab_playbook.formats.content import Block, Table
    from collab_playbook.formats.look import Look

_CURRENCY: Final = re.compile(r"[A-Z]{3}|[^\w%]")
_SEPARATOR: Final = ",;"
_OF_FIGURES: Final = {"bars": bars, "line": line, "heat": heat}


def charted(content: Content, look: Look) -> Content:
    """The content with each chart that can be drawn as a picture before its table.

    Args:
        content: A document.
        look: Its colour and its language.
    """
    return Content(tuple(_charted(content.blocks, look, count(1))))


def _charted(blocks: Sequence[Block], look: Look, numbers: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Chart():
                yield from _picture(block, look, f"chart-{next(numbers)}")
            case Listing(items):
                inner = tuple(tuple(_charted(item, look, numbers)) for item in items)
                yield block._replace(items=inner)
            case Quote(inside):
                yield Quote(tuple(_charted(inside, look, numbers)))
            case _:
                yield block


def _picture(chart: Chart, look: Look, prefix: str) -> Iterator[Block]:
    language = look.language
    kind = in_language(DRAWN[chart.kind], language)
    told = in_language(TOLD, language).format(kind=kind)
    sheet = Sheet(chart.title or kind, told, readable(look.colour), manners_of(language), prefix)
    drawn = drawing_of(chart, sheet, language)
    if drawn is not None:
        said = ". ".join(part for part in (chart.title.rstrip("."), told) if part)
        yield Picture(chart.title, said, drawn)
    yield chart.table


def drawing_of(chart: Chart, sheet: Sheet, language: str) -> str | None:
    """The chart as SVG; ``None`` where its table cannot be read or drawn."""
    match chart.kind:
        case "gantt":
            stretches = _stretches(chart.table, language)
            return gantt(stretches, sheet) if stretches else None
        case "process":
            named = _named(chart.table, language)
            return steps(named, sheet) if named else None
        case kind:
            figures = figures_of(chart.table, language)
            if not figures.series or not _is_whole(chart.table, language):
                return None
            return _OF_FIGURES[kind](figures.labels, figures.series, sheet)


def manners_of(language: str) -> Manners:
    """How charts write in a language."""
    manner = manner_of(language)

    def figure(value: Decimal, unit: str) -> str:
        if unit == "%":
            return percent_text(value, manner)
        if _CURRENCY.fullmatch(unit):
            return money_text(value, unit, manner)
        return f"{number_text(value, manner)}\u00a0{unit}".strip("\u00a0")

    def day(at: date) -> str:
        return f"{at.day} {shown_month(at, language[:2])}"

    return Manners(figure, lambda at: shown_month(at, language[:2]), day)


def _is_whole(table: Table, language: str) -> bool:
    """Whether each column is either figures and gaps or words, and all figures have one unit."""
    units = set()
    for at in range(1, len(table.head)):
        cells = [text_of(row[at]) for row in table.rows]
        read = [number_of(cell, language) for cell in cells if cell not in NO_FIGURE]
        if any(read) and not all(read):
            return False
        units |= {figure[1] for figure in read if figure is not None}
    return len(units) == 1


def _stretches(table: Table, language: str) -> tuple[Stretch, ...]:
    """The first column of days and the one after it; empty where one of them holds words."""
    columns = [[text_of(row[at]) for row in table.rows] for at in range(1, len(table.head))]
    pairs = (pair for pair in pairwise(columns) if any(day_of(c, language) for c in pair[0]))
    firsts, lasts = next(pairs, ((), ()))
    if any(c not in NO_FIGURE and day_of(c, language) is None for c in (*firsts, *lasts)):
        return ()
    return tuple(
        Stretch(text_of(row[0]), _days(day_of(first, language), day_of(last, language)))
        for row, first, last in zip(table.rows, firsts, lasts, strict=False)  # none where no days
    )


def _days(first: date | None, last: date | None) -> tuple[date, date] | None:
    return None if first is None or last is None else (first, last)


def _named(table: Table, language: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each step with the numbers of those it follows; empty where one of those is no step."""
    if len(table.head) < 2:
        return ()
    names = [text_of(row[0]) for row in table.rows]
    if len(set(names)) < len(names) or not all(names):
        return ()
    named = []
    for name, row in zip(names, table.rows, strict=True):
        numbers = _followed(text_of(row[1]), names, language)
        if numbers is None:
            return ()
        named.append((name, numbers))
    return tuple(named)


def _followed(cell: str, names: Sequence[str], language: str) -> tuple[int, ...] | None:
    """The numbers of the steps that a cell lists; ``None`` where it says anything else."""
    if cell in NO_FIGURE:
        return ()
    numbers = []
    rest = cell
    for at, name in sorted(enumerate(names), key=lambda each: -len(each[1])):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        rest, times = pattern.subn(_SEPARATOR, rest, count=1)
        if times:
            numbers.append(at)
    words = rest.translate(dict.fromkeys(map(ord, _SEPARATOR), " ")).split()
    return tuple(sorted(numbers)) if set(words) <= {manner_of(language).last_of_list} else None
