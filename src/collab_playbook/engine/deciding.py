"""Verdicts on gates: who may give which, on what, and the conditions that they leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.engine.gating import MOST_OPEN, JudgedGate, judge_gate
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.wording import in_words
from collab_playbook.language.period import Period
from collab_playbook.model.event import Draft
from collab_playbook.model.standing import GATE_VERDICTS
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from collab_playbook.engine.gates import GateAt
    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.people import People
    from collab_playbook.engine.view import View

ROLE = "role"
"""What a verdict may pass over besides criteria, visibly: that whoever decides holds the role."""
REVIEW_AFTER = Period.parse("P1M")
"""A hold is looked at again after this, unless it says when."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An intended verdict: which, by whom, why, what is passed over, what is asked for by when.

    Attributes:
        verdict: ``go``, ``go_with_conditions``, ``hold`` or ``stop``.
        by: Who decides.
        reason: Why; a hold, a stop and anything passed over need one.
        waived: Criteria, or the rule ``role``, that are passed over.
        conditions: By which day what has to be so, for a go with conditions.
        review: The day on which a hold is looked at again.
    """

    verdict: str
    by: str
    reason: str = ""
    waived: tuple[str, ...] = ()
    conditions: tuple[tuple[date, str], ...] = ()
    review: date | None = None


def decide(view: View, at: GateAt, ruling: Ruling, people: People) -> Outcome:
    """Gives a verdict on a gate; a later verdict takes the place of an earlier one."""
    judged = judge_gate(view, at)
    problems = tuple(_against(view, judged, ruling, people))
    if problems:
        return Refusal(problems, hint=_remedy(judged, ruling))
    criteria = {c.criterion.id for c in judged.criteria}
    review = ruling.review
    if ruling.verdict == "hold" and review is None:
        review = REVIEW_AFTER.after(view.today)
    data = {
        "gate": at.gate.id,
        "verdict": ruling.verdict,
        "role": at.gate.decided_by or "",
        "reason": ruling.reason,
        "digest": judged.digest,
        "verdicts": {
            c.criterion.id: "waived" if _is_waived(c.verdict, c.criterion.id, ruling) else c.verdict
            for c in judged.criteria
        },
        "waived": {n: ruling.reason for n in ruling.waived if n in criteria or n == ROLE},
        "conditions": [{"due": day.isoformat(), "text": text} for day, text in ruling.conditions],
        "review": review.isoformat() if ruling.verdict == "hold" and review else "",
    }
    return (Draft("gate_decided", at.scope, None, 1, data),)


def _is_waived(verdict: str, criterion: str, ruling: Ruling) -> bool:
    return verdict != "met" and criterion in ruling.waived


def _against(view: View, judged: JudgedGate, ruling: Ruling, people: People) -> Iterator[str]:
    gate = judged.at.gate
    if ruling.verdict not in GATE_VERDICTS:
        yield say(
            "'{verdict}' is no verdict; a gate says {gate_verdicts}",
            verdict=ruling.verdict,
            gate_verdicts=", ".join(GATE_VERDICTS),
        )
        return
    yield from _against_role(gate.decided_by, ruling, people)
    yield from _against_waivers(judged, ruling)
    yield from _AGAINST[ruling.verdict](view, judged, ruling)
    if ruling.conditions and ruling.verdict != "go_with_conditions":
        yield say("only a go with conditions carries conditions")
    if ruling.review is not None and ruling.verdict != "hold":
        yield say("only a hold is looked at again")


def _against_role(role: str | None, ruling: Ruling, people: People) -> Iterator[str]:
    if role is None or ROLE in ruling.waived or people.holds(ruling.by, role):
        return
    holders = ", ".join(person.actor for person in people.holding(role)) or say("nobody")
    yield say(
        "{by} does not hold the role '{role}', which decides; {holders} does",
        by=ruling.by,
        role=role,
        holders=holders,
    )


def _against_waivers(judged: JudgedGate, ruling: Ruling) -> Iterator[str]:
    known = {c.criterion.id: c.criterion for c in judged.criteria}
    for name in ruling.waived:
        if name == ROLE:
            continue
        if name not in known:
            yield say(
                "'{title}' has no criterion '{name}'; it has {known}",
                title=judged.at.gate.title,
                name=name,
                known=", ".join(known),
            )
        elif known[name].critical:
            yield say(
                "criterion '{name}' is critical and cannot be passed over: {text}",
                name=name,
                text=known[name].text,
            )
    if ruling.waived and not ruling.reason.strip():
        yield say("passing something over needs a reason")


def _still_open(judged: JudgedGate, ruling: Ruling) -> tuple[str, ...]:
    """What stands against going ahead, criterion by criterion."""
    return tuple(
        say(
            "criterion '{id}' is {verdict}: {text}{lacking}{because}",
            id=c.criterion.id,
            verdict=in_words(c.verdict),
            text=c.criterion.text,
            lacking=say(" (open: {missing})", missing=", ".join(c.missing)) if c.missing else "",
            because=f" ({c.reason})" if c.reason else "",
        )
        for c in judged.open_criteria
        if c.criterion.id not in ruling.waived
    )


def _against_go(_view: View, judged: JudgedGate, ruling: Ruling) -> Iterator[str]:
    yield from _still_open(judged, ruling)
    decision = judged.decision
    if decision is not None and decision.verdict == "go" and not judged.has_moved:
        yield say("the gate '{title}' is open already", title=judged.at.gate.title)


def _against_conditions(view: View, judged: JudgedGate, ruling: Ruling) -> Iterator[str]:
    open_ = [c for c in judged.open_criteria if c.criterion.id not in ruling.waived]
    critical = [c.criterion for c in open_ if c.criterion.critical]
    for criterion in critical:
        text = criterion.text
        yield say(
            "criterion '{id}' is critical and cannot be left for later: {text}",
            id=criterion.id,
            text=text,
        )
    if len(open_) > MOST_OPEN:
        yield say(
            ("{count} criteria are open, and at most {most_open} can be left for later"),
            count=len(open_),
            most_open=MOST_OPEN,
        )
        yield from _still_open(judged, ruling)
    if not ruling.conditions:
        yield say("a go with conditions needs at least one condition with its day")
    elif len(ruling.conditions) < len(open_):
        yield say(
            ("{count} criteria are open, and there is no condition with its day for each"),
            count=len(open_),
        )
        yield from _still_open(judged, ruling)
    for day, text in ruling.conditions:
        if day <= view.today:
            yield say(
                "the condition '{text}' is due on {day}, which is not ahead", text=text, day=day
            )


def _against_hold(view: View, _judged: JudgedGate, ruling: Ruling) -> Iterator[str]:
    if not ruling.reason.strip():
        yield say("a hold needs a reason, so that everybody knows what it waits for")
    if ruling.review is not None and ruling.review <= view.today:
        yield say("the review on {review} is not ahead", review=ruling.review)


def _against_stop(_view: View, _judged: JudgedGate, ruling: Ruling) -> Iterator[str]:
    if not ruling.reason.strip():
        yield say("a stop needs a reason")


_AGAINST = {
    "go": _against_go,
    "go_with_conditions": _against_conditions,
    "hold": _against_hold,
    "stop": _against_stop,
}
"""What stands against each verdict."""


def _remedy(judged: JudgedGate, ruling: Ruling) -> str:
    if ruling.verdict not in {"go", "go_with_conditions"} or not judged.open_criteria:
        return ""
    if judged.advice == "go_with_conditions":
        return say(
            "Go ahead on conditions: go_with_conditions --condition 'YYYY-MM-DD What has to be so'."
        )
    return say(
        "Hold it, and decide again once they are met: hold --reason ... --review YYYY-MM-DD."
    )


def settle(view: View, at: GateAt, number: int, note: str) -> Outcome:
    """Says that a condition of the verdict in force is so; ``note`` says how that is known."""
    decision = view.state.decision(at.scope, at.gate.id)
    conditions = decision.conditions if decision is not None else ()
    condition = next((c for c in conditions if c.number == number), None)
    if decision is None or condition is None:
        known = ", ".join(str(c.number) for c in conditions) or say("none")
        return Refusal(
            (
                say(
                    "the gate '{title}' has no condition {number}; it has {known}",
                    title=at.gate.title,
                    number=number,
                    known=known,
                ),
            )
        )
    if condition.settled_at:
        return Refusal(
            (
                say(
                    "condition {number} was settled on {settled_at}",
                    number=number,
                    settled_at=condition.settled_at[:10],
                ),
            )
        )
    if not note.strip():
        return Refusal(
            (
                say(
                    "condition {number} needs a word on how it is met: {text}",
                    number=number,
                    text=condition.text,
                ),
            ),
            hint=say("Add --note."),
        )
    data = {"gate": at.gate.id, "decided": decision.at, "condition": number, "note": note}
    return (Draft("condition_settled", at.scope, None, 1, data),)
