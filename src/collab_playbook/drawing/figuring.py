"""What there is to draw of a playbook, or of a board: steps, gates, circles and what joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.engine.circles import circle_state, gate_of_kind, kinds
from collab_playbook.engine.lifecycle import words
from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY
from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.engine.derive import Board, Standing
    from collab_playbook.engine.process import Process
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Gate, Phase
    from collab_playbook.model.step import Step

HOME = (PROGRAMME, f"circle:{DEFAULT_CIRCLE}", f"community:{DEFAULT_COMMUNITY}")
"""Where the steps of a programme run that has opened to nobody else yet."""
_CIRCLES = "circles"


def figure_of_playbook(process: Process, *, circles: bool = False) -> Figure:
    """The definition: every step once, the gates of phases; with ``circles`` also their kinds."""
    playbook, parts = process.playbook, _Parts()
    ids = {step.id: step.id for step in process.steps}
    for phase in playbook.phases:
        mine = [step for step in process.steps if step.phase == phase.id]
        group = Group(phase.id, one_line(phase.title))
        parts.groups.append(group)
        if phase.gate is not None:
            parts.nodes.append(_gate_node(phase.gate, group.id, f"gate:{phase.gate.id}"))
            parts.edges += _gate_edges(process, phase, ids, f"gate:{phase.gate.id}")
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


def figure_of_board(board: Board, scopes: Sequence[str] = HOME) -> Figure:
    """The steps of these scopes as they stand, with their gates.

    A step of the programme that one of a circle or community needs is drawn too.
    """
    view, chosen = board.view, set(scopes)
    parts = _Parts()
    instances = [i for i in board.standings if i.scope in chosen]
    outside = _needed_outside(board, instances)
    for scope in (PROGRAMME, *(s for s in view.scopes if s != PROGRAMME)):
        inside = [i for i in (*outside, *instances) if i.scope == scope]
        _add_scope(parts, board, scope, inside, with_gates=scope in chosen)
    for instance in instances:
        _add_edges(parts, board, instance)
    return parts.figure(one_line(view.process.playbook.title))


class _Parts:
    """A figure in the making."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []

    def figure(self, title: str) -> Figure:
        """The figure; edges to what is not drawn are left out."""
        drawn = {node.id for node in self.nodes}
        edges = (e for e in self.edges if e.source in drawn and e.target in drawn)
        return Figure(title, tuple(self.groups), tuple(self.nodes), tuple(dict.fromkeys(edges)))


def _runs_in(step: Step) -> str:
    """Where a step runs besides the programme, in words."""
    elsewhere = [f"each {kind}" for kind in step.scopes if kind != PROGRAMME]
    if not elsewhere:
        return ""
    also = "also in " if PROGRAMME in step.scopes else "in "
    return also + " and ".join(elsewhere)


# -- gates --------------------------------------------------------------------------------


def _gate_node(gate: Gate, group: str, node_id: str, state: str = "", says: str = "") -> Node:
    return Node(node_id, "gate", one_line(gate.title), group, state=state, says=says)


