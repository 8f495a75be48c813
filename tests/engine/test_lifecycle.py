from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.lifecycle import reaffirm, reopen, skip, submit
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import acting_on
from worlds import attempt

if TYPE_CHECKING:
    from collab_playbook.model.question import Question


def _one_step(**keys: Any) -> Journal:
    questions = [question("owner", required=True, ask="Who owns it?"), question("note")]
    criterion = {"id": "long_enough", "text": "The name is whole", "that": "size(goal.owner) > 3"}
    return Journal(process(step("goal", questions=questions, done_when=[criterion], **keys)))


def _say(journal: Journal, question_id: str, value: str | None, step_id: str = "goal") -> None:
    found = journal.process.playbook.question(step_id, question_id)
    assert found is not None
    journal.append(answer(journal.view, Entry(programme(step_id), found, value), LEAD))


def test_a_step_without_sign_off_is_done_when_it_is_submitted() -> None:
    journal = _one_step()
    _say(journal, "owner", "Karine")
    journal.append(submit(journal.view, programme("goal"), LEAD))
    assert [event.type for event in journal.events] == ["answered", "submitted", "completed"]
    assert journal.state_of("goal") == "done"


def test_a_submission_is_refused_with_every_reason_at_once() -> None:
    journal = _one_step()
    assert submit(journal.view, programme("goal"), LEAD) == Refusal(
        (
            "goal.owner is not answered: Who owns it?",
            "criterion 'long_enough' is unknown: The name is whole (open: goal.owner)",
        ),
        hint="Answer what is open with 'collab-playbook run goal'.",
    )


def test_an_unmet_criterion_can_be_waived_with_a_reason_and_stays_visible() -> None:
    journal = _one_step()
    _say(journal, "owner", "Kay")
    refused = submit(journal.view, programme("goal"), LEAD)
    assert isinstance(refused, Refusal)
    assert refused.problems == ("criterion 'long_enough' is unmet: The name is whole",)
    journal.append(
        submit(journal.view, programme("goal"), LEAD, {"long_enough": "It is her nickname."})
    )
    record = journal.state.record(programme("goal"))
    assert record.waived == {"long_enough": "It is her nickname."}
    assert record.verdicts == {"long_enough": "waived"}


def test_a_waiver_needs_a_criterion_that_exists_and_a_reason() -> None:
    journal = _one_step()
    _say(journal, "owner", "Kay")
    refused = submit(
        journal.view, programme("goal"), LEAD, {"long_enough": " ", "wide_enough": "Why not."}
    )
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        "waiving 'long_enough' needs a reason",
        "'Goal' has no criterion 'wide_enough'; it has long_enough",
    )


def test_a_step_whose_needs_are_not_finished_can_be_answered_and_not_submitted() -> None:
    journal = Journal(process(step("a", 1), step("b", 2, needs=["a"], questions=[question("x")])))
    _say(journal, "x", "ready", "b")
    assert submit(journal.view, programme("b"), LEAD) == Refusal(
        ("'B' is active", "'A' has to be done first"),
        hint="Answer what is open with 'collab-playbook run b'.",
    )


def test_skipping_a_required_step_needs_a_reason_and_a_discretionary_one_none() -> None:
    journal = Journal(process(step("a", 1), step("b", 2, required=False)))
    assert skip(journal.view, programme("a"), " ") == Refusal(
        ("'A' is a required step: skipping it needs a reason",), hint="Add --reason."
    )
    journal.append(skip(journal.view, programme("b"), ""))
    assert journal.state_of("b") == "skipped"


def test_a_skip_meets_a_need_but_not_one_that_demands_done() -> None:
    journal = Journal(
        process(
            step("a", 1),
            step("b", 2, needs=["a"]),
            step("c", 3, needs=[{"step": "a", "state": "done"}]),
        )
    )
    journal.append(skip(journal.view, programme("a"), "Not this year."))
    assert (journal.state_of("b"), journal.state_of("c")) == ("ready", "blocked")


def test_reopening_keeps_the_answers_and_begins_a_new_revision() -> None:
    journal = _one_step()
    _say(journal, "owner", "Karine")
    journal.append(submit(journal.view, programme("goal"), LEAD))
    journal.append(reopen(journal.view, programme("goal"), "She left."))
    record = journal.state.record(programme("goal"))
    assert (record.phase, record.revision, record.reason) == ("active", 1, "She left.")
    assert record.answers["owner"].value == "Karine"


def test_reaffirming_is_refused_while_nothing_has_changed() -> None:
    journal = _one_step()
    _say(journal, "owner", "Karine")
    journal.append(submit(journal.view, programme("goal"), LEAD))
    assert reaffirm(journal.view, programme("goal"), "Checked.") == Refusal(
        ("nothing that 'Goal' rests on has changed",)
    )


def test_answering_a_submitted_step_takes_it_back_to_work() -> None:
    journal = _one_step(sign_off={"all_of": ["sponsor"]})
    _say(journal, "owner", "Karine")
    journal.append(submit(journal.view, programme("goal"), LEAD))
    assert journal.state_of("goal") == "awaiting_approval"
    _say(journal, "owner", "Sophie")
    assert journal.state_of("goal") == "active"


def test_answering_a_done_step_makes_it_stale() -> None:
    journal = _one_step()
    _say(journal, "owner", "Karine")
    journal.append(submit(journal.view, programme("goal"), LEAD))
    _say(journal, "owner", "Sophie")
    assert journal.state_of("goal") == "stale"
    assert journal.board.standing(programme("goal")).changed == ("goal.owner",)
    _say(journal, "owner", "Karine")
    assert journal.state_of("goal") == "done"


