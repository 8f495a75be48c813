"""When a done step comes back: occurrences from civil dates, missed ones folded into the latest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.language.period import Period
from collab_playbook.model.event import Instance

if TYPE_CHECKING:
    from collab_playbook.engine.view import View
    from collab_playbook.model.standing import Flag
    from collab_playbook.model.step import Repeat, Step

SOON = timedelta(days=7)
GRACE = timedelta(days=7)
"""A repeat is due on its day and overdue a week later."""
_MOST_OCCURRENCES = 5000


class Recurrence(NamedTuple):
    """The next time a step comes back: which occurrence, on which day, and how pressing it is."""

    instance: Instance
    due: date
    flag: Flag | None


def recurrence(view: View, step: Step, instance: Instance) -> Recurrence | None:
    """The coming occurrence of a done step; ``None`` if it never comes back or is not done."""
    if step.repeat is None or view.record(instance).phase != "done":
        return None
    done = _days_done(view, instance)
    due = _next_day(step.repeat, done[0], done[-1], view.today)
    following = Instance(instance.scope, instance.step, len(done) + 1)
    return Recurrence(following, due, _flag(due, view.today))


def acting_on(view: View, instance: Instance) -> Instance:
    """The occurrence that a request means: a done step's open or due repeat, else the first."""
    step = view.process.playbook.step_by_id.get(instance.step)
    coming = recurrence(view, step, instance) if step is not None else None
    if coming is None:
        return instance
    begun = view.record(coming.instance).phase != "idle"
    return coming.instance if begun or coming.flag in {"due", "overdue"} else instance


def answered_in(view: View, instance: Instance, question: str) -> Instance:
    """The occurrence that holds an answer once it is given, so that it is the one in force.

    What comes back is answered in the repeat that is open or due; a correction in between goes
    where the answer stands. Everything else belongs to the first occurrence.
    """
    step = view.process.playbook.step_by_id.get(instance.step)
    if step is None or step.repeat is None or question not in step.repeat.questions:
        return instance
    acting = acting_on(view, instance)
    if acting != instance:
        return acting
    for occurrence in range(view.state.latest(instance.scope, instance.step), 1, -1):
        later = instance._replace(occurrence=occurrence)
        if question in view.record(later).answers:
            return later
    return instance


def comes_back(view: View, instance: Instance, question: str) -> bool:
    """Whether a question wants a reply anew, though an answer stands: its repeat is open or due."""
    meant = answered_in(view, instance, question)
    return meant.occurrence > 1 and question not in view.record(meant).answers


def _days_done(view: View, instance: Instance) -> list[date]:
    days = []
    for occurrence in range(1, _MOST_OCCURRENCES):
        record = view.record(instance._replace(occurrence=occurrence))
        if record.phase != "done":
            break
        days.append(date.fromisoformat(record.done_at[:10]))
    return days


def _next_day(repeat: Repeat, first: date, last: date, today: date) -> date:
    every = Period.parse(repeat.every)
    if repeat.anchor == "completion":
        return every.after(last)
    count = 1
    while every.times(count).after(first) <= last and count < _MOST_OCCURRENCES:
        count += 1
    while every.times(count + 1).after(first) <= today and count < _MOST_OCCURRENCES:
        count += 1
    return every.times(count).after(first)


def _flag(due: date, today: date) -> Flag | None:
    if today > due + GRACE:
        return "overdue"
    if today >= due:
        return "due"
    return "due_soon" if today >= due - SOON else None
