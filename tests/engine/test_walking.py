"""Walks: random answers that lead to the end, whatever the checks want."""

from __future__ import annotations

from random import Random

import pytest

from build import NOW, process, question, step
from collab_playbook.engine.noting import Notes
from collab_playbook.engine.people import People
from collab_playbook.engine.staging import Stage
from collab_playbook.engine.walking import Walked, walk


def _walked(that: str, opening: str, seed: int = 1) -> Walked:
    """A walk past a day that has to fit another one."""
    check = [{"that": that, "message": "Another day."}]
    days = [
        question("opening", type="date", required=True),
        question("wave", type="date", required=True, check=check),
    ]
    made = process(step("launch", 1, questions=days))
    stage = Stage(made, People(), NOW)
    return walk(stage, Random(seed), {}, {"launch.opening": opening}, Notes(made))


@pytest.mark.parametrize(
    ("that", "opening"),
    [
        ("value >= launch.opening", f"{NOW.year + 6}-01-01"),
        ("value <= launch.opening", f"{NOW.year - 2}-01-01"),
    ],
)
def test_a_walk_gets_past_a_day_that_has_to_be_far(that: str, opening: str) -> None:
    assert _walked(that, opening).trouble == ""


def test_a_walk_stops_at_a_day_that_cannot_be() -> None:
    found = _walked("value < launch.opening && value > launch.opening", f"{NOW.year}-01-01")
    assert found.trouble == "no answer to 'launch.wave' passes its checks: Another day."
    assert found.about == ("steps", "launch", "questions", "wave")


def test_the_board_of_a_stage_is_made_anew_when_something_happens() -> None:
    made = process(step("a", 1, questions=[question("x")]))
    stage = Stage(made, People(), NOW)
    before = stage.board
    assert stage.board is before
    walk(stage, Random(1), {}, {}, Notes(made))
    assert [standing.state for standing in before.standings.values()] == ["ready"]
    assert [standing.state for standing in stage.board.standings.values()] == ["done"]
