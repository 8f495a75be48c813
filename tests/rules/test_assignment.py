"""Answers that guards need, case by case; what a guard says without one against the evaluator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from collab_playbook.language.evaluate import evaluate
from collab_playbook.language.parser import parse
from collab_playbook.rules.assignment import without
from rules.family import cases_of, expected, seen
from rules.test_domains import GUARDS, PLAYBOOK, every_world, few

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases_of("assignment"), ids=lambda case: case["name"])
def test_an_example_gives_these_problems_and_no_others(
    case: dict[str, Any], tmp_path: Path
) -> None:
    assert seen(case, tmp_path) == expected(case)


@settings(max_examples=200, deadline=None)
@given(GUARDS.filter(few))
def test_what_a_guard_says_without_an_answer_is_among_what_is_foreseen(text: str) -> None:
    question = PLAYBOOK.question("s", "whole")
    assert question is not None
    node = parse(text)
    outcomes = {
        outcome if isinstance(outcome, bool) else None
        for world in every_world(text)
        if all((value is None) == (name == "whole") for name, value in world["s"].fields.items())
        for outcome in (evaluate(node, world),)
    }
    assert outcomes <= without(node, "s", question)
