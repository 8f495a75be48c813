"""Circles and communities as they stand: their kinds in order, whether they are open, since when.

A circle is opened by a gate: it is *planned* until somebody decided, *open* after a go, *held* or
*stopped* after the other verdicts, and *closed* once it has been closed for good. A circle of a
kind that no gate opens is open as soon as it is there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY
from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.openings import Circle, Decision
    from collab_playbook.engine.state import State
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Gate, Playbook
    from collab_playbook.model.standing import CircleState

CATALOGUE = "circles"


def kinds(playbook: Playbook) -> tuple[str, ...]:
    """The kinds of circle, nearest first; empty where the playbook names none."""
    catalogue = playbook.catalogue_by_id.get(CATALOGUE)
    return tuple(record.id for record in catalogue.records) if catalogue else ()


def gate_of_kind(playbook: Playbook, kind: str) -> Gate | None:
    """The gate that opens circles of a kind, if any does."""
    return next((gate for gate in playbook.gates if kind in gate.circles), None)


def scopes_of(playbook: Playbook, state: State) -> tuple[str, ...]:
    """The programme, the circles from nearest to furthest, the communities; closed ones too."""
    order = {kind: at for at, kind in enumerate(kinds(playbook))}
    far = len(order)
    circles = sorted(state.circles, key=lambda name: order.get(state.circles[name].kind, far))
    nearest = (DEFAULT_CIRCLE, *(name for name in circles if name != DEFAULT_CIRCLE))
    communities = dict.fromkeys((DEFAULT_COMMUNITY, *state.communities))
    return (
        PROGRAMME,
        *(f"circle:{name}" for name in nearest),
        *(f"community:{name}" for name in communities),
    )


def instance_inside(view: View, scope: str, step_id: str) -> Instance | None:
    """The instance that a step has in a scope; ``None`` where it does not run there.

    The default circle and community are served by the programme's.
    """
    instance = Instance(scope, step_id)
    if instance in view.instances or scope == PROGRAMME:
        return instance
    served = scope.partition(":")[2] in {DEFAULT_CIRCLE, DEFAULT_COMMUNITY}
    return Instance(view.home(step_id, scope), step_id) if served else None


def circle_of(state: State, scope: str) -> str:
    """The scope of the circle that a circle or community belongs to; empty for the programme."""
    kind, _, owner = scope.partition(":")
    if kind == "circle":
        return scope
    if kind != "community":
        return ""
    community = state.communities.get(owner)
    return f"circle:{(community.circle if community else '') or DEFAULT_CIRCLE}"


def parents(state: State, scope: str) -> Iterator[str]:
    """Where a circle or community looks for what it does not hold itself, nearest first."""
    circle = circle_of(state, scope)
    if circle and circle != scope:
        yield circle
    if scope != PROGRAMME:
        yield PROGRAMME


def is_closed(state: State, scope: str) -> bool:
    """Whether a circle or community, or the circle that a community is in, has been closed."""
    kind, _, owner = scope.partition(":")
    if kind == "community":
        community = state.communities.get(owner)
        if community is not None and community.closed_at:
            return True
    circle = state.circles.get(circle_of(state, scope).partition(":")[2])
    return circle is not None and bool(circle.closed_at)


def circle_state(playbook: Playbook, state: State, name: str) -> CircleState:
    """Where a circle stands; one that nobody added, such as that of all staff, is open."""
    circle = state.circles.get(name)
    if circle is None:
        return "open"
    if circle.closed_at:
        return "closed"
    gate = gate_of_kind(playbook, circle.kind)
    if gate is None:
        return "open"
    decision = state.decision(f"circle:{name}", gate.id)
    if decision is None:
        return "planned"
    if decision.opens:
        return "open"
    return "stopped" if decision.verdict == "stop" else "held"


def scope_state(playbook: Playbook, state: State, scope: str) -> CircleState:
    """Where a circle or community stands: a community as its circle, unless it is closed itself."""
    if scope == PROGRAMME or is_closed(state, scope):
        return "open" if scope == PROGRAMME else "closed"
    return circle_state(playbook, state, circle_of(state, scope).partition(":")[2])


def opened_on(playbook: Playbook, state: State, name: str) -> date | None:
    """The day from which a circle has been open without a break; ``None`` while it is not."""
    circle = state.circles.get(name)
    if circle is None or circle_state(playbook, state, name) not in {"open", "closed"}:
        return None
    gate = gate_of_kind(playbook, circle.kind)
    if gate is None:
        return date.fromisoformat(circle.added_at[:10]) if circle.added_at else None
    return _opened_by(state.decisions.get((f"circle:{name}", gate.id), ()))


def _opened_by(decisions: tuple[Decision, ...]) -> date | None:
    since = ""
    for decision in decisions:
        since = (since or decision.at) if decision.opens else ""
    return date.fromisoformat(since[:10]) if since else None


def circle_before(playbook: Playbook, state: State, circle: Circle) -> str:
    """The open circle that is nearest to this one from inside; that of all staff if there is none.

    Its experience is what the opening of this circle rests on.
    """
    order = {kind: at for at, kind in enumerate(kinds(playbook))}
    here = order.get(circle.kind, len(order))
    before = [
        (order.get(other.kind, -1), other.added_at, other.id)
        for other in state.circles.values()
        if order.get(other.kind, -1) < here
        and other.id != circle.id
        and circle_state(playbook, state, other.id) == "open"
    ]
    return max(before)[2] if before else DEFAULT_CIRCLE
