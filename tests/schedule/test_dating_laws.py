"""What holds of dates whatever the tasks and the calendar; networkx gives a second opinion."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.schedule.dating import Length, Wishes, driving, forecast, planned, slack
from collab_playbook.schedule.network import Task
from schedule.networks import EVERY_DAY, START, calendars, networks

if TYPE_CHECKING:
    from collab_playbook.schedule.calendar import Calendar

Tasks = tuple[Task, ...]


@given(networks(), calendars)
def test_no_step_starts_before_its_needs_end_and_every_day_is_a_working_day(
    tasks: Tasks, calendar: Calendar
) -> None:
    spans = planned(tasks, calendar, START)

    for task, span in zip(tasks, spans, strict=True):
        assert all(calendar.is_working(day) for day in span)
        assert span.start >= START
        assert all(spans[at].end < span.start for at in task.needs)
        assert calendar.between(span.start, span.worked) == task.work_days - 1
        assert span.end >= span.worked + timedelta(days=task.waiting_days)


@given(networks(), calendars, st.data())
def test_a_longer_step_never_makes_the_end_earlier(
    tasks: Tasks, calendar: Calendar, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(tasks) - 1))
    longer = list(tasks)
    longer[at] = replace(
        tasks[at],
        work_days=tasks[at].work_days + data.draw(st.integers(0, 9)),
        waiting_days=tasks[at].waiting_days + data.draw(st.integers(0, 9)),
    )

    before = planned(tasks, calendar, START)
    after = planned(longer, calendar, START)

    assert all(late.end >= early.end for early, late in zip(before, after, strict=True))


@given(networks(), calendars)
def test_the_critical_path_has_no_slack_and_adds_up_to_the_total(
    tasks: Tasks, calendar: Calendar
) -> None:
    spans = planned(tasks, calendar, START)
    path = driving(tasks, spans, calendar)
    loose = slack(tasks, spans, calendar)

    first, last = calendar.on_or_after(START), max(span.end for span in spans)
    lengths = [calendar.between(spans[at].start, spans[at].end) + 1 for at in path]
    assert [loose[at] for at in path] == [0] * len(path)
    assert sum(lengths) == calendar.between(first, last) + 1


@given(networks(), calendars, st.data())
def test_a_step_may_slip_by_its_slack_and_the_end_stays(
    tasks: Tasks, calendar: Calendar, data: st.DataObject
) -> None:
    spans = forecast(tasks, calendar, START, START)
    at = data.draw(st.integers(0, len(tasks) - 1))
    room = slack(tasks, spans, calendar)[at]
    assert room is not None
    later = calendar.day(calendar.number(spans[at].start) + room)

    slipped = forecast(tasks, calendar, START, START, Wishes(starts={tasks[at].instance: later}))

    assert max(span.end for span in slipped) == max(span.end for span in spans)


@given(networks(longest_wait=0), calendars)
def test_one_day_more_than_its_slack_moves_the_end_where_nobody_waits(
    tasks: Tasks, calendar: Calendar
) -> None:
    spans = forecast(tasks, calendar, START, START)
    end = max(span.end for span in spans)
    for task, span, room in zip(tasks, spans, slack(tasks, spans, calendar), strict=True):
        assert room is not None
        later = calendar.day(calendar.number(span.start) + room + 1)
        slipped = forecast(tasks, calendar, START, START, Wishes(starts={task.instance: later}))
        assert max(each.end for each in slipped) > end


@given(networks())
def test_without_days_off_the_total_is_the_longest_path(tasks: Tasks) -> None:
    graph: nx.DiGraph[int | str] = nx.DiGraph()
    graph.add_node("end")
    for at, task in enumerate(tasks):
        length = task.work_days + task.waiting_days
        graph.add_edge(at, "end", weight=length)
        for before in task.needs:
            weight = tasks[before].work_days + tasks[before].waiting_days
            graph.add_edge(before, at, weight=weight)

    spans = planned(tasks, EVERY_DAY, START)

    total = (max(span.end for span in spans) - START).days + 1
    assert total == nx.dag_longest_path_length(graph)


@given(networks(), calendars)
def test_a_wish_for_the_usual_length_changes_nothing(tasks: Tasks, calendar: Calendar) -> None:
    usual = {task.instance: Length(task.work_days, task.waiting_days) for task in tasks}

    assert forecast(tasks, calendar, START, START, Wishes(usual)) == planned(tasks, calendar, START)


@given(networks(), calendars, st.data())
def test_what_has_not_begun_waits_for_its_needs_whatever_has_happened(
    tasks: Tasks, calendar: Calendar, data: st.DataObject
) -> None:
    today = START + timedelta(days=data.draw(st.integers(0, 90)))
    mixed = []
    for task in tasks:
        began = data.draw(st.none() | st.dates(START, today))
        ended = data.draw(st.none() | st.dates(began, today)) if began is not None else None
        mixed.append(replace(task, began=began, ended=ended))

    spans = forecast(mixed, calendar, START, today)

    for task, span in zip(mixed, spans, strict=True):
        if task.ended is not None:
            assert (span.start, span.end) == (task.began, task.ended)
            continue
        assert calendar.is_working(span.end)
        assert span.end >= today
        if task.began is None:
            assert span.start >= today
            assert all(spans[at].end < span.start for at in task.needs)
    loose = slack(mixed, spans, calendar)
    assert all(room is None or room >= 0 for room in loose)
    path = driving(mixed, spans, calendar)
    assert max(span.end for span in spans) == spans[path[-1]].end
