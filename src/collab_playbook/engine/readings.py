"""What guards see of an indicator's readings, and the days that a period means."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY
from collab_playbook.language.values import Record
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.engine.openings import Reading
    from collab_playbook.engine.state import State
    from collab_playbook.language.values import Value

RECENT = 3
"""How many of the latest readings a guard sees as ``recent``."""
CATALOGUE = "indicators"

_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_WEEK = re.compile(r"^(\d{4})-W(\d{2})$")
_DEFAULTS = frozenset({f"circle:{DEFAULT_CIRCLE}", f"community:{DEFAULT_COMMUNITY}"})


def period_end(period: str) -> date | None:
    """The last day of a month ``2026-03``, a week ``2026-W12`` or a day; ``None`` for no period."""
    try:
        if month := _MONTH.match(period):
            year, number = int(month[1]), int(month[2])
            return date(year, number, monthrange(year, number)[1])
        if week := _WEEK.match(period):
            return date.fromisocalendar(int(week[1]), int(week[2]), 7)
        return date.fromisoformat(period) if len(period) == len("2026-03-31") else None
    except ValueError:
        return None


def period_start(period: str) -> date | None:
    """The first day of a period."""
    end = period_end(period)
    if end is None or len(period) == len("2026-03-31"):
        return end
    return end.replace(day=1) if _MONTH.match(period) else end - timedelta(days=6)


def is_sound_reading(period: str, value: str) -> bool:
    """Whether a recorded reading can be calculated with, whoever wrote it."""
    try:
        parse_decimal(value)
    except ValueError:
        return False
    return period_end(period) is not None


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings by the last day of their period; a day or a week before the month it ends with."""
    return tuple(
        sorted(readings, key=lambda r: (period_end(r.period) or date.min, -len(r.period), r.period))
    )


def home_of_readings(scope: str) -> str:
    """Where readings stand; those of the default circle and community are the programme's."""
    return PROGRAMME if scope in _DEFAULTS else scope


def readings_of(state: State, scope: str, indicator: str) -> tuple[Reading, ...]:
    """The readings of an indicator in a scope, oldest first."""
    return state.readings.get((home_of_readings(scope), indicator), ())


def seen(readings: tuple[Reading, ...], indicator: str) -> Record:
    """An indicator as guards see it; without any reading all but ``count`` is unknown.

    Its parts are ``last`` (the latest value), ``on`` (the last day of its period), ``recent`` (the
    latest three values, oldest first; fewer where there are fewer) and ``count``.
    """
    fields: dict[str, Value] = {"count": len(readings)}
    values = tuple(parse_decimal(reading.value) for reading in readings)
    if values:
        fields["last"] = values[-1]
        fields["recent"] = values[-RECENT:]
        end = period_end(readings[-1].period)
        if end is not None:
            fields["on"] = end
    return Record(f"indicator.{indicator}", _parts(fields))


def _parts(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    """Parts of which a missing one is unknown, as of a step and not of an answer."""
    return MappingProxyType(dict(fields))
