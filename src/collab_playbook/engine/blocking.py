"""What stands in the way of a step, and the gates that do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.engine.circles import circle_of, circle_state, gate_of_kind
from collab_playbook.engine.wording import in_words
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.engine.view import View
    from collab_playbook.model.step import Step


class Blocker(NamedTuple):
    """One thing that stands in the way: its kind, what it names, and a sentence for people."""

    kind: Literal["step", "answer", "guard", "gate", "sign_off", "date"]
    id: str
    text: str


def closed_gates(view: View, step: Step, scope: str) -> tuple[Blocker, ...]:
    """The gates that keep a step of this scope from being worked on: its circle's, its phase's."""
    circle = circle_of(view.state, scope)
    blockers = (_circle_gate(view, circle) if circle else None, _phase_gate(view, step, scope))
    return tuple(blocker for blocker in blockers if blocker is not None)


def _circle_gate(view: View, scope: str) -> Blocker | None:
    playbook, name = view.process.playbook, scope.partition(":")[2]
    stands = circle_state(playbook, view.state, name)
    circle = view.state.circles.get(name)
    gate = gate_of_kind(playbook, circle.kind) if circle is not None else None
    if gate is None or stands == "open":
        return None
    text = say(
        "the circle '{circle}' is {state}: gate '{gate}' is not open",
        circle=view.state.title(scope),
        state=in_words(stands),
        gate=gate.title,
    )
    return Blocker("gate", f"{name}/{gate.id}", text)


def _phase_gate(view: View, step: Step, scope: str) -> Blocker | None:
    phase = view.process.playbook.phase_by_id.get(step.phase)
    gate = phase.gate if phase is not None else None
    if gate is None or scope.partition(":")[0] not in gate.scopes:
        return None
    decision = view.state.decision(scope, gate.id)
    if decision is not None and decision.opens:
        return None
    owner = scope.partition(":")[2]
    said = (
        say("the gate '{gate}' has not been decided", gate=gate.title)
        if decision is None
        else say(
            "the gate '{gate}' says {verdict}", gate=gate.title, verdict=in_words(decision.verdict)
        )
    )
    name = f"{owner}/{gate.id}" if owner else gate.id
    return Blocker("gate", name, said)
