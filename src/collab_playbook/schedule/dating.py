"""The passes over the tasks: forwards to dates, backwards to slack, along what drives the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from collab_playbook.model.event import Instance
    from collab_playbook.schedule.calendar import Calendar
    from collab_playbook.schedule.network import Task

_A_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From the first day to the last; ``worked`` is the last day of work, waiting comes after."""

    start: date
    worked: date
    end: date


class Length(NamedTuple):
    """How long a task takes."""

    work_days: int
    waiting_days: int = 0


@dataclass(frozen=True)
class Wishes:
    """What a person wants to try: other lengths, other days to begin on."""

    lengths: Mapping[Instance, Length] = field(default_factory=dict)
    starts: Mapping[Instance, date] = field(default_factory=dict)
    start: date | None = None

    def length(self, task: Task) -> Length:
        """How long a task takes if it goes as wished."""
        return self.lengths.get(task.instance, Length(task.work_days, task.waiting_days))


AS_IT_IS = Wishes()


def planned(tasks: Sequence[Task], calendar: Calendar, start: date) -> list[Span]:
    """The dates as planned: everything as early as it can be, whatever has happened since."""
    spans: list[Span] = []
    for task in tasks:
        first = max(start, task.released or start)
        number = _earliest(calendar, first, spans, task.planned_after)
        spans.append(_span(calendar, number, Length(task.work_days, task.waiting_days)))
    return spans


def forecast(
    tasks: Sequence[Task], calendar: Calendar, start: date, today: date, wishes: Wishes = AS_IT_IS
) -> list[Span]:
    """The dates as they will be: what is done on its days, the rest from today on."""
    spans: list[Span] = []
    for task in tasks:
        if task.began is not None and task.ended is not None:
            spans.append(Span(min(task.began, task.ended), task.ended, task.ended))
        elif task.began is not None:
            spans.append(_under_way(calendar, task.began, today, wishes.length(task)))
        else:
            days = (start, today, task.released, task.review, wishes.start)
            first = max(day for day in (*days, wishes.starts.get(task.instance)) if day is not None)
            number = _earliest(calendar, first, spans, task.waits_for)
            spans.append(_span(calendar, number, wishes.length(task)))
    return spans


def _earliest(calendar: Calendar, first: date, spans: Sequence[Span], after: Iterable[int]) -> int:
    """The number of the first working day after all of these, no earlier than a day."""
    latest = max((spans[at].end for at in after), default=None)
    number = calendar.number(first)
    return number if latest is None else max(number, calendar.number(latest + _A_DAY))


def _span(calendar: Calendar, number: int, length: Length) -> Span:
    worked = calendar.day(number + length.work_days - 1)
    waited = worked + timedelta(days=length.waiting_days)
    return Span(calendar.day(number), worked, calendar.on_or_after(waited))


def _under_way(calendar: Calendar, began: date, today: date, length: Length) -> Span:
    """A task that has begun ends when it was to end, and not before today."""
    usual = _span(calendar, calendar.number(began), length)
    end = max(usual.end, calendar.on_or_after(today))
    return Span(began, usual.worked if length.waiting_days else end, end)


def driving(tasks: Sequence[Task], spans: Sequence[Span], calendar: Calendar) -> list[int]:
    """The critical path: from the task that ends last back along what each had to wait for.

    Positions from first to last. The path begins where a task waited for nothing but its day.
    """
    if not tasks:
        return []
    here: int | None = max(range(len(tasks)), key=lambda at: (spans[at].end, -at))
    path: list[int] = []
    while here is not None:
        path.append(here)
        here = _driver(tasks[here], spans[here], spans, calendar)
    return path[::-1]


def _driver(task: Task, span: Span, spans: Sequence[Span], calendar: Calendar) -> int | None:
    """What a task had to wait for; what was begun before its needs were met waited for nothing."""
    after = task.waits_for if task.began is None else task.planned_after
    latest = max(after, key=lambda at: (spans[at].end, -at), default=None)
    if latest is None:
        return None
    if task.began is not None:
        return latest if spans[latest].end <= span.end else None
    drives = calendar.number(spans[latest].end + _A_DAY) == calendar.number(span.start)
    return latest if drives else None


def slack(
    tasks: Sequence[Task],
    spans: Sequence[Span],
    calendar: Calendar,
    wishes: Wishes = AS_IT_IS,
) -> list[int | None]:
    """For each task, by how many working days it may slip and the end stay; ``None`` once done.

    A day that a wait would give away because it ends on a day off is not counted.
    """
    end = max((calendar.number(span.end) for span in spans), default=0)
    latest = [end] * len(tasks)
    found: list[int | None] = [None] * len(tasks)
    for at in range(len(tasks) - 1, -1, -1):
        task, span = tasks[at], spans[at]
        if task.ended is not None:
            continue
        found[at] = latest[at] - calendar.number(span.end)
        if task.began is not None:
            continue
        begins = _latest_start(calendar, span, latest[at], wishes.length(task))
        found[at] = begins - calendar.number(span.start)
        for before in task.waits_for:
            latest[before] = min(latest[before], begins - 1)
    return found


def _latest_start(calendar: Calendar, span: Span, end: int, length: Length) -> int:
    """The last day to begin on, as a number, and be at the end on a working day of that number."""
    as_long = end - (calendar.number(span.end) - calendar.number(span.start))
    worked = calendar.on_or_before(calendar.day(end) - timedelta(days=length.waiting_days))
    return min(as_long, calendar.number(worked) - length.work_days + 1)
