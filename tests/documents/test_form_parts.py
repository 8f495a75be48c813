"""What a form asks, its conditions in words, and what becomes of an answer that comes back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from build import process, question, step
from collab_playbook.documents.filled import Parts, Reply, Rows, Single, Ticked, Written
from collab_playbook.documents.form import Wanted
from collab_playbook.documents.form_cells import Cell, Setting, UnreadableError
from collab_playbook.documents.form_choices import Offered
from collab_playbook.documents.form_conditions import condition_in_words
from collab_playbook.documents.form_reading import Answer, read_reply
from collab_playbook.documents.form_respondent import Answering, respondent_of
from collab_playbook.documents.form_settling import settled
from collab_playbook.documents.form_words import FormWords
from collab_playbook.model.event import Draft
from forming import ANSWERS, PACES, QUESTIONS, form_of, planned

if TYPE_CHECKING:
    from collab_playbook.documents.filled import Given

SETTING = Setting("en", date(2026, 11, 16))
PLAYBOOK = planned().process.playbook


def _reply(name: str, given: Given) -> Answer:
    asked = PLAYBOOK.question("plan", name)
    assert asked is not None
    reply = Reply(f"plan.{name}", given, was_filled=True, place="Answers!9")
    return read_reply(asked, reply, lambda part: Offered(PLAYBOOK.choices_of(part)), SETTING)


# -- what is asked ---------------------------------------------------------------------------------


def test_answers_that_stand_are_filled_in_but_for_sensitive_ones() -> None:
    items = {item.question.id: item for item in form_of(planned()).items}
    filled = {name: item.value for name, item in items.items() if item.value is not None}
    assert filled == {name: value for name, value in ANSWERS.items() if name != "salary"}
    assert [name for name, item in items.items() if item.keeps_back] == ["salary"]
    assert [name for name, item in items.items() if item.is_closed] == ["proof"]


def test_a_blank_form_fills_in_nothing() -> None:
    items = form_of(planned(), Wanted(answers=False)).items
    assert [item.value for item in items] == [None] * len(QUESTIONS)
    assert not any(item.keeps_back for item in items)


def test_sensitive_answers_are_filled_in_where_that_is_asked_for() -> None:
    items = form_of(planned(), Wanted(sensitive=True)).items
    assert next(item.value for item in items if item.question.id == "salary") == 42000


def test_a_question_whose_condition_cannot_be_told_yet_comes_with_the_condition() -> None:
    conditions = {item.question.id: item.condition for item in form_of(planned({})).items}
    assert conditions["note"] == "Only if “What is pace?” is answered with “Fast”."
    assert set(conditions.values()) == {"", conditions["note"]}


def test_a_question_ruled_out_by_another_step_is_left_out() -> None:
    first = step("before", questions=[question("size", type="integer")])
    later = step("plan", 2, questions=[question("x"), question("y", when="before.size > 5")])
    journal = planned({})
    journal.process = process(first, later)
    assert [item.question.id for item in form_of(journal).items] == ["x", "y"]
    journal.append([Draft("answered", "programme", "before", 1, {"question": "size", "value": 2})])
    assert [item.question.id for item in form_of(journal).items] == ["x"]


def test_the_time_counts_what_is_still_to_be_answered_most() -> None:
    assert form_of(planned({})).minutes > form_of(planned()).minutes >= 5


# -- conditions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guard", "told"),
    [
        ("plan.pace == 'fast'", "Only if “What is pace?” is answered with “Fast”."),
        ("'fast' != plan.pace", "Only if “What is pace?” is not answered with “Fast”."),
        ("plan.agreed", "Only if the answer to “What is agreed?” is yes."),
        ("!plan.agreed", "Only if the answer to “What is agreed?” is no."),
        ("plan.agreed == false", "Only if the answer to “What is agreed?” is no."),
        ("has(plan.aim)", "Only if “What is aim?” is answered."),
        ("!has(plan.aim)", "Only if “What is aim?” is not answered."),
        ("plan.people >= 1000", "Only if “What is people?” is 1,000 or above."),
        ("5 > plan.mark", "Only if “What is mark?” is below 5."),
        (
            "plan.pace in ['calm', 'fast']",
            (
                "Only if “What is pace?” is answered with “Calmly, as ever” or “What is pace?” is "
                "answered with “Fast”."
            ),
        ),
        (
            "has(plan.aim) && plan.agreed",
            "Only if “What is aim?” is answered and the answer to “What is agreed?” is yes.",
        ),
        (
            "size(plan.acts) > 2 && has(plan.aim)",
            "Only where it applies, which depends on “Acts: what / when”, “What is aim?”.",
        ),
    ],
)
def test_a_condition_is_said_in_words(guard: str, told: str) -> None:
    assert condition_in_words(planned().process, guard, FormWords()) == told


# -- reading ---------------------------------------------------------------------------------------


def test_every_problem_of_a_record_is_told_with_its_cell_the_question_and_a_remedy() -> None:
    rows = (
        {"hours": Cell("many", "Acts!E7"), "due": Cell("soon", "Acts!G7")},
        {"what": Cell("Open it", "Acts!B8"), "hours": Cell("90", "Acts!E8")},
    )
    answer = _reply("acts", Rows(rows))
    assert answer.stored is None
    assert answer.problems == (
        "Acts!E7: 'many' is not a number. Asked: “What is acts?”. Such as: 12,000",
        (
            "Acts!G7: 'soon' is not a date. Asked: “What is acts?”. "
            "Such as: 5 January 2026, 5/1/2026 or +3w"
        ),
        "Acts!E7: 'What' is required. Asked: “What is acts?”.",
        "Acts!E8: 90 is more than 40. Asked: “What is acts?”. Such as: 12,000",
    )


def test_what_a_record_lacks_is_told_with_the_cell_where_it_belongs() -> None:
    places: tuple[dict[str, str], ...] = ({}, {"what": "Acts!B8"})
    rows = ({"what": Cell("Open it", "Acts!B7")}, {"hours": Cell("9", "Acts!E8")})

    answer = _reply("acts", Rows(rows, places))

    assert answer.problems == ("Acts!B8: 'What' is required. Asked: “What is acts?”.",)


def test_ticks_are_choices_and_none_at_all_is_no_answer() -> None:
    ticked = {"fast": Cell("X", "A!D3"), "calm": Cell("", "A!D2"), "both": Cell("no", "A!D4")}
    assert _reply("paces", Ticked(ticked)).stored == ["fast"]
    assert _reply("paces", Ticked({})).stored is None
    assert _reply("paces", Ticked({"calm": Cell("", "A!D2")})).stored is None
    strange = _reply("paces", Ticked({"calm": Cell("perhaps", "A!D2")}))
    assert strange.problems[0].startswith("A!D2: 'perhaps' is neither an x nor empty.")


def test_a_record_is_read_from_the_cells_of_its_fields() -> None:
    cells = {"what": Cell("All", "A!D2"), "paces": Cell("Both; calm", "A!D3")}
    assert _reply("mandate", Parts(cells)).stored == {"what": "All", "paces": ["calm", "both"]}
    assert _reply("mandate", Parts({})) == Answer(None, (), {(): "Answers!9"})


def test_data_is_taken_in_stored_form_or_as_typed() -> None:
    where = {(): "f.yaml:9:3", (0, "pace"): "f.yaml:10:9"}
    raw = [{"what": "All", "pace": "Calmly, as ever", "share": "12.5 %", "due": "1 March 2026"}]
    assert _reply("acts", Written(raw, where)).stored == [
        {"what": "All", "pace": "calm", "share": "12.5", "due": "2026-03-01"}
    ]
    wrong = _reply("acts", Written([{"what": "All", "pace": "never"}], where))
    assert wrong.problems[0].startswith("f.yaml:10:9: 'never' is none of the 3 choices.")
    assert _reply("aim", Single(Cell("", "A!D1"))).stored is None


# -- what becomes of it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "then", "now", "was_filled", "verdict"),
    [
        ("a", "a", "a", True, "unchanged"),
        ("b", "a", "a", True, "changed"),
        ("a", "a", "b", True, "unchanged"),  # nobody touched it: it reverts nothing
        ("b", "a", "b", True, "unchanged"),
        ("c", "a", "b", True, "clash"),
        ("a", None, None, False, "changed"),
        ("a", "a", "b", False, "clash"),  # a blank form says it on purpose
        ("a", None, "b", False, "clash"),
        ("a", "b", None, True, "clash"),
    ],
)
def test_an_answer_is_held_against_then_and_now(
    stored: Any, then: Any, now: Any, was_filled: Any, verdict: str
) -> None:
    assert settled(stored, then, now, was_filled=was_filled) == verdict


# -- who answered ----------------------------------------------------------------------------------


def test_who_answered_is_a_name_an_address_and_a_day() -> None:
    cells = {
        "name": Cell("Claire  Fontanel", "A!D1"),
        "email": Cell("claire@example.org", "A!D2"),
        "date": Cell(date(2026, 11, 3), "A!D3"),
    }
    found = Answering("Claire Fontanel <claire@example.org>", "2026-11-03")
    assert respondent_of(cells, SETTING) == found
    one_cell = {"name": Cell("Claire Fontanel <claire@example.org>", "A!D1")}
    assert respondent_of(one_cell, SETTING) == found._replace(day="")
    assert respondent_of({}, SETTING) == Answering()
    with pytest.raises(UnreadableError, match="A!D2: 'nobody' is not an e-mail address"):
        respondent_of({"email": Cell("nobody", "A!D2")}, SETTING)


def test_choices_have_their_help_in_the_form() -> None:
    item = next(item for item in form_of(planned()).items if item.question.id == "pace")
    assert [choice.help for choice in item.choices] == [pace.get("help", "") for pace in PACES]
