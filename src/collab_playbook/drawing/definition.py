"""What there is to draw of a playbook: its steps, the gates of phases, the kinds of circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.drawing.parts import Parts, gate_edges, gate_node
from collab_playbook.engine.circles import CATALOGUE, gate_of_kind, kinds
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collab_playbook.engine.process import Process
    from collab_playbook.model.step import Step


def figure_of_playbook(process: Process, *, circles: bool = False) -> Figure:
    """The definition: every step once, the gates of phases; with ``circles`` also their kinds."""
    playbook, parts = process.playbook, Parts()
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
    elsewhere = [f"each {kind}" for kind in step.scopes if kind != PROGRAMME]
    if not elsewhere:
        return ""
    also = "also in " if PROGRAMME in step.scopes else "in "
    return also + " and ".join(elsewhere)


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
