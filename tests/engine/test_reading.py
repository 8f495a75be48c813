"""What people type is read as they mean it, or refused with a reason (tests/cases/reading)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.engine.reading import Misread, Read, example_of, read_text
from collab_playbook.engine.showing import shown
from collab_playbook.engine.values import fit
from collab_playbook.model.question import QUESTION_TYPES, Question

CASES = Path(__file__).parent.parent / "cases" / "reading"
TODAY = date(2026, 3, 18)


def _question(part: dict[str, Any]) -> Question:
    return Question.model_validate({"ask": "What is it?", **part})


def _cases(kind: str) -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        case = yaml.safe_load(file.read_text("utf-8"))
        for language in case["languages"]:
            for typed, expected in case.get(kind, ()):
                name = f"{file.stem}-{language}-{typed!r}"
                found.append(pytest.param(case["part"], language, typed, expected, id=name))
    return found


@pytest.mark.parametrize(("part", "language", "typed", "expected"), _cases("reads"))
def test_reads(part: dict[str, Any], language: str, typed: str, expected: Any) -> None:
    question = _question(part)
    assert read_text(question, question.choices, typed, language, TODAY) == Read(expected)


@pytest.mark.parametrize(("part", "language", "typed", "problem"), _cases("refuses"))
def test_refuses_with_the_reason(
    part: dict[str, Any], language: str, typed: str, problem: str
) -> None:
    question = _question(part)
    answer = read_text(question, question.choices, typed, language, TODAY)
    assert isinstance(answer, Misread)
    assert answer.problem == problem


@pytest.mark.parametrize(("part", "language", "typed", "expected"), _cases("reads"))
def test_what_is_shown_back_reads_as_the_same_answer(
    part: dict[str, Any], language: str, typed: str, expected: Any
) -> None:
    question = _question(part)
    line = shown(question, expected, question.choices, language)
    if question.type == "long_text":
        assert line == " ".join(expected.split())
    else:
        assert read_text(question, question.choices, line, language, TODAY) == Read(expected), typed


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_the_example_given_with_a_refusal_is_read(kind: str, language: str) -> None:
    choices = [{"id": f"c{n}", "text": f"Choice {n}"} for n in (1, 2, 3)]
    parts: dict[str, Any] = {
        "choice": {"choices": choices},
        "choices": {"choices": choices},
        "record": {"fields": [{"id": "a", "type": "text", "label": "A"}]},
        "records": {"fields": [{"id": "a", "type": "text", "label": "A"}]},
    }
    question = _question({"id": "q", "type": kind, **parts.get(kind, {})})
    example = example_of(question, question.choices, language)
    first = example.replace(" ou ", ", ").replace(" or ", ", ").split(", ")[0]
    typed = first if kind in {"date", "boolean"} else example
    if typed:
        answer = read_text(question, question.choices, typed, language, TODAY)
        assert isinstance(answer, Read)
    else:
        assert kind in {"text", "long_text", "file", "record", "records"}


CHOICES = [{"id": f"c{n}", "text": f"Choice {n}"} for n in (1, 2, 3)]
ANY = [
    _question({"id": "q", "type": kind, **({"choices": CHOICES} if "choice" in kind else {})})
    for kind in QUESTION_TYPES
    if kind not in {"file", "record", "records"}
]
PIECES = st.sampled_from(
    [
        *("12", "5", "2026", "000", "1", "-", "+", "/", ".", ",", " ", "'", "k", "M", "€", "EUR"),
        *("%", "jan", "février", "monday", "next", "in", "dans", "3", "weeks", "mois", "P", "M"),
        *("<", ">", "@", "a@b.example", "Ann", "(", ")", "https://", "x.example", "none", "\u202f"),
    ]
)
typing = st.text(max_size=30) | st.lists(PIECES, max_size=8).map("".join)


@given(st.sampled_from(ANY), typing, st.sampled_from(["en", "fr", "de"]))
def test_any_text_is_read_as_something_that_fits_or_refused(
    question: Question, typed: str, language: str
) -> None:
    answer = read_text(question, question.choices, typed, language, TODAY)
    if isinstance(answer, Read):
        assert fit(question, answer.stored, question.choices) == (answer.stored, ())
        assert "\n" not in shown(question, answer.stored, question.choices, language)
    else:
        assert answer.problem


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(["en", "fr"]))
def test_a_number_is_read_back_to_the_last_digit(number: Any, language: str) -> None:
    question = _question({"id": "n", "type": "decimal"})
    stored, misfits = fit(question, format(number, "f"), ())
    if not misfits:
        line = shown(question, stored, (), language)
        assert read_text(question, (), line, language, TODAY) == Read(stored)
