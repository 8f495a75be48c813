from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from build import LEAD, Journal
from collab_playbook.engine.answering import Entry, answer, answer_all
from collab_playbook.engine.carrying import carried_entries
from collab_playbook.engine.circles import circle_before, opened_on, scope_state
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.widening import (
    NewCircle,
    NewCommunity,
    add_circle,
    add_community,
    close,
)
from collab_playbook.model.event import Instance
from rings import gather, hand_in, plan, read, rings, running, say, verdict

FRIENDS = "circle:friends"


def test_a_circle_brings_its_own_steps_which_wait_for_its_gate() -> None:
    journal = running()
    plan(journal, "friends")
    mine = [s for i, s in journal.board.standings.items() if i.scope == FRIENDS]
    assert [(s.instance.path, s.state) for s in mine] == [
        ("friends/goal", "blocked"),
        ("friends/rules", "blocked"),
    ]
    assert [b.id for b in mine[0].blocked_by] == ["friends/outside"]
    assert [b.id for b in mine[1].blocked_by] == ["friends/outside", "friends/goal"]


def test_after_the_go_its_steps_may_be_worked_on() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    assert journal.state_of("goal", FRIENDS) == "ready"
    assert scope_state(journal.process.playbook, journal.state, FRIENDS) == "open"
    assert opened_on(journal.process.playbook, journal.state, "friends") == date(2026, 3, 2)


def test_a_hold_after_the_go_blocks_what_is_under_way() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    say(journal, "goal.owner", "Giulia", FRIENDS)
    journal.append(verdict(journal, "friends/outside", "hold", reason="A breach."))
    stands = journal.board.standing(Instance(FRIENDS, "goal"))
    assert (stands.state, [b.kind for b in stands.blocked_by]) == ("active", ["gate"])
    assert opened_on(journal.process.playbook, journal.state, "friends") is None


def test_a_circle_out_of_order_needs_a_reason_that_stays_on_record() -> None:
    journal = running()
    assert add_circle(journal.view, NewCircle("customers")) == Refusal(
        ("this passes over 'friends', nearer than 'customers'",),
        hint="Say why the order is another one here with --reason.",
    )
    plan(journal, "customers", reason="They ask for it.")
    assert journal.state.circles["customers"].reason == "They ask for it."


def test_passing_over_a_kind_is_asked_about_once() -> None:
    journal = running()
    plan(journal, "customers", reason="They ask for it.")
    plan(journal, "public")
    assert [c.id for c in journal.state.circles.values()] == ["customers", "public"]


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        (NewCircle("frends"), "there is no kind of circle 'frends'; did you mean 'friends'?"),
        (
            NewCircle("friends", "Our Friends"),
            "'Our Friends' is no id: small letters, digits and _ only, a letter first",
        ),
        (NewCircle("friends", "programme"), "'programme' means something else already"),
        (NewCircle("friends", "employees"), "there is a circle or community 'employees' already"),
        (NewCircle("friends", "first"), "there is a circle or community 'first' already"),
    ],
)
def test_a_circle_that_cannot_be(new: NewCircle, problem: str) -> None:
    refused = add_circle(running().view, new)
    assert isinstance(refused, Refusal)
    assert refused.problems == (problem,)


def test_circles_stand_from_nearest_to_furthest_whenever_they_were_added() -> None:
    journal = running()
    plan(journal, "public", reason="A fair in May.")
    plan(journal, "friends")
    assert journal.view.scopes == (
        "programme",
        "circle:employees",
        "circle:friends",
        "circle:public",
        "community:first",
    )


def test_the_circle_before_is_the_furthest_open_one_inside() -> None:
    journal = running()
    playbook = journal.process.playbook
    plan(journal, "friends")
    plan(journal, "customers")
    customers = journal.state.circles["customers"]
    assert circle_before(playbook, journal.state, customers) == "employees"
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    assert circle_before(playbook, journal.state, customers) == "friends"


