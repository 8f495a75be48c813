from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.language.period import Period

periods = st.builds(Period, st.integers(0, 3), st.integers(0, 30), st.integers(0, 400))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P1Y", Period(years=1)),
        ("P3M", Period(months=3)),
        ("P2W", Period(days=14)),
        ("P10D", Period(days=10)),
        ("P1Y6M1W2D", Period(1, 6, 9)),
        ("P0D", Period()),
    ],
)
def test_a_period_is_read(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text", ["", "P", "3M", "p3m", "P-3M", "P1.5M", "P3", "PT", "P1D1M", "P٣M", "P1M\n"]
)
def test_what_is_no_period_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(
        ValueError, match="write a period of years, months, weeks or days such as P1Y"
    ):
        Period.parse(text)


def test_hours_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'P1DT2H' counts hours, minutes or seconds"):
        Period.parse("P1DT2H")


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2026-01-30", "P1M1D", "2026-03-01"),
        ("2026-12-15", "P1M", "2027-01-15"),
        ("2026-01-05", "P2W", "2026-01-19"),
    ],
)
def test_a_date_moves_along_the_calendar(start: str, period: str, end: str) -> None:
    assert Period.parse(period).after(date.fromisoformat(start)) == date.fromisoformat(end)


def test_months_are_counted_from_the_first_day_so_that_the_31st_comes_back() -> None:
    monthly = Period.parse("P1M")
    days = [monthly.times(count).after(date(2026, 1, 31)) for count in (1, 2, 3)]
    assert days == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_beyond_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError, match="outside the calendar"):
        Period(years=9000).after(date(2026, 1, 1))


@given(periods)
def test_a_period_reads_back_as_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods, periods, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_longer_period_ends_later_whatever_the_start(
    one: Period, other: Period, day: date
) -> None:
    ends = (one.after(day), other.after(day))
    match one.compared_to(other):
        case 1:
            assert ends[0] >= ends[1]
        case -1:
            assert ends[0] <= ends[1]
        case 0:
            assert ends[0] == ends[1]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_days_are_days(day: date, count: int) -> None:
    assert Period(days=count).after(day) == day + timedelta(days=count)
