"""What gates ask to be done: a go, a verdict where a criterion is open, conditions that fall due.

A go is offered as soon as every criterion is met. Conditions and a hold are offered only where
nothing else is left to do, because until then the criteria may still be met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.acting import Action, spelled
from collab_playbook.engine.deciding import REVIEW_AFTER, ROLE
from collab_playbook.engine.gates import GateStanding, gate_standings
from collab_playbook.engine.gating import JudgedGate, judge_gate
from collab_playbook.engine.people import LEAD
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.derive import Board
    from collab_playbook.engine.people import People


def gate_actions(board: Board, people: People, actor: str) -> Iterator[Action]:
    """A go for each gate that something waits for and that has all it asks for; what is due."""
    waited_for = _waited_for(board)
    for stands in gate_standings(board.view):
        decision = stands.decision
        if decision is not None and decision.opens:
            yield from _settling(stands, people, actor)
        elif stands.at.path in waited_for and stands.state != "stop":
            judged = judge_gate(board.view, stands.at)
            if judged.advice == "go":
                why = say("every criterion of '{title}' is met", title=stands.at.gate.title)
                yield _verdict(judged, ("go",), why, people, actor)


def gate_verdicts(board: Board, people: People, actor: str) -> Iterator[Action]:
    """A verdict for each gate that something waits for although a criterion is open."""
    waited_for = _waited_for(board)
    today = board.view.today
    for stands in gate_standings(board.view):
        is_resting = stands.state == "hold" and (stands.due is None or stands.due > today)
        if stands.at.path not in waited_for or stands.state == "stop" or is_resting:
            continue
        judged = judge_gate(board.view, stands.at)
        unmet = judged.open_criteria
        named = ", ".join(c.criterion.id for c in unmet)
        day = REVIEW_AFTER.after(today).isoformat()
        why = say("'{title}' misses {named}", title=stands.at.gate.title, named=named)
        if judged.advice == "go_with_conditions":
            words = ["go_with_conditions"]
            for criterion in unmet:
                words += ["--condition", f"{day} {criterion.criterion.text}"]
            why = say("{why}; it may go ahead on conditions", why=why)
        else:
            words = ["hold", "--reason", say("Not met: {named}", named=named), "--review", day]
        yield _verdict(judged, tuple(words), why, people, actor)


def _waited_for(board: Board) -> frozenset[str]:
    """The paths of the gates that keep a step back."""
    return frozenset(
        blocker.id
        for stands in board.standings.values()
        for blocker in stands.blocked_by
        if blocker.kind == "gate"
    )


def _settling(stands: GateStanding, people: People, actor: str) -> Iterator[Action]:
    for condition in stands.open_conditions:
        if stands.due is None or condition.due > stands.due.isoformat() or not stands.flags:
            continue
        words = ("gate", "settle", stands.at.path, str(condition.number), "--note", "Checked")
        why = say(
            "a condition of '{title}' is due: {text}",
            title=stands.at.gate.title,
            text=condition.text,
        )
        yield Action(spelled(*words), why, people.first(LEAD) or actor, stands.due)


def _verdict(
    judged: JudgedGate, verdict: tuple[str, ...], why: str, people: People, actor: str
) -> Action:
    """The verdict as somebody can give it: who holds the role, else visibly without it."""
    gate = judged.at.gate
    words = ["gate", "decide", judged.at.path, *verdict]
    by = people.first(gate.decided_by) if gate.decided_by else people.first(LEAD)
    if by:
        return Action(spelled(*words, "--by", by), why, by)
    if people.persons and gate.decided_by:
        words += ["--waive", ROLE]
        said = say("Nobody holds the role {decided_by}", decided_by=gate.decided_by)
        if "--reason" in words:
            words[words.index("--reason") + 1] += f". {said}"
        else:
            words += ["--reason", said]
    return Action(spelled(*words), why, actor)