def test_what_is_carried_is_a_default_until_it_is_taken_over() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    prompt = Interview(journal.view, Instance(FRIENDS, "goal"), LEAD).prompt()
    assert prompt is not None
    assert (prompt.current, prompt.default, prompt.default_source) == (
        None,
        "Karine",
        "from the programme",
    )
    assert journal.view.answers_of(FRIENDS, "goal") == {}
    drafts, faults = answer_all(journal.view, carried_entries(journal.view, FRIENDS), LEAD)
    assert faults == ()
    journal.append(drafts)
    assert journal.view.answers_of(FRIENDS, "goal") == {"owner": "Karine"}
    assert carried_entries(journal.view, FRIENDS) == ()


def test_a_community_looks_in_itself_then_its_circle_then_the_programme() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    gather(journal, "field_tips", circle="friends", animator="Giulia")
    scope = "community:field_tips"
    say(journal, "goal.owner", "Giulia", FRIENDS)
    view = journal.view
    assert [view.home(name, scope) for name in ("rules", "goal", "place")] == [
        scope,
        FRIENDS,
        "programme",
    ]
    assert view.evaluate("goal.owner", scope) == "Giulia"
    assert view.evaluate("programme.goal.owner", scope) == "Karine"
    assert view.evaluate("circle.id + community.id", scope) == "friendsfield_tips"


def test_a_community_of_the_programme_carries_from_it_and_one_of_a_circle_from_there() -> None:
    journal = running()
    say(journal, "rules.tone", "Kind")
    plan(journal, "friends")
    say(journal, "rules.tone", "Brief", FRIENDS)
    gather(journal, "pumps")
    gather(journal, "field_tips", circle="friends")
    rules = journal.process.playbook.question("rules", "tone")
    assert rules is not None
    view = journal.view
    assert [
        view.carried(rules, Instance(scope, "rules"))
        for scope in ("community:pumps", "community:field_tips", "programme")
    ] == [("Kind", "programme"), ("Brief", FRIENDS), None]


def test_a_community_waits_with_its_circle() -> None:
    journal = running()
    plan(journal, "friends")
    gather(journal, "field_tips", circle="friends")
    stands = journal.board.standing(Instance("community:field_tips", "rules"))
    assert [b.id for b in stands.blocked_by] == ["friends/outside", "friends/goal"]
    assert scope_state(journal.process.playbook, journal.state, "community:field_tips") == "planned"


def test_a_community_needs_a_circle_that_is_there_and_open_to_it() -> None:
    journal = running()
    assert add_community(journal.view, NewCommunity("tips", circle="friends")) == Refusal(
        ("there is no circle 'friends'",)
    )
    plan(journal, "friends")
    journal.append(close(journal.view, FRIENDS, "Not wanted."))
    assert add_community(journal.view, NewCommunity("tips", circle="friends")) == Refusal(
        ("the circle 'Friends' is closed",)
    )


def closed() -> Journal:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    journal.append(verdict(journal, "friends/outside"))
    say(journal, "goal.owner", "Giulia", FRIENDS)
    hand_in(journal, "goal", FRIENDS)
    gather(journal, "field_tips", circle="friends")
    journal.append(close(journal.view, FRIENDS, "Its members joined the customers."))
    return journal


def test_closing_a_circle_keeps_what_was_done_and_asks_nothing_more() -> None:
    journal = closed()
    assert journal.state_of("goal", FRIENDS) == "done"
    assert journal.state_of("rules", FRIENDS) == "not_applicable"
    assert journal.state_of("rules", "community:field_tips") == "not_applicable"
    assert scope_state(journal.process.playbook, journal.state, "community:field_tips") == "closed"
    assert journal.state.circles["friends"].closing == "Its members joined the customers."


def test_a_closed_circle_takes_no_more_answers() -> None:
    journal = closed()
    owner = journal.process.playbook.question("goal", "owner")
    assert owner is not None
    for scope, title in ((FRIENDS, "Friends"), ("community:field_tips", "Field tips")):
        entry = Entry(Instance(scope, "goal"), owner, "Anna")
        refused = answer(journal.view, entry, LEAD)
        assert isinstance(refused, Refusal)
        assert refused.problems == (f"'{title}' is closed, and nothing more is recorded there",)


