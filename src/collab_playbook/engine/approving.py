"""Approvals and refusals: who may sign, over what, and what the last signature completes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.lifecycle import Outcome, completing
from collab_playbook.engine.people import People, is_among
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.signing import Signing, content_digest, signing
from collab_playbook.engine.simulate import after
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.model.step import SignOff

WAIVABLE = ("not_author", "role")
"""What an approval may pass over, visibly: being no author of the work, holding the role."""


class Signature(NamedTuple):
    """An intended approval or refusal: who, in which role, why, and what is passed over."""

    by: str
    role: str
    reason: str = ""
    waived: tuple[str, ...] = ()


def authors(view: View, instance: Instance) -> frozenset[str]:
    """Who submitted an instance, and everyone whose answer stands in it.

    Where one person recorded what another had answered, both count: the one wrote it, and naming
    somebody else frees nobody.
    """
    record = view.record(instance)
    standing = [given for given in record.answers.values() if given.value is not None]
    writers = {name for given in standing for name in (given.by, given.answered_by)}
    return frozenset({*writers, record.submitted_by} - {""})


def approve(
    view: View,
    instance: Instance,
    signature: Signature,
    people: People,
    documents: Sequence[Mapping[str, str]] = (),
) -> Outcome:
    """Signs a submitted step or renews its sign-off; the last signature completes the step.

    Args:
        view: Things as they are.
        instance: The step.
        signature: Who signs, in which role.
        people: The people of the workspace.
        documents: The documents of the step as they lie there, which the signature covers too.
    """
    step = view.process.playbook.step_by_id[instance.step]
    signed = signing(view, step, instance)
    if signed is None or step.sign_off is None:
        return Refusal(
            (say("'{title}' needs no sign-off", title=step.title),),
            hint=say("Submit it, and it is done."),
        )
    problems = tuple(_against_signing(view, instance, signature, people, signed))
    if problems:
        hint = _remedy(step.sign_off, people) if _is_waiting(view, instance, signed) else ""
        return Refusal(problems, hint=hint)
    data: dict[str, Any] = {
        "role": signature.role,
        "digest": content_digest(view, instance),
        "waived": list(signature.waived),
        "reason": signature.reason
        or ("" if people.persons else "nobody is recorded for this role"),
    }
    if documents:
        data["documents"] = [dict(document) for document in documents]
    approved = Draft("approved", instance.scope, instance.step, instance.occurrence, data)
    ahead = after(view, (approved,), signature.by)
    now = signing(ahead, step, instance)
    if now is not None and now.state == "given" and view.record(instance).phase == "submitted":
        return (approved, *completing(ahead, step, instance, signature.by))
    return (approved,)


def refuse(view: View, instance: Instance, signature: Signature, people: People) -> Outcome:
    """Sends a submitted step back to work with a reason."""
    step = view.process.playbook.step_by_id[instance.step]
    if step.sign_off is None:
        return Refusal((say("'{title}' needs no sign-off", title=step.title),))
    problems = []
    phase = view.record(instance).phase
    if phase != "submitted":
        problems.append(
            say(
                "'{title}' is {state}: only a submitted step can be refused",
                title=step.title,
                state=in_words(phase),
            )
        )
    problems += _against_role(step.sign_off, signature, people)
    if not signature.reason.strip():
        problems.append(say("a refusal needs a reason, so that the authors know what to change"))
    if problems:
        return Refusal(tuple(problems), hint=_remedy(step.sign_off, people))
    data = {"role": signature.role, "reason": signature.reason}
    return (Draft("refused", instance.scope, instance.step, instance.occurrence, data),)


def _against_signing(
    view: View, instance: Instance, signature: Signature, people: People, signed: Signing
) -> Iterator[str]:
    step = view.process.playbook.step_by_id[instance.step]
    wanted = step.sign_off
    phase = view.record(instance).phase
    renews = phase == "done" and signed.state == "expired"
    if phase != "submitted" and not renews:
        yield say(
            "'{title}' is {state}: only a submitted step can be approved",
            title=step.title,
            state=in_words(phase),
        )
    if wanted is None:
        return
    yield from _against_role(wanted, signature, people)
    if phase == "submitted" and signature.role in {a.role for a in signed.approvals}:
        yield say("'{role}' has approved '{title}' already", role=signature.role, title=step.title)
    unknown = sorted(set(signature.waived) - set(WAIVABLE))
    if unknown:
        yield say(
            "'{unknown}' cannot be waived in an approval; only {waivable} can",
            unknown=unknown[0],
            waivable=" and ".join(WAIVABLE),
        )
    if signature.waived and not signature.reason.strip():
        yield say("waiving a rule needs a reason")
    binding = wanted.not_author and people.persons and "not_author" not in signature.waived
    if binding and is_among(signature.by, authors(view, instance)):
        yield say(
            "{by} is an author of '{title}', and its authors may not approve it",
            by=signature.by,
            title=step.title,
        )


def _against_role(wanted: SignOff, signature: Signature, people: People) -> Iterator[str]:
    if signature.role not in wanted.roles:
        yield say(
            "the role '{role}' has no say here; {roles} approve",
            role=signature.role,
            roles=", ".join(wanted.roles),
        )
    elif "role" not in signature.waived and not people.holds(signature.by, signature.role):
        holders = ", ".join(person.actor for person in people.holding(signature.role)) or say(
            "nobody"
        )
        yield say(
            "{by} does not hold the role '{role}'; {holders} does",
            by=signature.by,
            role=signature.role,
            holders=holders,
        )


def _is_waiting(view: View, instance: Instance, signed: Signing) -> bool:
    """Whether anybody's signature is wanted at all."""
    phase = view.record(instance).phase
    return phase == "submitted" or (phase == "done" and signed.state == "expired")


def _remedy(wanted: SignOff, people: People) -> str:
    role = wanted.roles[0] if wanted.roles else ""
    holder = people.first(role)
    who = say(" --by '{holder}'", holder=holder) if holder else ""
    return say("Sign with --as {role}{who}.", role=role, who=who)
