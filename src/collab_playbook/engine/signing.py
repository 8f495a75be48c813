"""Sign-offs: who still has to approve, and whether what was approved still stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.engine.digest import digest_of_answers
from collab_playbook.language.period import Period

if TYPE_CHECKING:
    from collab_playbook.engine.state import Approval, Record, State, Stored
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.step import SignOff, Step

SignOffState = Literal["none", "partial", "given", "void", "expired", "refused"]


class Lapsed(NamedTuple):
    """A signature that no longer counts, and the answers that were changed since it was given."""

    approval: Approval
    changed: tuple[str, ...]


class Signing(NamedTuple):
    """The verdict on a sign-off.

    Attributes:
        state: How it stands.
        approvals: Those that count.
        missing: The roles still missing.
        expires: The day on which it runs out.
        lapsed: The approvals of something that was changed since.
    """

    state: SignOffState
    approvals: tuple[Approval, ...] = ()
    missing: tuple[str, ...] = ()
    expires: date | None = None
    lapsed: tuple[Lapsed, ...] = ()


def content_digest(view: View, instance: Instance) -> str:
    """The digest that an approval of this instance binds to: its answers in force."""
    answers = _content(view, instance)
    return view.process.memory.recalled(
        ("content", instance), (answers,), lambda: digest_of_answers(answers)
    )


def _content(view: View, instance: Instance) -> dict[str, Stored]:
    """The answers in force; what a later occurrence answered anew was never signed."""
    answers = dict(view.answers_of(instance.scope, instance.step))
    signed = view.record(instance).answers
    for question in view.answered_later(instance):
        given = signed.get(question)
        answers[question] = given.value if given is not None else None
    return answers


def signing(view: View, step: Step, instance: Instance) -> Signing | None:
    """How the sign-off of an instance stands; ``None`` where the step needs none."""
    wanted = step.sign_off
    if wanted is None or instance.occurrence > 1:
        return None
    record = view.record(instance)
    now = content_digest(view, instance)
    standing = tuple(a for a in record.approvals if a.digest == now)
    lapsed = tuple(_lapsed(view, instance, a) for a in record.approvals if a.digest != now)
    ends = _ends(wanted, standing)
    if ends is not None and ends <= view.today:
        return Signing("expired", standing, wanted.roles, ends, lapsed)
    missing = _missing(wanted, standing)
    return Signing(_state(record, standing, missing), standing, missing, ends, lapsed)


def _lapsed(view: View, instance: Instance, approval: Approval) -> Lapsed:
    now, then = _content(view, instance), approval.answers
    names = [question.id for question in view.process.playbook.questions_of(instance.step)]
    order = [*names, *(name for name in {**then, **now} if name not in names)]
    changed = (name for name in order if then.get(name) != now.get(name))
    return Lapsed(approval, tuple(f"{instance.path}.{name}" for name in changed))


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


def covers_documents(state: State) -> bool:
    """Whether any signature that is on record covers a document."""
    return any(a.documents for record in state.records.values() for a in record.approvals)
