from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from build import LEAD, SPONSOR, Journal, process, question, step
from collab_playbook.engine.indicators import Course, Target, Trend, course, courses, sparkline
from collab_playbook.engine.measuring import (
    Measured,
    Misfit,
    record_all,
)
from collab_playbook.engine.reading_measures import read_reading_period, read_value
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.undoing import undo
from collab_playbook.model.event import Draft
from collab_playbook.model.playbook import Record

TODAY = date(2026, 3, 2)
CATALOGUE = {
    "id": "indicators",
    "title": "Indicators",
    "records": [
        {
            "id": "zero_reply_rate",
            "title": "Threads without a reply",
            "code": "K13",
            "unit": "%",
            "better": "down",
            "target_month_3": "below 15 %",
        },
        {"id": "first_reply", "title": "First reply", "code": "K14", "unit": "hours"},
        {"id": "belonging", "title": "Belonging", "code": "K36", "unit": "1 to 5", "better": "up"},
    ],
}
SELECTED = question("selected", type="choices", catalogue="indicators")
TARGETS = question(
    "targets",
    type="records",
    fields=[
        {"id": "indicator", "type": "choice", "label": "Which", "catalogue": "indicators"},
        {"id": "m3", "type": "decimal", "label": "Month 3"},
        {"id": "m12", "type": "decimal", "label": "Month 12"},
    ],
)


def _journal(**events: Any) -> Journal:
    what = process(step("a", questions=[SELECTED, TARGETS]), catalogues=[CATALOGUE])
    journal = Journal(what)
    journal.append([Draft("circle_added", "programme", None, 1, {"id": "friends"})])
    for name, value in events.items():
        journal.append([Draft("answered", "programme", "a", 1, {"question": name, "value": value})])
    return journal


def _record(journal: Journal, *readings: Measured, by: str = LEAD) -> None:
    drafts, misfits = record_all(journal.view, readings, "en")
    assert misfits == ()
    journal.append(drafts, by)


def _unit(unit: str) -> Record:
    return Record.model_validate({"id": "it", "title": "It", "unit": unit})


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2026-02", "2026-02"),
        ("2/2026", "2026-02"),
        ("February 2026", "2026-02"),
        ("févr. 2026", "2026-02"),
        ("2026-W9", "2026-W09"),
        ("week 9 2026", "2026-W09"),
        ("2026-02-28", "2026-02-28"),
        ("28 February 2026", "2026-02-28"),
        ("yesterday", "2026-03-01"),
        ("2026-03", "2026-03"),
    ],
)
def test_a_period_is_a_month_a_week_or_a_day(typed: str, period: str) -> None:
    assert read_reading_period(typed, TODAY) == period


@pytest.mark.parametrize(
    "typed", ["2026-04", "2026-W11", "tomorrow", "2026-13", "2025-W54", "soon"]
)
def test_a_period_that_is_none_or_has_not_begun_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"calendar|has not begun|no month, week or day"):
        read_reading_period(typed, TODAY)


@pytest.mark.parametrize(
    ("unit", "typed", "value"),
    [
        ("%", "12,5 %", "12.5"),
        ("%", "100", "100"),
        ("hours", "4 h", "4"),
        ("hours", "7.50", "7.5"),
        ("currency", "1 200 EUR", "1200"),
        ("% change", "-60 %", "-60"),
        ("% return", "1352%", "1352"),
        ("number", "3", "3"),
        ("", "-2", "-2"),
    ],
)
def test_a_value_is_a_number_in_the_unit(unit: str, typed: str, value: str) -> None:
    assert read_value(_unit(unit), typed, "en") == value


