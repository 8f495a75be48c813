"""Who does what: one role answers for a step, somebody works on it, and no role is named twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.names import Mention, anchor_of, signing_roles, working_roles
from collab_playbook.rules.names_lists import without
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Fix
    from collab_playbook.model.step import Step
    from collab_playbook.rules.checked import Checked


def accountable_looks_on(checked: Checked) -> Iterator[Problem]:
    """The role that answers for a step is listed as one that is only asked or told.

    Why:
        Whoever is consulted or informed leaves the decision to others. A role cannot answer for a
        result and leave it to others as well; one of the two is a mistake.
    Bad:
        # file: steps/02-team/step.yaml
        roles: {accountable: sponsor, responsible: [lead], informed: [sponsor]}
    Good:
        # file: steps/02-team/step.yaml
        roles: {accountable: sponsor, responsible: [lead]}
    Says:
        steps/02-team/step.yaml:2:63: PB505 'sponsor' answers for 'team' and is only informed as well [accountable-looks-on]
    Fix:
        The role is taken out of the second list. Unsafe: another role may have been meant to be
        accountable.
    """  # noqa: E501 - lines as they are printed
    verbs = {"consulted": "consulted", "informed": "informed"}
    for step in checked.playbook.steps:
        accountable = step.roles.accountable
        for mention in working_roles(step):
            verb = verbs.get(str(mention.path[3]))
            if verb is None or mention.name != accountable:
                continue
            label = Label(
                checked.places.of("steps", step.id, "roles", "accountable"), "accountable"
            )
            yield Problem(
                "PB505",
                "accountable-looks-on",
                say(
                    "'{accountable}' answers for '{id}' and is only {verb} as well",
                    accountable=accountable,
                    id=step.id,
                    verb=verb,
                ),
                checked.places.of(*mention.path),
                say("Take it out of this list, or make another role accountable."),
                labels=(label,),
                fix=_taken_out(checked, step, mention, is_safe=False),
                anchor=anchor_of(mention),
            )


def nobody_responsible(checked: Checked) -> Iterator[Problem]:
    """No role works on a step.

    Why:
        Somebody answers for it and nobody does it, so it is left lying. A role that does both is
        named in both places.
    Bad:
        # file: steps/02-team/step.yaml
        roles: {accountable: lead, responsible: []}
    Good:
        # file: steps/02-team/step.yaml
        roles: {accountable: lead, responsible: [lead]}
    Says:
        steps/02-team/step.yaml:2:41: PB509 Nobody works on 'team' [nobody-responsible]
    """
    for step in checked.playbook.steps:
        if not step.roles.responsible:
            path = ("steps", step.id, "roles", "responsible")
            message = say("Nobody works on '{id}'", id=step.id)
            hint = say(
                "Name a role; '{accountable}' may stand here too.",
                accountable=step.roles.accountable,
            )
            place = checked.places.of(*path)
            yield Problem(
                "PB509", "nobody-responsible", message, place, hint, anchor="/".join(path)
            )


def role_twice(checked: Checked) -> Iterator[Problem]:
    """A role is named twice: in one list, or in two that exclude each other.

    Why:
        A role works on a step, is asked, or is told, and a list of who does what must say which. In
        a sign-off, a role that is listed twice counts twice, so that one signature passes for two.
    Bad:
        # file: steps/02-team/step.yaml
        roles: {accountable: sponsor, responsible: [lead, lead]}
    Good:
        # file: steps/02-team/step.yaml
        roles: {accountable: sponsor, responsible: [lead]}
    Says:
        steps/02-team/step.yaml:2:51: PB508 'lead' stands twice in this list [role-twice]
    Fix:
        The second mention is removed. Safe within one list of ``roles``; unsafe across two and in a
        sign-off, where another role may have been meant.
    """
    for step in checked.playbook.steps:
        working = [m for m in working_roles(step) if m.path[3] != "accountable"]
        accountable = step.roles.accountable
        for group in (working, _list(step, "all_of"), _list(step, "of")):
            first: dict[str, Mention] = {}
            for mention in group:
                other = first.setdefault(mention.name, mention)
                looks_on = mention.name == accountable and mention.path[3] in {
                    "consulted",
                    "informed",
                }
                if other is mention or (looks_on and other.path[3] != mention.path[3]):
                    continue  # PB505 says the same of a role that is accountable
                yield _twice(checked, step, mention, other)


def _list(step: Step, key: str) -> list[Mention]:
    return [mention for mention in signing_roles(step) if mention.path[3] == key]


def _twice(checked: Checked, step: Step, mention: Mention, other: Mention) -> Problem:
    here, there = mention.path[3], other.path[3]
    message = (
        say("'{name}' stands twice in this list", name=mention.name)
        if here == there
        else say(
            "'{name}' is {here} and {there} at once", name=mention.name, here=here, there=there
        )
    )
    is_safe = here == there and mention.path[2] == "roles"
    return Problem(
        "PB508",
        "role-twice",
        message,
        checked.places.of(*mention.path),
        say("Keep one of them.")
        if is_safe
        else say("Keep one of them, or name the role that was meant."),
        "warning",
        labels=(Label(checked.places.of(*other.path), say("the first")),),
        fix=_taken_out(checked, step, mention, is_safe=is_safe),
        anchor=anchor_of(mention),
    )


def _taken_out(checked: Checked, step: Step, mention: Mention, *, is_safe: bool) -> Fix | None:
    *path, position = mention.path
    owner = step.roles if path[2] == "roles" else step.sign_off
    count = len(getattr(owner, str(path[3])))
    title = say("Take '{name}' out of '{path}'", name=mention.name, path=path[3])
    fix = without(checked, tuple(path), int(position), count, title)
    return fix and fix._replace(safe=is_safe)


RULES: tuple[Rule, ...] = (
    Rule("PB505", "accountable-looks-on", accountable_looks_on, fix="unsafe"),
    Rule("PB508", "role-twice", role_twice, severity="warning", fix="safe"),
    Rule("PB509", "nobody-responsible", nobody_responsible),
)
