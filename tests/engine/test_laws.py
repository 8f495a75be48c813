"""The laws of the fold, over random playbooks and random people."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import LEAD, NOW, Journal, process, programme, question, step, without_ids
from collab_playbook.engine.asking import unmet
from collab_playbook.engine.derive import derive
from collab_playbook.engine.fold import fold
from collab_playbook.engine.process import Process
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.undoing import undo
from collab_playbook.engine.view import View
from worlds import attempt, guarded_process, random_history

seeds = st.integers(min_value=0, max_value=10**6)
PEOPLE = ("Ann", "Bob")


def _world(seed: int, length: int = 25) -> tuple[Random, Journal]:
    random = Random(seed)
    return random, random_history(random, guarded_process(random, 5), length, PEOPLE)


@given(seeds)
def test_replaying_a_journal_gives_the_same_state_and_the_same_board(seed: int) -> None:
    _, journal = _world(seed)
    again = View(journal.process, fold(list(journal.events)), NOW, NOW.date())
    assert again.state == journal.state
    assert derive(again).standings == journal.board.standings


@given(seeds)
def test_what_is_remembered_never_shows(seed: int) -> None:
    """One process looks at many views in any order; each is as for a process that saw no other."""
    random, journal = _world(seed)
    instances = [programme(each.id) for each in journal.process.steps]
    for _ in range(12):
        state = fold(journal.events[: random.randint(0, len(journal.events))])
        now = NOW + timedelta(days=random.choice((0, 0, 40)))
        used = View(journal.process, state, now, now.date())
        fresh = View(Process(journal.process.playbook), state, now, now.date())
        assert derive(used).standings == derive(fresh).standings
        assert [unmet(used, each) for each in instances] == [unmet(fresh, e) for e in instances]


@given(seeds, st.integers(min_value=0, max_value=40))
def test_folding_a_prefix_and_then_the_rest_equals_folding_it_all(seed: int, cut: int) -> None:
    _, journal = _world(seed)
    events = journal.events
    assert fold(events[cut:], fold(events[:cut])) == fold(events)


@given(seeds)
def test_events_of_different_steps_commute(seed: int) -> None:
    random, journal = _world(seed)
    events = journal.events
    swappable = [n for n in range(len(events) - 1) if events[n].step != events[n + 1].step]
    if swappable:
        at = random.choice(swappable)
        swapped = [*events[:at], events[at + 1], events[at], *events[at + 2 :]]
        assert fold(swapped) == fold(events)


@given(seeds)
def test_undo_equals_never(seed: int) -> None:
    random, journal = _world(seed)
    before = journal.state
    count = len(journal.events)
    acted = any(
        attempt(journal, verb, random.choice(journal.process.steps).id, "Ann", "5")
        for verb in ("answer", "submit", "skip", "reopen")
    )
    if not acted:
        return
    first_act = {event.type for event in journal.events[count:]}
    while live := [
        e for e in journal.events[count:] if e.id not in journal.state.voided and e.type != "voided"
    ]:
        outcome = undo(journal.view, journal.events, "Ann")
        assert not isinstance(outcome, Refusal), (first_act, outcome)
        journal.append(outcome, "Ann")
        assert len([e for e in live if e.id in journal.state.voided]) > 0
    assert without_ids(journal.state).records == {
        instance: record
        for instance, record in without_ids(journal.state).records.items()
        if instance in before.records
    }
    assert without_ids(journal.state).records == without_ids(before).records


def test_redoing_a_step_with_the_same_outcome_leaves_nothing_after_it_stale() -> None:
    journal = _two_done_steps()
    for verb in ("reopen", "submit"):
        assert attempt(journal, verb, "a", LEAD)
    assert (journal.state_of("a"), journal.state_of("b")) == ("done", "done")


def test_redoing_a_step_with_another_outcome_leaves_what_rests_on_it_stale_until_reaffirmed() -> (
    None
):
    journal = _two_done_steps()
    assert attempt(journal, "reopen", "a", LEAD)
    assert attempt(journal, "answer", "a", LEAD, "changed")
    assert attempt(journal, "submit", "a", LEAD)
    assert (journal.state_of("a"), journal.state_of("b")) == ("done", "stale")
    assert journal.board.standing(programme("b")).changed == ("a.x",)
    assert attempt(journal, "reaffirm", "b", LEAD)
    assert journal.state_of("b") == "done"


def _two_done_steps() -> Journal:
    journal = Journal(
        process(
            step("a", 1, questions=[question("x")]),
            step(
                "b",
                2,
                needs=["a"],
                questions=[question("y")],
                done_when=[{"id": "c", "text": "C", "that": "size(a.x) > 0 && has(b.y)"}],
            ),
        )
    )
    for step_id in ("a", "b"):
        assert attempt(journal, "answer", step_id, LEAD, "first")
        assert attempt(journal, "submit", step_id, LEAD)
    return journal


@pytest.mark.parametrize("seed", range(5))
def test_an_event_that_no_longer_applies_is_reported_and_changes_nothing(seed: int) -> None:
    random, journal = _world(seed, 60)
    skipped = [n for n, e in enumerate(journal.events) if e.type in {"completed", "skipped"}]
    at = random.choice(skipped)
    twice = [*journal.events[: at + 1], journal.events[at], *journal.events[at + 1 :]]
    assert fold(twice).records == journal.state.records
    assert len(fold(twice).oddities) == len(journal.state.oddities) + 1
