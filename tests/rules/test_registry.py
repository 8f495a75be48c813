"""The list of rules: each has its own code and name, its page and, where it can, its example."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

import pytest

from collab_playbook.rules.documentation import files_of, laid_over, page_of
from collab_playbook.rules.registry import RULES, every_rule, meant_by

DOCS = Path(__file__).parents[2] / "docs"
NO_EXAMPLE = {"PB011"}
"""Rules whose example is no text: a link that leads out of the folder."""


def test_a_code_and_a_name_belong_to_one_rule() -> None:
    rules = every_rule()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.code)
def test_a_rule_is_named_and_says_what_and_why(rule: object) -> None:
    assert re.fullmatch(r"PB[0-9]{3}", rule.code)  # type: ignore[attr-defined] # a parameter
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)  # type: ignore[attr-defined] # likewise
    page = page_of(rule)  # type: ignore[arg-type] # likewise
    assert page.what.endswith(".")
    assert page.why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_of_playbooks_has_examples_and_says_how_it_is_mended(rule: object) -> None:
    page = page_of(rule)  # type: ignore[arg-type] # a parameter
    code = rule.code  # type: ignore[attr-defined] # likewise
    has_fix = rule.fix != "no"  # type: ignore[attr-defined] # likewise
    assert bool(files_of(page.bad)) == (code not in NO_EXAMPLE)
    assert bool(page.good and page.says) == (code not in NO_EXAMPLE)
    assert bool(page.fix) == has_fix


def test_at_least_45_rules_hold_and_ten_of_them_can_mend() -> None:
    assert len(every_rule()) >= 45
    assert sum(1 for rule in RULES if rule.fix != "no") >= 10


def test_a_word_means_a_rule_or_a_family() -> None:
    rules = every_rule()
    assert [rule.code for rule in meant_by("pb102", rules)] == ["PB102"]
    assert [rule.code for rule in meant_by("unknown-step", rules)] == ["PB102"]
    assert {rule.code[:3] for rule in meant_by("PB3", rules)} == {"PB3"}
    assert meant_by("nothing", rules) == ()


def test_an_example_keeps_its_own_lines_above_what_it_leaves_out() -> None:
    base = "id: a\nneeds:\n  - b\ntitle: A\n"
    assert laid_over(base, "# file: x\nneeds: [c]\n") == "# file: x\nneeds: [c]\nid: a\ntitle: A\n"


def test_the_page_of_rules_is_written_from_the_rules() -> None:
    script = run_path(str(DOCS / "write_rules.py"))
    assert script["PAGE"].read_text("utf-8") == script["page"]()
