"""Who may act in which role, and whether two names mean one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.workspace import Person

LEAD = "lead"


class People(NamedTuple):
    """The people of a workspace; with none recorded, whoever leads may act in every role."""

    persons: tuple[Person, ...] = ()

    def holding(self, role: str) -> tuple[Person, ...]:
        """Everyone who holds a role."""
        return tuple(person for person in self.persons if role in person.roles)

    def holds(self, actor: str, role: str) -> bool:
        """Whether an actor may act in a role."""
        if not self.persons:
            return True
        return any(same_person(person.actor, actor) for person in self.holding(role))

    def first(self, role: str) -> str:
        """How events name the first holder of a role; empty where nobody holds it."""
        return next((person.actor for person in self.holding(role)), "")


def name_alone(actor: str) -> str:
    """The name of an actor without the address."""
    return actor.partition(" <")[0]


def same_person(one: str, other: str) -> bool:
    """Whether two actors are one: by address where both carry one, else by name."""
    (name, mail), (other_name, other_mail) = _parts(one), _parts(other)
    if mail and other_mail:
        return mail == other_mail
    return name == other_name


def is_among(actor: str, actors: Iterable[str]) -> bool:
    """Whether an actor is one of several."""
    return any(same_person(actor, other) for other in actors)


def _parts(actor: str) -> tuple[str, str]:
    name, _, rest = actor.partition("<")
    return name.strip().casefold(), rest.rstrip("> ").strip().casefold()
