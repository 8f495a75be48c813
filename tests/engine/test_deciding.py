from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from build import LEAD, SPONSOR, Journal
from collab_playbook.engine.deciding import Ruling, decide, settle
from collab_playbook.engine.following import next_of
from collab_playbook.engine.gates import gate_named, gate_standings
from collab_playbook.engine.gating import JudgedGate, judge_gate
from collab_playbook.engine.people import People
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.undoing import undo
from collab_playbook.model.event import Instance
from collab_playbook.model.workspace import Person
from rings import NOBODY, hand_in, plan, read, rings, running, say, verdict

IN_APRIL = (date(2026, 4, 30), "Half are active")


def judged(journal: Journal, path: str) -> JudgedGate:
    at = gate_named(journal.view, path)
    assert at is not None
    return judge_gate(journal.view, at)


def with_friends() -> Journal:
    journal = running()
    plan(journal, "friends")
    return journal


def test_a_phase_waits_for_its_gate_and_the_blocker_names_it() -> None:
    journal = rings()
    stands = journal.board.standing(Instance("programme", "place"))
    assert [(b.kind, b.id, b.text) for b in stands.blocked_by] == [
        ("gate", "framed", "the gate 'Framed' has not been decided")
    ]


def test_each_criterion_has_its_verdict_and_what_it_rests_on() -> None:
    journal = rings()
    say(journal, "goal.owner", "Karine")
    found = judged(journal, "framed")
    assert [(c.criterion.id, c.verdict, c.missing) for c in found.criteria] == [
        ("goal_set", "unmet", ()),
        ("named", "met", ()),
    ]
    assert [[(g.path, g.says, g.by) for g in c.grounds] for c in found.criteria] == [
        [("goal", "active", "")],
        [("goal.owner", "Karine", LEAD)],
    ]


def test_an_unknown_criterion_names_what_is_missing_in_the_circle_before() -> None:
    found = judged(with_friends(), "friends/outside")
    assert [(c.criterion.id, c.verdict, c.missing) for c in found.criteria] == [
        ("running", "met", ()),
        ("active", "unknown", ("employees/indicator.active.last",)),
        ("safe", "met", ()),
        ("kept", "met", ()),
    ]
    assert [g.says for g in found.criteria[1].grounds] == ["no reading"]


@pytest.mark.parametrize(
    ("owner", "reading", "safety", "advice"),
    [
        ("Karine", "62", "Two people", "go"),
        ("Karine", "12", "Two people", "go_with_conditions"),
        ("Giulia", "12", "Two people", "go_with_conditions"),
        ("Karine", "62", None, "hold"),
    ],
)
def test_the_criteria_speak_for_a_verdict(
    owner: str, reading: str, safety: str | None, advice: str
) -> None:
    journal = with_friends()
    say(journal, "goal.owner", owner)
    say(journal, "place.safety", safety)
    read(journal, reading)
    assert judged(journal, "friends/outside").advice == advice


def test_three_open_criteria_speak_for_a_hold() -> None:
    journal = rings()
    plan(journal, "friends")
    say(journal, "place.safety", "Two people")
    assert len(judged(journal, "friends/outside").open_criteria) == 3
    assert judged(journal, "friends/outside").advice == "hold"


def test_a_go_with_an_open_criterion_is_refused_and_every_reason_named() -> None:
    journal = rings()
    plan(journal, "friends")
    assert verdict(journal, "friends/outside") == Refusal(
        (
            "criterion 'running' is unmet: The place runs",
            (
                "criterion 'active' is unknown: Half are active in the circle before "
                "(open: employees/indicator.active.last)"
            ),
            "criterion 'safe' is unmet: The place is safe",
            "criterion 'kept' is unknown: The goal still holds (open: programme.goal.owner)",
        ),
        hint="Hold it, and decide again once they are met: hold --reason ... --review YYYY-MM-DD.",
    )


def test_a_criterion_is_passed_over_with_a_reason_and_stays_visible() -> None:
    journal = with_friends()
    assert verdict(journal, "friends/outside", waived=("active",)) == Refusal(
        ("passing something over needs a reason",),
        hint=(
            "Go ahead on conditions: go_with_conditions --condition 'YYYY-MM-DD What has to be so'."
        ),
    )
    journal.append(
        verdict(journal, "friends/outside", waived=("active",), reason="A fair in a week.")
    )
    decision = journal.state.decision("circle:friends", "outside")
    assert decision is not None
    assert decision.verdicts == {
        "running": "met",
        "active": "waived",
        "safe": "met",
        "kept": "met",
    }
    assert decision.waived == {"active": "A fair in a week."}


def test_a_critical_criterion_is_neither_passed_over_nor_left_for_later() -> None:
    journal = with_friends()
    read(journal, "62")
    say(journal, "place.safety", None)
    refused = verdict(journal, "friends/outside", waived=("safe",), reason="It is fine.")
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        "criterion 'safe' is critical and cannot be passed over: The place is safe",
    )
    later = verdict(journal, "friends/outside", "go_with_conditions", conditions=(IN_APRIL,))
    assert isinstance(later, Refusal)
    assert later.problems == (
        "criterion 'safe' is critical and cannot be left for later: The place is safe",
    )


