"""Indicators as sheets: against their aims, reading by reading, and what each of them means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.absent import Hidden
from collab_playbook.documents.measured import INDICATORS, has_hidden_aims
from collab_playbook.documents.naming import key, prefix
from collab_playbook.documents.sheet_words import measure_in, words_in
from collab_playbook.documents.sheets import Cell, Chart, Column, Reach, Series, Sheet, Spark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.documents.cells import Hand

Told = dict[str, Any]
_LEAST_DRAWN: Final = 2
"""One reading is a point and no course."""
_UNTIL, _VALUE, _AIM, _START = 3, 4, 6, 7
"""The columns of readings that are drawn."""


def scorecard(hand: Hand, told: Mapping[str, Any], scope: str, readings: int | None) -> Sheet:
    """An indicator a line: where it started, its aims, the last reading and how it came there.

    Args:
        hand: Reads and writes.
        told: What the sheet holds.
        scope: The instance that the document is written for.
        readings: Which sheet of the workbook holds the readings; ``None`` where none does.
    """
    word, every = words_in(hand.language), _courses(hand, scope)
    found = [course for course in every if course["chosen"]]
    months = sorted({month for course in found for month, _ in course["aims"]})
    yes_no = (word["yes"], word["no"])
    columns = (
        Column(word["code"]),
        Column(word["indicator"]),
        Column(word["unit"]),
        Column(word["better"]),
        Column(word["baseline"], "number"),
        *(Column(word["month"].format(number=month), "number") for month in months),
        Column(word["last"], "number"),
        Column(word["read_on"], "date"),
        Column(word["change"], "number"),
        Column(word["aim_now"], "number"),
        Column(word["reached"], "verdict", yes_no),
        *((Column(word["course"], "course"),) if readings is not None else ()),
        Column(word["owner"]),
    )
    drawn = readings is not None
    rows = tuple(_scored(hand, course, months, yes_no, drawn=drawn) for course in found)
    sparks: tuple[Spark, ...] = ()
    if readings is not None:
        reaches = _reaches(every)
        at = len(columns) - 2
        sparks = tuple(
            Spark(row, at, readings, _values(reaches[course["id"]]))
            for row, course in enumerate(found)
            if len(course["readings"]) >= _LEAST_DRAWN
        )
    title, note = hand.text(told["title"]), word["scorecard_note"]
    return Sheet(title, columns, rows, named=2, sparks=sparks, note=note)


def _scored(
    hand: Hand, course: Told, months: Sequence[int], yes_no: tuple[str, str], *, drawn: bool
) -> tuple[Cell, ...]:
    aims = dict(course["aims"])
    readings = course["readings"]
    last = readings[-1] if readings else None
    before = readings[-2] if len(readings) >= _LEAST_DRAWN else None
    value = _number(last["value"]) if last else None
    aim = _number(last["aim"]) if last else None
    if has_hidden_aims(hand.reading, course):
        aim = None
    change = value - Decimal(before["value"]) if value is not None and before else None
    return (
        course["code"],
        *_about(hand, course),
        *_hidden(hand, course, [_number(course["baseline"])]),
        *_hidden(hand, course, [_number(aims.get(month)) for month in months]),
        value,
        _day(last),
        change,
        aim,
        _reached(course["better"], value, aim, yes_no),
        *((None,) if drawn else ()),
        *_hidden(hand, course, [hand.text(course["owner"]) or None]),
    )


def _about(hand: Hand, course: Told) -> tuple[str, str, str]:
    unit, better = (measure_in(hand.language, course[name]) for name in ("unit", "better"))
    return hand.text(course["title"]), hand.text(unit), hand.text(better)


def _reached(
    better: str, value: Decimal | None, aim: Decimal | None, yes_no: tuple[str, str]
) -> str | None:
    """Whether an aim is reached; nothing where more is not simply better or worse."""
    if value is None or aim is None or better.partition(",")[0] not in {"up", "down"}:
        return None
    return yes_no[0 if (value >= aim if better.startswith("up") else value <= aim) else 1]


def readings(hand: Hand, told: Mapping[str, Any], scope: str) -> Sheet:
    """A reading a line, beside what was aimed at then and where the indicator started."""
    word, found = words_in(hand.language), _courses(hand, scope)
    titles = tuple(dict.fromkeys(hand.text(course["title"]) for course in found))
    columns = (
        Column(word["code"]),
        Column(word["indicator"], "choice", titles),
        Column(word["period"], hint=word["readings_hint"]),
        Column(word["until"], "date"),
        Column(word["value"], "number"),
        Column(word["unit"]),
        Column(word["aim"], "number"),
        Column(word["baseline"], "number"),
        Column(word["source"]),
        Column(word["note"]),
    )
    rows = tuple(_read(hand, course, each) for course in found for each in course["readings"])
    sheet = Sheet(hand.text(told["title"]), columns, rows, grows=True, named=2)
    if told["chart"] is None:
        return sheet
    return sheet._replace(charts=tuple(_charts(hand, found, columns)))


def _read(hand: Hand, course: Told, reading: Told) -> tuple[Cell, ...]:
    title, unit, _ = _about(hand, course)
    aims = [_number(reading["aim"]), _number(course["baseline"])]
    return (
        course["code"],
        title,
        reading["period"],
        _day(reading),
        Decimal(reading["value"]),
        unit,
        *_hidden(hand, course, aims),
        hand.text(reading["source"]) or None,
        hand.text(reading["note"]) or None,
    )


def _charts(hand: Hand, found: Sequence[Told], columns: Sequence[Column]) -> Iterator[Chart]:
    reaches = _reaches(found)
    for course in found:
        if len(course["readings"]) < _LEAST_DRAWN:
            continue
        title, unit, _ = _about(hand, course)
        values = _values(reaches[course["id"]])
        labels = values._replace(column=_UNTIL)
        hidden = has_hidden_aims(hand.reading, course)
        series = [Series(columns[_VALUE].heading, labels, values)]
        if course["aims"] and not hidden:
            series.append(
                Series(columns[_AIM].heading, labels, values._replace(column=_AIM), "aim")
            )
        if course["baseline"] is not None and not hidden:
            series.append(
                Series(columns[_START].heading, labels, values._replace(column=_START), "start")
            )
        name = f"{course['code']} {title}".strip()
        yield Chart("line", name, tuple(series), unit, dated=True)


def _reaches(found: Iterable[Told]) -> dict[str, tuple[int, int]]:
    """The first and the last row of each indicator's readings."""
    reaches, row = {}, 0
    for course in found:
        reaches[course["id"]] = (row, row + len(course["readings"]) - 1)
        row += len(course["readings"])
    return reaches


