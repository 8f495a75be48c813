"""Raw data becomes one stored form, or misfits with their place: cases under tests/cases/values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.engine.values import Misfit, fit
from collab_playbook.model.question import Field, Question

CASES = Path(__file__).parent.parent / "cases" / "values"


def _cases(kind: str) -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        case = yaml.safe_load(file.read_text("utf-8"))
        for raw, expected in case.get(kind, ()):
            found.append(pytest.param(case["part"], raw, expected, id=f"{file.stem}-{raw!r}"))
    return found


def _question(part: dict[str, Any]) -> Question:
    return Question.model_validate({"id": "q", "ask": "What is it?", **part})


@pytest.mark.parametrize(("part", "raw", "stored"), _cases("fits"))
def test_fits(part: dict[str, Any], raw: Any, stored: Any) -> None:
    question = _question(part)
    assert fit(question, raw, question.choices) == (stored, ())


@pytest.mark.parametrize(("part", "raw", "stored"), _cases("fits"))
def test_a_stored_form_fits_as_itself(part: dict[str, Any], raw: Any, stored: Any) -> None:
    question = _question(part)
    assert fit(question, stored, question.choices) == (stored, ()), raw


@pytest.mark.parametrize(("part", "raw", "misfits"), _cases("misfits"))
def test_misfits_name_the_place_and_the_reason(
    part: dict[str, Any], raw: Any, misfits: list[Any]
) -> None:
    question = _question(part)
    expected = tuple(Misfit(tuple(path), message) for path, message in misfits)
    assert fit(question, raw, question.choices) == (None, expected)


def test_a_field_with_a_catalogue_takes_any_id_until_its_choices_are_known() -> None:
    field = {"id": "role", "type": "choice", "label": "Role", "catalogue": "roles"}
    question = _question({"type": "records", "fields": [field]})
    known = [{"id": "lead", "text": "Project lead"}]
    admitted = Question.model_validate(
        {"id": "x", "ask": "?", "type": "choice", "choices": known}
    ).choices

    def choices_of(_field: Field) -> Any:
        return admitted

    assert fit(question, [{"role": "sponsor"}], ()) == ([{"role": "sponsor"}], ())
    assert fit(question, [{"role": "lead"}], (), choices_of) == ([{"role": "lead"}], ())
    assert fit(question, [{"role": "sponsor"}], (), choices_of) == (
        None,
        (Misfit((0, "role"), "'sponsor' is not one of the choices: lead"),),
    )


def test_ten_thousand_records_are_admitted_and_one_more_is_not() -> None:
    field = {"id": "a", "type": "integer", "label": "A"}
    question = _question({"type": "records", "fields": [field]})
    rows = [{"a": n} for n in range(10_000)]
    assert fit(question, rows, ()) == (rows, ())
    message = "10001 given, at most 10000 entries admitted"
    assert fit(question, [*rows, {"a": 1}], ()) == (None, (Misfit((), message),))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
QUESTIONS = [
    _question(part) for part in {str(p.values[0]): p.values[0] for p in _cases("fits")}.values()
]


@given(st.sampled_from(QUESTIONS), anything)
def test_whatever_comes_it_fits_stably_or_says_why(question: Question, raw: Any) -> None:
    stored, misfits = fit(question, raw, question.choices)
    if misfits:
        assert stored is None
        assert all(misfit.message for misfit in misfits)
    else:
        assert fit(question, stored, question.choices) == (stored, ())