def _gate_edges(
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


def _verdict(view: View, scope: str, gate: Gate) -> tuple[str, str, bool]:
    """A gate's verdict as a word of the engine and of people, and whether the way is open."""
    decision = view.state.decision(scope, gate.id)
    if decision is None:
        return "undecided", "not decided", False
    return decision.verdict, words(decision.verdict), decision.opens


def _add_kinds(parts: _Parts, process: Process) -> None:
    """The kinds of circle from nearest to furthest, each behind the gate that opens it."""
    playbook = process.playbook
    catalogue = playbook.catalogue_by_id.get(_CIRCLES)
    titles = {r.id: one_line(r.title) for r in catalogue.records} if catalogue else {}
    if not titles:
        return
    parts.groups.append(Group(_CIRCLES, one_line(catalogue.title if catalogue else "")))
    before = ""
    for kind in kinds(playbook):
        node_id, gate = f"circle:{kind}", gate_of_kind(playbook, kind)
        if gate is not None:
            gate_id = f"gate:{kind}/{gate.id}"
            parts.nodes.append(_gate_node(gate, _CIRCLES, gate_id))
            if before:
                parts.edges.append(Edge(before, gate_id, "gate"))
            before = gate_id
        parts.nodes.append(Node(node_id, "circle", titles[kind], _CIRCLES))
        if before:
            parts.edges.append(Edge(before, node_id, "gate"))
        before = node_id


# -- boards -------------------------------------------------------------------------------


class _Place(NamedTuple):
    """A scope as the figure names it: the beginning of ids, and what people call it."""

    prefix: str
    title: str


def _place(view: View, scope: str) -> _Place:
    kind, _, owner = scope.partition(":")
    if kind == PROGRAMME:
        return _Place("", "")
    title = view.state.title(scope)
    return _Place(f"{owner}/", one_line(title if title != owner else f"{kind} {owner}"))


def _needed_outside(board: Board, instances: Sequence[Instance]) -> tuple[Instance, ...]:
    """The programme's steps that these instances need and that are not among them."""
    view, here = board.view, set(instances)
    needed = {
        Instance(view.home(need.step, i.scope), need.step)
        for i in instances
        for need in board.standings[i].step.needs
    }
    return tuple(i for i in board.standings if i in needed and i not in here)


def _add_scope(
    parts: _Parts, board: Board, scope: str, instances: Sequence[Instance], *, with_gates: bool
) -> None:
    """The phases of one scope with their steps and gates."""
    view, place = board.view, _place(board.view, scope)
    ids = {instance.step: instance.path for instance in instances}
    if with_gates and ids:
        _add_entry(parts, board, scope, instances)
    for phase in view.process.playbook.phases:
        mine = [board.standings[i] for i in instances if board.standings[i].step.phase == phase.id]
        if not mine:
            continue
        group = Group(f"{place.prefix}{phase.id}", one_line(phase.title), place.title)
        parts.groups.append(group)
        if with_gates and phase.gate is not None and _kind(scope) in phase.gate.scopes:
            gate_id = f"gate:{place.prefix}{phase.gate.id}"
            state, says, is_open = _verdict(view, scope, phase.gate)
            parts.nodes.append(_gate_node(phase.gate, group.id, gate_id, state, says))
            held = frozenset() if is_open else _idle(mine)
            parts.edges += _gate_edges(view.process, phase, ids, gate_id, held)
        parts.nodes += [_step_node(standing, group.id) for standing in mine]


def _step_node(standing: Standing, group: str) -> Node:
    step, path = standing.step, standing.instance.path
    says = " · ".join(words(word) for word in (standing.state, *standing.flags))
    return Node(path, "step", one_line(step.title), group, step.number, standing.state, says)


def _add_entry(parts: _Parts, board: Board, scope: str, instances: Sequence[Instance]) -> None:
    """The gate that opens a circle, before the steps that wait for no other of the circle."""
    view, place = board.view, _place(board.view, scope)
    owner = scope.partition(":")[2]
    circle = view.state.circles.get(owner) if _kind(scope) == "circle" else None
    gate = gate_of_kind(view.process.playbook, circle.kind) if circle is not None else None
    if gate is None:
        return
    gate_id = f"gate:{owner}/{gate.id}"
    state, says, is_open = _verdict(view, scope, gate)
    stands = circle_state(view.process.playbook, view.state, owner)
    says = f"{says} · circle {stands}"
    parts.groups.append(Group(place.prefix, "", place.title))
    parts.nodes.append(_gate_node(gate, place.prefix, gate_id, state, says))
    standings = [board.standings[instance] for instance in instances]
    here, idle = {s.step.id for s in standings}, _idle(standings)
    for each in standings:
        if not any(need.step in here for need in each.step.needs):
            blocks = not is_open and each.step.id in idle
            parts.edges.append(Edge(gate_id, each.instance.path, "gate", blocks))


def _idle(standings: Sequence[Standing]) -> frozenset[str]:
    """The steps that nobody has begun; a closed gate holds up no others."""
    return frozenset(s.step.id for s in standings if s.state in {"blocked", "ready"})


def _add_edges(parts: _Parts, board: Board, instance: Instance) -> None:
    """What comes before a step, what it would be better after, and what it sends back."""
    view, standing = board.view, board.standings[instance]
    holding = {blocker.id for blocker in standing.blocked_by if blocker.kind == "step"}

    def path_of(step_id: str) -> str:
        return Instance(view.home(step_id, instance.scope), step_id).path

    for need in standing.step.needs:
        source = path_of(need.step)
        parts.edges.append(Edge(source, instance.path, "need", blocks=source in holding))
    for other in standing.step.better_after:
        parts.edges.append(Edge(path_of(other), instance.path, "hint"))
    parts.edges += [
        Edge(instance.path, path_of(reopen.step), "reopen", reason=one_line(reopen.reason))
        for reopen in standing.step.reopens
    ]


def _kind(scope: str) -> str:
    return scope.partition(":")[0]
