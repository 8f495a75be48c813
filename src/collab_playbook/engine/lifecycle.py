"""Submitting, skipping, reopening, reaffirming: a request's events, or every reason against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.engine.asking import open_required, unmet
from collab_playbook.engine.basis import basis_of, changed_since, digests
from collab_playbook.engine.derive import judge, standing
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.signing import content_digest, signing
from collab_playbook.engine.simulate import after
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.view import View
    from collab_playbook.model.step import Step

Outcome = tuple[Draft, ...] | Refusal


def submit(
    view: View, instance: Instance, by: str, waived: Mapping[str, str] | None = None
) -> Outcome:
    """Hands a step in; one without sign-off is done at once.

    Args:
        view: Things as they are.
        instance: What is handed in; a later occurrence when a repeat is due.
        by: Who hands it in.
        waived: Criteria to pass over, by id, each with the reason that stays on record.
    """
    step = view.process.playbook.step_by_id[instance.step]
    waivers = dict(waived or {})
    problems = tuple(_against_submitting(view, step, instance, waivers))
    if problems:
        return Refusal(problems, hint=_remedy(view, instance))
    if view.record(instance).phase == "submitted":  # its completion was cut off by a kill
        return completing(view, step, instance, by)
    verdicts = {
        j.criterion.id: "waived" if j.criterion.id in waivers else j.verdict
        for j in judge(view, step, instance)
    }
    data = {"digest": content_digest(view, instance), "waived": waivers, "verdicts": verdicts}
    submitted = _draft("submitted", instance, data)
    ahead = after(view, (submitted,), by)
    signed = signing(ahead, step, instance)
    if signed is None or signed.state == "given":
        return (submitted, *completing(ahead, step, instance, by))
    return (submitted,)


def _remedy(view: View, instance: Instance) -> str:
    """What helps: answering, or passing over a criterion where nothing is open."""
    failing = unmet(view, instance)
    if failing and not open_required(view, instance):
        waive = say("--waive {id} --reason ...", id=failing[0].criterion.id)
        return say(
            ("Change the answers, or pass over the criterion for all to see with {waive}"),
            waive=waive,
        )
    return say("Answer what is open with 'collab-playbook run {path}'.", path=instance.path)


def _against_submitting(
    view: View, step: Step, instance: Instance, waivers: Mapping[str, str]
) -> Iterator[str]:
    now = standing(view, step, instance._replace(occurrence=1))
    if instance.occurrence > 1:
        if now.state not in {"done", "stale"}:
            yield say(
                "'{title}' is {state}, so nothing of it repeats yet",
                title=step.title,
                state=in_words(now.state),
            )
    elif now.state not in {"ready", "active"} or now.blocked_by:
        yield say("'{title}' is {state}", title=step.title, state=in_words(now.state))
        yield from (blocker.text for blocker in now.blocked_by)
    for question in open_required(view, instance):
        yield say(
            "{step}.{id} is not answered: {ask}",
            step=instance.step,
            id=question.id,
            ask=question.ask,
        )
    criteria = sorted(criterion.id for criterion in step.done_when)
    for name, reason in waivers.items():
        if name not in criteria:
            known = ", ".join(criteria) or say("none")
            yield say(
                "'{title}' has no criterion '{name}'; it has {known}",
                title=step.title,
                name=name,
                known=known,
            )
        elif not reason.strip():
            yield say("waiving '{name}' needs a reason", name=name)
    for judged in unmet(view, instance):
        if judged.criterion.id not in waivers:
            because = (
                say(" (open: {missing})", missing=", ".join(judged.missing))
                if judged.missing
                else ""
            )
            because = because or (f" ({judged.reason})" if judged.reason else "")
            name, text = judged.criterion.id, judged.criterion.text
            yield say(
                "criterion '{name}' is {verdict}: {text}{because}",
                name=name,
                verdict=in_words(judged.verdict),
                text=text,
                because=because,
            )


def completing(view: View, step: Step, instance: Instance, by: str) -> tuple[Draft, ...]:
    """The completion of a submitted instance, and what it sends back to work."""
    data: dict[str, Any] = {"basis": basis_of(view, step, instance._replace(occurrence=1))}
    completed = _draft("completed", instance, data)
    ahead = after(view, (completed,), by)
    sent_back: dict[str, str] = {}
    reopened: list[Draft] = []
    already = view.record(instance._replace(occurrence=1)).sent_back
    for reopen in step.reopens:
        target = Instance(ahead.home(reopen.step, instance.scope), reopen.step)
        seen = digests(ahead, instance.scope, reopen.when)
        if (
            ahead.evaluate(reopen.when, instance.scope) is not True
            or already.get(reopen.step) == seen
        ):
            continue
        sent_back[reopen.step] = seen
        if ahead.record(target).phase in {"done", "submitted", "skipped"}:
            reason = {"reason": reopen.reason, "because": instance.path}
            reopened.append(_draft("reopened", target, reason))
    if sent_back:
        completed = completed._replace(data={**data, "sent_back": sent_back})
    return (completed, *reopened)


def skip(view: View, instance: Instance, reason: str) -> Outcome:
    """Passes a step over; what follows goes on, and the skip stays visible."""
    step = view.process.playbook.step_by_id[instance.step]
    phase = view.record(instance).phase
    if phase not in {"idle", "active"}:
        return Refusal(
            (
                say(
                    "'{title}' is {phase} and cannot be skipped",
                    title=step.title,
                    phase=in_words(phase),
                ),
            ),
            hint=say("Reopen it first."),
        )
    if step.required and not reason.strip():
        return Refusal(
            (say("'{title}' is a required step: skipping it needs a reason", title=step.title),),
            hint=say("Add --reason."),
        )
    return (_draft("skipped", instance, {"reason": reason}),)


def reopen(view: View, instance: Instance, reason: str) -> Outcome:
    """Takes a finished step up again, as its next revision; its answers stay."""
    step = view.process.playbook.step_by_id[instance.step]
    if view.record(instance).phase not in {"submitted", "done", "skipped"}:
        return Refusal(
            (say("'{title}' is not finished, so there is nothing to reopen", title=step.title),)
        )
    if not reason.strip():
        return Refusal(
            (say("reopening '{title}' needs a reason", title=step.title),),
            hint=say("Add --reason."),
        )
    return (_draft("reopened", instance, {"reason": reason}),)


def reaffirm(view: View, instance: Instance, reason: str) -> Outcome:
    """Says that a stale step still holds on what it rests on now."""
    step = view.process.playbook.step_by_id[instance.step]
    if view.record(instance).phase != "done":
        return Refusal(
            (say("'{title}' is not done, so there is nothing to reaffirm", title=step.title),)
        )
    if not changed_since(view, step, instance):
        return Refusal((say("nothing that '{title}' rests on has changed", title=step.title),))
    signed = signing(view, step, instance)
    if signed is not None and signed.state != "given":
        why = (
            say("what was signed has changed")
            if signed.state == "void"
            else say("its sign-off has run out")
        )
        remedy = (
            say("Reopen it and have it signed again.")
            if signed.state == "void"
            else say("Have it approved again.")
        )
        return Refusal(
            (say("'{title}' cannot be reaffirmed: {why}", title=step.title, why=why),), hint=remedy
        )
    failing = unmet(view, instance)
    missing = open_required(view, instance)
    if failing or missing:
        reasons = [
            say(
                "criterion '{id}' is {verdict}: {text}",
                id=j.criterion.id,
                verdict=in_words(j.verdict),
                text=j.criterion.text,
            )
            for j in failing
        ]
        reasons += [
            say("{step}.{id} is not answered: {ask}", step=instance.step, id=q.id, ask=q.ask)
            for q in missing
        ]
        return Refusal(tuple(reasons), hint=say("Reopen the step."))
    return (
        _draft("reaffirmed", instance, {"basis": basis_of(view, step, instance), "reason": reason}),
    )


def _draft(kind: Any, instance: Instance, data: dict[str, Any]) -> Draft:
    return Draft(kind, instance.scope, instance.step, instance.occurrence, data)
