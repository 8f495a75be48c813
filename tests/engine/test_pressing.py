from __future__ import annotations

from datetime import UTC, date, datetime

from build import Journal, process, programme, question, step
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.pressing import Pressing, due_now
from rings import plan, read, running, verdict


def test_a_repeat_is_pressing_from_its_day_on() -> None:
    repeat = {"every": "P1M", "questions": ["mood"]}
    what = process(step("goal", questions=[question("mood")], repeat=repeat))
    journal = Journal(what)
    journal.append(submit(journal.view, programme("goal"), "Ann"))
    found = [
        due_now(journal.at(datetime(2026, *day, 9, tzinfo=UTC)).board)
        for day in ((4, 1), (4, 2), (4, 20))
    ]
    due = date(2026, 4, 2)
    assert found == [
        (),
        (Pressing(due, "goal", "'Goal' comes back", "due"),),
        (Pressing(due, "goal", "'Goal' comes back", "overdue"),),
    ]


def test_conditions_and_holds_are_pressing_from_their_day_on() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "12")
    conditions = ((date(2026, 4, 1), "Half are active"), (date(2026, 6, 1), "Rules are tried"))
    journal.append(verdict(journal, "friends/outside", "go_with_conditions", conditions=conditions))
    plan(journal, "customers")
    journal.append(verdict(journal, "customers/further", "hold", reason="Too soon."))
    now = journal.at(datetime(2026, 4, 9, 9, tzinfo=UTC))
    assert due_now(now.board) == (
        Pressing(date(2026, 4, 1), "friends/outside", "condition 1: Half are active", "overdue"),
        Pressing(
            date(2026, 4, 2),
            "customers/further",
            "'Further out' is held, to be looked at again",
            "due",
        ),
    )
