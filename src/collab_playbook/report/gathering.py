"""Gathers the report: from the board, the gates, the schedule, the journal and the readings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.drawing.figuring import HOME, figure_of_board
from collab_playbook.engine.circles import scope_state
from collab_playbook.engine.derive import progress
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.gating import judge_gate
from collab_playbook.engine.indicators import courses
from collab_playbook.engine.learning import taught_where
from collab_playbook.engine.pressing import due_now
from collab_playbook.model.event import PROGRAMME
from collab_playbook.report.asks import asks_of
from collab_playbook.report.changes import changes_since, role_title, where_of
from collab_playbook.report.content import (
    CourseIn,
    CriterionRow,
    Evidence,
    GateRow,
    Learned,
    Report,
    SignedStep,
    Stage,
    Stale,
)
from collab_playbook.report.naming import name_of
from collab_playbook.report.risks import risks_of
from collab_playbook.saying import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.drawing.figure import Figure
    from collab_playbook.engine.derive import Board, Standing
    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.gating import JudgedCriterion
    from collab_playbook.engine.grounds import Ground
    from collab_playbook.engine.openings import Lesson
    from collab_playbook.engine.people import People
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Event
    from collab_playbook.report.content import Altered, Since
    from collab_playbook.saying import Translation
    from collab_playbook.schedule.load import Load
    from collab_playbook.schedule.schedule import Dated, Schedule


class Material(NamedTuple):
    """What a report is made from.

    Attributes:
        board: Where everything stands.
        people: Who there is.
        events: The whole journal, in order.
        schedule: Every date.
        load: The hours of people.
        altered: Documents that say something else than when they were signed.
        organisation: What it calls itself.
    """

    board: Board
    people: People
    events: Sequence[Event]
    schedule: Schedule
    load: Load
    altered: tuple[Altered, ...]
    organisation: str


def report_of(
    material: Material, since: Since | None, translation: Translation = ENGLISH
) -> Report:
    """The report as one value.

    Args:
        material: What it is made from.
        since: What it compares with; nothing for the first report.
        translation: The language of numbers, dates and drawings.
    """
    language = translation.language
    board, schedule = material.board, material.schedule
    view, playbook = board.view, board.view.process.playbook
    done, total = progress(board.standings.values())
    return Report(
        organisation=material.organisation,
        programme=playbook.title,
        version=f"{playbook.id} {playbook.version}",
        today=view.today,
        since=since,
        done=done,
        total=total,
        phases=tuple(_phases(board, schedule)),
        circles=tuple(_circles(board, schedule)),
        asks=asks_of(board, material.people),
        pressing=due_now(board),
        stale=tuple(_stale(view, s) for s in board.standings.values() if s.changed),
        belated=tuple(row for row in schedule.rows if _is_belated(row, view.today)),
        altered=material.altered,
        changes=changes_since(view, material.events, since, language),
        gates=tuple(_gate(view, stands) for stands in gate_standings(view)),
        schedule=schedule,
        figures=tuple(_figures(board, translation)),
        risks=risks_of(view, language),
        indicators=tuple(CourseIn(c, where_of(view, c.scope)) for c in courses(view)),
        sign_offs=tuple(_signed(view, s) for s in board.standings.values() if _is_signed(s)),
        lessons=tuple(_learned(view, lesson) for lesson in view.state.lessons.values()),
        warnings=material.load.warnings,
        roles=_roles(view),
        language=language,
    )


def _roles(view: View) -> dict[str, str]:
    catalogue = view.process.playbook.catalogue_by_id.get("roles")
    return {record.id: record.title for record in catalogue.records} if catalogue else {}


def _phases(board: Board, schedule: Schedule) -> Iterator[Stage]:
    stretches = {stretch.id: stretch for stretch in schedule.stretches}
    for phase in board.view.process.playbook.phases:
        mine = tuple(
            s
            for s in board.standings.values()
            if s.instance.scope == PROGRAMME and s.step.phase == phase.id
        )
        if mine:
            stretch = stretches.get(phase.id)
            yield Stage(phase.id, phase.title, "", *progress(mine), stretch, mine)


def _circles(board: Board, schedule: Schedule) -> Iterator[Stage]:
    """Those that were added, and any that has steps of its own."""
    view = board.view
    added = {f"circle:{name}" for name in view.state.circles}
    added |= {f"community:{name}" for name in view.state.communities}
    stretches = {stretch.id: stretch for stretch in schedule.stretches}
    for scope in view.scopes:
        mine = tuple(s for s in board.standings.values() if s.instance.scope == scope)
        if scope != PROGRAMME and (mine or scope in added):
            state = scope_state(view.process.playbook, view.state, scope)
            title, stretch = view.state.title(scope), stretches.get(scope)
            yield Stage(scope, title, state, *progress(mine), stretch, mine)


def _figures(board: Board, translation: Translation) -> Iterator[Figure]:
    """The programme, then each circle and community that has steps of its own."""
    yield figure_of_board(board, translation=translation)
    own = dict.fromkeys(instance.scope for instance in board.standings)
    for scope in own:
        if scope not in HOME:
            yield figure_of_board(board, (scope,), translation)


def _gate(view: View, stands: GateStanding) -> GateRow:
    judged = judge_gate(view, stands.at)
    phase = stands.at.phase
    return GateRow(
        stands,
        judged,
        phase.title if phase is not None else where_of(view, stands.at.scope),
        role_title(view, stands.at.gate.decided_by) if stands.at.gate.decided_by else "",
        tuple(_criterion(view, each, stands) for each in judged.criteria),
    )


def _criterion(view: View, judged: JudgedCriterion, stands: GateStanding) -> CriterionRow:
    criterion = judged.criterion
    decision = stands.decision
    passed_over = decision is not None and criterion.id in decision.waived
    verdict = "waived" if passed_over and judged.verdict != "met" else judged.verdict
    lacks = tuple(dict.fromkeys(name_of(view, path) for path in judged.missing))
    evidence = tuple(_evidence(view, ground) for ground in judged.grounds)
    return CriterionRow(criterion.text, verdict, criterion.critical, lacks, evidence)


def _evidence(view: View, ground: Ground) -> Evidence:
    on = date.fromisoformat(ground.on) if ground.on else None
    return Evidence(name_of(view, ground.path), ground.says, ground.by, on)


def _stale(view: View, stands: Standing) -> Stale:
    return Stale(stands, tuple(name_of(view, path) for path in stands.changed))


def _learned(view: View, lesson: Lesson) -> Learned:
    applied = tuple((where_of(view, each.scope), each.change) for each in lesson.applied)
    return Learned(lesson, taught_where(view, lesson), applied)


def _is_belated(row: Dated, today: date) -> bool:
    return row.task.ended is None and row.planned.end < today


def _is_signed(stands: Standing) -> bool:
    """Whether signatures are wanted here and the step has come far enough for one to count."""
    signed = stands.signing
    begun = stands.state in {"awaiting_approval", "done", "stale", "active"}
    return signed is not None and (begun or bool(signed.approvals or signed.lapsed))


def _signed(view: View, stands: Standing) -> SignedStep:
    missing = stands.signing.missing if stands.signing is not None else ()
    where = where_of(view, stands.instance.scope)
    return SignedStep(stands, where, tuple(role_title(view, role) for role in missing))
