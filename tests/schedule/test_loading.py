"""The load of people: roles times holders, hours agreed in answers, and what is too much."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.lifecycle import submit
from collab_playbook.model.workspace import Person
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.load import NONE, Hours, Load, Warned
from collab_playbook.schedule.loading import load_of
from collab_playbook.schedule.schedule import schedule_of

CATALOGUE = {
    "id": "roles",
    "title": "Roles",
    "records": [
        {"id": "sponsor", "title": "Sponsor", "hours_before": "2", "hours_after": "1"},
        {"id": "lead", "title": "Lead", "hours_before": "10", "hours_after": "8.5"},
        {"id": "guest", "title": "Guest"},
    ],
}
SEATS = {
    "type": "records",
    "fields": [
        {"id": "person", "type": "person", "label": "Person"},
        {"id": "hours", "type": "decimal", "label": "Hours"},
        {"id": "later", "type": "decimal", "label": "Later"},
    ],
}
ANN = Person(name="Ann", email="ann@example.org", roles=("lead", "sponsor"))
BEN = Person(name="Ben", roles=("lead",))


def hours(before: str, after: str) -> Hours:
    return Hours(Decimal(before), Decimal(after))


def loaded(*people: Person, seats: Any = None, done: bool = False, **load: Any) -> Load:
    aim = step("aim", questions=[question("seats", **SEATS)])
    journal = Journal(
        process(aim, step("make", 2), catalogues=[CATALOGUE], load={"launch": "aim", **load})
    )
    if seats is not None:
        asked = journal.process.playbook.questions_of("aim")[0]
        journal.append(answer(journal.view, Entry(programme("aim"), asked, seats), LEAD))
    if done:
        journal.append(submit(journal.view, programme("aim"), LEAD))
    board = journal.board
    return load_of(board, people, schedule_of(board, Calendar()))


def seat(name: str, email: str = "", **more: str) -> dict[str, Any]:
    return {"person": {"name": name, "email": email, "function": ""}, **more}


def test_hours_are_those_of_the_roles_that_somebody_holds() -> None:
    load = loaded(ANN, BEN)

    assert [(p.person.name, p.asked, p.agreed) for p in load.people] == [
        ("Ann", hours("12", "9.5"), NONE),
        ("Ben", hours("10", "8.5"), NONE),
    ]
    assert [(r.role, r.hours, r.holders) for r in load.roles] == [
        ("sponsor", hours("2", "1"), ("Ann",)),
        ("lead", hours("20", "17.0"), ("Ann", "Ben")),
        ("guest", NONE, ()),
    ]
    assert load.warnings == (Warned("no_holder", "Guest"),)


def test_hours_agreed_for_a_role_count_instead_and_make_a_holder() -> None:
    agreed = [{"role": "lead", "answer": "aim.seats", "before": "hours"}]
    seats = [seat("Ann", "ANN@example.org", hours="4"), seat("Cid", hours="12")]

    load = loaded(ANN, seats=seats, hours=agreed)

    assert [(p.person.name, p.asked) for p in load.people] == [
        ("Ann", hours("6", "9.5")),
        ("Cid", hours("12", "8.5")),
    ]
    assert load.warnings == (
        Warned("role", "Lead", Decimal(10), Decimal(4), ("Ann",)),
        Warned("no_holder", "Guest"),
    )


def test_seats_of_one_person_add_up() -> None:
    agreed = [{"role": "lead", "answer": "aim.seats", "after": "later"}]

    load = loaded(seats=[seat("Ann", later="3"), seat("ann", later="2")], hours=agreed)

    assert [(p.person.name, p.asked) for p in load.people] == [("Ann", hours("10", "5"))]


def test_roles_that_ask_more_than_is_agreed_in_all_are_told() -> None:
    agreed = [{"answer": "aim.seats", "before": "hours", "after": "later"}]
    seats = [seat("Ann", "ann@example.org", hours="8", later="9")]

    before = loaded(ANN, seats=seats, hours=agreed)
    after = loaded(ANN, seats=seats, hours=agreed, done=True)

    assert before.warnings[0] == Warned("agreed", "Ann", Decimal(12), Decimal(8))
    assert after.is_launched
    assert after.warnings[0] == Warned("agreed", "Ann", Decimal("9.5"), Decimal(9))


def test_too_many_hours_are_told_as_agreed_or_else_as_the_roles_ask() -> None:
    assert Warned("hours", "Ann", Decimal(12), Decimal(11)) in loaded(ANN, most_hours=11).warnings
    agreed = [{"answer": "aim.seats", "before": "hours", "after": "later"}]
    seats = [seat("Ann", "ann@example.org", hours="30", later="9")]

    assert (
        Warned("hours", "Ann", Decimal(30), Decimal(20))
        in loaded(ANN, seats=seats, hours=agreed).warnings
    )


def test_answering_for_too_many_steps_is_told() -> None:
    load = loaded(ANN, most_accountable=1)

    assert load.people[0].accountable == ("aim", "make")
    assert load.warnings[0] == Warned("accountable", "Ann", Decimal(2), Decimal(1))


def test_two_people_of_one_name_with_addresses_are_two() -> None:
    other = Person(name="Ann", email="other@example.org", roles=("guest",))

    assert [len(p.roles) for p in loaded(ANN, other).people] == [2, 1]
