"""The schedule of a workspace with the public holidays of its country, and hours by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.errors import PlaybookError
from collab_playbook.files.public_holidays import public_holidays
from collab_playbook.saying import say
from collab_playbook.schedule.calendar import Calendar, calendar_of
from collab_playbook.schedule.dating import AS_IT_IS, Wishes
from collab_playbook.schedule.schedule import Schedule, schedule_of, start_of

if TYPE_CHECKING:
    from decimal import Decimal

    from collab_playbook.engine.derive import Board
    from collab_playbook.engine.view import View
    from collab_playbook.model.workspace import WorkCalendar, Workspace


class Scheduled(NamedTuple):
    """A schedule and the calendar that it was made with."""

    schedule: Schedule
    calendar: Calendar


def scheduled_in(board: Board, setting: WorkCalendar, wishes: Wishes = AS_IT_IS) -> Scheduled:
    """The schedule of a board, with the public holidays of as many years as it takes.

    Raises:
        PlaybookError: ``workspace.yaml`` names a country that does not exist, or the dates run
            beyond the calendar.
    """
    try:
        return _within_calendar(board, setting, wishes)
    except OverflowError as error:
        hint = say("Look for a day that was typed wrongly: a start, or the review of a gate.")
        raise PlaybookError(say("the dates run beyond the year 9999"), hint) from error


def _within_calendar(board: Board, setting: WorkCalendar, wishes: Wishes) -> Scheduled:
    start = start_of(board.view)
    first, last = min(start, board.view.today).year, max(start, board.view.today).year + 1
    while True:
        free = public_holidays(setting.country, setting.subdivision, range(first, last + 1))
        calendar = calendar_of(setting, free)
        schedule = schedule_of(board, calendar, wishes)
        reached = max(schedule.end, schedule.planned_end).year
        if reached <= last or not setting.country:
            return Scheduled(schedule, calendar)
        last = reached + 1


def hours_by_month(view: View, workspace: Workspace) -> dict[str, Any]:
    """The hours of roles by month, as a part of the material of documents.

    Raises:
        PlaybookError: As ``scheduled_in``.
    """
    from collab_playbook.engine.derive import derive  # noqa: PLC0415 - only some workbooks need it
    from collab_playbook.schedule.loading import load_of  # noqa: PLC0415 - likewise
    from collab_playbook.schedule.monthly import monthly  # noqa: PLC0415 - likewise

    board = derive(view)
    schedule, calendar = scheduled_in(board, workspace.calendar)
    found = monthly(load_of(board, workspace.people, schedule), schedule, calendar)
    return {
        "months": [month.isoformat() for month in found.months],
        "roles": [
            {
                "id": role.id,
                "title": role.title,
                "holders": list(role.holders),
                "before": _told(role.hours.before),
                "after": _told(role.hours.after),
                "by_month": [str(hours) for hours in role.by_month],
            }
            for role in found.roles
        ],
    }


def _told(hours: Decimal | None) -> str | None:
    return None if hours is None else str(hours)
