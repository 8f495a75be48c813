"""The page on guards tells the truth: its examples are run, its counts are counted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conformance import IS_THERE, report
from guardcases import names_of, questions_of, roots_of

from collab_playbook.language.check import check
from collab_playbook.language.errors import GuardError
from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.functions import FUNCTIONS
from collab_playbook.language.parser import parse
from collab_playbook.language.types import BOOL, Type
from collab_playbook.language.values import Failure, Unknown, plain
from collab_playbook.model.question import QUESTION_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "guards.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SAMPLE = yaml.safe_load(next(text for kind, text in BLOCKS if text.startswith("questions:")))
QUESTIONS = questions_of(SAMPLE["questions"])
NAMES = names_of(QUESTIONS)
EXAMPLES = [
    tuple(part.strip() for part in line.rsplit("//", 1))
    for kind, text in BLOCKS
    if kind == "guard"
    for line in text.splitlines()
    if line
]


def _said(guard: str) -> str:
    try:
        node = parse(guard)
    except GuardError as error:
        return f"refused: {error.message}"
    faults, _ = check(node, NAMES)
    if faults:
        return f"fault: {faults[0].message}"
    outcome = evaluate(node, roots_of(QUESTIONS, SAMPLE))
    match outcome:
        case Unknown(paths=paths):
            return f"unknown: {', '.join(sorted(paths))}"
        case Failure(reason=reason):
            return f"fails: {reason}"
    return json.dumps(plain(outcome), ensure_ascii=False)


@pytest.mark.parametrize(("guard", "expected"), EXAMPLES)
def test_an_example_gives_what_the_page_says(guard: str, expected: str) -> None:
    assert _said(guard) == expected


def test_the_guards_in_the_opening_example_have_no_faults() -> None:
    opening: dict[str, Any] = yaml.safe_load(next(text for kind, text in BLOCKS if "when:" in text))
    value = {"value": NAMES["objectives"].fields["items"]}  # type: ignore[union-attr] # a step
    found = [
        (opening["when"], NAMES, BOOL),
        (opening["done_when"][0]["that"], NAMES, BOOL),
        (opening["check"][0]["that"], {**NAMES, **value}, BOOL),
        (opening["default"]["from"], NAMES, None),
    ]
    assert [_faults(*place) for place in found] == [[], [], [], []]


def _faults(guard: str, names: dict[str, Type], expected: Type | None) -> list[Any]:
    return check(parse(guard), names, expected)[0]


@pytest.mark.skipif(not IS_THERE, reason="CEL_SPEC names no checkout of google/cel-spec")
def test_the_page_reports_the_counts_of_the_conformance_run() -> None:
    assert report() in PAGE


def test_every_function_and_every_type_of_question_is_on_the_page() -> None:
    missing = [name for name in FUNCTIONS if f"{name}(" not in PAGE]
    missing += [name for name in QUESTION_TYPES if f"`{name}`" not in PAGE]
    assert missing == []
