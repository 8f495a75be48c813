"""What there is to draw of a board: the steps of some scopes and gates, as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.drawing.figure import Edge, Figure, Group, Node, one_line
from collab_playbook.drawing.parts import Parts, gate_edges, gate_node
from collab_playbook.engine.circles import circle_state, gate_of_kind
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.saying import ENGLISH, say, say_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.engine.derive import Board, Standing
    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.view import View
    from collab_playbook.saying import Translation

HOME = (PROGRAMME, f"circle:{DEFAULT_CIRCLE}", f"community:{DEFAULT_COMMUNITY}")
"""Where the steps of a programme run that has opened to nobody else yet."""


def figure_of_board(
    board: Board, scopes: Sequence[str] = HOME, translation: Translation = ENGLISH
) -> Figure:
    """The steps of these scopes as they stand, with their gates.

    A step of the programme that one of a circle or community needs is drawn too.
    """
    view, chosen = board.view, set(scopes)
    parts = Parts({(s.at.scope, s.at.gate.id): s for s in gate_standings(view)}, translation)
    instances = [i for i in board.standings if i.scope in chosen]
    outside = _needed_outside(board, instances)
    for scope in (PROGRAMME, *(s for s in view.scopes if s != PROGRAMME)):
        inside = [i for i in (*outside, *instances) if i.scope == scope]
        _add_scope(parts, board, scope, inside, with_gates=scope in chosen)
    for instance in instances:
        _add_edges(parts, board, instance)
    return parts.figure(one_line(view.process.playbook.title))


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
    parts: Parts, board: Board, scope: str, instances: Sequence[Instance], *, with_gates: bool
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
        stands = parts.gates.get((scope, phase.gate.id)) if phase.gate and with_gates else None
        if stands is not None:
            node = _gate_as_it_stands(stands, group.id)
            parts.nodes.append(node)
            held = _held_by(stands, mine)
            parts.edges += gate_edges(view.process, phase, ids, node.id, held)
        parts.nodes += [_step_node(standing, group.id) for standing in mine]


def _step_node(standing: Standing, group: str) -> Node:
    step, path = standing.step, standing.instance.path
    says = say_all(" · ", (in_words(word) for word in (standing.state, *standing.flags)))
    return Node(path, "step", one_line(step.title), group, step.number, standing.state, says)


def _add_entry(parts: Parts, board: Board, scope: str, instances: Sequence[Instance]) -> None:
    """The gate that opens a circle, before the steps that wait for no other of the circle."""
    state, playbook = board.view.state, board.view.process.playbook
    owner = scope.partition(":")[2]
    circle = state.circles.get(owner) if scope.startswith("circle:") else None
    gate = gate_of_kind(playbook, circle.kind) if circle is not None else None
    stands = parts.gates.get((scope, gate.id)) if gate is not None else None
    if stands is None:
        return
    place = _place(board.view, scope)
    parts.groups.append(Group(place.prefix, "", place.title))
    node = _gate_as_it_stands(stands, place.prefix)
    is_now = say("circle {state}", state=in_words(circle_state(playbook, state, owner)))
    parts.nodes.append(replace(node, says=say_all(" · ", (node.says, is_now))))
    standings = [board.standings[instance] for instance in instances]
    here, held = {s.step.id for s in standings}, _held_by(stands, standings)
    parts.edges += [
        Edge(node.id, each.instance.path, "gate", blocks=each.step.id in held)
        for each in standings
        if not any(need.step in here for need in each.step.needs)
    ]


def _gate_as_it_stands(stands: GateStanding, group: str) -> Node:
    verdict = say("not decided") if stands.decision is None else in_words(stands.state)
    says = say_all(" · ", (verdict, *(in_words(flag) for flag in stands.flags)))
    return gate_node(stands.at.gate, group, f"gate:{stands.at.path}", stands.state, says)


def _held_by(stands: GateStanding, standings: Sequence[Standing]) -> frozenset[str]:
    """The steps that a gate keeps from going on."""
    return frozenset(
        standing.step.id
        for standing in standings
        if any(b.kind == "gate" and b.id == stands.at.path for b in standing.blocked_by)
    )


def _add_edges(parts: Parts, board: Board, instance: Instance) -> None:
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
