"""The hours of roles spread over the months of the programme, before the launch and after it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.language.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.schedule.calendar import Calendar
    from collab_playbook.schedule.load import Hours, Load
    from collab_playbook.schedule.schedule import Schedule

_MOST_MONTHS = 36
"""A plan that reaches further says nothing about hours any more."""
_WHOLE = Decimal(1)
_A_MONTH = Period(months=1)


class RoleMonths(NamedTuple):
    """A role, who holds it, its hours a week, and its hours in each month."""

    id: str
    title: str
    holders: tuple[str, ...]
    hours: Hours
    by_month: tuple[Decimal, ...]


class Monthly(NamedTuple):
    """The months of the programme, each by its first day, and the hours of roles in them."""

    months: tuple[date, ...]
    roles: tuple[RoleMonths, ...]


def monthly(load: Load, schedule: Schedule, calendar: Calendar) -> Monthly:
    """The hours of each role that somebody holds, month by month.

    A month takes the hours of a week for as many weeks as it has working days. It reads what is
    planned and what is done, and no forecast: that one moves from day to day.

    Args:
        load: The hours a week of roles.
        schedule: When the programme begins and ends, and when the launch is.
        calendar: The working days.
    """
    months = tuple(_months(schedule.start, max(schedule.planned_end, schedule.start)))
    launch = _launch(load, schedule)
    weeks = [_weeks(calendar, month, launch) for month in months]
    roles = (
        RoleMonths(
            role.role,
            role.title,
            role.holders,
            role.hours,
            tuple(_hours(role.hours, before, after) for before, after in weeks),
        )
        for role in load.roles
        if role.holders
    )
    return Monthly(months, tuple(roles))


def _launch(load: Load, schedule: Schedule) -> date | None:
    """The day of the launch as it was, else as it is planned."""
    row = next((row for row in schedule.rows if row.instance == load.launch), None)
    return None if row is None else row.task.ended or row.planned.end


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    for _ in range(_MOST_MONTHS):
        if month > last:
            return
        yield month
        month = _A_MONTH.after(month)


def _weeks(calendar: Calendar, month: date, launch: date | None) -> tuple[Decimal, Decimal]:
    """The weeks of work in a month before the launch, the day itself included, and after it."""
    end = _A_MONTH.after(month)
    turn = end if launch is None else min(max(launch + timedelta(days=1), month), end)
    days = len(calendar.week)
    return (
        Decimal(calendar.between(month, turn)) / days,
        Decimal(calendar.between(turn, end)) / days,
    )


def _hours(hours: Hours, before: Decimal, after: Decimal) -> Decimal:
    told = (hours.before or Decimal(0)) * before + (hours.after or Decimal(0)) * after
    return told.quantize(_WHOLE, ROUND_HALF_UP)
