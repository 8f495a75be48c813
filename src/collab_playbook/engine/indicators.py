"""The indicators of a playbook: found by name, chosen or read, with their course and their targets.

What guards see of them is in ``readings``; how a reading gets on record is in ``measuring``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from collab_playbook.engine.readings import CATALOGUE, home_of_readings
from collab_playbook.engine.scalars import plain_decimal
from collab_playbook.engine.wording import measure_in_words
from collab_playbook.language.near import nearest
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import Record
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.engine.openings import Reading
    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Question

Direction = Literal["up", "down", "level"]
Judgement = Literal["better", "worse", "same", ""]

MONTH_FIELD = re.compile(r"^m(\d{1,2})$")
"""A field of an aim: what an indicator should be after so many months."""
_CATALOGUE_TARGET = "target_"
_PLAIN_BARS, _BARS = "12345678", "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator should reach and when, in words; ``ours`` where an answer says so."""

    at: str
    value: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The latest reading against the one before: which way, by how much, and whether for good."""

    direction: Direction
    by: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator in a scope: its readings, oldest first, and what it should reach."""

    record: Record
    scope: str
    chosen: bool
    readings: tuple[Reading, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def last(self) -> Reading | None:
        """The latest reading."""
        return self.readings[-1] if self.readings else None

    @property
    def trend(self) -> Trend | None:
        """How the latest reading stands against the one before; ``None`` before the second one."""
        if len(self.readings) < 2:
            return None
        before, now = (Decimal(reading.value) for reading in self.readings[-2:])
        if now == before:
            return Trend("level", "0", "same")
        direction: Direction = "up" if now > before else "down"
        wanted = part(self.record, "better")
        judgement: Judgement = ""
        if wanted.startswith(("up", "down")):
            judgement = "better" if wanted.startswith(direction) else "worse"
        return Trend(direction, plain_decimal(abs(now - before)), judgement)


def indicators_of(playbook: Playbook) -> tuple[Record, ...]:
    """The indicators that a playbook describes, in its order."""
    catalogue = playbook.catalogue_by_id.get(CATALOGUE)
    return catalogue.records if catalogue is not None else ()


def indicator_named(playbook: Playbook, word: str) -> Record | None:
    """The indicator that an id, a code such as K13, or a title means."""
    wanted = " ".join(word.split()).casefold()
    return next(
        (
            record
            for record in indicators_of(playbook)
            if wanted in {record.id, record.code.casefold(), record.title.casefold()}
        ),
        None,
    )


def near_indicator(playbook: Playbook, word: str) -> Record | None:
    """The indicator that was probably meant by a word that names none."""
    wanted = " ".join(word.split()).casefold()
    names = {
        name.casefold(): record
        for record in indicators_of(playbook)
        for name in (record.title, record.code, record.id)
    }
    near = nearest(wanted.replace(" ", "_"), names) or nearest(wanted, names)
    within = next((name for name in names if len(wanted) > 3 and wanted in name), "")
    return names.get(near or within)


def part(record: Record, name: str) -> str:
    """A field of an indicator's record, such as ``unit``; empty where it has none."""
    value = (record.model_extra or {}).get(name)
    return value if isinstance(value, str) else ""


def courses(view: View, scopes: Iterable[str] | None = None) -> tuple[Course, ...]:
    """Every indicator that is read or chosen, by scope and in the catalogue's order.

    Args:
        view: Things as they are.
        scopes: Where to look; everywhere if not given.
    """
    wanted = view.scopes if scopes is None else tuple(scopes)
    homes = dict.fromkeys(home_of_readings(scope) for scope in wanted)
    return tuple(course for scope in homes for course in _courses_in(view, scope))


def _courses_in(view: View, scope: str) -> Iterator[Course]:
    chosen = _chosen(view, scope)
    read = [name for owner, name in view.state.readings if owner == scope]
    known = [record.id for record in indicators_of(view.process.playbook)]
    order = [*known, *(name for name in read if name not in known)]
    for name in order:
        if name in chosen or view.state.readings.get((scope, name)):
            yield course(view, scope, name, chosen=name in chosen)


def course(view: View, scope: str, name: str, *, chosen: bool | None = None) -> Course:
    """One indicator in a scope, whether it was ever read or not."""
    playbook = view.process.playbook
    scope = home_of_readings(scope)
    catalogue = playbook.catalogue_by_id.get(CATALOGUE)
    record = catalogue.record(name) if catalogue is not None else None
    return Course(
        record if record is not None else Record(id=name, title=name, code=""),
        scope,
        name in _chosen(view, scope) if chosen is None else chosen,
        view.state.readings.get((scope, name), ()),
        _targets(view, scope, name, record),
    )


def _chosen(view: View, scope: str) -> frozenset[str]:
    """The indicators that answers given in a scope name."""
    found: set[str] = set()
    for question, value in _answers_about_indicators(view, scope):
        if question.catalogue == CATALOGUE:
            found.update([value] if isinstance(value, str) else value)
        names = [f.id for f in question.fields if f.catalogue == CATALOGUE]
        for record in _records(value) if names else ():
            found.update(record[name] for name in names if isinstance(record.get(name), str))
    return frozenset(found)


def _answers_about_indicators(view: View, scope: str) -> Iterator[tuple[Question, Stored]]:
    for step in view.process.steps:
        if not view.runs_in(step, scope):
            continue
        answers = view.answers_of(scope, step.id)
        for question in step.questions:
            names = {question.catalogue, *(f.catalogue for f in question.fields)}
            value = answers.get(question.id)
            if CATALOGUE in names and value is not None:
                yield question, value


def _records(value: Stored) -> Sequence[dict[str, Stored]]:
    held = value if isinstance(value, list) else [value]
    return [each for each in held if isinstance(each, dict)]


def _targets(view: View, scope: str, name: str, record: Record | None) -> tuple[Target, ...]:
    """What answers aim at; where no answer does, what the catalogue suggests."""
    for where in dict.fromkeys((scope, PROGRAMME)):
        ours = tuple(_aimed_at(view, where, name, record))
        if ours:
            return ours
    extra = (record.model_extra or {}) if record is not None else {}
    return tuple(
        Target(measure_in_words(key.removeprefix(_CATALOGUE_TARGET)), str(value), ours=False)
        for key, value in extra.items()
        if key.startswith(_CATALOGUE_TARGET)
    )


def _aimed_at(view: View, scope: str, name: str, record: Record | None) -> Iterator[Target]:
    """Targets among answers, one for each month with an aim."""
    found = aim_in(view, scope, name)
    if found is None:
        return
    question, row = found
    for field in question.fields:
        aim = row.get(field.id) if MONTH_FIELD.match(field.id) else None
        if aim is not None:
            yield Target(field.label.lower(), with_unit(str(aim), record), ours=True)


def aim_in(view: View, scope: str, name: str) -> tuple[Question, Mapping[str, Stored]] | None:
    """The first record among the answers of a scope that says what an indicator should reach.

    It has the indicator, and fields such as ``m3`` for a month.
    """
    for question, value in _answers_about_indicators(view, scope):
        names = [f.id for f in question.fields if f.catalogue == CATALOGUE]
        if names and any(MONTH_FIELD.match(f.id) for f in question.fields):
            for row in _records(value):
                if any(row.get(each) == name for each in names):
                    return question, row
    return None


def with_unit(value: str, record: Record | None) -> str:
    """A value with the unit of its indicator, as people write it: ``12.5 %``, ``4 hours``."""
    unit = part(record, "unit") if record is not None else ""
    if unit in {"", "number", "1 to 5"}:
        return value
    if unit.startswith("%"):
        return say("{value} %", value=value)
    return say("{value} {unit}", value=value, unit=measure_in_words(unit))


def sparkline(values: Sequence[Decimal], *, plain: bool = False) -> str:
    """The course of some values as one row of bars, lowest to highest; digits where plain."""
    bars = _PLAIN_BARS if plain else _BARS
    if not values:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return bars[3] * len(values)
    step = (high - low) / (len(bars) - 1)
    return "".join(bars[int((value - low) / step + Decimal("0.5"))] for value in values)
