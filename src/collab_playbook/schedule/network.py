"""What is to be dated: the instances as tasks, each after those that it waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.circles import circle_of, circle_state, gate_of_kind
from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from collab_playbook.engine.derive import Board, Standing
    from collab_playbook.engine.openings import Decision
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Gate
    from collab_playbook.model.standing import Derived

_LEFT_OUT = frozenset({"not_applicable", "skipped"})


@dataclass(frozen=True, slots=True)
class Task:
    """An instance of a step, and what its dates depend on.

    Attributes:
        instance: Which one.
        number: The step's number.
        title: The step's title.
        phase: The step's phase.
        state: Where it stands.
        work_days: Working days of elapsed time.
        waiting_days: Calendar days of waiting after them.
        needs: Positions of the tasks that it needs.
        gated: Positions of the tasks that its gates read.
        passed: Positions among ``gated`` that no longer hold it up, because the gate is open.
        began: The day on which work began, if it did.
        ended: The day on which it was done, if it is.
        released: The day before which it cannot begin, whatever it needs.
        review: The day on which a gate that holds it up is looked at again.
    """

    instance: Instance
    number: int
    title: str
    phase: str
    state: Derived
    work_days: int
    waiting_days: int
    needs: tuple[int, ...] = ()
    gated: tuple[int, ...] = ()
    passed: frozenset[int] = frozenset()
    began: date | None = None
    ended: date | None = None
    released: date | None = None
    review: date | None = None

    @property
    def planned_after(self) -> tuple[int, ...]:
        """What it comes after as planned."""
        return (*self.needs, *self.gated)

    @property
    def waits_for(self) -> tuple[int, ...]:
        """What it still comes after: gates that have been opened hold nothing up."""
        return (*self.needs, *(at for at in self.gated if at not in self.passed))


@dataclass(frozen=True, slots=True)
class GateAhead:
    """A gate somewhere, the tasks that its criteria read, and the verdict in force."""

    gate: Gate
    scope: str
    reads: tuple[int, ...]
    decision: Decision | None

    @property
    def is_open(self) -> bool:
        """Whether the way is open."""
        return self.decision is not None and self.decision.opens


@dataclass(frozen=True, slots=True)
class Network:
    """The tasks in an order in which each comes after those that it waits for; the gates."""

    tasks: tuple[Task, ...]
    gates: tuple[GateAhead, ...] = ()


def network_of(board: Board) -> Network:
    """The tasks of a board: every instance that applies and is not skipped.

    A step that waits for itself, however many others are between, is dated as if it did not.
    """
    view = board.view
    standings = [s for s in board.standings.values() if _is_dated(view, s)]
    known = {s.instance: at for at, s in enumerate(standings)}
    gates = _gates(view, standings, known)
    needs = [_needs(view, s, known) for s in standings]
    gated = [_gates_of(view, s, gates) for s in standings]
    links = [
        (*needed, *(at for gate in opened for at in gate.reads if at != here))
        for here, (needed, opened) in enumerate(zip(needs, gated, strict=True))
    ]
    order = _in_order(links)
    place = {at: position for position, at in enumerate(order)}
    tasks = tuple(
        _task(view, standings[at], (needs[at], gated[at]), place, here)
        for here, at in enumerate(order)
    )
    return Network(tasks, tuple(_placed(gate, place) for gate in gates.values()))


def _is_dated(view: View, standing: Standing) -> bool:
    if standing.state in _LEFT_OUT:
        return False
    circle = circle_of(view.state, standing.instance.scope).partition(":")[2]
    stopped = circle and circle_state(view.process.playbook, view.state, circle) == "stopped"
    return not stopped or view.record(standing.instance).phase == "done"


def _needs(view: View, standing: Standing, known: Mapping[Instance, int]) -> tuple[int, ...]:
    scope = standing.instance.scope
    homes = (Instance(view.home(n.step, scope), n.step) for n in standing.step.needs)
    return tuple(known[home] for home in homes if home in known and home != standing.instance)


def _gates(
    view: View, standings: Sequence[Standing], known: Mapping[Instance, int]
) -> Mapping[tuple[str, str], GateAhead]:
    """Every gate that stands before a task, by scope and id, in the order of the tasks."""
    found: dict[tuple[str, str], GateAhead] = {}
    for standing in standings:
        for scope, gate in _gates_before(view, standing):
            if (scope, gate.id) not in found:
                reads = _read_by(view, gate, scope, known)
                decision = view.state.decision(scope, gate.id)
                found[scope, gate.id] = GateAhead(gate, scope, reads, decision)
    return found


def _gates_before(view: View, standing: Standing) -> Iterator[tuple[str, Gate]]:
    """The gates that a step waits for: that of its circle, that of its phase."""
    playbook, scope = view.process.playbook, standing.instance.scope
    circle = circle_of(view.state, scope)
    added = view.state.circles.get(circle.partition(":")[2])
    if added is not None and (gate := gate_of_kind(playbook, added.kind)) is not None:
        yield circle, gate
    phase = playbook.phase_by_id.get(standing.step.phase)
    if phase is not None and phase.gate is not None:
        kind = scope.partition(":")[0]
        if kind in phase.gate.scopes:
            yield scope, phase.gate


def _read_by(view: View, gate: Gate, scope: str, known: Mapping[Instance, int]) -> tuple[int, ...]:
    """The tasks whose answers or states a gate's criteria read."""
    read: dict[int, None] = {}
    for criterion in gate.criteria:
        for path in sorted(view.process.reads(criterion.that)):
            above = path[0] == PROGRAMME and len(path) > 1
            step_id = path[1] if above else path[0]
            home = Instance(PROGRAMME if above else view.home(step_id, scope), step_id)
            if home in known:
                read[known[home]] = None
    return tuple(read)


