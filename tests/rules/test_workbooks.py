"""Sheets of workbooks and their charts, case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rules.family import cases_of, expected, seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases_of("workbooks"), ids=lambda case: case["name"])
def test_an_example_gives_these_problems_and_no_others(
    case: dict[str, Any], tmp_path: Path
) -> None:
    assert seen(case, tmp_path) == expected(case)
