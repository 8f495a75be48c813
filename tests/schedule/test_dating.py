from __future__ import annotations

from dataclasses import replace
from datetime import date

from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.dating import Span, Wishes, driving, forecast, planned, slack
from schedule.networks import task

WEEKDAYS = Calendar()
MONDAY = date(2026, 3, 2)


def days(*texts: str) -> Span:
    return Span(*(date.fromisoformat(f"2026-{text}") for text in texts))


def test_work_is_counted_in_working_days_and_waiting_in_calendar_days() -> None:
    tasks = [task(1, 5), task(2, 2, 10, 0), task(3, 1, 0, 1)]

    assert planned(tasks, WEEKDAYS, MONDAY) == [
        days("03-02", "03-06", "03-06"),
        days("03-09", "03-10", "03-20"),
        days("03-23", "03-23", "03-23"),
    ]


def test_a_wait_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert planned([task(1, 1, 5)], WEEKDAYS, MONDAY) == [days("03-02", "03-02", "03-09")]


def test_what_is_done_keeps_its_days_and_what_is_late_pushes() -> None:
    done = replace(task(1, 5), began=MONDAY, ended=date(2026, 3, 14))
    late = replace(task(2, 2, 0, 0), began=date(2026, 3, 16))
    tasks = [done, late, task(3, 3, 0, 1)]

    spans = forecast(tasks, WEEKDAYS, MONDAY, date(2026, 3, 25))

    assert spans == [
        days("03-02", "03-14", "03-14"),
        days("03-16", "03-25", "03-25"),
        days("03-26", "03-30", "03-30"),
    ]
    assert slack(tasks, spans, WEEKDAYS) == [None, 0, 0]
    assert driving(tasks, spans, WEEKDAYS) == [0, 1, 2]


def test_what_has_not_begun_begins_today_at_the_earliest() -> None:
    assert forecast([task(1, 1)], WEEKDAYS, MONDAY, date(2026, 3, 21)) == [
        days("03-23", "03-23", "03-23")
    ]


def test_a_step_that_waits_is_not_worked_on_until_today() -> None:
    waiting = replace(task(1, 2, 30), began=MONDAY)

    assert forecast([waiting], WEEKDAYS, MONDAY, date(2026, 3, 20)) == [
        days("03-02", "03-03", "04-02")
    ]
    assert forecast([waiting], WEEKDAYS, MONDAY, date(2026, 4, 20)) == [
        days("03-02", "03-03", "04-20")
    ]


def test_the_critical_path_begins_where_a_step_waited_for_a_day_alone() -> None:
    tasks = [task(1, 5), task(2, 1, 0, 0)]
    wish = Wishes(starts={tasks[1].instance: date(2026, 3, 16)})

    spans = forecast(tasks, WEEKDAYS, MONDAY, MONDAY, wish)

    assert driving(tasks, spans, WEEKDAYS) == [1]
    assert slack(tasks, spans, WEEKDAYS, wish) == [5, 0]


def test_an_open_gate_holds_nothing_up_any_more() -> None:
    gated = replace(task(2, 1), gated=(0,), passed=frozenset({0}))

    tasks = [task(1, 5), gated]

    assert planned(tasks, WEEKDAYS, MONDAY)[1] == days("03-09", "03-09", "03-09")
    assert forecast(tasks, WEEKDAYS, MONDAY, MONDAY)[1] == days("03-02", "03-02", "03-02")
