from __future__ import annotations

from typing import Any

import pytest

from collab_playbook.documents.filled import Written
from collab_playbook.documents.form import Wanted
from collab_playbook.files.answer_files import read_answers
from collab_playbook.files.form_file import filled_of_answers, yaml_of
from forming import ANSWERS, HEADS, form_of, planned


def _back(text: str) -> dict[str, Any]:
    """What a form says to each question that is not empty, as plain data."""
    filled = filled_of_answers(read_answers(text.encode(), "form.yaml"))
    assert (filled.heads, filled.language, filled.problems) == (HEADS, "en", ())
    found = {}
    for reply in filled.replies:
        assert isinstance(reply.given, Written)
        if reply.given.raw is not None:
            found[reply.path.partition(".")[2]] = reply.given.raw
    return found


def _texts(value: Any) -> Any:
    """A stored answer as YAML holds it: every scalar as text."""
    if isinstance(value, dict):
        return {key: _texts(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_texts(held) for held in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_what_is_filled_in_is_there_when_it_is_read_back() -> None:
    assert _back(yaml_of(form_of(planned(), Wanted(sensitive=True)))) == _texts(dict(ANSWERS))


def test_an_empty_form_says_nothing() -> None:
    assert _back(yaml_of(form_of(planned({})))) == {}


def test_a_form_is_for_people_who_read_the_remarks() -> None:
    text = yaml_of(form_of(planned({})))
    assert (
        "  # 1. What is aim? (required)\n"
        "  # In one line.\n"
        "  # Why we ask: It opens the charter.\n"
        "  # A few words.\n"
        "  aim:\n"
    ) in text
    assert "  # Pick one from the list.\n  #   calm: Calmly, as ever\n" in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize(
    "text", ["null", "a: b # c", "'\"", "# no remark", "\u202ex\u2028y", "- x", "😀", "y\n# z"]
)
def test_any_answer_survives(text: str) -> None:
    form = form_of(planned({"vision": text}))
    assert _back(yaml_of(form)) == {"vision": text}


def test_places_count_what_is_left_of_a_list() -> None:
    text = yaml_of(form_of(planned({})))
    filled_in = text.replace("    - what:\n", "    - what:\n    - what: Open it\n")
    filled = filled_of_answers(read_answers(filled_in.encode(), "form.yaml"))
    acts = next(reply for reply in filled.replies if reply.path == "plan.acts").given
    assert isinstance(acts, Written)
    assert acts.raw == [{"what": "Open it"}]
    line = filled_in[: filled_in.index("- what: Open it")].count("\n") + 1
    assert acts.where[0, "what"].startswith(f"form.yaml:{line}:")


def test_a_file_of_answers_is_no_form_and_its_null_takes_an_answer_back() -> None:
    found = read_answers(b"plan: {aim: null}\nquestionnaire: {aim: x}\n", "answers.yaml")
    assert found.head is None
    assert [(r.step, r.question, r.raw) for r in found.replies] == [
        ("plan", "aim", None),
        ("questionnaire", "aim", "x"),
    ]
