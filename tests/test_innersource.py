"""The second playbook runs in the same program: sound, told, walked to its end, built."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from collab_playbook.drawing.svg import drawing
from collab_playbook.engine.process import Process
from collab_playbook.engine.reading import Misread, read_text
from collab_playbook.files.playbook import Loaded, load_playbook, shipped_root
from collab_playbook.model.playbook import ORGANISATION, Playbook
from docs.pages import REPOSITORY
from programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from collab_playbook.model.question import Field, Question

FOLDER = REPOSITORY / "examples" / "innersource"
DOCUMENTS = {
    "experiment_charter": "We open 2 of our projects",
    "working_agreement": "8 hours a month",
    "guest_guide": "within 2 working days",
    "monthly_report": "2 contributions by guests",
    "invitation": "Every team of one department",
    "review_report": "It goes on as it is",
}
"""The documents of the sample company, each with words that only its answers can have brought."""
LEAST_WORDS, MOST_WORDS = 300, 500
"""Of a guide."""


@cache
def loaded() -> Loaded:
    return load_playbook(FOLDER)


@cache
def playbook() -> Playbook:
    found = loaded().playbook
    assert found is not None, loaded().problems
    return found


def test_check_finds_nothing(tmp_path: Path) -> None:
    said = program(tmp_path, "check", str(FOLDER), "--format", "json")
    assert json.loads(said.stdout)["problems"] == []


def test_its_stories_go_as_told_and_a_random_walk_ends(tmp_path: Path) -> None:
    said = json.loads(
        program(
            tmp_path, "test", str(FOLDER), "--walks", "2", "--seed", "11", "--format", "json"
        ).stdout
    )
    assert [each["title"] for each in said["stories"] if not each["as_told"]] == []
    assert len(said["stories"]) == len(list((FOLDER / "playbook/stories").glob("*.yaml")))
    assert [each["trouble"] for each in said["walks"]] == ["", ""]
    steps = said["coverage"]["steps"]
    assert steps["covered"] == steps["total"] == len(playbook().steps)


def test_the_sample_company_is_set_up_and_its_documents_are_built(tmp_path: Path) -> None:
    said = program(tmp_path, "init", "halvard", "--example", "--playbook", str(FOLDER))
    assert said.stdout.startswith("Halvard Rail Systems: 8 steps walked")
    halvard = tmp_path / "halvard"
    program(halvard, "--now", "2026-11-27", "build", "--final")
    texts = {path.stem: path.read_text("utf-8") for path in halvard.glob("documents/*/*.md")}
    assert texts.keys() == DOCUMENTS.keys()
    assert {name for name, words in DOCUMENTS.items() if words not in texts[name]} == set()
    assert json.loads(program(halvard, "check", "--format", "json").stdout)["problems"] == []


def test_a_new_workspace_begins_with_its_own_questions(tmp_path: Path) -> None:
    program(tmp_path, "init", "ours", "--playbook", str(FOLDER), "--no-input")
    said = json.loads(program(tmp_path / "ours", "next", "--format", "json").stdout)
    assert (said["question"]["step"], said["question"]["id"]) == ("org", "organisation")


def test_it_shares_nothing_with_the_shipped_playbook_but_the_format() -> None:
    shipped = load_playbook(shipped_root()).playbook
    assert shipped is not None
    for one, other in (
        (playbook().step_by_id, shipped.step_by_id),
        (playbook().document_by_id, shipped.document_by_id),
        (playbook().gate_by_id, shipped.gate_by_id),
        (playbook().phase_by_id, dict.fromkeys(("frame", "design", "launch", "open"))),
        ({r.id: r for r in playbook().catalogue_by_id["roles"].records}, {"lead": None}),
    ):
        assert one.keys() & other.keys() == set()


def test_it_can_be_drawn() -> None:
    text = drawing(playbook())
    assert text.count('class="step plain"') == len(playbook().steps)
    assert text.count('<g class="gate plain"><title>') == 2


def test_gates_open_circles_on_answers_readings_and_lessons() -> None:
    guards = {gate.id: " ".join(c.that for c in gate.criteria) for gate in playbook().gates}
    assert sorted(kind for gate in playbook().gates for kind in gate.circles) == [
        "company",
        "department",
        "partners",
        "team",
    ]
    for word in ("indicator.", "lessons", "programme.", "circle.before"):
        assert any(word in text for text in guards.values()), word


def _questions() -> Iterator[tuple[str, Question]]:
    for step_id in (ORGANISATION, *playbook().step_by_id):
        for question in playbook().questions_of(step_id):
            yield f"{step_id}.{question.id}", question


def test_every_question_has_a_reason_and_an_example() -> None:
    free = {"boolean", "choice"}
    lacking = [
        name
        for name, question in _questions()
        if not (question.ask and question.label and question.why)
        or (not question.example and question.type not in free)
    ]
    assert lacking == []


def test_every_example_is_accepted_when_it_is_typed() -> None:
    parts: list[tuple[str, Question | Field]] = []
    for name, question in _questions():
        parts += [(f"{name}.{field.id}", field) for field in question.fields]
        parts += [] if question.fields else [(name, question)]
    refused = {}
    for name, part in parts:
        if part.example:
            choices = playbook().choices_of(part)
            read = read_text(part, choices, part.example, "en", date(2026, 1, 12))
            if isinstance(read, Misread):
                refused[name] = read.problem
    assert refused == {}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_step_has_a_guide_that_can_be_read_in_two_minutes(number: int) -> None:
    step = Process(playbook()).steps[number - 1]
    guide = loaded().guides[step.id]
    assert guide.startswith(f"# {step.title}\n")
    assert LEAST_WORDS <= len(re.findall(r"[\w'-]+", guide)) <= MOST_WORDS
    assert "InnerSource Patterns, InnerSource Commons" in guide
    assert len(step.done_when) >= 2
    assert len(step.pitfalls) == 3
