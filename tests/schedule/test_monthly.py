"""Hours of roles month by month: as many weeks as a month has working days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.lifecycle import submit
from collab_playbook.model.event import Draft
from collab_playbook.model.workspace import Person
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.load import Hours
from collab_playbook.schedule.loading import load_of
from collab_playbook.schedule.monthly import Monthly, RoleMonths, monthly
from collab_playbook.schedule.schedule import schedule_of

ROLES = {
    "id": "roles",
    "title": "Roles",
    "records": [
        {"id": "lead", "title": "Lead", "hours_before": "10", "hours_after": "5"},
        {"id": "sponsor", "title": "Sponsor", "hours_before": "2"},
    ],
}
ANN = Person(name="Ann", roles=("lead",))
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
"""May 2026 has 21 days from Monday to Friday, June has 22."""


def counted(*, done: date | None = None, **load: str) -> Monthly:
    """The hours of a programme of 30 working days from 1 May, whose launch is after 15."""
    launch = step("launch", questions=[], duration={"work_days": 15})
    rest = step("rest", 2, needs=["launch"], duration={"work_days": 15})
    what = process(
        launch,
        rest,
        org=[question("start", type="date")],
        schedule={"starts": "org.start"},
        catalogues=[ROLES],
        load=load,
    )
    journal = Journal(what, datetime(2026, 5, 1, tzinfo=UTC))
    told = {"question": "start", "value": "2026-05-01", "source": "typed"}
    journal.append([Draft("answered", "programme", "org", 1, told)])
    if done is not None:
        journal.append(
            submit(journal.view, programme("launch"), LEAD),
            at=datetime(done.year, done.month, done.day, tzinfo=UTC),
        )
    calendar, board = Calendar(), journal.board
    schedule = schedule_of(board, calendar)
    return monthly(load_of(board, (ANN,), schedule), schedule, calendar)


def test_hours_before_the_launch_count_until_its_day_and_those_after_it_from_then() -> None:
    hours = Hours(Decimal(10), Decimal(5))
    lead = RoleMonths("lead", "Lead", ("Ann",), hours, (Decimal(36), Decimal(22)))

    assert counted(launch="launch") == Monthly((MAY, JUNE), (lead,))


def test_a_launch_that_has_been_counts_on_its_day() -> None:
    (lead,) = counted(done=MAY, launch="launch").roles

    assert lead.by_month == (Decimal(22), Decimal(22))


def test_without_a_launch_the_hours_before_it_count_all_along() -> None:
    (lead,) = counted().roles

    assert lead.by_month == (Decimal(42), Decimal(44))
