"""A small playbook with circles, communities and gates, for tests that open up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build import LEAD, Journal, process, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.deciding import Ruling, decide
from collab_playbook.engine.gates import gate_named
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.people import People
from collab_playbook.engine.widening import NewCircle, NewCommunity, add_circle, add_community
from collab_playbook.model.event import Instance

if TYPE_CHECKING:
    from collab_playbook.engine.lifecycle import Outcome

NOBODY = People()
CIRCLES = {
    "id": "circles",
    "title": "Circles",
    "records": [
        {"id": "employees", "title": "All staff"},
        {"id": "friends", "title": "Friends"},
        {"id": "customers", "title": "Customers"},
        {"id": "public", "title": "Everybody"},
    ],
}
INDICATORS = {
    "id": "indicators",
    "title": "Indicators",
    "records": [{"id": "active", "title": "Active members"}],
}
PHASES = [
    {"id": "frame", "title": "Frame"},
    {
        "id": "run",
        "title": "Run",
        "gate": {
            "id": "framed",
            "title": "Framed",
            "criteria": [
                {"id": "goal_set", "text": "The goal is set", "that": "goal.done"},
                {"id": "named", "text": "It has an owner", "that": "size(goal.owner) > 3"},
            ],
        },
    },
]
OUTSIDE = {
    "id": "outside",
    "title": "To the outside",
    "circles": ["friends"],
    "criteria": [
        {"id": "running", "text": "The place runs", "that": "programme.place.done"},
        {
            "id": "active",
            "text": "Half are active in the circle before",
            "that": "circles.exists(c, c.circle.id == circle.before "
            "&& c.indicator.active.last >= 50)",
        },
        {
            "id": "safe",
            "text": "The place is safe",
            "that": "has(programme.place.safety)",
            "critical": True,
        },
        {"id": "kept", "text": "The goal still holds", "that": "programme.goal.owner == 'Karine'"},
    ],
}
FURTHER = {
    "id": "further",
    "title": "Further out",
    "circles": ["customers", "public"],
    "criteria": [
        {
            "id": "three_months",
            "text": "The circle before has been open for three months",
            "that": "circles.exists(c, c.circle.id == circle.before "
            "&& c.circle.opened_on <= today - period('P3M'))",
        }
    ],
}


def rings(**keys: Any) -> Journal:
    """A journal over the small playbook: a goal, a place for all, rules for each space."""
    owner = question("owner", required=True, ask="Who owns it?", carry=True)
    everywhere = ["programme", "circle", "community"]
    return Journal(
        process(
            step("goal", 1, questions=[owner, question("note")], scopes=["programme", "circle"]),
            step("place", 2, phase="run", questions=[question("safety")]),
            step(
                "rules",
                3,
                phase="run",
                needs=["goal"],
                scopes=everywhere,
                questions=[question("tone", carry=True)],
            ),
            phases=PHASES,
            catalogues=[CIRCLES, INDICATORS],
            gates=[OUTSIDE, FURTHER],
            **keys,
        )
    )


def say(journal: Journal, path: str, value: object, scope: str = "programme") -> None:
    """Answers ``step.question`` in a scope."""
    step_id, _, question_id = path.partition(".")
    found = journal.process.playbook.question(step_id, question_id)
    assert found is not None
    entry = Entry(Instance(scope, step_id), found, value)
    journal.append(answer(journal.view, entry, LEAD))


def hand_in(journal: Journal, step_id: str, scope: str = "programme") -> None:
    """Submits a step, which needs no signature here."""
    journal.append(submit(journal.view, Instance(scope, step_id), LEAD))


def plan(journal: Journal, kind: str, **keys: str) -> None:
    """Plans a circle."""
    journal.append(add_circle(journal.view, NewCircle(kind, **keys)))


def gather(journal: Journal, name: str, **keys: str) -> None:
    """Adds a community."""
    journal.append(add_community(journal.view, NewCommunity(name, **keys)))


def verdict(journal: Journal, path: str, said: str = "go", **keys: Any) -> Outcome:
    """What the engine says to a verdict."""
    at = gate_named(journal.view, path)
    assert at is not None
    return decide(journal.view, at, Ruling(said, LEAD, **keys), NOBODY)


def running() -> Journal:
    """The programme with its goal set and its place running."""
    journal = rings()
    say(journal, "goal.owner", "Karine")
    hand_in(journal, "goal")
    journal.append(verdict(journal, "framed"))
    say(journal, "place.safety", "Two people look at reports")
    hand_in(journal, "place")
    return journal


def read(journal: Journal, value: str, period: str = "2026-02", scope: str = "programme") -> None:
    """Records a reading, as the journal holds it."""
    from collab_playbook.model.event import Draft  # noqa: PLC0415 - only readings need it

    data = {"indicator": "active", "period": period, "value": value, "source": "", "note": ""}
    journal.append((Draft("indicator_recorded", scope, None, 1, data),))
