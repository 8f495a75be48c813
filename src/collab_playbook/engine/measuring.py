"""Readings of indicators, taken by hand: does each fit, and what is to be recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.indicators import indicator_named, indicators_of, near_indicator
from collab_playbook.engine.reading_measures import read_reading_period, read_value
from collab_playbook.engine.readings import home_of_readings
from collab_playbook.engine.scalars import TEXT_LIMIT, clean_line
from collab_playbook.language.near import or_near
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.saying import said_by, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from collab_playbook.engine.openings import Reading
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Record

_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")


class Measured(NamedTuple):
    """A reading as somebody wrote it; an empty value takes the reading of that period back."""

    scope: str
    indicator: str
    period: str
    value: str
    source: str = ""
    note: str = ""


class Misfit(NamedTuple):
    """Why a reading cannot be recorded, and which part of it is to blame."""

    part: str
    message: str


class Judged(NamedTuple):
    """A reading in its stored form; ``None`` for a value that is taken back."""

    scope: str
    indicator: str
    period: str
    value: str | None
    source: str
    note: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one reading for."""
        return self.scope, self.indicator, self.period


def judged(
    view: View, measured: Measured, language: str, *, tabled: bool = False
) -> tuple[Judged | None, list[Misfit]]:
    """The stored form of a reading, or every reason against it.

    Args:
        view: Things as they are.
        measured: The reading as written.
        language: The language that its number is written in.
        tabled: Whether it comes from a table, where a point is the decimal sign in any language.
    """
    misfits: list[Misfit] = []

    def attempt(name: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except ValueError as error:
            misfits.append(Misfit(name, said_by(error)))
            return None

    scope = attempt("scope", lambda: scope_of_reading(view, measured.scope))
    record = attempt("indicator", lambda: _indicator(view, measured.indicator))
    period = attempt("period", lambda: read_reading_period(measured.period, view.today))
    value = None
    if measured.value.strip() and record is not None:
        neutral = tabled and _PLAIN.match(measured.value.strip())
        told_in = "en" if neutral else language
        value = attempt("value", lambda: read_value(record, measured.value, told_in))
    source = attempt("source", lambda: _text(measured.source))
    note = attempt("note", lambda: _text(measured.note))
    if misfits:
        return None, misfits
    return Judged(scope, record.id, period, value, source, note), []


def record_all(
    view: View, entries: Iterable[Measured], language: str, *, tabled: bool = False
) -> tuple[tuple[Draft, ...], tuple[tuple[int, Misfit], ...]]:
    """Many readings at once: the events of those that fit, and what is wrong with the others.

    A reading for a period that has one already replaces it; one that says the same changes nothing.

    Args:
        view: Things as they are.
        entries: The readings as written.
        language: The language that numbers are written in.
        tabled: Whether they come from a table.

    Returns:
        The events, and each misfit with the number of its entry, counted from 0.
    """
    drafts: list[Draft] = []
    misfits: list[tuple[int, Misfit]] = []
    met: set[tuple[str, str, str]] = set()
    for number, entry in enumerate(entries):
        reading, wrong = judged(view, entry, language, tabled=tabled)
        misfits += [(number, misfit) for misfit in wrong]
        if reading is None:
            continue
        draft = draft_of(view, reading)
        if reading.key in met:
            message = say(
                "'{indicator}' is read twice for {period}",
                indicator=reading.indicator,
                period=reading.period,
            )
            misfits.append((number, Misfit("period", message)))
        elif isinstance(draft, Misfit):
            misfits.append((number, draft))
        elif draft is not None:
            drafts.append(draft)
        met.add(reading.key)
    return tuple(drafts), tuple(misfits)


def standing_reading(view: View, reading: Judged) -> Reading | None:
    """The reading on record for the same indicator and period."""
    held = view.state.readings.get((reading.scope, reading.indicator), ())
    return next((each for each in held if each.period == reading.period), None)


def draft_of(view: View, reading: Judged, how: str = "") -> Draft | Misfit | None:
    """The event of a reading; ``None`` where it says nothing new.

    Args:
        view: Things as they are.
        reading: The reading in its stored form.
        how: How it came in, where that is not by command.
    """
    before = standing_reading(view, reading)
    data: dict[str, Any] = {"indicator": reading.indicator, "period": reading.period}
    if before is not None:
        data["was"] = before.event
    if how:
        data["how"] = how
    if reading.value is None:
        if before is None:
            message = say(
                "there is no reading of '{indicator}' for {period}",
                indicator=reading.indicator,
                period=reading.period,
            )
            return Misfit("value", say("{message} to take back; give a value", message=message))
        return Draft("indicator_withdrawn", reading.scope, None, 1, data)
    said = (reading.value, reading.source, reading.note)
    if before is not None and said == (before.value, before.source, before.note):
        return None
    data |= {"value": reading.value, "source": reading.source, "note": reading.note}
    return Draft("indicator_recorded", reading.scope, None, 1, data)


def scope_of_reading(view: View, text: str) -> str:
    """The scope that a column or an option means: its full name, or the id of the circle.

    Raises:
        ValueError: There is no such circle or community.
    """
    wanted = text.strip()
    if wanted in {"", PROGRAMME}:
        return PROGRAMME
    for scope in view.scopes:
        if wanted in {scope, scope.partition(":")[2]}:
            return home_of_readings(scope)
    known = [scope.partition(":")[2] for scope in view.scopes if scope != PROGRAMME]
    raise ValueError(
        say(
            "there is no circle or community '{wanted}'{or_near}",
            wanted=wanted[:40],
            or_near=or_near(wanted, known),
        )
    )


def _indicator(view: View, word: str) -> Record:
    playbook = view.process.playbook
    record = indicator_named(playbook, word)
    if record is not None:
        return record
    if not indicators_of(playbook):
        raise ValueError(say("the playbook has no catalogue of indicators"))
    near = near_indicator(playbook, word)
    named = f"{near.code} {near.id}".strip() if near is not None else ""
    maybe = (
        say("; did you mean '{named}'?", named=named)
        if named
        else say("; 'indicator list --all' shows them")
    )
    raise ValueError(
        say("there is no indicator '{word}'{maybe}", word=word.strip()[:40], maybe=maybe)
    )


def _text(text: str) -> str:
    line = clean_line(text)
    if len(line) > TEXT_LIMIT:
        raise ValueError(
            say(
                "the text has {count} characters, at most {text_limit} are admitted",
                count=len(line),
                text_limit=TEXT_LIMIT,
            )
        )
    return line
