"""Whom a questionnaire is for, and who asks."""

from __future__ import annotations

from collab_playbook.cli.desk import Desk
from collab_playbook.documents.form import Respondent
from collab_playbook.errors import UsageError
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say


def asker_of(desk: Desk) -> Respondent:
    """Who makes the form, and so asks."""
    return _parted(desk.actor)


def addressed(desk: Desk, whom: str) -> tuple[Respondent, frozenset[str]]:
    """Who is to answer, and their roles: a role by its id, or a person of the workspace.

    Raises:
        UsageError: There is neither; the nearest one is suggested.
    """
    catalogue = desk.process.playbook.catalogue_by_id.get("roles")
    steps = desk.process.playbook.steps
    known = {r for s in steps for r in (s.roles.accountable, *s.roles.responsible)}
    known |= {r for s in steps for r in s.roles.consulted}
    known |= {choice.id for choice in catalogue.choices} if catalogue is not None else set()
    if whom in known:
        holder = desk.people.first(whom)
        return (_parted(holder) if holder else Respondent()), frozenset({whom})
    asked = whom.casefold()
    for person in desk.people.persons:
        if asked in {
            person.name.casefold(),
            (person.email or "").casefold(),
            person.actor.casefold(),
        }:
            return _parted(person.actor), frozenset(person.roles)
    names = [*known, *(person.name for person in desk.people.persons)]
    raise UsageError(
        say("there is no role and no person '{whom}'", whom=whom),
        did_you_mean(whom, names) or say("Known are: {known}.", known=", ".join(sorted(names))),
    )


def _parted(actor: str) -> Respondent:
    name, _, rest = actor.partition(" <")
    return Respondent(name, rest.removesuffix(">"))
