"""Sign-offs: somebody can give them, who is not the author, and they last long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.period import Period
from collab_playbook.model.problem import Fix, Label, Problem, TextEdit
from collab_playbook.rules.names import anchor_of, signing_roles
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.step import SignOff, Step
    from collab_playbook.rules.checked import Checked


def unreachable_quorum(checked: Checked) -> Iterator[Problem]:
    """A sign-off wants more signatures than there are roles to give them, or none at all.

    Why:
        The first can never be given, so that the step is never done. The second is given before
        anybody has signed.
    Bad:
        # file: steps/01-goal/step.yaml
        sign_off: {at_least: 3, of: [sponsor, lead]}
    Good:
        # file: steps/01-goal/step.yaml
        sign_off: {at_least: 2, of: [sponsor, lead]}
    Says:
        steps/01-goal/step.yaml:2:22: PB501 3 signatures are wanted, and only 2 roles stand under 'of' [unreachable-quorum]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        wanted = step.sign_off
        if wanted is None:
            continue
        key, message, hint = _quorum_fault(wanted)
        if message:
            path = ("steps", step.id, "sign_off", *((key,) if key else ()))
            place = checked.places.of(*path)
            anchor = f"steps/{step.id}/sign_off/quorum"
            labels: tuple[Label, ...] = ()
            if key == "at_least" and wanted.of:
                at = checked.places.of("steps", step.id, "sign_off", "of")
                labels = (Label(at, say("the roles that may sign")),)
            yield Problem(
                "PB501", "unreachable-quorum", message, place, hint, labels=labels, anchor=anchor
            )


def _quorum_fault(wanted: SignOff) -> tuple[str, str, str]:
    """What is wrong with the numbers of a sign-off: the key, the message and the hint."""
    count = len(wanted.of)
    if wanted.at_least > count:
        roles = (
            say("no role is listed")
            if not count
            else say("only {count} {roles}", count=count, roles=_roles(count))
        )
        message = say(
            "{at_least} {signatures} wanted, and {roles} under 'of'",
            at_least=wanted.at_least,
            signatures=_signatures(wanted.at_least),
            roles=roles,
        )
        return "at_least", message, say("Lower the number, or add roles to 'of'.")
    if count and not wanted.at_least:
        message = say("The roles under 'of' need not sign, because 'at_least' is not given")
        return "of", message, say("Say how many of them have to sign: 'at_least: 1'.")
    if not wanted.roles:
        return (
            "",
            say("Nobody has to sign this, so it counts as signed at once"),
            say("Name roles under 'all_of'."),
        )
    return "", "", ""


def _signatures(count: int) -> str:
    return say("signature is") if count == 1 else say("signatures are")


def _roles(count: int) -> str:
    return say("role stands") if count == 1 else say("roles stand")


