"""Sign-offs: who still has to approve, and whether what was approved still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from collab_playbook.engine.digest import digest_of_answers
from collab_playbook.language.period import Period

if TYPE_CHECKING:
    from collab_playbook.engine.state import Approval, Record
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.step import SignOff, Step

SignOffState = Literal["none", "partial", "given", "void", "expired", "refused"]


@dataclass(frozen=True, slots=True)
class Signing:
    """The verdict on a sign-off: its state, the approvals that count, the roles still missing."""

    state: SignOffState
    approvals: tuple[Approval, ...] = ()
    missing: tuple[str, ...] = ()
    expires: date | None = None


def content_digest(view: View, instance: Instance) -> str:
    """The digest that an approval of this instance binds to: its answers in force.

    What a later occurrence answered anew was never part of what was signed.
    """
    answers = dict(view.answers_of(instance.scope, instance.step))
    signed = view.record(instance).answers
    for question in view.answered_later(instance):
        given = signed.get(question)
        answers[question] = given.value if given is not None else None
    return view.process.memory.recalled(
        ("content", instance), (answers,), lambda: digest_of_answers(answers)
    )


def signing(view: View, step: Step, instance: Instance) -> Signing | None:
    """How the sign-off of an instance stands; ``None`` where the step needs none."""
    wanted = step.sign_off
    if wanted is None or instance.occurrence > 1:
        return None
    record = view.record(instance)
    now = content_digest(view, instance)
    standing = tuple(a for a in record.approvals if a.digest == now)
    ends = _ends(wanted, standing)
    if ends is not None and ends <= view.today:
        return Signing("expired", standing, wanted.roles, ends)
    missing = _missing(wanted, standing)
    return Signing(_state(record, standing, missing), standing, missing, ends)


def _state(
    record: Record, standing: tuple[Approval, ...], missing: tuple[str, ...]
) -> SignOffState:
    if not missing:
        return "given"
    if len(standing) < len(record.approvals):
        return "void"
    if record.refusal:
        return "refused"
    return "partial" if standing else "none"


def _missing(wanted: SignOff, standing: tuple[Approval, ...]) -> tuple[str, ...]:
    signed = {approval.role for approval in standing}
    missing = [role for role in wanted.all_of if role not in signed]
    short = wanted.at_least - sum(1 for role in wanted.of if role in signed)
    if short > 0:
        missing += [role for role in wanted.of if role not in signed]
    return tuple(dict.fromkeys(missing))


def _ends(wanted: SignOff, standing: tuple[Approval, ...]) -> date | None:
    """The day on which the earliest standing approval runs out."""
    if wanted.expires is None or not standing:
        return None
    oldest = min(approval.at for approval in standing)
    return Period.parse(wanted.expires).after(date.fromisoformat(oldest[:10]))
