from __future__ import annotations

from typing import Any

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.refusal import Refusal

MODEST, FUNDED = ("Grow", False), ("Grow", True)


def _journal() -> Journal:
    questions = [
        question("aim", required=True),
        question("has_budget", type="boolean"),
        question("budget", type="integer", required=True, when="goal.has_budget", min="1"),
        question("copy", default={"from": "goal.aim"}),
    ]
    criterion = {
        "id": "enough",
        "text": "The budget reaches 100",
        "that": "!goal.has_budget || goal.budget >= 100",
    }
    return Journal(process(step("goal", questions=questions, done_when=[criterion])))


def _reply(journal: Journal, interview: Interview, *values: Any) -> Interview:
    for value in values:
        replied = interview.reply(value)
        assert not isinstance(replied, Refusal), replied
        journal.append(replied[1])
        interview = replied[0].moved(journal.view)
    return interview


def _ask(journal: Journal) -> Interview:
    return Interview(journal.view, programme("goal"), LEAD)


def _at(interview: Interview) -> str | None:
    prompt = interview.prompt()
    return prompt.question.id if prompt else None


def test_questions_come_in_order_and_only_where_they_apply() -> None:
    journal = _journal()
    interview, asked = _ask(journal), []
    for value in ("Grow", False, "Grow"):
        asked.append(_at(interview))
        interview = _reply(journal, interview, value)
    assert asked == ["aim", "has_budget", "copy"]
    assert interview.prompt() is None
    assert interview.can_submit() == ()


def test_a_computed_default_is_offered_with_its_source_and_follows_it_when_taken() -> None:
    journal = _journal()
    interview = _reply(journal, _ask(journal), *MODEST)
    prompt = interview.prompt()
    assert prompt is not None
    assert (prompt.default, prompt.default_source) == ("Grow", "from goal.aim")
    _reply(journal, interview, "Grow")
    assert journal.state.record(programme("goal")).answers["copy"].source == "derived"
    _reply(journal, _edit(_ask(journal), 1), "Shrink")
    assert journal.view.answers_of("programme", "goal")["copy"] == "Shrink"


def _edit(interview: Interview, number: int) -> Interview:
    edited = interview.edit(number)
    assert not isinstance(edited, Refusal), edited
    return edited


def test_going_back_loses_nothing_and_leads_forward_again_over_what_is_answered() -> None:
    journal = _journal()
    interview = _reply(journal, _ask(journal), *FUNDED)
    interview = interview.back().back()
    assert _at(interview) == "aim"
    prompt = interview.prompt()
    assert prompt is not None
    assert prompt.current == "Grow"
    interview = _reply(journal, interview, "Grow more")
    assert _at(interview) == "has_budget"
    interview = _reply(journal, interview, *FUNDED[1:])
    assert _at(interview) == "budget"


def test_editing_by_number_returns_to_the_first_open_question() -> None:
    journal = _journal()
    interview = _reply(journal, _ask(journal), *FUNDED)
    interview = _reply(journal, _edit(interview, 1), "Shrink")
    assert _at(interview) == "budget"


def test_a_question_that_is_not_asked_cannot_be_edited() -> None:
    journal = _journal()
    interview = _reply(journal, _ask(journal), *MODEST)
    assert interview.edit(3) == Refusal(
        ("question 3 is not asked here, because of earlier answers",)
    )
    assert interview.edit(9) == Refusal(("there is no question 9; the list goes from 1 to 4",))


def test_an_optional_question_can_be_passed_and_a_required_one_cannot() -> None:
    journal = _journal()
    refused = _ask(journal).skip()
    assert isinstance(refused, Refusal)
    interview = _reply(journal, _ask(journal), "Grow")
    skipped = interview.skip()
    assert not isinstance(skipped, Refusal)
    journal.append(skipped[1])
    assert [row.state for row in skipped[0].moved(journal.view).outline()] == [
        "answered",
        "passed",
        "not_asked",
        "open",
    ]


def test_a_failing_criterion_brings_its_question_back_once_with_the_reason() -> None:
    journal = _journal()
    interview = _ask(journal)
    for value in ("Grow", True, 50, "Grow"):
        interview = _reply(journal, interview, value)
    prompt = interview.prompt()
    assert prompt is not None
    assert (prompt.question.id, prompt.asked_again, prompt.reason) == (
        "budget",
        True,
        "The budget reaches 100",
    )
    for _ in range(2):
        prompt = interview.prompt()
        assert prompt is not None
        interview = _reply(journal, interview, True if prompt.question.id == "has_budget" else 50)
    assert interview.prompt() is None
    assert interview.waivable() == ("enough",)


def test_an_answer_that_does_not_fit_is_refused_with_the_reason() -> None:
    journal = _journal()
    interview = _reply(journal, _ask(journal), *FUNDED)
    refused = interview.reply("lots")
    assert isinstance(refused, Refusal)
    assert len(refused.problems) == 1
