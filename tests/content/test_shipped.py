"""The shipped playbook as readers meet it: sound, readable, used up, walked to its end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from collab_playbook.engine.derive import derive, judge
from collab_playbook.engine.fold import fold
from collab_playbook.engine.process import Process
from collab_playbook.engine.reading import Misread, read_text
from collab_playbook.engine.state import State
from collab_playbook.engine.values import fit
from collab_playbook.engine.view import View
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import ORGANISATION, Playbook
from collab_playbook.rules.soundness import unsound
from rehearsed import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.model.example import Example
    from collab_playbook.model.question import Field, Question

PROMISED = {
    "leadership_brief",
    "sponsor_agreement",
    "steering_charter",
    "raci",
    "objectives_sheet",
    "measurement_plan",
    "scorecard",
    "community_charter",
    "founding_members",
    "house_rules",
    "governance_note",
    "recognition_policy",
    "internal_communication_plan",
    "facilitation_guide",
    "moderation_guide",
    "good_practice_guide",
    "barriers_register",
    "opening_decision",
    "circle_charter",
    "rollout_plan",
    "synthesis_report",
}
"""The documents that the product says it writes."""
UNUSED: dict[str, str] = {}
"""Questions whose answer nothing reads, each with the reason why it is asked all the same."""
RECORDS = {"record", "records"}
NEEDS_NO_EXAMPLE = {"boolean", "choice", "file"}
FILLER = re.compile(r"![^=\[]|!$|\blorem\b|\btodo\b|\bfixme\b", re.IGNORECASE | re.MULTILINE)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<!--", re.DOTALL)
DOTTED = re.compile(r"\b([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\b")
FEWEST_WORDS = 400
"""Of a guide; a page and a half is the least that a consultant would say."""


@cache
def loaded() -> Loaded:
    return load_playbook(shipped_root())


@cache
def playbook() -> Playbook:
    found = loaded().playbook
    assert found is not None, loaded().problems
    return found


@cache
def example() -> Example:
    folder = loaded().example
    assert folder is not None
    return read_example(folder)


def questions() -> Iterator[tuple[str, Question]]:
    for step_id in (ORGANISATION, *playbook().step_by_id):
        for question in playbook().questions_of(step_id):
            yield step_id, question


def answered() -> Iterator[tuple[str, Mapping[str, object]]]:
    """The sample company's answers by step, those of its circles and communities too."""
    for steps in (example().answers, *example().inside.values()):
        yield from steps.items()


def parts() -> Iterator[tuple[str, Question | Field]]:
    """Whatever holds one value: questions, and the fields of records."""
    for step_id, question in questions():
        if question.type not in RECORDS:
            yield f"{step_id}.{question.id}", question
        yield from ((f"{step_id}.{question.id}.{field.id}", field) for field in question.fields)


@cache
def company() -> View:
    """The sample company on the evening when the last step of its walk is done."""
    first = min(leg.started for leg in example().walk)
    last = max(leg.done for leg in example().walk if leg.done is not None)
    start = View(Process(playbook()), State(), _evening(first).replace(hour=8), first)
    events = events_of(example(), start)
    return View(start.process, fold(events), _evening(last), last)


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 22, tzinfo=UTC)


def test_the_playbook_has_no_problem() -> None:
    assert loaded().problems == ()
    assert loaded().text_problems() == ()
    assert unsound(playbook(), loaded().places) == ()


def test_it_has_twenty_five_steps_in_six_phases() -> None:
    assert [step.number for step in Process(playbook()).steps] == list(range(1, 26))
    assert [p.id for p in playbook().phases] == [
        "frame",
        "design",
        "pilot",
        "launch",
        "open",
        "review",
    ]
    assert {step.phase for step in playbook().steps} == {phase.id for phase in playbook().phases}


def test_every_question_says_what_it_asks_and_why_and_shows_an_example() -> None:
    lacking = [
        f"{step_id}.{question.id}"
        for step_id, question in questions()
        if not (question.ask and question.label and question.why)
        or (not question.example and question.type not in NEEDS_NO_EXAMPLE)
    ]
    assert lacking == []


def test_every_field_that_is_typed_shows_an_example() -> None:
    chosen = {"boolean", "choice", "choices"}
    assert [name for name, part in parts() if not part.example and part.type not in chosen] == []


def test_every_example_is_accepted_when_it_is_typed() -> None:
    today = date(2026, 1, 5)
    refused = {}
    for name, part in parts():
        if part.example:
            read = read_text(part, playbook().choices_of(part), part.example, "en", today)
            if isinstance(read, Misread):
                refused[name] = read.problem
    assert refused == {}


