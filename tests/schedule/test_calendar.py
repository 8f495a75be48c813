from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from collab_playbook.model.workspace import WorkCalendar
from collab_playbook.schedule.calendar import Calendar, calendar_of
from schedule.networks import START, calendars

DAYS = [START + timedelta(days=n) for n in range(500)]


@given(calendars)
def test_working_days_are_numbered_one_after_another(calendar: Calendar) -> None:
    working = [day for day in DAYS if calendar.is_working(day)]
    first = calendar.number(working[0])

    assert [calendar.number(day) for day in working] == list(range(first, first + len(working)))
    assert [calendar.day(calendar.number(day)) for day in working] == working


@given(calendars)
def test_a_day_off_leads_to_the_nearest_working_days(calendar: Calendar) -> None:
    working = [day for day in DAYS if calendar.is_working(day)]
    for day in DAYS[:300]:
        assert calendar.on_or_after(day) == next(each for each in working if each >= day)
        before = [each for each in working if each <= day]
        if before:
            assert calendar.on_or_before(day) == before[-1]


def test_a_setting_gives_week_holidays_and_closures() -> None:
    setting = WorkCalendar.model_validate(
        {
            "working_days": ["mon", "tue", "sat"],
            "closures": [{"from": "2026-08-03", "to": "2026-08-04", "reason": "Summer"}],
        }
    )

    calendar = calendar_of(setting, [date(2026, 7, 14)])

    july_and_august = [date(2026, 7, 10) + timedelta(days=n) for n in range(28)]
    assert [day for day in july_and_august if calendar.is_working(day)] == [
        date(2026, 7, 11),
        date(2026, 7, 13),
        date(2026, 7, 18),
        date(2026, 7, 20),
        date(2026, 7, 21),
        date(2026, 7, 25),
        date(2026, 7, 27),
        date(2026, 7, 28),
        date(2026, 8, 1),
    ]
