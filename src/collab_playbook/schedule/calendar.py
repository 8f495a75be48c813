"""Working days: which days count, and steps from one to another in constant time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from collab_playbook.model.workspace import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.workspace import WorkCalendar

_WEEK = 7
_MONDAY = date(1, 1, 1).toordinal()
"""The first day of the calendar was a Monday, so weeks count from it."""
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class Calendar:
    """Which days are working days.

    Working days are numbered, so that distances between days are differences of numbers.

    Attributes:
        week: The working days of a week; Monday is 0. There is at least one.
        free: Days on which nobody works although their weekday is one of these.
    """

    week: frozenset[int] = MONDAY_TO_FRIDAY
    free: frozenset[date] = frozenset()

    @cached_property
    def _before(self) -> tuple[int, ...]:
        """For each weekday, how many working weekdays of its week come before it."""
        return tuple(sum(1 for day in self.week if day < weekday) for weekday in range(_WEEK))

    @cached_property
    def _weekdays(self) -> tuple[int, ...]:
        return tuple(sorted(self.week))

    @cached_property
    def _gaps(self) -> tuple[int, ...]:
        """The free days by the number that they would have as working days, in order."""
        return tuple(sorted(self._nominal(d) for d in self.free if d.weekday() in self.week))

    def _nominal(self, day: date) -> int:
        """How many working weekdays come before a day, free ones counted."""
        weeks, weekday = divmod(day.toordinal() - _MONDAY, _WEEK)
        return weeks * len(self.week) + self._before[weekday]

    def is_working(self, day: date) -> bool:
        """Whether somebody works on a day."""
        return day.weekday() in self.week and day not in self.free

    def number(self, day: date) -> int:
        """The number of a working day; of the next one for any other day."""
        nominal = self._nominal(day)
        return nominal - bisect_right(self._gaps, nominal - 1)

    def day(self, number: int) -> date:
        """The working day of a number.

        Raises:
            OverflowError: It is after the year 9999.
        """
        nominal = number
        while (found := number + bisect_right(self._gaps, nominal)) != nominal:
            nominal = found
        weeks, at = divmod(nominal, len(self.week))
        return date.min + timedelta(days=weeks * _WEEK + self._weekdays[at])

    def on_or_after(self, day: date) -> date:
        """The day itself if somebody works on it, else the next working day."""
        return day if self.is_working(day) else self.day(self.number(day))

    def on_or_before(self, day: date) -> date:
        """The day itself if somebody works on it, else the working day before."""
        return day if self.is_working(day) else self.day(self.number(day) - 1)

    def between(self, start: date, end: date) -> int:
        """Working days from one day to another; negative where the second comes first."""
        return self.number(end) - self.number(start)


def calendar_of(setting: WorkCalendar, holidays: Iterable[date] = ()) -> Calendar:
    """The calendar of a workspace, with public holidays that somebody looked up."""
    free = set(holidays)
    for closure in setting.closures:
        day, last = date.fromisoformat(closure.from_), date.fromisoformat(closure.to)
        free.update(day + timedelta(days=n) for n in range((last - day).days + 1))
    week = frozenset(WEEKDAYS.index(day) for day in setting.working_days)
    return Calendar(week, frozenset(free))
