"""The report as one value: everything that the page says, before anybody says it in HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.documents.signed import Signed
    from collab_playbook.drawing.figure import Figure
    from collab_playbook.engine.derive import Standing
    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.gating import JudgedGate
    from collab_playbook.engine.indicators import Course
    from collab_playbook.engine.openings import Lesson
    from collab_playbook.engine.pressing import Pressing
    from collab_playbook.model.standing import CircleState, Verdict
    from collab_playbook.schedule.load import Warned
    from collab_playbook.schedule.schedule import Dated, Schedule, Stretch

Act = Literal["approve", "decide", "settle", "waive"]
ChangeKind = Literal[
    "circle_added",
    "circle_closed",
    "community_added",
    "community_closed",
    "gate_decided",
    "condition_settled",
    "completed",
    "skipped",
    "reopened",
    "refused",
    "approved",
    "lapsed",
    "indicator_recorded",
    "indicator_withdrawn",
    "lesson_added",
    "lesson_applied",
    "evidence_attached",
    "voided",
]


class Since(NamedTuple):
    """What the report compares with: the last report, or a day that somebody asked for."""

    day: date
    is_report: bool


class Change(NamedTuple):
    """Something that happened since: what it is about, where, when, by whom, and what it says.

    ``detail`` is a reason, a verdict, a value or a change, as the kind asks.
    """

    kind: ChangeKind
    what: str
    where: str
    on: date
    by: str
    detail: str = ""


class Ask(NamedTuple):
    """A decision that somebody has to take: on which step or gate, why, who, by when."""

    act: Act
    what: str
    why: str
    who: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase of the programme, or a circle or community as a whole, with its steps.

    ``state`` is that of the circle, empty for a phase; ``stretch`` its days, where it has any.
    """

    id: str
    title: str
    state: CircleState | Literal[""]
    done: int
    total: int
    stretch: Stretch | None
    standings: tuple[Standing, ...]

    @property
    def is_begun(self) -> bool:
        """Whether anything was done or begun here."""
        idle = {"ready", "blocked", "not_applicable"}
        return any(stands.state not in idle for stands in self.standings)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.total


class Evidence(NamedTuple):
    """One thing that a criterion rests on, in words: what it is, what it says, by whom, when."""

    name: str
    says: str
    by: str
    on: date | None


class CriterionRow(NamedTuple):
    """A criterion of a gate with its verdict and its evidence; ``open`` names what it lacks."""

    text: str
    verdict: Verdict
    critical: bool
    lacks: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate: what it opens, how it stands, its criteria with their evidence."""

    stands: GateStanding
    judged: JudgedGate
    opens: str
    decided_by: str
    criteria: tuple[CriterionRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether the verdict in force lets things go on."""
        return self.stands.decision is not None and self.stands.decision.opens

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(each.verdict == "met" for each in self.criteria)


class RiskList(NamedTuple):
    """Risks or barriers that an answer records: headings and rows, the heaviest first.

    ``left_out`` counts those that are over; a sensitive answer has no rows, only ``entries``.
    """

    title: str
    where: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    entries: int
    left_out: int = 0
    kept_back: bool = False


class Altered(NamedTuple):
    """A document that says something else than when it was signed."""

    title: str
    path: str
    signed: Signed


class SignedStep(NamedTuple):
    """A step that needs signatures, where it runs and which roles are still missing, by title."""

    stands: Standing
    where: str
    missing: tuple[str, ...]


class Learned(NamedTuple):
    """A lesson, where it was learned, and what it changed elsewhere: where, and which change."""

    lesson: Lesson
    where: str
    applied: tuple[tuple[str, str], ...] = ()


class Stale(NamedTuple):
    """A step that rests on something that has changed: what changed, by the titles of answers."""

    stands: Standing
    changed: tuple[str, ...]


class CourseIn(NamedTuple):
    """An indicator and where it is read; empty for the programme."""

    course: Course
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the committee reads.

    Attributes:
        organisation: Whose programme it is.
        programme: The title of the playbook.
        version: Which playbook, and in which version.
        today: The day of the report.
        since: What it compares with; ``None`` for the first report.
        done: How many steps are finished.
        total: How many apply.
        phases: The phases of the programme.
        circles: The circles and communities that have steps of their own or were added.
        asks: What is asked for.
        pressing: What is due or overdue.
        stale: Steps that rest on something that has changed.
        belated: Steps that were planned to be done by now and are not.
        altered: Documents that were changed after their signature.
        changes: What happened since, oldest first.
        gates: The gates, the programme's first.
        schedule: Every date.
        figures: The process drawn, the programme's first.
        risks: Risks and barriers.
        indicators: What was measured.
        sign_offs: Signatures.
        lessons: What was learned.
        warnings: Who carries too much, and what nobody holds.
        roles: What people call the roles, by id.
        language: The language of the page.
    """

    organisation: str
    programme: str
    version: str
    today: date
    since: Since | None
    done: int
    total: int
    phases: tuple[Stage, ...]
    circles: tuple[Stage, ...]
    asks: tuple[Ask, ...]
    pressing: tuple[Pressing, ...]
    stale: tuple[Stale, ...]
    belated: tuple[Dated, ...]
    altered: tuple[Altered, ...]
    changes: tuple[Change, ...]
    gates: tuple[GateRow, ...]
    schedule: Schedule
    figures: tuple[Figure, ...]
    risks: tuple[RiskList, ...]
    indicators: tuple[CourseIn, ...]
    sign_offs: tuple[SignedStep, ...]
    lessons: tuple[Learned, ...]
    warnings: tuple[Warned, ...]
    roles: Mapping[str, str]
    language: str

    @property
    def stage_now(self) -> Stage | None:
        """The phase that the programme is in: the first one that is not finished."""
        return next((stage for stage in self.phases if not stage.is_finished), None)

    @property
    def gate_ahead(self) -> GateRow | None:
        """The first gate that nobody has opened yet."""
        return next((gate for gate in self.gates if not gate.is_open), None)
