from __future__ import annotations

from build import LEAD, SPONSOR, Journal, process, question, step
from collab_playbook.engine.learning import add_lesson, apply_lesson, applying, offered
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.undoing import undo
from collab_playbook.model.event import Draft, Instance

RULES = step("rules", scopes=["programme", "circle", "community"], questions=[question("x")])
FRIENDS = Instance("circle:friends", "rules")


def _journal() -> Journal:
    journal = Journal(process(RULES, step("other", 2)))
    journal.append([Draft("circle_added", "programme", None, 1, {"id": "friends"})])
    community = {"id": "testers", "circle": "friends"}
    journal.append([Draft("community_added", "programme", None, 1, community)])
    return journal


def _learn(journal: Journal, text: str, scope: str = "programme", about: str = "rules") -> None:
    journal.append(add_lesson(journal.view, text, "Seven rules", about, scope))


def test_a_lesson_is_kept_with_its_change_and_numbered() -> None:
    journal = _journal()
    _learn(journal, "  Too many\nrules ")
    _learn(journal, "Too few", "circle:employees")
    told = [
        (lesson.number, lesson.lesson, lesson.change, lesson.about, lesson.scope, lesson.by)
        for lesson in journal.state.lessons.values()
    ]
    assert told == [
        (1, "Too many rules", "Seven rules", "rules", "programme", LEAD),
        (2, "Too few", "Seven rules", "rules", "programme", LEAD),
    ]


def test_a_lesson_without_a_change_or_said_before_is_refused_with_every_reason() -> None:
    journal = _journal()
    _learn(journal, "Too many")
    assert add_lesson(journal.view, "Too many", " ", "", "programme") == Refusal(
        (
            "a lesson counts with the change that it made, and none is given",
            "lesson 1 says the same",
        ),
        hint='Say what was changed: --change "...".',
    )


def test_lessons_of_elsewhere_are_offered_at_their_step_until_they_are_applied() -> None:
    journal = _journal()
    _learn(journal, "Ours")
    _learn(journal, "Theirs", "circle:friends")
    _learn(journal, "About something else", about="other")
    testers = Instance("community:testers", "rules")
    assert [each.lesson for each in offered(journal.view, FRIENDS)] == ["Ours"]
    assert [each.lesson for each in offered(journal.view, testers)] == ["Ours", "Theirs"]
    assert offered(journal.view, Instance("programme", "rules")) == ()
    (ours,) = offered(journal.view, FRIENDS)
    command = 'collab-playbook lesson apply 1 --circle friends --change "..."'
    assert applying(ours, FRIENDS.scope) == command
    journal.append(apply_lesson(journal.view, 1, FRIENDS.scope, "Seven from the start"), SPONSOR)
    assert offered(journal.view, FRIENDS) == ()
    assert [each.lesson for each in offered(journal.view, testers)] == ["Ours", "Theirs"]


def test_a_lesson_is_applied_once_elsewhere_with_a_change() -> None:
    journal = _journal()
    _learn(journal, "Ours")
    assert apply_lesson(journal.view, 4, FRIENDS.scope, "x") == Refusal(
        ("there is no lesson 4; the last one is 1",), hint="See: lesson list."
    )
    assert apply_lesson(journal.view, 1, "circle:employees", "x") == Refusal(
        ("lesson 1 was learned there, so it is not applied there",)
    )
    journal.append(apply_lesson(journal.view, 1, FRIENDS.scope, "x"))
    again = apply_lesson(journal.view, 1, FRIENDS.scope, "")
    assert isinstance(again, Refusal)
    assert again.problems == (
        "a lesson counts with the change that it made, and none is given",
        "lesson 1 was applied there on 2026-03-02: x",
    )


def test_a_lesson_that_somebody_applied_is_not_taken_back_under_them() -> None:
    journal = _journal()
    _learn(journal, "Ours")
    journal.append(apply_lesson(journal.view, 1, FRIENDS.scope, "x"), SPONSOR)
    refused = undo(journal.view, journal.events, LEAD)
    assert isinstance(refused, Refusal)
    assert refused.problems[0] == "'lesson added Ours' by Mathieu Perrillat cannot be taken back"
    journal.append(undo(journal.view, journal.events, SPONSOR), SPONSOR)
    assert [each.lesson for each in offered(journal.view, FRIENDS)] == ["Ours"]
    journal.append(undo(journal.view, journal.events, LEAD))
    assert journal.state.lessons == {}