def test_closing_needs_a_reason_and_happens_once() -> None:
    journal = running()
    plan(journal, "friends")
    assert close(journal.view, FRIENDS, " ") == Refusal(
        ("closing the circle 'Friends' needs a reason",), hint="Add --reason."
    )
    journal.append(close(journal.view, FRIENDS, "Not wanted."))
    assert close(journal.view, FRIENDS, "Still not.") == Refusal(
        ("the circle 'Friends' was closed on 2026-03-02",)
    )
    assert close(journal.view, "circle:employees", "Why not.") == Refusal(
        ("the circle 'employees' cannot be closed: it is that of the programme itself",)
    )


def test_siblings_do_not_see_each_other_and_the_programme_sees_them_together() -> None:
    journal = running()
    plan(journal, "friends")
    plan(journal, "customers")
    say(journal, "goal.owner", "Giulia", FRIENDS)
    view = journal.view
    assert view.evaluate("circles.exists(c, c.goal.owner == 'Giulia')", "programme") is True
    assert view.evaluate("goal.owner", "circle:customers").__class__.__name__ == "Unknown"


def test_the_same_circle_added_on_two_branches_is_told_and_counts_once() -> None:
    journal = running()
    drafts = add_circle(journal.view, NewCircle("friends"))
    journal.append(drafts)
    journal.append(drafts)
    assert [o.reason for o in journal.state.oddities] == ["circle 'friends' was already added"]


def test_undoing_a_circle_takes_its_steps_away() -> None:
    from collab_playbook.engine.undoing import undo  # noqa: PLC0415 - here only

    journal = running()
    before = journal.board
    plan(journal, "friends")
    journal.append(undo(journal.view, journal.events, LEAD))
    assert journal.board.standings == before.standings


def test_what_rests_on_a_circle_keeps_it_from_being_undone() -> None:
    from collab_playbook.engine.undoing import undo  # noqa: PLC0415 - here only

    journal = running()
    plan(journal, "friends")
    say(journal, "goal.owner", "Giulia", FRIENDS)
    journal.events[-1] = journal.events[-1].model_copy(update={"by": "Somebody else"})
    refused = undo(journal.view, journal.events, LEAD)
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        "'circle added programme' by Mathieu Perrillat cannot be taken back",
        "'answered friends/goal.owner' by Somebody else rests on it",
    )


def test_an_old_line_that_only_names_a_circle_still_reads() -> None:
    journal = rings()
    from collab_playbook.model.event import Draft  # noqa: PLC0415 - here only

    data = {"id": "friends", "title": "Friends"}
    journal.append((Draft("circle_added", "programme", None, 1, data),))
    assert journal.state.circles["friends"].kind == "friends"


def test_readings_of_a_circle_are_its_own() -> None:
    journal = running()
    plan(journal, "friends")
    read(journal, "62")
    read(journal, "12", scope=FRIENDS)
    view = journal.view
    assert [
        str(view.evaluate("indicator.active.last", scope))
        for scope in ("programme", "circle:employees", FRIENDS)
    ] == ["62", "62", "12"]


def test_time_does_not_open_a_circle() -> None:
    journal = running()
    plan(journal, "friends")
    later = journal.at(datetime(2028, 1, 1, tzinfo=UTC))
    assert later.state_of("goal", FRIENDS) == "blocked"


def test_the_header_counts_the_steps_of_the_community_at_hand() -> None:
    journal = running()
    gather(journal, "pumps")
    here = Interview(journal.view, Instance("community:pumps", "rules"), LEAD).header()
    assert (here.step_number, here.total_steps) == (1, 1)
    above = Interview(journal.view, Instance("programme", "rules"), LEAD).header()
    assert (above.step_number, above.total_steps) == (3, 3)
