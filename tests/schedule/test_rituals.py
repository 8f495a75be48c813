"""Rituals that were chosen come back in calendars from the end of their step on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import icalendar
import pytest

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry as Given
from collab_playbook.engine.answering import answer
from collab_playbook.engine.lifecycle import submit
from collab_playbook.files.calendar_file import RULES, calendar_file
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.entries import Entry
from collab_playbook.schedule.rituals import RHYTHMS, rituals_of
from collab_playbook.schedule.schedule import schedule_of

if TYPE_CHECKING:
    from collab_playbook.engine.process import Process

MOVES = {
    "id": "moves",
    "title": "Moves",
    "records": [
        {"id": "question", "title": "Question of the week", "rhythm": "weekly"},
        {"id": "figures", "title": "Read the figures", "rhythm": "monthly"},
        {"id": "surprise", "title": "A surprise"},
    ],
}
OWN = {
    "type": "records",
    "label": "Our own",
    "fields": [
        {"id": "what", "type": "text", "label": "What"},
        {
            "id": "often",
            "type": "choice",
            "label": "How often",
            "choices": [{"id": "quarterly", "text": "Q"}, {"id": "on_event", "text": "Sometimes"}],
        },
    ],
}
GIVEN = (
    ("chosen", ["question", "figures", "surprise"]),
    ("own", [{"what": "Lunch", "often": "quarterly"}, {"what": "Cake", "often": "on_event"}]),
)


def animation() -> Process:
    chosen = question("chosen", type="choices", label="Rituals", catalogue="moves")
    animate = step("animate", questions=[chosen, question("own", **OWN)], duration={"work_days": 2})
    schedule = {"rituals": ["animate.chosen", "animate.own.often"]}
    return process(animate, catalogues=[MOVES], schedule=schedule)


def answered(now: datetime) -> Journal:
    journal = Journal(animation(), now)
    for name, value in GIVEN:
        asked = journal.process.playbook.question("animate", name)
        assert asked is not None
        journal.append(answer(journal.view, Given(programme("animate"), asked, value), LEAD))
    return journal


def rituals(journal: Journal) -> tuple[Entry, ...]:
    return tuple(rituals_of(journal.view, schedule_of(journal.board, Calendar())))


def expected(day: date, by_months: date, *, is_certain: bool) -> tuple[Entry, ...]:
    note = "From the answers to animate."
    told = (
        ("chosen/question", "Rituals: Question of the week", day, "weekly"),
        ("chosen/figures", "Rituals: Read the figures", by_months, "monthly"),
        ("own/1", "Our own: Lunch", by_months, "quarterly"),
    )
    return tuple(
        Entry(f"ritual/animate.{key}", "ritual", title, on, on, note, is_certain, every)
        for key, title, on, every in told
    )


def test_a_ritual_begins_when_its_step_ends_and_is_certain_once_it_has() -> None:
    journal = answered(datetime(2026, 3, 2, 9, tzinfo=UTC))
    planned = date(2026, 3, 3)
    assert rituals(journal) == expected(planned, planned, is_certain=False)

    journal.append(submit(journal.view, programme("animate"), LEAD))

    done = date(2026, 3, 2)
    assert rituals(journal) == expected(done, done, is_certain=True)


@pytest.mark.parametrize(
    ("end", "first"),
    [("2026-01-28", "2026-01-28"), ("2026-04-29", "2026-05-01"), ("2026-12-31", "2027-01-01")],
)
def test_what_comes_back_by_months_begins_on_a_day_that_every_month_has(
    end: str, first: str
) -> None:
    journal = answered(datetime.fromisoformat(f"{end}T09:00:00+00:00"))
    journal.append(submit(journal.view, programme("animate"), LEAD))

    last, begins = date.fromisoformat(end), date.fromisoformat(first)
    assert rituals(journal) == expected(last, begins, is_certain=True)


def test_every_rhythm_has_a_rule_that_a_reader_understands() -> None:
    assert RULES.keys() == RHYTHMS
    day = date(2026, 3, 2)
    entries = [Entry(f"ritual/{r}", "ritual", r, day, day, every=r) for r in sorted(RHYTHMS)]

    data = calendar_file(entries, "Acme", "w1", datetime(2026, 3, 2, tzinfo=UTC), 1)

    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert {str(event["summary"]): event.decoded("rrule") for event in events} == {
        "daily": {"FREQ": ["DAILY"]},
        "fortnightly": {"FREQ": ["WEEKLY"], "INTERVAL": [2]},
        "monthly": {"FREQ": ["MONTHLY"]},
        "quarterly": {"FREQ": ["MONTHLY"], "INTERVAL": [3]},
        "weekly": {"FREQ": ["WEEKLY"]},
    }
