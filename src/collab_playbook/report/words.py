"""Every sentence that the report says by itself, in plain sight."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.documents.formatting import is_one, manner_of, month_text
from collab_playbook.engine.readings import period_start
from collab_playbook.engine.showing import shown_date, shown_number
from collab_playbook.saying import ENGLISH as SOURCE
from collab_playbook.saying import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.saying import Translation

ENGLISH: Mapping[str, str] = {
    # -- the head ---------------------------------------------------------------------------------
    "title": "{organisation}: report to the steering committee",
    "skip": "Go to the report",
    "head.title": "{organisation}: {programme}",
    "head.of": "Report to the steering committee, {day}",
    "head.since_report": "compared with the report of {day}",
    "head.since_day": "compared with {day}",
    "head.first": "the first report",
    "contents": "Contents",
    "foot": "Made with collab-playbook from the playbook {version}.",
    "foot.law": "What people answered, signed and decided stands in the journal of the workspace.",
    # -- the first screen -------------------------------------------------------------------------
    "short.where": "Where we are",
    "short.late": "What is late",
    "short.asks": "What is asked of you",
    "where.done": "{done} of {total} steps finished",
    "where.phase": "In the phase {title}: {done} of {total} steps finished.",
    "where.all": "Every phase is finished.",
    "where.gate": "Next gate: {title}, {met}.",
    "where.circles": "Open to: {titles}.",
    "end.on_time": "Ends on {end}, as planned.",
    "end.late": "Ends on {end}, {days} later than planned.",
    "end.early": "Ends on {end}, {days} earlier than planned.",
    "ended.on_time": "Ended on {end}, as planned.",
    "ended.late": "Ended on {end}, {days} later than planned.",
    "ended.early": "Ended on {end}, {days} earlier than planned.",
    "end.none": "No step has a date.",
    "days.one": "{number} working day",
    "days.many": "{number} working days",
    "late.none": "Nothing is late.",
    "late.overdue": "overdue since {day}",
    "late.due": "due since {day}",
    "late.stale": "'{title}' rests on something that has changed: {changed}",
    "late.altered": "'{title}' was changed after its signature",
    "late.steps": "Steps that should be done by now",
    "late.steps.one": "{number} step should be done by now",
    "late.steps.many": "{number} steps should be done by now",
    "asks.none": "Nothing is asked for today.",
    "ask.approve": "Sign",
    "ask.decide": "Decide",
    "ask.settle": "Confirm a condition",
    "ask.waive": "Pass over a criterion, or ask for more",
    "ask.by": "by {day}",
    # -- sections ---------------------------------------------------------------------------------
    "asks": "Decisions asked",
    "late": "Late, or no longer holding",
    "changes": "What changed",
    "phases": "Where we are, phase by phase",
    "gates": "Gates and their evidence",
    "schedule": "Schedule",
    "process": "The process",
    "risks": "Risks and barriers",
    "indicators": "Indicators",
    "sign_offs": "Signatures",
    "lessons": "What we learned",
    # -- decisions asked --------------------------------------------------------------------------
    "column.decision": "Decision",
    "column.about": "About",
    "column.why": "Why now",
    "column.who": "Who",
    "column.by": "By",
    # -- what changed -----------------------------------------------------------------------------
    "changes.first": "This is the first report. The next one says what changed since.",
    "changes.none": "Nothing changed since {day}.",
    "changes.since": "Since {day}.",
    "change.completed": "Steps done",
    "change.skipped": "Steps passed over",
    "change.reopened": "Steps taken up again",
    "change.refused": "Steps sent back",
    "change.approved": "Signatures given",
    "change.lapsed": "Changed after their signature",
    "change.gate_decided": "Verdicts on gates",
    "change.condition_settled": "Conditions met",
    "change.circle_added": "Circles planned",
    "change.circle_closed": "Circles closed",
    "change.community_added": "Communities added",
    "change.community_closed": "Communities closed",
    "change.indicator_recorded": "Indicators read",
    "change.indicator_withdrawn": "Readings taken back",
    "change.lesson_added": "Lessons learned",
    "change.lesson_applied": "Lessons applied",
    "change.evidence_attached": "Evidence attached",
    "change.voided": "Taken back",
    "change.in": "in {where}",
    "change.by": "{day}, {by}",
    "more.one": "{number} more",
    "more.many": "{number} more",
    # -- phases -----------------------------------------------------------------------------------
    "phases.caption": "Phases and circles",
    "column.phase": "Phase",
    "column.state": "State",
    "column.steps": "Steps finished",
    "column.end": "End",
    "column.planned": "Planned",
    "column.slip": "Against the plan",
    "stage.finished": "finished",
    "stage.begun": "under way",
    "stage.ahead": "not begun",
    "stage.planned": "planned",
    "stage.held": "held",
    "stage.open": "open",
    "stage.stopped": "stopped",
    "stage.closed": "closed",
    "stage.of": "{done} of {total}",
    "stage.served": "no steps of its own",
    "slip.none": "as planned",
    "slip.late": "{days} later",
    "slip.early": "{days} earlier",
    "steps.of": "The steps of {title}",
    "column.step": "Step",
    "column.waits": "Waits for",
    # -- gates ------------------------------------------------------------------------------------
    "gates.none": "The playbook has no gate.",
    "gate.undecided": "not decided",
    "gate.go": "go",
    "gate.go_with_conditions": "go, with conditions",
    "gate.hold": "on hold",
    "gate.stop": "stopped",
    "gate.opens_phase": "Opens the phase {title}.",
    "gate.opens_circle": "Opens the circle {title}.",
    "gate.decided_by": "Decided by: {role}.",
    "gate.decision": "{verdict} on {day}, by {by}.",
    "gate.reason": "Reason: {reason}",
    "gate.review": "Looked at again on {day}.",
    "gate.moved": "What the verdict rested on has changed since.",
    "gate.advice": "The criteria speak for: {verdict}.",
    "gate.met": "{met} of {total} criteria met",
    "gate.conditions": "Open conditions",
    "gate.condition": "by {day}: {text}",
    "gate.evidence": "Criteria and evidence",
    "column.criterion": "Criterion",
    "column.verdict": "Verdict",
    "column.evidence": "Evidence",
    "verdict.met": "met",
    "verdict.unmet": "not met",
    "verdict.unknown": "not known yet",
    "verdict.waived": "passed over",
    "criterion.critical": "critical",
    "criterion.lacks": "Missing: {names}",
    "evidence": "{name}: {says}",
    "evidence.by": "{by}, {day}",
    "evidence.idle": "not begun",
    "evidence.active": "under way",
    "evidence.submitted": "handed in",
    "evidence.none": "nothing on record",
    # -- schedule ---------------------------------------------------------------------------------
    "schedule.path": "What drives the end: {steps}.",
    "schedule.table": "The dates as a table",
    "schedule.scroll": "The schedule, drawn",
    "column.start": "Start",
    "schedule.critical": "drives the end",
    # -- process ----------------------------------------------------------------------------------
    "process.words": "The picture in words",
    "process.scroll": "The process, drawn: {title}",
    # -- risks ------------------------------------------------------------------------------------
    "risks.none": "No risk and no barrier is recorded.",
    "risks.kept_back.one": "{number} entry, kept back because the answer is sensitive.",
    "risks.kept_back.many": "{number} entries, kept back because the answer is sensitive.",
    "risks.over.one": "{number} is over and not listed.",
    "risks.over.many": "{number} are over and not listed.",
    "risks.all_over": "Every entry is over.",
    "risks.people": "People",
    "load.hours": "{who} gives {found} h a week; more than {limit} is too much.",
    "load.accountable": "{who} answers for {found} steps; more than {limit} is too many.",
    "load.agreed": "The roles of {who} ask {found} h a week, against {limit} agreed.",
    "load.role": "{who}: usually {found} h a week, and less is agreed, down to {limit}.",
    "load.no_holder": "Nobody holds the role {who}.",
    # -- indicators -------------------------------------------------------------------------------
    "indicators.none": "No indicator is read or chosen yet.",
    "indicators.caption": "Indicators of {where}",
    "indicators.programme": "Indicators of the programme",
    "indicators.unread.one": "{number} chosen indicator was never read: {titles}.",
    "indicators.unread.many": "{number} chosen indicators were never read: {titles}.",
    "column.indicator": "Indicator",
    "column.last": "Last reading",
    "column.trend": "Against the one before",
    "column.target": "Target",
    "column.course": "Course",
    "trend.up": "up {by}",
    "trend.down": "down {by}",
    "trend.level": "level",
    "trend.better": "better",
    "trend.worse": "worse",
    "trend.none": "first reading",
    "target": "{value} at {at}",
    "target.suggested": "usual: {targets}",
    "target.none": "none set",
    "reading": "{value} ({period})",
    "course": "{count} readings, from {first} to {last}",
    # -- signatures -------------------------------------------------------------------------------
    "sign_offs.none": "No step has asked for a signature yet.",
    "sign_offs.caption": "Steps and who signed them",
    "column.signed": "Signed by",
    "column.missing": "Still missing",
    "signed.none": "not signed",
    "signed.partial": "signed in part",
    "signed.given": "signed",
    "signed.void": "no longer counts",
    "signed.expired": "ran out",
    "signed.refused": "sent back",
    "signed.by": "{by}, {role}, {day}",
    "signed.lapsed": "{by}, {role}, {day}: no longer counts",
    "altered": "Documents changed after their signature",
    "altered.one": "{title} ({path}), signed by {by} on {day}",
    # -- lessons ----------------------------------------------------------------------------------
    "lessons.none": "No lesson is kept yet.",
    "lesson.changed": "Changed: {change}",
    "lesson.where": "Learned in {where}.",
    "lesson.applied": "Applied in {where}: {change}",
    "placed": "{where}: {what}",
    "programme": "the programme",
    # -- long texts -------------------------------------------------------------------------------
    "text.rest": "The whole text",
}


def shown_span(period: str, language: str) -> str:
    """The period of a reading for people: ``May 2026``, ``5 May 2026``, ``2026-W19``."""
    start = period_start(period)
    if start is None or "W" in period:
        return period
    if len(period) == len("2026-05"):
        return month_text(start, manner_of(language))
    return shown_date(start, language)


class Words(Sentences):
    """The sentences of the report in one language, and its way with numbers and dates."""

    def __init__(self, translation: Translation = SOURCE) -> None:
        super().__init__(ENGLISH, translation)
        self._manner = manner_of(self.language)

    def counted(self, key: str, number: int, **values: object) -> str:
        """The sentence for one or for many."""
        form = "one" if is_one(Decimal(number), self._manner) else "many"
        return self(f"{key}.{form}", number=self.number(number), **values)

    def day(self, day: date) -> str:
        """A day with its month in words."""
        return shown_date(day, self.language)

    def period(self, period: str) -> str:
        """The period of a reading: a month in words, a day in words, a week as it is."""
        return shown_span(period, self.language)

    def number(self, number: int | str) -> str:
        """A number with its thousands set apart."""
        return shown_number(number, self.language)