def test_every_answer_serves_a_guard_or_a_document() -> None:
    process = Process(playbook())
    read = {tuple(name[-2:]) for site in process.sites() for name in process.reads(site.text)}
    for template in loaded().templates.values():
        read |= {found for code in JINJA.findall(template) for found in DOTTED.findall(code)}
    asked = {(step_id, question.id) for step_id, question in questions()}
    assert {".".join(name) for name in asked - read} == set(UNUSED)


def test_every_document_promised_is_there_and_every_step_has_one() -> None:
    ids = {document.id for document in playbook().documents}
    assert PROMISED - ids == set()
    assert (
        set(playbook().step_by_id) - {document.step for document in playbook().documents} == set()
    )
    assert {f"{document}/body.md.j2" for document in ids} - set(loaded().templates) == set()


@pytest.mark.parametrize("number", range(1, 26))
def test_a_step_teaches_what_it_asks_for(number: int) -> None:
    step = Process(playbook()).steps[number - 1]
    guide = loaded().guides[step.id]
    assert guide.startswith("# ")
    assert len(re.findall(r"\w+", guide)) >= FEWEST_WORDS
    assert step.purpose
    assert 3 <= len(step.pitfalls) <= 5
    assert 2 <= len(step.done_when) <= 5


def test_the_catalogues_hold_every_indicator_and_every_barrier() -> None:
    codes = {
        c: [r.code for r in playbook().catalogue_by_id[c].records]
        for c in ("indicators", "barriers")
    }
    assert sorted(codes["indicators"]) == [f"K{number:02d}" for number in range(1, 57)]
    assert sorted(codes["barriers"]) == [f"B{number:02d}" for number in range(1, 31)]


def test_every_answer_of_the_sample_company_fits_its_question() -> None:
    misfits = []
    for step_id, answers in answered():
        for name, raw in answers.items():
            question = playbook().question(step_id, name)
            assert question is not None, f"{step_id}.{name}"
            found = fit(question, raw, playbook().choices_of(question), playbook().choices_of)[1]
            misfits += [
                f"{step_id}.{name}{list(misfit.path)}: {misfit.message}" for misfit in found
            ]
    assert misfits == []


def test_every_person_of_the_sample_company_has_one_function() -> None:
    functions = {person.name: {person.function} for person in example().company.people}
    for value in _values([answers for _, answers in answered()]):
        if isinstance(value, dict) and "function" in value:
            functions.setdefault(value["name"], set()).add(value["function"])
    assert {name: found for name, found in functions.items() if len(found) > 1} == {}


def test_the_sample_company_walks_every_step_and_meets_every_criterion() -> None:
    board = derive(company())
    states = {
        instance.step: standing.state
        for instance, standing in board.standings.items()
        if instance.scope == PROGRAMME
    }
    assert states == dict.fromkeys(playbook().step_by_id, "done")
    verdicts = {
        f"{instance.path}.{judged.criterion.id}": judged.verdict
        for instance, standing in board.standings.items()
        if standing.state == "done"
        for judged in judge(company(), standing.step, instance)
    }
    assert {name: verdict for name, verdict in verdicts.items() if verdict != "met"} == {}


def test_the_sample_company_is_on_its_way_in_a_circle_and_a_community() -> None:
    """Some steps there are done, some under way and some not begun."""
    found: dict[str, set[str]] = {}
    for instance, standing in derive(company()).standings.items():
        found.setdefault(instance.scope, set()).add(standing.state)
    assert found["circle:customers"] >= {"done", "active", "ready", "blocked"}
    assert found["community:turin"] == {"done", "skipped"}


def test_the_sample_company_opened_its_circle_after_a_hold_and_settled_its_condition() -> None:
    decisions = company().state.decisions["circle:customers", "second_ring"]
    assert [(each.verdict, each.at[:10]) for each in decisions] == [
        ("hold", "2026-09-16"),
        ("go_with_conditions", "2026-10-14"),
    ]
    assert [condition.settled_at[:10] for condition in decisions[-1].conditions] == ["2026-11-13"]


def test_no_text_shouts_or_is_left_unwritten() -> None:
    texts = {f"guide of {step_id}": text for step_id, text in loaded().guides.items()}
    texts |= {name: JINJA.sub("", text) for name, text in loaded().templates.items()}
    for step_id, question in questions():
        said = (question.ask, question.label, question.why, question.help, question.example)
        texts[f"{step_id}.{question.id}"] = "\n".join(said)
    for step in playbook().steps:
        words = (step.title, step.purpose, *step.pitfalls, *(c.text for c in step.done_when))
        texts[step.id] = "\n".join(words)
    for number, (step_id, answers) in enumerate(answered()):
        texts[f"answers of {step_id}, {number}"] = "\n".join(
            v for v in _values(answers) if isinstance(v, str)
        )
    assert {name: FILLER.findall(text) for name, text in texts.items() if FILLER.search(text)} == {}


def _values(value: object) -> Iterator[object]:
    yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inside:
        yield from _values(each)