def test_a_go_with_conditions_opens_and_its_conditions_fall_due() -> None:
    journal = with_friends()
    read(journal, "12")
    journal.append(
        verdict(journal, "friends/outside", "go_with_conditions", conditions=(IN_APRIL,))
    )
    assert journal.state_of("goal", "circle:friends") == "ready"
    for day, flags in ((20, ()), (30, ("due",))):
        now = journal.at(datetime(2026, 4, day, 9, tzinfo=UTC))
        stands = next(s for s in gate_standings(now.view) if s.at.path == "friends/outside")
        assert (stands.due, stands.flags) == (date(2026, 4, 30), flags)
    late = journal.at(datetime(2026, 5, 20, 9, tzinfo=UTC))
    stands = next(s for s in gate_standings(late.view) if s.at.path == "friends/outside")
    assert stands.flags == ("overdue",)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({}, "a go with conditions needs at least one condition with its day"),
        (
            {"conditions": ((date(2026, 3, 2), "Half are active"),)},
            "the condition 'Half are active' is due on 2026-03-02, which is not ahead",
        ),
        (
            {"conditions": (IN_APRIL,), "review": date(2026, 5, 1)},
            "only a hold is looked at again",
        ),
    ],
)
def test_conditions_have_a_day_ahead(keys: dict[str, Any], problem: str) -> None:
    journal = with_friends()
    read(journal, "12")
    refused = verdict(journal, "friends/outside", "go_with_conditions", **keys)
    assert isinstance(refused, Refusal)
    assert refused.problems == (problem,)


def test_every_open_criterion_wants_a_condition() -> None:
    journal = with_friends()
    say(journal, "goal.owner", "Giulia")
    refused = verdict(journal, "friends/outside", "go_with_conditions", conditions=(IN_APRIL,))
    assert isinstance(refused, Refusal)
    assert refused.problems[0] == (
        "2 criteria are open, and there is no condition with its day for each"
    )


def test_a_condition_is_settled_once_with_a_word_on_how() -> None:
    journal = with_friends()
    read(journal, "12")
    journal.append(
        verdict(journal, "friends/outside", "go_with_conditions", conditions=(IN_APRIL,))
    )
    at = gate_named(journal.view, "friends/outside")
    assert at is not None
    assert settle(journal.view, at, 2, "Seen") == Refusal(
        ("the gate 'To the outside' has no condition 2; it has 1",)
    )
    assert settle(journal.view, at, 1, " ") == Refusal(
        ("condition 1 needs a word on how it is met: Half are active",), hint="Add --note."
    )
    journal.append(settle(journal.view, at, 1, "56 % in April"))
    stands = next(s for s in gate_standings(journal.view) if s.at.path == "friends/outside")
    assert (stands.due, stands.open_conditions) == (None, ())
    assert settle(journal.view, at, 1, "Seen") == Refusal(
        ("condition 1 was settled on 2026-03-02",)
    )


@pytest.mark.parametrize("said", ["hold", "stop"])
def test_a_hold_and_a_stop_need_a_reason_and_keep_the_way_closed(said: str) -> None:
    journal = with_friends()
    refused = verdict(journal, "friends/outside", said)
    assert isinstance(refused, Refusal)
    journal.append(verdict(journal, "friends/outside", said, reason="No owner."))
    assert journal.state_of("goal", "circle:friends") == "blocked"


def test_a_hold_is_looked_at_again_in_a_month_unless_it_says_when() -> None:
    journal = with_friends()
    journal.append(verdict(journal, "friends/outside", "hold", reason="No owner."))
    decision = journal.state.decision("circle:friends", "outside")
    assert decision is not None
    assert decision.review == "2026-04-02"


def test_a_verdict_that_is_none_is_refused() -> None:
    refused = verdict(with_friends(), "friends/outside", "maybe")
    assert refused == Refusal(
        ("'maybe' is no verdict; a gate says go, go_with_conditions, hold, stop",)
    )


def test_a_second_go_on_the_same_evidence_says_that_it_is_open() -> None:
    journal = with_friends()
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    again = verdict(journal, "friends/outside")
    assert isinstance(again, Refusal)
    assert again.problems == ("the gate 'To the outside' is open already",)


def test_what_a_verdict_rested_on_may_move_and_is_told_while_the_gate_stays_open() -> None:
    journal = with_friends()
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    assert not judged(journal, "friends/outside").has_moved
    read(journal, "31", "2026-03")
    moved = judged(journal, "friends/outside")
    assert (moved.has_moved, moved.wants_a_look) == (True, True)
    read(journal, "64", "2026-04")
    moved = judged(journal, "friends/outside")
    assert (moved.has_moved, moved.wants_a_look) == (True, False)
    assert journal.state_of("goal", "circle:friends") == "ready"


