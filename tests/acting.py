"""A team, and its commands carried out as they are printed, on the engine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build import LEAD
from collab_playbook.engine.carrying_out import carried_out, spoken
from collab_playbook.engine.people import People
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.workspace import Person

if TYPE_CHECKING:
    from build import Journal

TEAM = People(
    (
        Person(name="Mathieu Perrillat", email="mathieu@example.org", roles=("lead",)),
        Person(name="Claire Fontanel", email="claire@example.org", roles=("sponsor",)),
    )
)


def act(journal: Journal, command: str, people: People) -> None:
    """Runs an action as it is printed, on the engine alone."""
    said = spoken(command)
    by = said.one("--by", LEAD)
    outcome = carried_out(journal.view, people, said, by)
    assert not isinstance(outcome, Refusal), (command, outcome.problems)
    journal.append(outcome, by)
