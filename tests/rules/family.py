"""Cases of a family of rules: an example laid over the base playbook, and all that is said of it.

Each case in ``tests/cases/rules/<family>.yaml`` holds ``name``, ``example``, ``says`` (every
problem, as ``concise`` prints it) and, where that matters, ``labels`` and ``mended``: by file, the
first lines of what all fixes, unsafe ones too, make of it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from collab_playbook.files.fixing import mend
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.documentation import files_of, laid_over
from collab_playbook.rules.registry import RULES
from collab_playbook.rules.reports.concise import concise_line

SPOKEN = tuple(rule for rule in RULES if rule.code[:3] not in {"PB4", "PB7"})
"""An example need not use all that it holds, nor speak every language."""
CODES = frozenset(rule.code for rule in SPOKEN)
CASES = Path(__file__).parents[1] / "cases" / "rules"


class Seen(NamedTuple):
    """What is said of an example: its problems, their labels, and what fixes make of its files."""

    says: list[str]
    labels: list[str]
    mended: dict[str, str]


def cases_of(family: str) -> list[dict[str, Any]]:
    """The cases of a family."""
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{family}.yaml").read_text("utf-8"))
    return cases


def expected(case: dict[str, Any]) -> Seen:
    """What a case says; what it leaves out is taken to be nothing."""
    return Seen(case["says"], case.get("labels", []), case.get("mended", {}))


def seen(case: dict[str, Any], folder: Path) -> Seen:
    """What the rules say of a case; labels and fixes only where the case speaks of them."""
    root = Path(shutil.copytree(CASES / "base", folder / "playbook"))
    for name, text in files_of(case["example"]).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif path.exists() and path.suffix == ".yaml":
            path.write_text(laid_over(path.read_text("utf-8"), text), "utf-8")
        else:
            path.write_text(text, "utf-8")
    problems = check_playbook(root, SPOKEN).problems
    labels = [f"{label.place} {label.text}" for p in problems for label in p.labels]
    after = mend(root, lambda problem: problem.code in CODES).after if "mended" in case else {}
    mended = {
        name: "".join(data.decode().splitlines(keepends=True)[: _lines(case, name)])
        for name, data in after.items()
    }
    return Seen(
        [concise_line(problem) for problem in problems], labels if "labels" in case else [], mended
    )


def _lines(case: dict[str, Any], name: str) -> int:
    return len(str(case["mended"].get(name, "")).splitlines())