@pytest.mark.parametrize(
    ("unit", "typed", "why"),
    [
        ("%", "112", "112 % is no share of a whole"),
        ("%", "-1", "-1 % is no share"),
        ("1 to 5", "6", "6 is not between 1 and 5"),
        ("hours", "-1", "-1 is below nought, and hours cannot be"),
        ("hours", "12 %", "not a number .its unit is hours"),
        ("number", "many", "is not a number"),
        ("", "1" * 40, "at most 30 digits"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_reason(unit: str, typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_value(_unit(unit), typed, "en")


def test_everything_that_is_wrong_with_readings_is_told_at_once() -> None:
    entries = [
        Measured("freinds", "K31", "2027-01", "1"),
        Measured("", "K13", "2026-01", "101"),
        Measured("", "K13", "2026-02", "10"),
        Measured("", "zero_reply_rate", "2/2026", "11"),
        Measured("", "K14", "2026-02", ""),
    ]
    drafts, misfits = record_all(_journal().view, entries, "en")
    assert len(drafts) == 1
    assert misfits == (
        (0, Misfit("scope", "there is no circle or community 'freinds'; did you mean 'friends'?")),
        (
            0,
            Misfit("indicator", "there is no indicator 'K31'; did you mean 'K36 belonging'?"),
        ),
        (0, Misfit("period", "2027-01 has not begun: a reading is of what was")),
        (1, Misfit("value", "101 % is no share of a whole, which lies between 0 and 100 %")),
        (3, Misfit("period", "'zero_reply_rate' is read twice for 2026-02")),
        (
            4,
            Misfit(
                "value",
                "there is no reading of 'first_reply' for 2026-02 to take back; give a value",
            ),
        ),
    )


def test_a_second_reading_takes_the_place_of_the_first_and_undo_brings_it_back() -> None:
    journal = _journal()
    _record(journal, Measured("", "K13", "2026-01", "17"))
    _record(journal, Measured("", "K13", "2026-01", "16", "Agora"))
    held = journal.state.readings["programme", "zero_reply_rate"]
    assert [(r.value, r.source) for r in held] == [("16", "Agora")]
    assert journal.events[-1].data["was"] == journal.events[-2].id
    drafts, _ = record_all(journal.view, [Measured("", "K13", "2026-01", "16", "Agora")], "en")
    assert drafts == ()
    journal.append(undo(journal.view, journal.events, LEAD))
    assert journal.state.readings["programme", "zero_reply_rate"][0].value == "17"


def test_an_empty_value_takes_a_reading_back() -> None:
    journal = _journal()
    _record(journal, Measured("friends", "K13", "2026-01", "17"))
    _record(journal, Measured("circle:friends", "K13", "2026-01", " "))
    assert journal.state.readings == {}
    assert journal.state.oddities == ()


def test_a_reading_that_somebody_replaced_is_not_taken_back_under_them() -> None:
    journal = _journal()
    _record(journal, Measured("", "K13", "2026-01", "17"))
    _record(journal, Measured("", "K14", "2026-01", "9"), by=SPONSOR)
    _record(journal, Measured("", "K13", "2026-01", "16"), by=SPONSOR)
    reading = "'indicator recorded zero_reply_rate 2026-01'"
    assert undo(journal.view, journal.events, LEAD) == Refusal(
        (
            f"{reading} by Mathieu Perrillat cannot be taken back",
            f"{reading} by Claire Fontanel rests on it",
        )
    )


def test_readings_of_weeks_and_months_stand_in_the_order_of_their_last_days() -> None:
    journal = _journal()
    periods = ("2026-02", "2026-W06", "2026-01", "2026-02-28", "2025-W52")
    _record(journal, *(Measured("", "K14", period, "5") for period in periods))
    held = journal.state.readings["programme", "first_reply"]
    order = ["2025-W52", "2026-01", "2026-W06", "2026-02-28", "2026-02"]
    assert [r.period for r in held] == order


def test_a_reading_that_is_no_number_is_an_oddity_of_the_journal() -> None:
    journal = _journal()
    data = {"indicator": "first_reply", "period": "2026-01", "value": "lots"}
    journal.append([Draft("indicator_recorded", "programme", None, 1, data)])
    assert journal.state.readings == {}
    assert [oddity.reason for oddity in journal.state.oddities] == [
        "reads 'first_reply' as no number, or for no period of the calendar"
    ]


def test_what_is_read_or_chosen_has_a_course_with_its_trend_and_targets() -> None:
    targets = [{"indicator": "belonging", "m3": "3.2", "m12": "3.6"}]
    journal = _journal(selected=["belonging"], targets=targets)
    _record(journal, Measured("", "K13", "2026-01", "17"), Measured("", "K13", "2026-02", "15.5"))
    zero, belonging = courses(journal.view)
    assert (zero.chosen, zero.trend) == (False, Trend("down", "1.5", "better"))
    assert zero.targets == (Target("month 3", "below 15 %", ours=False),)
    assert (belonging.chosen, belonging.last, belonging.trend) == (True, None, None)
    assert belonging.targets == (
        Target("month 3", "3.2", ours=True),
        Target("month 12", "3.6", ours=True),
    )
    assert courses(journal.view, ["circle:friends"]) == ()
    gone = course(journal.view, "programme", "gone")
    assert gone == Course(Record(id="gone", title="gone", code=""), "programme", chosen=False)


def test_a_sparkline_runs_from_the_lowest_to_the_highest() -> None:
    course_of = [Decimal(n) for n in (1, 8, 4)]
    assert sparkline(course_of) == "▁█▄"
    assert sparkline(course_of, plain=True) == "184"
    assert sparkline([Decimal(3)] * 2) == "▄▄"
    assert sparkline([]) == ""


def test_two_branches_that_read_the_same_period_are_told_which_reading_stands() -> None:
    journal = _journal()
    here, _ = record_all(journal.view, [Measured("", "K14", "2026-01", "5")], "en")
    there, _ = record_all(journal.view, [Measured("", "K14", "2026-01", "6")], "en")
    journal.append(here)
    journal.append(there, SPONSOR)
    assert journal.state.readings["programme", "first_reply"][0].value == "6"
    told = "'first_reply' for 2026-01 was read on two branches; the later reading, by"
    assert [each.reason for each in journal.state.oddities] == [f"{told} {SPONSOR}, stands"]