def test_a_verdict_is_taken_back_until_something_was_handed_in_behind_it() -> None:
    journal = rings()
    say(journal, "goal.owner", "Karine")
    hand_in(journal, "goal")
    journal.append(verdict(journal, "framed"), SPONSOR)
    assert not isinstance(undo(journal.view, journal.events, SPONSOR), Refusal)
    say(journal, "place.safety", "Two people")
    assert not isinstance(undo(journal.view, journal.events, SPONSOR), Refusal)
    hand_in(journal, "place")
    refused = undo(journal.view, journal.events, SPONSOR)
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        "'gate decided programme' by Claire Fontanel cannot be taken back",
        "'submitted place' by Mathieu Perrillat rests on it",
    )


TEAM = People(
    (
        Person(name="Mathieu Perrillat", email="mathieu@example.org", roles=("lead",)),
        Person(name="Claire Fontanel", email="claire@example.org", roles=("sponsor",)),
    )
)


def decided_by(role: str) -> Journal:
    journal = running()
    gate = journal.process.playbook.gate_by_id["outside"]
    changed = gate.model_copy(update={"decided_by": role})
    playbook = journal.process.playbook.model_copy(update={"gates": (changed,)})
    playbook.__dict__.pop("gate_by_id", None)
    journal.process = type(journal.process)(playbook)
    plan(journal, "friends")
    read(journal, "62")
    return journal


def test_only_who_holds_the_role_decides() -> None:
    journal = decided_by("sponsor")
    at = gate_named(journal.view, "friends/outside")
    assert at is not None
    refused = decide(journal.view, at, Ruling("go", LEAD), TEAM)
    assert refused == Refusal(
        (f"{LEAD} does not hold the role 'sponsor', which decides; {SPONSOR} does",)
    )
    assert not isinstance(decide(journal.view, at, Ruling("go", SPONSOR), TEAM), Refusal)


def test_next_offers_the_go_by_its_holder_as_soon_as_every_criterion_is_met() -> None:
    journal = decided_by("sponsor")
    actions = next_of(journal.board, TEAM, LEAD, "circle:friends").actions
    assert [a.command for a in actions] == [
        f"collab-playbook gate decide friends/outside go --by '{SPONSOR}'"
    ]


def test_next_passes_over_a_role_that_nobody_holds_for_all_to_see() -> None:
    journal = decided_by("dpo")
    actions = next_of(journal.board, TEAM, LEAD, "circle:friends").actions
    assert [a.command for a in actions] == [
        (
            "collab-playbook gate decide friends/outside go --waive role "
            "--reason 'Nobody holds the role dpo'"
        )
    ]


def test_next_offers_conditions_or_a_hold_only_where_nothing_else_is_left() -> None:
    journal = with_friends()
    say(journal, "rules.tone", "Kind")
    assert [a.command for a in next_of(journal.board, NOBODY, LEAD).actions] == [
        "collab-playbook submit rules"
    ]
    hand_in(journal, "rules")
    assert [a.command for a in next_of(journal.board, NOBODY, LEAD).actions] == [
        (
            "collab-playbook gate decide friends/outside go_with_conditions "
            "--condition '2026-04-02 Half are active in the circle before'"
        )
    ]


def test_after_a_hold_next_waits_for_its_review() -> None:
    journal = with_friends()
    say(journal, "rules.tone", "Kind")
    hand_in(journal, "rules")
    journal.append(verdict(journal, "friends/outside", "hold", reason="No owner."))
    coming = next_of(journal.board, NOBODY, LEAD)
    assert (coming.question, coming.actions, coming.until) == (None, (), date(2026, 4, 2))
    later = journal.at(datetime(2026, 4, 2, 9, tzinfo=UTC))
    assert len(next_of(later.board, NOBODY, LEAD).actions) == 1


def test_a_go_is_offered_before_the_review_once_the_criteria_are_met() -> None:
    journal = with_friends()
    journal.append(verdict(journal, "friends/outside", "hold", reason="No readings."))
    read(journal, "62")
    commands = [a.command for a in next_of(journal.board, NOBODY, LEAD).actions]
    assert "collab-playbook gate decide friends/outside go" in commands


def test_a_condition_that_is_due_is_among_the_actions() -> None:
    journal = with_friends()
    read(journal, "12")
    journal.append(
        verdict(journal, "friends/outside", "go_with_conditions", conditions=(IN_APRIL,))
    )
    due = journal.at(datetime(2026, 5, 2, 9, tzinfo=UTC))
    commands = [a.command for a in next_of(due.board, NOBODY, LEAD).actions]
    assert "collab-playbook gate settle friends/outside 1 --note Checked" in commands


def test_a_criterion_about_age_is_met_by_time_and_by_nothing_else() -> None:
    journal = with_friends()
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    plan(journal, "customers")
    assert judged(journal, "customers/further").advice == "go_with_conditions"
    later = journal.at(datetime(2026, 6, 2, 9, tzinfo=UTC))
    assert judged(later, "customers/further").advice == "go"
