"""Rules about the people of a workspace: who they are, and which roles they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.people import People
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.workspace_checked import WorkspaceRule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Place
    from collab_playbook.rules.workspace_checked import WorkspaceChecked


def unknown_role(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A person holds a role that the playbook does not have.

    Why: The person could sign nothing, and would believe to be able to.

    Bad: ``roles: [sponser]``

    Good: ``roles: [sponsor]``

    Says: workspace.yaml:12:13: PB815 The playbook has no role 'sponser' [unknown-role-held]
    """
    catalogue = checked.playbook.catalogue_by_id.get("roles") if checked.playbook else None
    if catalogue is None:
        return
    known = [record.id for record in catalogue.records]
    for number, person in enumerate(checked.workspace.people):
        for at, role in enumerate(person.roles):
            if role not in known:
                yield Problem(
                    "PB815",
                    "unknown-role-held",
                    say("The playbook has no role '{role}'", role=role),
                    checked.places.of("workspace", "people", number, "roles", at),
                    did_you_mean(role, known) or say("Remove it."),
                    anchor=f"workspace/people/{person.name}/roles/{role}",
                )


def shared_address(checked: WorkspaceChecked) -> Iterator[Problem]:
    """Two people have one address.

    Why: People are told apart by their address; these two would be taken for one, and could sign
    for what the other wrote.

    Bad: Ann and Ben are both ``team@acme.example``.

    Good: Each has an address of their own.

    Says: workspace.yaml:12:12: PB816 Ben and Ann have the same address [shared-address]
    """
    first: dict[str, tuple[str, Place]] = {}
    for number, person in enumerate(checked.workspace.people):
        address = person.email.strip().casefold()
        if not address:
            continue
        place = checked.places.of("workspace", "people", number, "email")
        name, before = first.setdefault(address, (person.name, place))
        if before != place:
            yield Problem(
                "PB816",
                "shared-address",
                say("{name} and {name_2} have the same address", name=person.name, name_2=name),
                place,
                say("Give each an address of their own, or keep one of the two entries."),
                labels=(Label(before, say("{name} has it here", name=name)),),
                anchor=f"workspace/people/{person.name}/email",
            )


def role_nobody_holds(checked: WorkspaceChecked) -> Iterator[Problem]:
    """A step has to be signed off in a role that none of the people holds.

    Why: The step can be submitted and never be done. With no people recorded at all, the project
    lead signs for everybody, and nothing is reported.

    Bad: The step ``goal`` is signed by ``sponsor``; the only person is a ``lead``.

    Good: One person has ``roles: [sponsor]``.

    Says: workspace.yaml:10:1: PB817 Nobody holds the role 'sponsor', which signs off 'goal' [role-without-holder]
    """  # noqa: E501 - the line as it is printed
    people = checked.workspace.people
    if checked.playbook is None or not people:
        return
    held = People(people)
    needed: dict[str, list[str]] = {}
    for step in checked.playbook.steps:
        if step.sign_off is None:
            continue
        lacking = [role for role in step.sign_off.all_of if not held.holding(role)]
        others = [role for role in step.sign_off.of if not held.holding(role)]
        if len(step.sign_off.of) - len(others) < step.sign_off.at_least:
            lacking += others
        for role in dict.fromkeys(lacking):
            needed.setdefault(role, []).append(step.id)
    place = checked.places.key_of("workspace", "people")
    for role, steps in needed.items():
        shown = ", ".join(f"'{step}'" for step in steps)
        yield Problem(
            "PB817",
            "role-without-holder",
            say("Nobody holds the role '{role}', which signs off {shown}", role=role, shown=shown),
            place,
            say("Give somebody the role, under people."),
            "warning",
            anchor=f"workspace/people/roles/{role}",
        )


PEOPLE_RULES: tuple[WorkspaceRule, ...] = (
    WorkspaceRule("PB815", "unknown-role-held", unknown_role),
    WorkspaceRule("PB816", "shared-address", shared_address),
    WorkspaceRule("PB817", "role-without-holder", role_nobody_holds, "warning"),
)
