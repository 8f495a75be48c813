"""What there is to draw of a playbook: its steps, the gates of phases, the kinds of circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.drawing.parts import Parts, gate_edges, gate_node
from collab_playbook.engine.circles import CATALOGUE, gate_of_kind, kinds
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import ENGLISH, say

if TYPE_CHECKING:
    from collab_playbook.engine.process import Process
    from collab_playbook.model.step import Step
    from collab_playbook.saying import Translation


_ELSEWHERE = {
    (True, False, False): "",
    (False, False, False): "",
    (True, True, False): say("also in each circle"),
    (True, False, True): say("also in each community"),
    (True, True, True): say("also in each circle and each community"),
    (False, True, False): say("in each circle"),
    (False, False, True): say("in each community"),
    (False, True, True): say("in each circle and each community"),
}
"""By whether a step runs for the programme, in circles, in communities."""


def figure_of_playbook(
    process: Process, *, circles: bool = False, translation: Translation = ENGLISH
) -> Figure:
    """The definition: every step once, the gates of phases; with ``circles`` also their kinds."""
    playbook, parts = process.playbook, Parts({}, translation)
    ids = {step.id: step.id for step in process.steps}
    for phase in playbook.phases:
        mine = [step for step in process.steps if step.phase == phase.id]
        group = Group(phase.id, one_line(phase.title))
        parts.groups.append(group)
        if phase.gate is not None:
            parts.nodes.append(gate_node(phase.gate, group.id, f"gate:{phase.gate.id}"))
            parts.edges += gate_edges(process, phase, ids, f"gate:{phase.gate.id}")
        parts.nodes += [
            Node(step.id, "step", one_line(step.title), group.id, step.number, says=_runs_in(step))
            for step in mine
        ]
    for step in process.steps:
        parts.edges += [Edge(need.step, step.id, "need") for need in step.needs]
        parts.edges += [Edge(other, step.id, "hint") for other in step.better_after]
        parts.edges += [
            Edge(step.id, reopen.step, "reopen", reason=one_line(reopen.reason))
            for reopen in step.reopens
        ]
    if circles:
        _add_kinds(parts, process)
    return parts.figure(one_line(playbook.title))


def _runs_in(step: Step) -> str:
    """Where a step runs besides the programme, in words."""
    return _ELSEWHERE[PROGRAMME in step.scopes, "circle" in step.scopes, "community" in step.scopes]


def _add_kinds(parts: Parts, process: Process) -> None:
    """The kinds of circle from nearest to furthest, each behind the gate that opens it."""
    playbook = process.playbook
    catalogue = playbook.catalogue_by_id.get(CATALOGUE)
    titles = {r.id: one_line(r.title) for r in catalogue.records} if catalogue else {}
    if not titles:
        return
    parts.groups.append(Group(CATALOGUE, one_line(catalogue.title if catalogue else "")))
    before = ""
    for kind in kinds(playbook):
        node_id, gate = f"circle:{kind}", gate_of_kind(playbook, kind)
        if gate is not None:
            gate_id = f"gate:{kind}/{gate.id}"
            parts.nodes.append(gate_node(gate, CATALOGUE, gate_id))
            if before:
                parts.edges.append(Edge(before, gate_id, "gate"))
            before = gate_id
        parts.nodes.append(Node(node_id, "circle", titles[kind], CATALOGUE))
        if before:
            parts.edges.append(Edge(before, node_id, "gate"))
        before = node_id
