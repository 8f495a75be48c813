"""Rows copied from a spreadsheet, read into records: with tabs, semicolons or commas."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.reading import Misread, Read, read_text
from collab_playbook.engine.reading_choices import fold
from collab_playbook.engine.values import RECORD_LIMIT
from collab_playbook.saying import say, say_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from collab_playbook.model.question import Choice, Field, Question

_SHOWN_PROBLEMS = 10


def read_table(
    question: Question,
    choices_of: Callable[[Field], Sequence[Choice]],
    text: str,
    language: str,
    today: date,
) -> Read | Misread:
    """The records that pasted rows mean; with any fault none of them, and every fault is told.

    A first row that names the fields sets the order of the columns; without it the order is that
    of the fields. Empty cells and empty rows are left out.
    """
    try:
        rows = _rows(text)
    except csv.Error as error:
        return Misread(say("the cells cannot be told apart: {error}", error=error))
    if not rows:
        return Misread(say("nothing was pasted"))
    if len(rows) > RECORD_LIMIT:
        return Misread(
            say(
                "{count} rows were pasted, at most {record_limit} are admitted",
                count=len(rows),
                record_limit=RECORD_LIMIT,
            )
        )
    columns, first = _columns(question.fields, rows[0])
    problems: list[str] = []
    records: list[dict[str, Any]] = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        record, wrong = _record(columns, cells, choices_of, language, today)
        problems.extend(
            say("row {number}: {problem}", number=number, problem=problem) for problem in wrong
        )
        records.append(record)
    if problems:
        more = len(problems) - _SHOWN_PROBLEMS
        told = say_all("; ", problems[:_SHOWN_PROBLEMS])
        return Misread(say("{told}; and {more} more", told=told, more=more) if more > 0 else told)
    if not records:
        return Misread(say("only headings were pasted, without a row below them"))
    return Read(records)


def _rows(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\t" in lines:
        delimiter = "\t"
    else:
        head = lines.split("\n", 1)[0]
        delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(StringIO(lines), delimiter=delimiter)
    return [cells for cells in reader if any(cell.strip() for cell in cells)]


def _columns(fields: Sequence[Field], head: Sequence[str]) -> tuple[list[Field | str], int]:
    """The field of each column, or the heading that names none; and how many rows are headings."""
    by_name = {fold(name): field for field in fields for name in (field.label, field.id)}
    found: list[Field | str] = [by_name.get(fold(cell), cell.strip()) for cell in head]
    named = sum(1 for column in found if not isinstance(column, str))
    if named * 2 > len([cell for cell in head if cell.strip()]):
        return found, 1
    return list(fields), 0


def _record(
    columns: Sequence[Field | str],
    cells: Sequence[str],
    choices_of: Callable[[Field], Sequence[Choice]],
    language: str,
    today: date,
) -> tuple[dict[str, Any], list[str]]:
    record: dict[str, Any] = {}
    problems = list(_too_many(columns, cells))
    for column, cell in zip(columns, cells, strict=False):
        if not cell.strip():
            continue
        if isinstance(column, str):
            problems.append(say("there is no field '{column}'", column=column[:40]))
            continue
        read = read_text(column, choices_of(column), cell, language, today)
        if isinstance(read, Read):
            record[column.id] = read.stored
        else:
            problems.append(say("{label}: {problem}", label=column.label, problem=read.problem))
    fields = [column for column in columns if not isinstance(column, str)]
    missing = [f for f in fields if f.required and f.id not in record]
    told = say_all(" ", problems)
    problems += [
        say("'{label}' is required", label=f.label) for f in missing if f"{f.label}:" not in told
    ]
    return record, problems


def _too_many(columns: Sequence[Field | str], cells: Sequence[str]) -> Iterator[str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        yield say(
            "it has {count} cells, and there are {count_2} columns",
            count=len(cells),
            count_2=len(columns),
        )
