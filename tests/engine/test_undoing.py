from __future__ import annotations

from build import LEAD, SPONSOR, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.undoing import undo
from worlds import attempt


def _journal() -> Journal:
    return Journal(
        process(
            step("a", 1, questions=[question("x")]),
            step("b", 2, needs=["a"], questions=[question("y")]),
        )
    )


def test_undo_takes_back_a_submission_together_with_the_completion_it_brought() -> None:
    journal = _journal()
    for verb in ("answer", "submit"):
        assert attempt(journal, verb, "a", LEAD)
    journal.append(undo(journal.view, journal.events, LEAD))
    assert journal.state_of("a") == "active"
    assert [e.data["type"] for e in journal.events if e.type == "voided"] == [
        "completed",
        "submitted",
    ]


def test_undoing_again_goes_further_back() -> None:
    journal = _journal()
    for value in ("one", "two"):
        assert attempt(journal, "answer", "a", LEAD, value)
    for expected in ("one", None):
        journal.append(undo(journal.view, journal.events, LEAD))
        assert journal.view.answers_of("programme", "a").get("x") == expected


def test_what_something_later_rests_on_is_not_taken_back_and_undo_says_what_does() -> None:
    journal = _journal()
    for verb in ("answer", "submit"):
        assert attempt(journal, verb, "a", LEAD)
    assert attempt(journal, "answer", "b", SPONSOR)
    assert undo(journal.view, journal.events, LEAD) == Refusal(
        (
            "'submitted a' by Mathieu Perrillat cannot be taken back",
            "'answered b.y' by Claire Fontanel rests on it",
        ),
        hint="Reopen the step instead.",
    )


def test_answers_of_others_to_other_questions_do_not_rest_on_mine() -> None:
    journal = Journal(process(step("a", questions=[question("x"), question("y")])))
    assert attempt(journal, "answer", "a", LEAD)
    other = journal.process.playbook.question("a", "y")
    assert other is not None
    journal.append(answer(journal.view, Entry(programme("a"), other, "theirs"), SPONSOR), SPONSOR)
    journal.append(undo(journal.view, journal.events, LEAD))
    assert journal.view.answers_of("programme", "a") == {"y": "theirs"}


def test_somebody_who_did_nothing_has_nothing_to_take_back() -> None:
    journal = _journal()
    assert undo(journal.view, journal.events, "Nobody") == Refusal(
        ("Nobody has done nothing here that could be taken back",)
    )
