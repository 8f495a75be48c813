"""From a board to its schedule: what is dated, what it waits for, what it is measured against."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.lifecycle import skip, submit
from collab_playbook.model.event import Draft
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.dating import Wishes
from collab_playbook.schedule.network import network_of
from collab_playbook.schedule.schedule import Schedule, moves, schedule_of

if TYPE_CHECKING:
    from collab_playbook.engine.process import Process

WEEKDAYS = Calendar()
GATE = {"id": "go", "title": "Go", "criteria": [{"id": "c", "text": "C", "that": "aim.x == 'a'"}]}
PHASES = [{"id": "frame", "title": "Frame"}, {"id": "build", "title": "Build", "gate": GATE}]
MONDAY = date(2026, 3, 2)


def asking(step_id: str, number: int = 1, **keys: Any) -> dict[str, Any]:
    return step(step_id, number, questions=[question("x")], **keys)


def gated() -> Process:
    return process(
        asking("aim"), asking("team", 2), asking("make", 3, phase="build"), phases=PHASES
    )


def at(journal: Journal, day: date) -> Schedule:
    return schedule_of(
        journal.at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)).board, WEEKDAYS
    )


def done(journal: Journal, step_id: str, began: date, ended: date) -> None:
    instance, hour = programme(step_id), 9
    for day, what in ((began, "answer"), (ended, "submit")):
        journal.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        view = journal.view
        if what == "answer":
            asked = view.process.playbook.questions_of(step_id)[0]
            journal.append(answer(view, Entry(instance, asked, "a"), LEAD))
        else:
            journal.append(submit(view, instance, LEAD))


def days(schedule: Schedule) -> dict[str, tuple[date, date]]:
    return {row.instance.path: row.forecast[::2] for row in schedule.rows}


def test_a_phase_waits_for_what_its_gate_reads() -> None:
    schedule = schedule_of(Journal(gated()).board, WEEKDAYS)

    assert days(schedule) == {
        "aim": (MONDAY, date(2026, 3, 6)),
        "team": (MONDAY, date(2026, 3, 6)),
        "make": (date(2026, 3, 9), date(2026, 3, 13)),
    }
    assert [row.instance.path for row in schedule.path] == ["aim", "make"]
    assert [(gate.path, gate.on, gate.verdict) for gate in schedule.gates] == [
        ("go", date(2026, 3, 6), "")
    ]


def test_a_gate_on_hold_is_waited_for_until_its_review() -> None:
    journal = Journal(gated())
    data = {"gate": "go", "verdict": "hold", "role": "", "review": "2026-04-01"}
    journal.append((Draft("gate_decided", "programme", None, 1, data),))

    schedule = schedule_of(journal.board, WEEKDAYS)

    assert days(schedule)["make"] == (date(2026, 4, 1), date(2026, 4, 7))
    assert schedule.gates[0].on == date(2026, 4, 1)


def test_a_gate_that_was_opened_has_its_day_and_holds_nothing_up() -> None:
    journal = Journal(gated())
    data = {"gate": "go", "verdict": "go", "role": ""}
    journal.append((Draft("gate_decided", "programme", None, 1, data),))

    schedule = at(journal, date(2026, 3, 4))

    assert days(schedule)["make"][0] == date(2026, 3, 4)
    assert schedule.gates[0].on == MONDAY


def test_a_skipped_step_has_no_dates_and_holds_nothing_up() -> None:
    journal = Journal(process(step("aim"), step("team", 2, needs=["aim"])))
    journal.append(skip(journal.view, programme("aim"), "Known already."))

    assert days(schedule_of(journal.board, WEEKDAYS)) == {"team": (MONDAY, date(2026, 3, 6))}


def test_slip_is_told_by_step_by_phase_and_in_all() -> None:
    journal = Journal(gated())
    done(journal, "aim", MONDAY, date(2026, 3, 10))

    schedule = at(journal, date(2026, 3, 12))

    assert schedule.start == MONDAY
    assert {row.instance.path: row.slip for row in schedule.rows} == {
        "aim": 2,
        "team": 8,
        "make": 3,
    }
    assert {each.id: each.slip for each in schedule.stretches} == {"frame": 8, "build": 3}
    assert (schedule.planned_end, schedule.end, schedule.slip) == (
        date(2026, 3, 13),
        date(2026, 3, 18),
        3,
    )


def test_the_start_is_what_the_playbook_says_until_a_step_has_begun() -> None:
    playbook = process(
        asking("aim"),
        org=[question("name"), question("start", type="date")],
        schedule={"starts": "org.start"},
    )
    journal = Journal(playbook)
    starts = playbook.playbook.org[1]
    journal.append(answer(journal.view, Entry(programme("org"), starts, "2026-04-01"), LEAD))

    assert schedule_of(journal.board, WEEKDAYS).start == date(2026, 4, 1)
    done(journal, "aim", date(2026, 3, 3), date(2026, 3, 4))
    assert schedule_of(journal.board, WEEKDAYS).start == date(2026, 3, 3)


def test_a_trial_moves_the_forecast_and_not_the_plan() -> None:
    board = Journal(gated()).board
    before = schedule_of(board, WEEKDAYS)

    after = schedule_of(board, WEEKDAYS, Wishes(start=date(2026, 3, 9)))

    assert after.planned_end == before.planned_end
    assert [(move.row.instance.path, move.days) for move in moves(before, after, WEEKDAYS)] == [
        ("aim", 5),
        ("team", 5),
        ("make", 5),
    ]


def test_steps_that_wait_for_one_another_are_dated_all_the_same() -> None:
    board = Journal(
        process(step("a", needs=["c"]), step("b", 2, needs=["a"]), step("c", 3, needs=["b"]))
    ).board

    tasks = network_of(board).tasks

    assert [(task.instance.step, task.needs) for task in tasks] == [
        ("a", ()),
        ("b", (0,)),
        ("c", (1,)),
    ]


OPENING = {
    "id": "opening",
    "title": "Opening",
    "circles": ["friends"],
    "criteria": [{"id": "c", "text": "C", "that": "programme.aim.done"}],
}
KINDS = {"id": "circles", "title": "Circles", "records": [{"id": "friends", "title": "Friends"}]}


def with_a_circle() -> Journal:
    journal = Journal(
        process(
            asking("aim", scopes=["programme", "circle"]),
            asking("team", 2, scopes=["circle"], needs=["aim"]),
            asking("roof", 3),
            gates=[OPENING],
            catalogues=[KINDS],
        )
    )
    data = {"id": "pals", "title": "Pals", "kind": "friends"}
    journal.append((Draft("circle_added", "programme", None, 1, data),))
    return journal


def test_a_circle_is_dated_as_a_whole_after_what_its_gate_reads() -> None:
    schedule = schedule_of(with_a_circle().board, WEEKDAYS)

    assert days(schedule) == {
        "aim": (MONDAY, date(2026, 3, 6)),
        "roof": (MONDAY, date(2026, 3, 6)),
        "employees/team": (date(2026, 3, 9), date(2026, 3, 13)),
        "pals/aim": (date(2026, 3, 9), date(2026, 3, 13)),
        "pals/team": (date(2026, 3, 16), date(2026, 3, 20)),
    }
    assert [(each.id, len(each.rows)) for each in schedule.stretches] == [
        ("frame", 2),
        ("circle:employees", 1),
        ("circle:pals", 2),
    ]
    assert [gate.path for gate in schedule.gates] == ["pals/opening"]


def test_a_circle_that_was_stopped_has_no_dates() -> None:
    journal = with_a_circle()
    data = {"gate": "opening", "verdict": "stop", "role": ""}
    journal.append((Draft("gate_decided", "circle:pals", None, 1, data),))

    assert [path for path in days(schedule_of(journal.board, WEEKDAYS)) if "pals" in path] == []


def test_a_circle_is_not_planned_before_it_came_into_being() -> None:
    journal = with_a_circle()
    done(journal, "aim", MONDAY, date(2026, 3, 6))
    journal.now = datetime(2026, 5, 4, 9, tzinfo=UTC)
    data = {"id": "mates", "title": "Mates", "kind": "friends"}
    journal.append((Draft("circle_added", "programme", None, 1, data),))

    rows = {row.instance.path: row for row in at(journal, date(2026, 5, 4)).rows}

    assert rows["mates/aim"].planned.start == date(2026, 5, 4)
    assert rows["mates/aim"].slip == 0
    assert rows["pals/aim"].slip > 0
