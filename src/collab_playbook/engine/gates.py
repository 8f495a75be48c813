"""Gates: which there are where, the verdict in force on each, and what falls due of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.circles import gate_of_kind, is_closed
from collab_playbook.engine.days import day_in
from collab_playbook.engine.repeats import GRACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from collab_playbook.engine.openings import Condition, Decision
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Gate, Phase
    from collab_playbook.model.standing import Flag, GateState


class GateAt(NamedTuple):
    """A gate where it is decided: for the programme, or for one circle or community.

    ``phase`` is the phase that it opens; without one it opens the circle itself.
    """

    scope: str
    gate: Gate
    phase: Phase | None = None

    @property
    def path(self) -> str:
        """How it is written for people: ``framed`` or ``friends/first_outsiders``."""
        owner = self.scope.partition(":")[2]
        return f"{owner}/{self.gate.id}" if owner else self.gate.id


def gates_at(view: View) -> tuple[GateAt, ...]:
    """Every gate wherever it is decided, the programme's first; none of closed circles."""
    return tuple(_gates_at(view))


def gate_named(view: View, path: str) -> GateAt | None:
    """The gate of a path such as ``framed`` or ``friends/first_outsiders``."""
    return next((at for at in gates_at(view) if at.path == path), None)


def _gates_at(view: View) -> Iterator[GateAt]:
    playbook = view.process.playbook
    for scope in view.scopes:
        if is_closed(view.state, scope):
            continue
        kind, _, owner = scope.partition(":")
        circle = view.state.circles.get(owner) if kind == "circle" else None
        gate = gate_of_kind(playbook, circle.kind) if circle is not None else None
        if gate is not None:
            yield GateAt(scope, gate)
        phases = {step.phase for step in view.process.steps if view.runs_in(step, scope)}
        for phase in playbook.phases:
            if phase.gate is not None and kind in phase.gate.scopes and phase.id in phases:
                yield GateAt(scope, phase.gate, phase)


class GateStanding(NamedTuple):
    """Where a gate stands without a look at its criteria: the verdict in force and what is due.

    ``due`` is the earliest day of an open condition, or of the review of a hold.
    """

    at: GateAt
    decision: Decision | None
    open_conditions: tuple[Condition, ...] = ()
    due: date | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def state(self) -> GateState:
        """The verdict in force, or ``undecided``."""
        return self.decision.verdict if self.decision is not None else "undecided"


def gate_standings(view: View) -> tuple[GateStanding, ...]:
    """Where every gate stands, the programme's first."""
    return tuple(_gate_standing(view, at) for at in gates_at(view))


def _gate_standing(view: View, at: GateAt) -> GateStanding:
    decision = view.state.decision(at.scope, at.gate.id)
    if decision is None:
        return GateStanding(at, None)
    waiting = tuple(c for c in decision.conditions if not c.settled_at) if decision.opens else ()
    days = [day for c in waiting if (day := day_in(c.due)) is not None]
    if decision.verdict == "hold" and (review := day_in(decision.review)) is not None:
        days.append(review)
    due = min(days, default=None)
    return GateStanding(at, decision, waiting, due, _flags(due, view.today))


def _flags(due: date | None, today: date) -> tuple[Flag, ...]:
    if due is None or due > today:
        return ()
    return ("overdue",) if today > due + GRACE else ("due",)
