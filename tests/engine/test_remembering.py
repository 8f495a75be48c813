"""What is worked out once, and when it is worked out again."""

from __future__ import annotations

from typing import Any

import pytest

from collab_playbook.engine.remembering import Memory

LISTED = ["a"]


@pytest.mark.parametrize(
    ("before", "now", "is_kept"),
    [
        (("done", 3), ("done", 3), True),
        (("done",), ("idle",), False),
        ((1,), (True,), False),
        (({"x": LISTED},), ({"x": LISTED},), True),
        (({"x": ["a"]},), ({"x": ["a"]},), False),
        (({"x": LISTED},), ({"y": LISTED},), False),
        (({},), ({}, {}), False),
    ],
)
def test_a_result_is_kept_while_its_ground_is_the_same(
    before: tuple[Any, ...], now: tuple[Any, ...], is_kept: bool
) -> None:
    memory, done = Memory(), iter(range(10))
    assert memory.recalled("key", before, lambda: next(done)) == 0
    assert memory.recalled("other", before, lambda: next(done)) == 1
    assert memory.recalled("key", now, lambda: next(done)) == (0 if is_kept else 2)
