"""Circles, communities and gates for other programs."""

from __future__ import annotations

from typing import Any

from collab_playbook.engine.circles import circle_of, opened_on, scope_state
from collab_playbook.engine.derive import Board, progress
from collab_playbook.engine.experience import lessons_applied, lessons_from
from collab_playbook.engine.gates import GateAt, GateStanding, gate_standings
from collab_playbook.engine.openings import Condition, Decision
from collab_playbook.engine.view import View


def circles_content(board: Board) -> dict[str, Any]:
    """Every circle, that of all staff included, from nearest to furthest."""
    scopes = [scope for scope in board.view.scopes if scope.startswith("circle:")]
    return {"circles": [circle_content(board, scope) for scope in scopes]}


def circle_content(board: Board, scope: str) -> dict[str, Any]:
    """One circle."""
    state, name = board.view.state, scope.partition(":")[2]
    circle = state.circles.get(name)
    since = opened_on(board.view.process.playbook, state, name)
    return {
        "id": name,
        "title": state.title(scope),
        "kind": circle.kind if circle else name,
        "state": scope_state(board.view.process.playbook, state, scope),
        "added_at": circle.added_at if circle else None,
        "reason": circle.reason if circle else "",
        "opened_on": since.isoformat() if since else None,
        "closed_at": (circle.closed_at or None) if circle else None,
        "closing": circle.closing if circle else "",
        "lessons": len(lessons_from(state, scope)),
        "lessons_applied": len(lessons_applied(state, scope)),
        "progress": _progress(board, scope),
        "gates": [gate_row(s) for s in gate_standings(board.view) if s.at.scope == scope],
    }


def communities_content(board: Board) -> dict[str, Any]:
    """Every community, the first one included."""
    scopes = [scope for scope in board.view.scopes if scope.startswith("community:")]
    return {"communities": [community_content(board, scope) for scope in scopes]}


def community_content(board: Board, scope: str) -> dict[str, Any]:
    """One community."""
    state, name = board.view.state, scope.partition(":")[2]
    community = state.communities.get(name)
    return {
        "id": name,
        "title": state.title(scope),
        "circle": circle_of(state, scope).partition(":")[2],
        "state": scope_state(board.view.process.playbook, state, scope),
        "animator": community.animator if community else "",
        "added_at": community.added_at if community else None,
        "closed_at": (community.closed_at or None) if community else None,
        "closing": community.closing if community else "",
        "progress": _progress(board, scope),
    }


def _progress(board: Board, scope: str) -> dict[str, int]:
    done, total = progress(s for i, s in board.standings.items() if i.scope == scope)
    return {"done": done, "total": total}


def gates_content(view: View) -> dict[str, Any]:
    """Every gate wherever it is decided."""
    return {"gates": [gate_row(stands) for stands in gate_standings(view)]}


def gate_row(stands: GateStanding) -> dict[str, Any]:
    """Where a gate stands, without its criteria."""
    at, decision = stands.at, stands.decision
    return {
        "id": at.gate.id,
        "title": at.gate.title,
        "instance": at.scope,
        "opens": {"phase": at.phase.id} if at.phase else {"circle": at.scope.partition(":")[2]},
        "state": stands.state,
        "flags": list(stands.flags),
        "due": stands.due.isoformat() if stands.due else None,
        "decided_at": decision.at if decision else None,
        "decided_by": decision.by if decision else None,
        "conditions": [_condition(c) for c in decision.conditions] if decision else [],
    }


def gate_content(view: View, at: GateAt) -> dict[str, Any]:
    """A gate with each criterion, what it rests on, and every decision."""
    from collab_playbook.engine.gating import judge_gate  # noqa: PLC0415 - status looks at no criteria

    judged = judge_gate(view, at)
    stands = next(s for s in gate_standings(view) if s.at.path == at.path)
    return {
        **gate_row(stands),
        "advice": judged.advice,
        "moved": judged.has_moved,
        "digest": judged.digest,
        "criteria": [
            {
                "id": c.criterion.id,
                "text": c.criterion.text,
                "critical": c.criterion.critical,
                "verdict": c.verdict,
                "open": list(c.missing),
                "reason": c.reason,
                "evidence": [
                    {"path": g.path, "says": g.says, "by": g.by, "on": g.on} for g in c.grounds
                ],
            }
            for c in judged.criteria
        ],
        "decisions": [_decision(d) for d in view.state.decisions.get((at.scope, at.gate.id), ())],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": decision.verdict,
        "at": decision.at,
        "by": decision.by,
        "role": decision.role,
        "reason": decision.reason,
        "verdicts": dict(decision.verdicts),
        "waived": dict(decision.waived),
        "review": decision.review or None,
        "digest": decision.digest,
        "conditions": [_condition(c) for c in decision.conditions],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "number": condition.number,
        "text": condition.text,
        "due": condition.due,
        "settled_at": condition.settled_at or None,
        "settled_by": condition.settled_by or None,
        "note": condition.note,
    }
