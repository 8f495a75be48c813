"""Indicators for people: their last value, which way they go, what they should reach."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.engine.indicators import part, sparkline, with_unit
from collab_playbook.engine.showing import shown_number
from collab_playbook.engine.wording import measure_in_words
from collab_playbook.model.event import PROGRAMME
from collab_playbook.terminal.layout import Line, Span, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.indicators import Course, Target
    from collab_playbook.engine.openings import Reading
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Record
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words

_STYLES = {"better": "good", "worse": "bad"}
_CODE, _VALUE, _PERIOD, _TREND = 4, 14, 10, 16
_WIDE = 90
"""From this many columns on, the targets stand in a column of their own."""


def put_indicators(console: Console, view: View, words: Words, found: Sequence[Course]) -> None:
    """The indicators that are read or chosen, by scope."""
    if not found:
        console.put(words("indicator.none"))
    for scope in dict.fromkeys(course.scope for course in found):
        inside = [course for course in found if course.scope == scope]
        if scope != PROGRAMME:
            heading = words("indicator.scope", title=view.state.title(scope), scope=scope)
            console.put("", (Span(heading, "title"),))
        if console.is_line_mode:
            console.put(*(sentence(course, words) for course in inside))
        elif console.width >= _WIDE:
            console.put(*_wide(console, words, inside))
        else:
            console.put(*_narrow(console, words, inside))


def put_indicator(console: Console, view: View, words: Words, found: Sequence[Course]) -> None:
    """Everything about one indicator: what it is, and its readings in each scope."""
    record = found[0].record
    console.put((Span(f"{record.code} {record.title}".strip(), "title"),))
    for name in ("in_words", "formula", "unit", "better", "cadence", "benchmark", "source"):
        text = part(record, name)
        if name in {"unit", "better", "cadence"}:
            text = measure_in_words(text)
        key = "indicator.better_way" if name == "better" else f"indicator.{name}"
        if text:
            console.put(*wrapped(words(key, text=text), console.width))
    for course in found:
        console.put("", *_readings(console, view, words, course))


def sentence(course: Course, words: Words) -> str:
    """An indicator in sentences."""
    record, last = course.record, course.last
    name = f"{record.code} {record.title}".strip()
    if last is None:
        told = words("indicator.unread", name=name)
    else:
        value = shown_value(last.value, record, words)
        told = words("indicator.read", name=name, value=value, period=last.period)
        trend = _trend(course, words)
        told += words("indicator.trended", trend=trend) if trend else ""
    aims = _aims(course.targets, words)
    return told + (words("indicator.aimed", aims=aims) if aims else "")


def shown_value(value: str, record: Record, words: Words) -> str:
    """A value in the language of the reader, with its unit."""
    return with_unit(shown_number(value, words.language), record)


def _wide(console: Console, words: Words, found: Sequence[Course]) -> Iterator[tuple[Span, ...]]:
    room = console.width - _CODE - _VALUE - _PERIOD - _TREND - 10
    widths = (_CODE, room * 5 // 9, _VALUE, _PERIOD, _TREND, room - room * 5 // 9)
    for course in found:
        cells = (*_cells(course, words), Span(_aims(course.targets, words)))
        yield from table([cells], widths)


def _narrow(console: Console, words: Words, found: Sequence[Course]) -> Iterator[Line]:
    title = console.width - _CODE - _VALUE - _PERIOD - _TREND - 8
    for course in found:
        yield from table([_cells(course, words)], (_CODE, title, _VALUE, _PERIOD, _TREND))
        aims = _aims(course.targets, words)
        if aims:
            yield from wrapped(words("indicator.target", aims=aims), console.width, " " * 6)


def _cells(course: Course, words: Words) -> tuple[Span, ...]:
    last, trend = course.last, course.trend
    return (
        Span(course.record.code),
        Span(course.record.title),
        Span(shown_value(last.value, course.record, words) if last else words("indicator.no")),
        Span(last.period if last else ""),
        Span(_trend(course, words), _STYLES.get(trend.judgement, "") if trend else ""),
    )


def _trend(course: Course, words: Words) -> str:
    trend = course.trend
    if trend is None:
        return ""
    told = words(f"indicator.{trend.direction}", by=shown_number(trend.by, words.language))
    judged = words(f"indicator.{trend.judgement}") if trend.judgement in _STYLES else ""
    return f"{told}, {judged}" if judged else told


def _aims(targets: Sequence[Target], words: Words) -> str:
    told = ", ".join(words("indicator.aim", value=t.value, at=t.at) for t in targets)
    suggested = bool(targets) and not targets[0].ours
    return words("indicator.suggested", aims=told) if suggested else told


def _readings(console: Console, view: View, words: Words, course: Course) -> Iterator[Line]:
    where = view.state.title(course.scope) if course.scope != PROGRAMME else ""
    heading = words("indicator.readings_in", where=where) if where else words("indicator.readings")
    yield (Span(heading, "title"),)
    if not course.readings:
        yield words("indicator.no")
    elif console.is_line_mode:
        yield sentence(course, words)
    else:
        values = [Decimal(reading.value) for reading in course.readings]
        drawn = sparkline(values[-console.width // 2 :], plain=not _draws_bars(console))
        trend = _trend(course, words)
        yield f"{drawn}  {trend}".rstrip()
    for reading in course.readings:
        yield from wrapped(_reading(reading, course.record, words), console.width, "  ", "    ")
    aims = _aims(course.targets, words)
    if aims:
        yield from wrapped(words("indicator.target", aims=aims), console.width)


def _reading(reading: Reading, record: Record, words: Words) -> str:
    value = shown_value(reading.value, record, words)
    told = words("indicator.reading", period=reading.period, value=value, who=reading.by)
    extras = [text for text in (reading.source, reading.note) if text]
    return told + (f" ({'; '.join(extras)})" if extras else "")


def _draws_bars(console: Console) -> bool:
    encoding = getattr(console.out, "encoding", None) or sys.getdefaultencoding()
    try:
        "▁█".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
