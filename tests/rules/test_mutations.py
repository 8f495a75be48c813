"""A mistake put at a known place of the shipped playbook is found at exactly that place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.registry import RULES
from rules.mutating import Mutation, copied, mutations, outcome

if TYPE_CHECKING:
    from pathlib import Path

ALL = mutations()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("playbook"))


def test_the_playbook_as_it_is_has_no_problems(root: Path) -> None:
    assert check_playbook(root, RULES).problems == ()


def test_there_are_kinds_enough() -> None:
    assert len({mutation.name for mutation in ALL}) == len(ALL) >= 60


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.name)
def test_a_mistake_is_found_by_its_rule_at_its_line_and_column(
    mutation: Mutation, root: Path
) -> None:
    came = outcome(root, mutation)
    assert came.found, (came.expected, came.said)
