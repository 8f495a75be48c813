"""Guards, case by case: what cannot be read, does not fit, decides nothing or is not meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.files.playbook import load_playbook, shipped_root
from collab_playbook.rules.assignment import RULES as ASSIGNMENT
from collab_playbook.rules.checked import Checked
from collab_playbook.rules.guards import RULES as GUARDS
from collab_playbook.rules.guards_habits import RULES as HABITS
from collab_playbook.rules.truth_rules import RULES as TRUTH
from rules.family import cases_of, expected, seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases_of("guards"), ids=lambda case: case["name"])
def test_an_example_gives_these_problems_and_no_others(
    case: dict[str, Any], tmp_path: Path
) -> None:
    assert seen(case, tmp_path) == expected(case)


def test_nothing_is_told_of_the_guards_of_the_shipped_playbook() -> None:
    loaded = load_playbook(shipped_root())
    assert loaded.playbook is not None
    checked = Checked(loaded.playbook, loaded.places)
    rules = (*GUARDS, *ASSIGNMENT, *TRUTH, *HABITS)
    assert [str(problem) for rule in rules for problem in rule.check(checked)] == []


def test_a_problem_is_anchored_at_its_guard_whatever_the_line(tmp_path: Path) -> None:
    (tmp_path / "playbook").mkdir()
    (tmp_path / "playbook/playbook.yaml").write_text(
        "id: p\nversion: 1.0.0\ntitle: P\nphases: []\n"
        "org: [{id: a, type: text, ask: What?, when: org.b}]\n",
        "utf-8",
    )
    loaded = load_playbook(tmp_path)
    assert loaded.playbook is not None
    checked = Checked(loaded.playbook, loaded.places)
    found = [problem for rule in GUARDS for problem in rule.check(checked)]
    assert [(p.code, p.anchor) for p in found] == [("PB302", "org/org/questions/a/when")]
