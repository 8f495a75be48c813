"""What nothing uses, case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.use import RULES as USE
from collab_playbook.rules.use_parts import RULES as USE_PARTS
from rules import family

if TYPE_CHECKING:
    from pathlib import Path

RULES = (*USE, *USE_PARTS)


@pytest.mark.parametrize("case", family.cases_of("use"), ids=lambda case: case["name"])
def test_an_example_gives_these_problems_and_no_others(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family, "SPOKEN", RULES)  # other families leave these rules out
    assert family.seen(case, tmp_path) == family.expected(case)


def test_the_shipped_playbook_uses_all_that_it_holds() -> None:
    assert [str(problem) for problem in check_playbook(shipped_root(), RULES).problems] == []