def test_completing_sends_another_step_back_once_for_the_same_answers() -> None:
    journal = Journal(
        process(
            step("goal", 1, questions=[question("x")]),
            step(
                "reading",
                2,
                questions=[question("red", type="boolean")],
                reopens=[{"when": "reading.red", "step": "goal", "reason": "Red twice."}],
            ),
        )
    )
    assert attempt(journal, "submit", "goal", LEAD)
    assert attempt(journal, "answer", "reading", LEAD, "true")
    assert attempt(journal, "submit", "reading", LEAD)
    assert journal.state_of("goal") == "active"
    assert journal.state.record(programme("goal")).reason == "Red twice."
    for verb, step_id in (("submit", "goal"), ("reopen", "reading"), ("submit", "reading")):
        assert attempt(journal, verb, step_id, LEAD)
    assert journal.state_of("goal") == "done"


def _monthly(anchor: str) -> Journal:
    repeat = {"every": "P1M", "questions": ["notes"], "anchor": anchor}
    journal = Journal(
        process(
            step(
                "steer",
                1,
                questions=[question("notes", required=True), question("chair")],
                repeat=repeat,
                sign_off={"all_of": ["sponsor"]},
            ),
            step(
                "after",
                2,
                needs=["steer"],
                questions=[question("x")],
                done_when=[{"id": "c", "text": "C", "that": "has(steer.notes)"}],
            ),
        ),
        datetime(2026, 1, 31, 9, tzinfo=UTC),
    )
    for verb in ("answer", "submit", "approve"):
        assert attempt(journal, verb, "steer", LEAD)
    for verb in ("answer", "submit"):
        assert attempt(journal, verb, "after", LEAD)
    return journal


def test_a_repeat_is_due_on_its_civil_day_and_overdue_a_week_later() -> None:
    journal = _monthly("completion")
    flags = {
        day: journal.at(datetime(*day, 9, tzinfo=UTC)).board.standing(programme("steer")).flags
        for day in ((2026, 2, 1), (2026, 2, 21), (2026, 2, 28), (2026, 3, 7), (2026, 3, 8))
    }
    assert flags == {
        (2026, 2, 1): (),
        (2026, 2, 21): ("due_soon",),
        (2026, 2, 28): ("due",),
        (2026, 3, 7): ("due",),
        (2026, 3, 8): ("overdue",),
    }


def test_a_repeat_asks_its_questions_again_and_leaves_the_step_done_and_signed() -> None:
    journal = _monthly("completion").at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    second = acting_on(journal.view, programme("steer"))
    assert second == programme("steer", 2)
    notes = journal.process.playbook.question("steer", "notes")
    assert notes is not None
    journal.append(answer(journal.view, Entry(second, notes, "New minutes"), LEAD))
    assert journal.state_of("steer") == "done", (
        "an answer under way does not make its own step stale"
    )
    journal.append(submit(journal.view, second, LEAD))
    stands = journal.board.standing(programme("steer"))
    assert (stands.state, stands.due) == ("done", date(2026, 4, 2))
    assert journal.state_of("after") == "stale", "what rests on the answer does go stale"
    assert stands.signing is not None
    assert stands.signing.state == "given"


def test_missed_repeats_fold_into_the_latest() -> None:
    journal = _monthly("calendar").at(datetime(2026, 6, 15, 9, tzinfo=UTC))
    stands = journal.board.standing(programme("steer"))
    assert stands.recurrence is not None
    assert (stands.recurrence.instance.occurrence, stands.due) == (2, date(2026, 5, 31))


def test_an_answer_that_is_typed_goes_to_the_repeat_that_is_due_and_then_to_where_it_stands() -> (
    None
):
    journal = _monthly("completion").at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    first, second = programme("steer"), programme("steer", 2)
    notes, chair = (journal.process.playbook.question("steer", q) for q in ("notes", "chair"))
    assert notes is not None
    assert chair is not None

    def type_in(asked: Question, value: str, source: str = "typed") -> None:
        journal.append(answer(journal.view, Entry(first, asked, value, source), LEAD))

    type_in(chair, "Giulia")
    type_in(notes, "Minutes of March")
    assert journal.state.record(second).answers.keys() == {"notes"}
    journal.append(submit(journal.view, second, LEAD))
    type_in(notes, "Minutes of March, corrected")
    assert journal.view.answers_of("programme", "steer") == {
        "chair": "Giulia",
        "notes": "Minutes of March, corrected",
    }


def test_a_file_that_says_the_same_again_confirms_no_repeat() -> None:
    journal = _monthly("completion").at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    notes = journal.process.playbook.question("steer", "notes")
    assert notes is not None
    standing = journal.view.answers_of("programme", "steer")["notes"]
    same = Entry(programme("steer"), notes, standing, "file")
    assert answer(journal.view, same, LEAD) == ()
    typed = replace(same, source="typed")
    confirmed = answer(journal.view, typed, LEAD)
    assert not isinstance(confirmed, Refusal)
    assert [draft.occurrence for draft in confirmed] == [2]


def test_a_step_taken_up_again_after_a_repeat_shows_and_takes_the_answer_in_force() -> None:
    journal = _monthly("completion").at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    notes = journal.process.playbook.question("steer", "notes")
    assert notes is not None
    journal.append(answer(journal.view, Entry(programme("steer", 2), notes, "March"), LEAD))
    journal.append(submit(journal.view, programme("steer", 2), LEAD))
    journal.append(reopen(journal.view, programme("steer"), "Minutes were wrong."))
    interview = Interview(journal.view, programme("steer"), LEAD, cursor="notes")
    prompt = interview.prompt()
    assert prompt is not None
    assert prompt.current == "March"
    replied = interview.reply("April")
    assert not isinstance(replied, Refusal)
    journal.append(replied[1])
    assert journal.view.answers_of("programme", "steer")["notes"] == "April"
