"""Every example in a rule's docstring is run: the bad says what is promised, the good nothing.

``python tests/rules/test_examples.py PB102`` prints what the bad example of that rule says now.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from collab_playbook.files.fixing import mend
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.documentation import files_of, laid_over, page_of
from collab_playbook.rules.registry import RULES
from collab_playbook.rules.reports.concise import concise_line

BASE = Path(__file__).parents[1] / "cases" / "rules" / "base"
BY_CODE = {rule.code: rule for rule in RULES}
WITH_EXAMPLES = [rule for rule in RULES if page_of(rule).bad]


def said_of(example: str, folder: Path, code: str = "") -> list[str]:
    """What ``check --format concise`` prints of an example laid over the base playbook."""
    problems = check_playbook(written(example, folder), RULES).problems
    return [concise_line(problem) for problem in problems if code in {"", problem.code}]


def written(example: str, folder: Path) -> Path:
    """The base playbook with an example laid over it."""
    root = Path(shutil.copytree(BASE, folder / "playbook"))
    for name, text in files_of(example).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif path.exists() and path.suffix == ".yaml":
            path.write_text(laid_over(path.read_text("utf-8"), text), "utf-8")
        else:
            path.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("code", [rule.code for rule in WITH_EXAMPLES])
def test_a_bad_example_says_what_its_rule_promises(code: str, tmp_path: Path) -> None:
    page = page_of(BY_CODE[code])
    assert said_of(page.bad, tmp_path, code) == page.says.splitlines()


@pytest.mark.parametrize("code", [rule.code for rule in WITH_EXAMPLES])
def test_a_good_example_says_nothing(code: str, tmp_path: Path) -> None:
    page = page_of(BY_CODE[code])
    assert page.good
    assert said_of(page.good, tmp_path, code) == []


@pytest.mark.parametrize("code", [rule.code for rule in WITH_EXAMPLES if rule.fix != "no"])
def test_a_fix_mends_the_bad_example_and_brings_nothing_else(code: str, tmp_path: Path) -> None:
    root = written(page_of(BY_CODE[code]).bad, tmp_path)
    before = {(p.code, p.message) for p in check_playbook(root, RULES).problems}
    mended = mend(root, lambda problem: problem.code == code)
    assert mended.problems
    assert mended.left == ()
    is_ever_safe = any(problem.fix.safe for problem in mended.problems if problem.fix)
    assert BY_CODE[code].fix == "safe" or not is_ever_safe
    mended.write(root)
    after = {(p.code, p.message) for p in check_playbook(root, RULES).problems}
    assert code not in {found for found, _ in after}
    assert after <= before
    assert not mend(root, lambda problem: problem.code == code).after


def test_the_base_playbook_of_the_examples_is_clean(tmp_path: Path) -> None:
    assert said_of("", tmp_path) == []


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        sys.stdout.write("\n".join(said_of(page_of(BY_CODE[sys.argv[1]]).bad, Path(made))) + "\n")