def author_may_approve(checked: Checked) -> Iterator[Problem]:
    """Those who do the work may give every signature that it needs.

    Why:
        A sign-off is a second pair of eyes. Where the same roles work on the step and approve it,
        one person can do both, unless ``not_author`` forbids it.
    Bad:
        # file: steps/01-goal/step.yaml
        sign_off: {all_of: [lead]}
    Good:
        # file: steps/01-goal/step.yaml
        sign_off: {all_of: [lead], not_author: true}
    Says:
        steps/01-goal/step.yaml:2:21: PB502 Those who work on 'goal' may approve it themselves [author-may-approve]
    Fix:
        ``not_author: true`` is added. Unsafe: where one person holds the role, somebody else has to
        be found.
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        wanted = step.sign_off
        if wanted is None or wanted.not_author or _quorum_fault(wanted)[1]:
            continue
        working = frozenset(step.roles.responsible)
        enough = sum(role in working for role in wanted.of) >= wanted.at_least
        if not (enough and working.issuperset(wanted.all_of)):
            continue
        signing = [m for m in signing_roles(step) if m.name in working]
        number = step.roles.responsible.index(signing[0].name)
        does = checked.places.of("steps", step.id, "roles", "responsible", number)
        yield Problem(
            "PB502",
            "author-may-approve",
            say("Those who work on '{id}' may approve it themselves", id=step.id),
            checked.places.of(*signing[0].path),
            say("Add 'not_author: true', or let another role sign."),
            "warning",
            labels=(Label(does, say("works on it")),),
            fix=_forbid(checked, step),
            anchor=f"steps/{step.id}/sign_off",
        )


def _forbid(checked: Checked, step: Step) -> Fix | None:
    """Adds ``not_author: true`` after the last key of a sign-off on one line."""
    base = ("steps", step.id, "sign_off")
    whole = checked.places.of(*base)
    lines = checked.texts.get(whole.file, "").split("\n")
    if whole.line > len(lines):
        return None
    title = say("Add 'not_author: true'")
    if step.sign_off is not None and "not_author" in step.sign_off.model_fields_set:
        place = checked.places.of(*base, "not_author")
        return Fix(title, (TextEdit(place, "true"),), safe=False)
    if lines[whole.line - 1][whole.column - 1 : whole.column] == "{":
        end = whole.end_column - 1
        place = whole._replace(line=whole.end_line, column=end, end_column=end)
        return Fix(title, (TextEdit(place, ", not_author: true"),), safe=False)
    place = whole._replace(end_line=whole.line, end_column=whole.column)
    indent = " " * (whole.column - 1)
    return Fix(title, (TextEdit(place, f"not_author: true\n{indent}"),), safe=False)


def expires_before_repeat(checked: Checked) -> Iterator[Problem]:
    """A sign-off runs out sooner than its step comes back.

    Why:
        The step turns stale between two rounds, every time, and somebody has to sign what nobody
        has looked at again.
    Bad:
        # file: steps/01-goal/step.yaml
        sign_off: {all_of: [sponsor], not_author: true, expires: P1M}
        repeat: {every: P3M, questions: [aim]}
    Good:
        # file: steps/01-goal/step.yaml
        sign_off: {all_of: [sponsor], not_author: true, expires: P6M}
        repeat: {every: P3M, questions: [aim]}
    Says:
        steps/01-goal/step.yaml:2:58: PB504 The sign-off runs out after P1M, and the step comes back only after P3M [expires-before-repeat]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        if step.sign_off is None or step.sign_off.expires is None or step.repeat is None:
            continue
        try:
            ends, comes = Period.parse(step.sign_off.expires), Period.parse(step.repeat.every)
        except ValueError:  # PB601
            continue
        if ends != Period() and ends.compared_to(comes) == -1:
            path = ("steps", step.id, "sign_off", "expires")
            every = checked.places.of("steps", step.id, "repeat", "every")
            message = say(
                ("The sign-off runs out after {ends}, and the step comes back only after {comes}"),
                ends=ends,
                comes=comes,
            )
            yield Problem(
                "PB504",
                "expires-before-repeat",
                message,
                checked.places.of(*path),
                say("Let it last at least as long."),
                "warning",
                labels=(Label(every, say("when the step comes back")),),
                anchor="/".join(path),
            )


def signs_without_say(checked: Checked) -> Iterator[Problem]:
    """A role signs a step that it has no part in, or is only told about.

    Why:
        It would vouch for work that it has neither done, nor answered for, nor been asked about.
        Either it belongs among the roles of the step, or another role signs.
    Bad:
        # file: steps/02-team/step.yaml
        sign_off: {all_of: [sponsor]}
    Good:
        # file: steps/02-team/step.yaml
        roles: {accountable: lead, responsible: [lead], consulted: [sponsor]}
        sign_off: {all_of: [sponsor]}
    Says:
        steps/02-team/step.yaml:2:21: PB506 'sponsor' signs 'team' and has no part in it [signs-without-say]
    """  # noqa: E501 - lines as they are printed
    catalogue = checked.playbook.catalogue_by_id.get("roles")
    known = {record.id for record in catalogue.records} if catalogue else None
    for step in checked.playbook.steps:
        roles = step.roles
        having = {roles.accountable, *roles.responsible, *roles.consulted}
        told: set[str] = set()
        for mention in signing_roles(step):
            name = mention.name
            if name in having or name in told or (known is not None and name not in known):
                continue
            told.add(name)
            part = (
                say("is only told about it") if name in roles.informed else say("has no part in it")
            )
            labels: tuple[Label, ...] = ()
            if name in roles.informed:
                at = ("steps", step.id, "roles", "informed", roles.informed.index(name))
                labels = (Label(checked.places.of(*at), say("only informed")),)
            yield Problem(
                "PB506",
                "signs-without-say",
                say("'{name}' signs '{id}' and {part}", name=name, id=step.id, part=part),
                checked.places.of(*mention.path),
                say(
                    "Make the role accountable, responsible or consulted, or let another one sign."
                ),
                "warning",
                labels=labels,
                anchor=anchor_of(mention),
            )


RULES: tuple[Rule, ...] = (
    Rule("PB501", "unreachable-quorum", unreachable_quorum),
    Rule("PB502", "author-may-approve", author_may_approve, severity="warning", fix="unsafe"),
    Rule("PB504", "expires-before-repeat", expires_before_repeat, severity="warning"),
    Rule("PB506", "signs-without-say", signs_without_say, severity="warning"),
)
