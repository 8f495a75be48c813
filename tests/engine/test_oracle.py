"""Our fold beside a statechart engine that nobody here wrote: same events, same phases."""

from __future__ import annotations

import warnings
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from build import Journal
from collab_playbook.engine.process import Process
from collab_playbook.engine.statechart import statechart
from collab_playbook.model.event import Instance
from worlds import VERBS, attempt, plain_process, random_history

if TYPE_CHECKING:
    from collab_playbook.engine.state import Phase


def _oracle(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load = import_module("statemachine.io").load
        return load(text, format="scxml")()


def _phases(machine: Any) -> dict[str, str]:
    names = (str(name) for name in machine.configuration_values)
    return dict(name.rsplit("_", 1) for name in names if "_" in name)


@pytest.mark.parametrize("seed", range(6))
def test_random_events_leave_both_engines_in_the_same_phases(seed: int) -> None:
    random = Random(seed)
    process = plain_process(random, 12)
    journal = Journal(process)
    machine = _oracle(statechart(process))
    for number in range(150):
        verb, step_id = random.choice(VERBS), random.choice(process.steps).id
        machine.send(f"{verb}.{step_id}")
        attempt(journal, verb, step_id, "Ann", f"word {number}")
        assert _recorded(journal) == _phases(machine), (number, verb, step_id)


def test_the_oracle_notices_a_need_that_our_engine_ignores() -> None:
    process = plain_process(Random(1), 12)
    without_needs = Process(
        process.playbook.model_copy(
            update={"steps": tuple(s.model_copy(update={"needs": ()}) for s in process.steps)}
        )
    )
    machine = _oracle(statechart(process))
    journal = Journal(without_needs)
    last = process.steps[-1].id
    machine.send(f"submit.{last}")
    attempt(journal, "submit", last, "Ann")
    assert journal.state.record(Instance("programme", last)).phase != _phases(machine)[last]


@pytest.mark.parametrize("seed", range(3))
def test_a_statechart_of_a_live_state_goes_on_from_there(seed: int) -> None:
    random = Random(seed)
    process = plain_process(random, 12)
    journal = random_history(random, process, 60, ("Ann",))
    machine = _oracle(statechart(process, _recorded(journal)))
    assert _recorded(journal) == _phases(machine)
    for number in range(80):
        verb, step_id = random.choice(VERBS), random.choice(process.steps).id
        machine.send(f"{verb}.{step_id}")
        attempt(journal, verb, step_id, "Ann", f"more {number}")
        assert _recorded(journal) == _phases(machine), (number, verb, step_id)


def _recorded(journal: Journal) -> dict[str, Phase]:
    programme = (Instance("programme", step.id) for step in journal.process.steps)
    return {instance.step: journal.state.record(instance).phase for instance in programme}