def _values(reach: tuple[int, int]) -> Reach:
    return Reach(_VALUE, *reach)


def dictionary(hand: Hand, told: Mapping[str, Any], scope: str) -> Sheet:
    """Every indicator of the catalogue: what it means, how it is counted, what is usual."""
    word = words_in(hand.language)
    chosen = {course["id"] for course in _courses(hand, scope) if course["chosen"]}
    names = ("family", "in_words", "formula", "data", "cadence", "benchmark", "source")
    yes_no = (word["yes"], word["no"])
    heads = [Column(word[name]) for name in names]
    columns = (
        Column(word["code"]),
        Column(word["indicator"]),
        Column(word["followed"], "choice", yes_no),
        *heads[:2],
        Column(word["unit"]),
        Column(word["better"]),
        *heads[2:],
    )
    rows = []
    for record in hand.reading.part(INDICATORS) or ():
        own = [hand.playbook(record.get(name, "")) or None for name in names]
        unit, better = (
            hand.text(measure_in(hand.language, record.get(name, ""))) or None
            for name in ("unit", "better")
        )
        followed = yes_no[0 if record["id"] in chosen else 1]
        title = hand.text(record["title"])
        rows.append((record["code"], title, followed, *own[:2], unit, better, *own[2:]))
    return Sheet(hand.text(told["title"]), columns, tuple(rows), named=2)


def _courses(hand: Hand, scope: str) -> list[Told]:
    return list(hand.reading.part(key("courses", prefix(scope))) or ())


def _hidden(hand: Hand, course: Told, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells of an answer, masked as in any document where it is sensitive."""
    if not has_hidden_aims(hand.reading, course):
        return tuple(cells)
    mask = str(Hidden(hand.reading.manner))
    return tuple(None if cell is None else mask for cell in cells)


def _number(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


def _day(reading: Told | None) -> Cell:
    return date.fromisoformat(reading["until"]) if reading and reading["until"] else None
