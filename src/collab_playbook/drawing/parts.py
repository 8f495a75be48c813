"""A figure in the making, and how gates stand in it, whether of a definition or of a board."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.process import Process
    from collab_playbook.model.playbook import Gate, Phase
    from collab_playbook.model.step import Step
    from collab_playbook.saying import Translation


class Parts:
    """A figure in the making; ``gates`` are those of a board as they stand, where it is one."""

    def __init__(
        self, gates: Mapping[tuple[str, str], GateStanding], translation: Translation
    ) -> None:
        self.gates = gates
        self.translation = translation
        self.groups: list[Group] = []
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []

    def figure(self, title: str) -> Figure:
        """The figure; edges to what is not drawn are left out."""
        drawn = {node.id for node in self.nodes}
        edges = (e for e in self.edges if e.source in drawn and e.target in drawn)
        nodes = (replace(n, says=translated(n.says, self.translation)) for n in self.nodes)
        groups, drawn_edges = tuple(self.groups), tuple(dict.fromkeys(edges))
        return Figure(title, groups, tuple(nodes), drawn_edges, self.translation)


def gate_node(gate: Gate, group: str, node_id: str, state: str = "", says: str = "") -> Node:
    """A gate as a node of a group."""
    return Node(node_id, "gate", one_line(gate.title), group, state=state, says=says)


def gate_edges(
    process: Process,
    phase: Phase,
    ids: Mapping[str, str],
    node_id: str,
    held: frozenset[str] = frozenset(),
) -> Iterator[Edge]:
    """From the steps that a gate looks at to the gate, and on to the first steps of its phase.

    A gate that looks at no step comes after the last steps of the phase before; ``held`` are the
    steps that it keeps from beginning.
    """
    criteria = phase.gate.criteria if phase.gate is not None else ()
    paths = [path for c in criteria for path in process.reads(c.that)]
    read = {path[1] if path[0] == PROGRAMME else path[0] for path in paths}
    looked_at = _last_of([step for step in process.steps if step.id in read and step.id in ids])
    for step_id in looked_at or _last_of(_phase_before(process, phase)):
        if step_id in ids:
            yield Edge(ids[step_id], node_id, "gate")
    own = {step.id for step in process.steps if step.phase == phase.id}
    for step in process.steps:
        begins = step.id in own and not any(need.step in own for need in step.needs)
        if begins and step.id in ids:
            yield Edge(node_id, ids[step.id], "gate", blocks=step.id in held)


def _phase_before(process: Process, phase: Phase) -> list[Step]:
    at = process.playbook.phases.index(phase)
    return [s for s in process.steps if at and s.phase == process.playbook.phases[at - 1].id]


def _last_of(steps: Sequence[Step]) -> list[str]:
    """Those that none of the others needs; lines from the rest would say the same again."""
    needed = {need.step for step in steps for need in step.needs}
    return [step.id for step in steps if step.id not in needed]
