"""Stories are told as they are written, and what is otherwise is said at its place."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import NOW, process, question, step
from collab_playbook.engine.expecting import Mismatch, Written
from collab_playbook.engine.noting import Notes
from collab_playbook.engine.pairing import choices_that_matter, pairwise
from collab_playbook.engine.people import People
from collab_playbook.engine.staging import Stage
from collab_playbook.engine.telling import tell
from collab_playbook.engine.walking import walk
from collab_playbook.model.story import VERBS, Story
from collab_playbook.model.workspace import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.process import Process

PEOPLE = [
    {"name": "Ann", "roles": ["lead"]},
    {"name": "Bob", "roles": ["sponsor"]},
]
DOCUMENT = {"id": "sheet", "title": "Sheet", "audience": "All", "step": "goal", "kind": "sheet"}


def small() -> Process:
    """A signed step with a criterion, a conditional question and a follower that repeats."""
    goal = step(
        "goal",
        questions=[
            question("aim", required=True),
            question("pace", type="choice", choices=[_choice("calm"), _choice("fast")]),
            question(
                "note",
                when="goal.pace == 'fast'",
                check=[{"that": "value != 'no'", "message": "Say more than no."}],
            ),
        ],
        done_when=[{"id": "long", "text": "Long enough", "that": "size(goal.aim) >= 5"}],
        sign_off={"all_of": ["sponsor"], "not_author": True},
    )
    team = step(
        "team",
        2,
        needs=["goal"],
        questions=[question("size", type="integer", required=True)],
        repeat={"every": "P1M", "questions": ["size"]},
    )
    return process(goal, team, documents=[DOCUMENT])


def _choice(name: str) -> dict[str, str]:
    return {"id": name, "text": name}


def write(stage: Stage, _document: str) -> Written:
    """A document that says the aim, once there is one."""
    aim = stage.view.answers_of("programme", "goal").get("aim")
    return Written(due=aim is not None, text=f"# Sheet\n\nWe want {aim},\nsoon.\n", open=("a.b",))


def told(*turns: Mapping[str, Any], **keys: Any) -> tuple[Mismatch, ...]:
    """What is not as told in a story of these turns."""
    what = small()
    story = Story.model_validate(
        {"title": "A story", "people": PEOPLE, "story": list(turns), **keys}
    )
    return tell(story, what, None, write, Notes(what)).mismatches


AIMED = {"goal": {"aim": "To halve it"}}
ASKED = {"expect": {"asked": ["goal.note"]}}


def test_a_story_that_is_as_told_has_nothing_to_say() -> None:
    found = told(
        {"expect": {"states": {"goal": "active", "team": "blocked"}}},
        {"expect": {"blocked_by": {"team": ["goal"]}, "not_asked": ["goal.note"]}},
        {"answer": "goal", "give": {"pace": "fast"}},
        {"expect": {"asked": ["goal.note"], "answers": {"goal": {"pace": "fast", "note": None}}}},
        {"answer": "goal", "give": {"note": "no"}, "refused": "more than no"},
        {"answer": "goal", "give": {"note": "a note"}},
        {"submit": "goal"},
        {"approve": "goal", "as": "sponsor", "refused": "does not hold"},
        {"refuse": "goal", "as": "sponsor", "by": "Bob", "reason": "Once more."},
        {"expect": {"states": {"goal": "active"}}},
        {"submit": "goal"},
        {"approve": "goal", "as": "sponsor", "by": "Bob"},
        {"expect": {"states": {"goal": "done", "team": "ready"}}},
        {"answer": "team", "give": {"size": 4}},
        {"finish": "team"},
        {
            "expect": {"states": {"team": "done"}, "flags": {"team": ["overdue"]}},
            "at": "2026-03-20",
        },
        {"answer": "team", "give": {"size": 5}},
        {"submit": "team"},
        {"expect": {"flags": {"team": []}, "answers": {"team": {"size": "5"}}}},
        {"reopen": "goal", "reason": "New year."},
        {"undo": "Ann"},
        {"expect": {"states": {"goal": "done"}}},
        given=AIMED,
    )
    assert found == ()


EXPECTED = {
    "a state": (
        {"states": {"goal": "done"}},
        Mismatch(("story", 0, "expect", "states", "goal"), "state of 'goal'", "done", "active"),
    ),
    "an unknown step": (
        {"states": {"gaol": "done"}},
        Mismatch(
            ("story", 0, "expect", "states", "gaol"),
            "there is no step 'gaol'; did you mean 'goal'?",
        ),
    ),
    "a flag": (
        {"flags": {"goal": ["due"]}},
        Mismatch(("story", 0, "expect", "flags", "goal"), "flags of 'goal'", "due", "nothing"),
    ),
    "a blocker": (
        {"blocked_by": {"team": []}},
        Mismatch(
            ("story", 0, "expect", "blocked_by", "team"), "what blocks 'team'", "nothing", "goal"
        ),
    ),
    "a criterion": (
        {"criteria": {"goal": {"long": "unmet"}}},
        Mismatch(
            ("story", 0, "expect", "criteria", "goal", "long"),
            "criterion 'long' of 'goal'",
            "unmet",
            "met",
        ),
    ),
    "an unknown criterion": (
        {"criteria": {"goal": {"lung": "met"}}},
        Mismatch(
            ("story", 0, "expect", "criteria", "goal", "lung"),
            "'goal' has no criterion 'lung'; did you mean 'long'?",
        ),
    ),
    "an answer": (
        {"answers": {"goal": {"aim": "To double it"}}},
        Mismatch(
            ("story", 0, "expect", "answers", "goal", "aim"),
            "answer to 'goal.aim'",
            "To double it",
            "To halve it",
        ),
    ),
    "a question that is not asked": (
        {"asked": ["goal.aim", "goal.note"]},
        Mismatch(
            ("story", 0, "expect", "asked", 1),
            "question 'goal.note' (when: goal.pace == 'fast')",
            "asked",
            "not asked",
        ),
    ),
    "a question that is asked": (
        {"not_asked": ["goal.aim"]},
        Mismatch(
            ("story", 0, "expect", "not_asked", 0), "question 'goal.aim'", "not asked", "asked"
        ),
    ),
    "a text that a document lacks": (
        {
            "documents": {
                "sheet": {"contains": ["We want To halve it, soon.", "We want to halve it"]}
            }
        },
        Mismatch(
            ("story", 0, "expect", "documents", "sheet", "contains", 1),
            "document 'sheet' lacks a text",
            "We want to halve it",
            "We want To halve it,",
        ),
    ),
    "a text that a document holds": (
        {"documents": {"sheet": {"lacks": ["want"]}}},
        Mismatch(
            ("story", 0, "expect", "documents", "sheet", "lacks", 0),
            "document 'sheet' must not hold this text",
            "no 'want'",
            "We want To halve it,",
        ),
    ),
    "a document that is due": (
        {"documents": {"sheet": {"due": False}}},
        Mismatch(
            ("story", 0, "expect", "documents", "sheet"), "document 'sheet'", "not due", "due"
        ),
    ),
    "what a document lacks": (
        {"documents": {"sheet": {"open": []}}},
        Mismatch(
            ("story", 0, "expect", "documents", "sheet", "open"),
            "what 'sheet' lacks",
            "nothing",
            "a.b",
        ),
    ),
    "an unknown document": (
        {"documents": {"shet": {}}},
        Mismatch(
            ("story", 0, "expect", "documents", "shet"),
            "there is no document 'shet'; did you mean 'sheet'?",
        ),
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_otherwise_is_said_at_its_place(name: str) -> None:
    expectation, mismatch = EXPECTED[name]
    assert told({"expect": expectation}, given=AIMED) == (mismatch,)


def test_an_expectation_that_fails_does_not_end_the_story() -> None:
    wrong = {"expect": {"states": {"goal": "done"}}}
    assert [m.path[:2] for m in told(wrong, wrong, given=AIMED)] == [("story", 0), ("story", 1)]


def test_a_refusal_ends_the_story_with_every_reason() -> None:
    found = told({"submit": "team"}, {"expect": {"states": {"goal": "done"}}}, given=AIMED)
    assert [m.path for m in found] == [("story", 0, "submit")]
    assert "'Goal' has to be done first" in found[0].message


def test_what_should_have_been_refused_and_was_granted_is_said() -> None:
    assert told({"submit": "goal", "refused": "long"}, given=AIMED) == (
        Mismatch(("story", 0, "refused"), "this was granted", "long", "granted"),
    )


def test_a_refusal_for_another_reason_is_said() -> None:
    found = told({"submit": "goal", "refused": "a sponsor"})
    assert [(m.path, m.message) for m in found] == [
        (("story", 0, "refused"), "refused for other reasons")
    ]
    assert "goal.aim is not answered" in found[0].found


def test_an_answer_to_a_question_that_is_not_there_is_said() -> None:
    assert told(ASKED, given={"goal": {"aims": "x"}}) == (
        Mismatch(("given", "goal", "aims"), "'goal' asks no question 'aims'; did you mean 'aim'?"),
    )


def test_time_does_not_run_backwards() -> None:
    turn = {"skip": "goal", "reason": "Not now.", "at": "2025-12-31"}
    assert told(turn) == (Mismatch(("story", 0, "at"), "time runs backwards here"),)


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        ({}, "exactly one of the keys"),
        ({"submit": "goal", "skip": "goal"}, "exactly one of the keys"),
        ({"answer": "goal"}, "`give` belongs to `answer`"),
        ({"submit": "goal", "give": {"aim": "x"}}, "`give` belongs to `answer`"),
        ({"submit": "goal", "at": "yesterday"}, "write a day"),
        ({"submit": "goal", "at": "2026-02-30"}, "write a day"),
    ],
)
def test_a_turn_is_one_thing(turn: Mapping[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Story.model_validate({"title": "A story", "story": [turn]})


def test_notes_tell_conditions_seen_true_from_those_seen_false() -> None:
    what = small()
    notes = Notes(what)
    story = {
        "title": "A story",
        "people": PEOPLE,
        "given": AIMED,
        "story": [
            {"answer": "goal", "give": {"pace": "fast", "note": "a note"}},
            {"answer": "goal", "give": {"note": "no"}, "refused": "more"},
            {"finish": "goal"},
        ],
    }
    assert tell(Story.model_validate(story), what, None, write, notes).mismatches == ()
    seen = {".".join(s.site.path.keys): (s.true, s.false) for s in notes.conditions}
    assert seen == {
        "questions.note.when": (True, False),
        "questions.note.check.0.that": (True, True),
        "done_when.long.that": (True, False),
    }
    assert notes.done == {"goal"}


def test_a_walk_comes_to_its_end_and_the_same_seed_walks_the_same_way() -> None:
    walks = [_walked(small(), seed) for seed in (1, 1, 2)]
    assert [w[0].trouble for w in walks] == ["", "", ""]
    assert walks[0] == walks[1]
    assert walks[0] != walks[2]


def _walked(what: Process, seed: int, **wanted: Any) -> tuple[Any, Any]:
    people = People((Person(name="Ann", roles=("lead",)), Person(name="Bob", roles=("sponsor",))))
    stage = Stage(what, people, NOW)
    found = walk(stage, Random(seed), {}, wanted, Notes(what))
    return found, stage.view.answers


def test_a_walk_takes_the_choices_it_is_given() -> None:
    for pace in ("calm", "fast"):
        _, answers = _walked(small(), 1, **{"goal.pace": pace})
        assert answers["programme", "goal"]["pace"] == pace


def test_a_walk_says_which_question_no_answer_passes() -> None:
    never = question("x", required=True, check=[{"that": "value == 'k'", "message": "Not k."}])
    found, _ = _walked(process(step("goal", questions=[never])), 1)
    assert found.trouble == "no answer to 'goal.x' passes its checks: Not k."
    assert found.about == ("steps", "goal", "questions", "x")


def test_every_pair_of_choices_comes_up_in_few_rows() -> None:
    values: dict[str, tuple[str | bool, ...]] = {
        "a": (True, False),
        "b": ("x", "y", "z"),
        "c": (True, False),
        "d": ("k", "l", "m", "n"),
    }
    rows = pairwise(values)
    for (one, some), (other, others) in combinations(values.items(), 2):
        pairs = {(row[one], row[other]) for row in rows}
        assert len(pairs) == len(some) * len(others)
    assert len(rows) <= 16
    assert pairwise({}) == []
    assert pairwise({"a": (True, False)}) == [{"a": True}, {"a": False}]


def test_only_choices_that_a_condition_reads_are_paired() -> None:
    assert choices_that_matter(small()) == {"goal.pace": ("calm", "fast")}


NAMES = st.sampled_from(["goal", "team", "org", "gone", "circle/goal", "employees/goal", ""])
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    ["calm", "fast", "no", "12", "A whole sentence", None, [], {"a": "b"}]
)
IDS = st.sampled_from(["staff", "guests", "goal", "team", "gone", "programme"])
GIVEN = st.dictionaries(
    st.sampled_from(["aim", "pace", "note", "size", "gone"]), VALUES, max_size=2
)
WHEN = st.sampled_from([None, "2026-01-06", "2026-03-01T10:00:00Z", "2027-01-01"])
WHO = st.sampled_from(["", "Ann", "Bob", "Nobody at all"])


def _named(verb: str) -> st.SearchStrategy[Any]:
    if verb in {"circle", "community", "close", "read"}:
        return IDS
    if verb == "apply":
        return st.integers(1, 3)
    return NAMES.filter(bool) if verb == "learn" else NAMES


@st.composite
def turns(draw: st.DrawFn) -> dict[str, Any]:
    """Any turn that the shape allows, sensible or not."""
    verb = draw(st.sampled_from([*VERBS, "expect"]))
    if verb == "expect":
        expected = {
            "states": {draw(NAMES): "done"},
            "criteria": {draw(NAMES): {"long": "met"}},
            "answers": {draw(NAMES): {"aim": draw(VALUES)}},
            "asked": [draw(st.sampled_from(["goal.note", "gone.aim", "goal", "org.x", "."]))],
            "documents": {"sheet": {"contains": ["a"]}},
            "gates": {draw(NAMES): "go"},
            "circles": {draw(IDS): "open"},
        }
        return {"expect": expected, "at": draw(WHEN)}
    turn: dict[str, Any] = {
        verb: draw(_named(verb)),
        "by": draw(WHO),
        "at": draw(WHEN),
        "reason": draw(WHO),
    }
    turn |= {"as": draw(st.sampled_from([None, "sponsor", "lead", "king"]))}
    turn |= {"waive": draw(st.lists(st.sampled_from(["long", "role", "gone"]), max_size=2))}
    verdicts = ["go", "go_with_conditions", "hold", "stop"]
    turn |= {"verdict": draw(st.sampled_from(verdicts))} if verb == "decide" else {}
    turn |= {"refused": draw(st.sampled_from([None, "", "not"]))}
    return turn | ({"give": draw(GIVEN)} if verb == "answer" else {})


@given(st.lists(turns(), min_size=1, max_size=8))
def test_any_story_comes_to_an_end_and_blames_a_place_of_its_own(some: list[Any]) -> None:
    keys: dict[str, Any] = {"title": "A story", "people": PEOPLE, "story": some}
    what = small()
    found = tell(Story.model_validate(keys), what, None, write, Notes(what)).mismatches
    for mismatch in found:
        held: Any = keys
        for part in mismatch.path[:3]:
            held = held[part]
