"""Needs, loops and ways through the steps, case by case; the walks against brute force."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_playbook.model.playbook import Phase, Playbook
from collab_playbook.model.step import Duration, Need, Roles, Step
from collab_playbook.rules.graph_paths import Needs
from collab_playbook.rules.graph_surely import Promises
from rules.family import cases_of, expected, seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases_of("graph"), ids=lambda case: case["name"])
def test_an_example_gives_these_problems_and_no_others(
    case: dict[str, Any], tmp_path: Path
) -> None:
    assert seen(case, tmp_path) == expected(case)


GRAPHS = st.integers(1, 8).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size
    )
)


def _needs(links: list[list[int]]) -> Needs:
    return Needs({f"s{at}": tuple(f"s{to}" for to in each) for at, each in enumerate(links)})


def _reached(links: list[list[int]]) -> list[list[bool]]:
    """By brute force: which steps are needed by which, at any remove."""
    size = len(links)
    found = [[to in each for to in range(size)] for each in links]
    for middle, start, end in product(range(size), repeat=3):
        if found[start][middle] and found[middle][end]:
            found[start][end] = True
    return found


@given(GRAPHS)
def test_circles_are_the_steps_that_reach_each_other(links: list[list[int]]) -> None:
    reached, size = _reached(links), len(links)
    mutual = {
        tuple(f"s{b}" for b in range(size) if b == a or (reached[a][b] and reached[b][a]))
        for a in range(size)
    }
    needs = _needs(links)
    assert set(needs.circles) == {each for each in mutual if len(each) > 1}
    assert sorted(step for each in needs.components for step in each) == sorted(needs.direct)


@given(GRAPHS)
def test_what_comes_before_is_what_brute_force_finds(links: list[list[int]]) -> None:
    reached, needs = _reached(links), _needs(links)
    for later, earlier in product(range(len(links)), repeat=2):
        is_expected = reached[later][earlier]
        if later != earlier:
            assert needs.is_before(f"s{earlier}", f"s{later}") == is_expected


@given(GRAPHS)
def test_the_way_round_a_circle_is_one_and_the_shortest(links: list[list[int]]) -> None:
    needs = _needs(links)
    for circle in needs.circles:
        way = needs.way_round(circle)
        assert way[0] == circle[0]
        assert len(set(way)) == len(way)
        assert all(to in needs.direct[step] for step, to in pairwise((*way, way[0])))
        assert len(way) == _shortest(needs, circle[0])


def _shortest(needs: Needs, start: str) -> int:
    """How many links lead from a step back to itself, passing at least one other step."""
    at, links = {step for step in needs.direct[start] if step != start}, 1
    while start not in at:
        at, links = {to for step in at for to in needs.direct[step]}, links + 1
    return links


NEEDS = st.sampled_from(["", "finished", "done"])


@given(st.integers(2, 5).flatmap(lambda n: st.lists(NEEDS, min_size=n * n, max_size=n * n)))
def test_a_need_is_redundant_just_where_every_way_through_the_steps_says_so(
    links: list[str],
) -> None:
    size = int(len(links) ** 0.5)
    wanted = {
        at: [(to, links[at * size + to]) for to in range(at) if links[at * size + to]]
        for at in range(size)
    }
    states = _reachable(wanted)
    playbook = _playbook(wanted)
    promises = Promises(playbook, Needs.of(playbook))
    for at, step in enumerate(playbook.steps):
        for need in step.needs:
            others = [(to, state) for to, state in wanted[at] if f"s{to}" != need.step]
            own = (int(need.step[1:]), need.state)
            never_matters = all(
                _is_met(state, own)
                for state in states
                if all(_is_met(state, other) for other in others)
            )
            assert (promises.implies(step, need) is not None) == never_matters


def _is_met(state: tuple[str, ...], need: tuple[int, str]) -> bool:
    return state[need[0]] == "done" or (need[1] == "finished" and state[need[0]] == "skipped")


def _reachable(wanted: dict[int, list[tuple[int, str]]]) -> set[tuple[str, ...]]:
    """Every state of the steps that somebody can bring about by doing and by skipping."""
    start = ("idle",) * len(wanted)
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for at in range(len(wanted)):
            if state[at] != "idle":
                continue
            can_do = all(_is_met(state, need) for need in wanted[at])
            for after in ("skipped", *(("done",) if can_do else ())):
                following = (*state[:at], after, *state[at + 1 :])
                if following not in found:
                    found.add(following)
                    waiting.append(following)
    return found


def _playbook(wanted: dict[int, list[tuple[int, str]]]) -> Playbook:
    steps = tuple(
        Step(
            id=f"s{at}",
            number=at + 1,
            title=f"Step {at}",
            phase="live",
            purpose="To be looked at.",
            needs=tuple(Need(step=f"s{to}", state=state) for to, state in needs),
            roles=Roles(accountable="lead", responsible=("lead",)),
            duration=Duration(work_days=1),
        )
        for at, needs in wanted.items()
    )
    return Playbook(
        id="graph",
        version="1.0.0",
        title="A graph",
        phases=(Phase(id="live", title="Live"),),
        steps=steps,
    )