def _gates_of(
    view: View, standing: Standing, gates: Mapping[tuple[str, str], GateAhead]
) -> tuple[GateAhead, ...]:
    return tuple(gates[scope, gate.id] for scope, gate in _gates_before(view, standing))


def _in_order(links: Sequence[Iterable[int]]) -> list[int]:
    """Positions so that each comes after those that it links to; circles are cut at the first."""
    left = [len(set(link)) for link in links]
    following: list[list[int]] = [[] for _ in links]
    for here, link in enumerate(links):
        for before in dict.fromkeys(link):
            following[before].append(here)
    order = [here for here, count in enumerate(left) if not count]
    placed = [not count for count in left]
    done, stuck = 0, 0
    while len(order) < len(links) or done < len(order):
        if done == len(order):
            while placed[stuck]:
                stuck += 1
            placed[stuck] = True
            order.append(stuck)
        here, done = order[done], done + 1
        for later in following[here]:
            left[later] -= 1
            if not left[later] and not placed[later]:
                placed[later] = True
                order.append(later)
    return order


def _task(
    view: View,
    standing: Standing,
    links: tuple[tuple[int, ...], tuple[GateAhead, ...]],
    place: Mapping[int, int],
    here: int,
) -> Task:
    """A task whose links lead to positions before its own."""
    step, record = standing.step, view.record(standing.instance)
    needs, gates = links
    gated = {place[at]: None for gate in gates for at in gate.reads if place[at] < here}
    closed = {place[at] for gate in gates if not gate.is_open for at in gate.reads}
    reviews = [g.decision.review for g in gates if g.decision is not None and not g.is_open]
    is_done = record.phase == "done"
    return Task(
        standing.instance,
        step.number,
        step.title,
        step.phase,
        standing.state,
        step.duration.work_days,
        step.duration.waiting_days,
        needs=tuple(place[at] for at in needs if place[at] < here),
        gated=tuple(gated),
        passed=frozenset(gated.keys() - closed),
        began=_day(record.started_at) or (_day(record.done_at) if is_done else None),
        ended=_day(record.done_at) if is_done else None,
        released=_released(view, standing.instance.scope),
        review=max((day for text in reviews if (day := _day(text))), default=None),
    )


def _released(view: View, scope: str) -> date | None:
    """The day on which a circle or community came into being."""
    kind, _, owner = scope.partition(":")
    owners = view.state.circles if kind == "circle" else view.state.communities
    added = owners.get(owner) if kind != PROGRAMME else None
    return _day(added.added_at) if added is not None else None


def _placed(gate: GateAhead, place: Mapping[int, int]) -> GateAhead:
    return replace(gate, reads=tuple(place[at] for at in gate.reads))


def _day(moment: str) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None
