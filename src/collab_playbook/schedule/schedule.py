"""The schedule: every step's dates as planned and as forecast, what drives the end, what slips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.days import day_in
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.schedule.dating import AS_IT_IS, Span, driving, forecast, planned, slack
from collab_playbook.schedule.network import network_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from collab_playbook.engine.derive import Board
    from collab_playbook.engine.view import View
    from collab_playbook.model.standing import Derived
    from collab_playbook.schedule.calendar import Calendar
    from collab_playbook.schedule.dating import Wishes
    from collab_playbook.schedule.network import GateAhead, Network, Task


@dataclass(frozen=True, slots=True)
class Dated:
    """A step instance with its dates.

    Attributes:
        task: Which one, and how long it takes.
        planned: Its days as planned from the start.
        forecast: Its real days once it is done, its expected ones before.
        slip: Working days by which it ends later than planned; negative where earlier.
        slack: Working days by which it may slip and the end stay; ``None`` once done.
        is_critical: Whether it is on the critical path.
    """

    task: Task
    planned: Span
    forecast: Span
    slip: int
    slack: int | None
    is_critical: bool

    @property
    def instance(self) -> Instance:
        """Which instance."""
        return self.task.instance

    @property
    def state(self) -> Derived:
        """Where it stands."""
        return self.task.state


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of the programme, or a circle or community as a whole, from first to last day."""

    id: str
    title: str
    rows: tuple[Dated, ...]
    planned_end: date
    end: date
    slip: int

    @property
    def start(self) -> date:
        """Its first day."""
        return min(row.forecast.start for row in self.rows)


@dataclass(frozen=True, slots=True)
class GateDay:
    """A gate with the day on which all that it reads will be there, or on which it was opened."""

    id: str
    title: str
    scope: str
    on: date
    verdict: str

    @property
    def path(self) -> str:
        """How it is written for people: ``framed`` or ``customers/opening``."""
        owner = self.scope.partition(":")[2]
        return f"{owner}/{self.id}" if owner else self.id


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything about time: start and end, stretches with their steps, gates, the critical path.

    ``rows`` are in the order of the board; ``path`` runs from first to last.
    """

    start: date
    today: date
    planned_end: date
    end: date
    slip: int
    stretches: tuple[Stretch, ...]
    gates: tuple[GateDay, ...]
    path: tuple[Dated, ...]

    @property
    def rows(self) -> tuple[Dated, ...]:
        """Every step with its dates, stretch by stretch."""
        return tuple(row for stretch in self.stretches for row in stretch.rows)

    @property
    def is_finished(self) -> bool:
        """Whether every step is done."""
        return all(row.task.ended is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Move:
    """A step that moves when something is tried."""

    row: Dated
    was: Span
    days: int


def schedule_of(board: Board, calendar: Calendar, wishes: Wishes = AS_IT_IS) -> Schedule:
    """The schedule of a board.

    Args:
        board: Where every instance stands.
        calendar: Which days are working days.
        wishes: What to try; the plan stays as it is, and the forecast follows.
    """
    view, network = board.view, network_of(board)
    tasks, start = network.tasks, start_of(board.view)
    plan = planned(tasks, calendar, start)
    spans = forecast(tasks, calendar, start, view.today, wishes)
    loose = slack(tasks, spans, calendar, wishes)
    path = driving(tasks, spans, calendar)
    on_path = frozenset(path)
    rows = [
        Dated(
            task,
            plan[at],
            spans[at],
            calendar.between(plan[at].end, spans[at].end),
            loose[at],
            at in on_path,
        )
        for at, task in enumerate(tasks)
    ]
    first = calendar.on_or_after(start)
    planned_end = max((span.end for span in plan), default=first)
    end = max((span.end for span in spans), default=first)
    return Schedule(
        start,
        view.today,
        planned_end,
        end,
        calendar.between(planned_end, end),
        tuple(_stretches(board, rows, calendar)),
        tuple(_gate_days(network, rows, view.today, calendar)),
        tuple(rows[at] for at in path),
    )


def start_of(view: View) -> date:
    """The first day: the earliest on which a step was begun, else as answered, else today."""
    begun = [
        record.started_at[:10]
        for instance, record in view.state.records.items()
        if record.started_at and instance.step != ORGANISATION
    ]
    if begun:
        return date.fromisoformat(min(begun))
    step_id, _, question = (view.process.playbook.schedule.starts or "").partition(".")
    answered = view.answers_of(PROGRAMME, step_id).get(question)
    return day_in(answered) or view.today


def moves(before: Schedule, after: Schedule, calendar: Calendar) -> tuple[Move, ...]:
    """What moves from one schedule to another, by the days on which it ends, then begins."""
    was = {row.instance: row.forecast for row in before.rows}
    return tuple(
        Move(
            row,
            was[row.instance],
            calendar.between(was[row.instance].end, row.forecast.end)
            or calendar.between(was[row.instance].start, row.forecast.start),
        )
        for row in after.rows
        if row.instance in was and was[row.instance] != row.forecast
    )


def _stretches(board: Board, rows: Sequence[Dated], calendar: Calendar) -> Iterator[Stretch]:
    """The programme's phases, then each circle and community as a whole."""
    view, of = board.view, {row.instance: row for row in rows}
    ordered = [of[instance] for instance in board.standings if instance in of]
    groups: dict[str, list[Dated]] = {}
    for row in ordered:
        scope = row.instance.scope
        groups.setdefault(row.task.phase if scope == PROGRAMME else scope, []).append(row)
    titles = {phase.id: phase.title for phase in view.process.playbook.phases}
    keys = (*titles, *(scope for scope in view.scopes if scope != PROGRAMME))
    for key in (*keys, *(key for key in groups if key not in keys)):
        if key in groups:
            title = titles.get(key) or view.state.title(key)
            yield _stretch(key, title, groups[key], calendar)


def _stretch(key: str, title: str, rows: Iterable[Dated], calendar: Calendar) -> Stretch:
    mine = tuple(rows)
    plan_end = max(row.planned.end for row in mine)
    end = max(row.forecast.end for row in mine)
    return Stretch(key, title, mine, plan_end, end, calendar.between(plan_end, end))


def _gate_days(
    network: Network, rows: Sequence[Dated], today: date, calendar: Calendar
) -> Iterator[GateDay]:
    for ahead in network.gates:
        verdict = ahead.decision.verdict if ahead.decision is not None else ""
        on = _gate_day(ahead, rows, today, calendar)
        yield GateDay(ahead.gate.id, ahead.gate.title, ahead.scope, on, verdict)


def _gate_day(ahead: GateAhead, rows: Sequence[Dated], today: date, calendar: Calendar) -> date:
    decision = ahead.decision
    if decision is not None and decision.opens:
        return date.fromisoformat(decision.at[:10])
    days = [today, *(rows[at].forecast.end for at in ahead.reads)]
    if decision is not None and decision.review:
        days.append(date.fromisoformat(decision.review))
    return calendar.on_or_after(max(days))
