"""An experience report to share with peers outside: what was tried, learned, changed, measured."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.markdown import inline
from collab_playbook.engine.anonymous import Namings, Neutral
from collab_playbook.engine.circles import CATALOGUE as CIRCLES
from collab_playbook.engine.circles import circle_of, circle_state
from collab_playbook.engine.indicators import courses, part, sparkline, with_unit
from collab_playbook.engine.readings import period_end, period_start
from collab_playbook.engine.showing import shown_number
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.indicators import Course
    from collab_playbook.engine.view import View

SMALLEST_GROUP = 10
"""Figures about fewer people are not shown, where no answer says otherwise."""
_BANDS = ((50, "fewer than 50"), (250, "50 to 249"), (1000, "250 to 999"), (5000, "1,000 to 4,999"))


@dataclass(frozen=True)
class Report:
    """The report, what was replaced in it (each with its word and how often), what is doubtful."""

    text: str
    replaced: Mapping[str, tuple[str, int]]
    doubtful: tuple[str, ...]


def experience_report(view: View, namings: Namings, language: str = "en") -> Report:
    """Writes the report; every text that somebody typed is made neutral on its way."""
    neutral = Neutral(namings)
    sections = (
        ["# Experience report", view.process.playbook.title],
        ["## Context", *_context(view, neutral)],
        ["## What was tried", *_tried(view)],
        ["## What was learned, and what it changed", *_learned(view, neutral)],
        ["## What the indicators said", *_measured(view, language)],
    )
    blocks = [block for section in sections for block in section if block]
    return Report("\n\n".join(blocks), neutral.replaced, tuple(neutral.doubtful))


def _context(view: View, neutral: Neutral) -> Iterator[str]:
    given = view.answers_of(PROGRAMME, ORGANISATION)
    lines = []
    sector, headcount = given.get("sector"), given.get("headcount")
    if isinstance(sector, str):
        lines.append(f"- Sector: {inline(neutral(sector))}")
    if isinstance(headcount, int):
        band = next((text for below, text in _BANDS if headcount < below), "5,000 or more")
        lines.append(f"- Size: {band} people")
    begun = [record.started_at for record in view.state.records.values() if record.started_at]
    if begun:
        months = _months(min(begun)[:7], view.today.isoformat()[:7])
        lines.append(f"- Time since the beginning: {_counted(months, 'month')}")
    yield "\n".join(lines)


def _tried(view: View) -> Iterator[str]:
    done = [
        (phase.title, [s.title for s in view.process.steps if _is_done(view, s.id, s.phase, phase)])
        for phase in view.process.playbook.phases
    ]
    yield "\n".join(f"- {title}: {'; '.join(steps)}" for title, steps in done if steps) or (
        "No step is done yet."
    )
    kinds = []
    for circle in view.state.circles.values():
        stands = circle_state(view.process.playbook, view.state, circle.id)
        kinds.append(f"- {_kind(view, circle.kind)}: {stands}")
    if kinds:
        yield "Circles that it was opened to:"
        yield "\n".join(kinds)


def _is_done(view: View, step: str, phase_id: str, phase: Any) -> bool:
    return phase_id == phase.id and view.record(Instance(PROGRAMME, step)).phase == "done"


def _kind(view: View, kind: str) -> str:
    catalogue = view.process.playbook.catalogue_by_id.get(CIRCLES)
    record = catalogue.record(kind) if catalogue is not None else None
    return record.title if record is not None else "Another circle"


def _learned(view: View, neutral: Neutral) -> Iterator[str]:
    for lesson in view.state.lessons.values():
        step = view.process.playbook.step_by_id.get(lesson.about)
        where = _where(view, lesson.scope)
        about = f"{step.title} ({where})" if step is not None else where[:1].upper() + where[1:]
        lines = [f"- {about}: {inline(neutral(lesson.lesson))}"]
        lines.append(f"  - Changed: {inline(neutral(lesson.change))}")
        lines += [
            f"  - Applied in {_where(view, applied.scope)}: {inline(neutral(applied.change))}"
            for applied in lesson.applied
        ]
        yield "\n".join(lines)
    if not view.state.lessons:
        yield "No lesson is kept yet."


def _where(view: View, scope: str) -> str:
    """The kind of circle, and never its name."""
    if scope == PROGRAMME:
        return "the programme as a whole"
    circle = view.state.circles.get(circle_of(view.state, scope).partition(":")[2])
    inside = f"the circle '{_kind(view, circle.kind)}'" if circle is not None else "all staff"
    return inside if scope.startswith("circle:") else f"a community in {inside}"


def _measured(view: View, language: str) -> Iterator[str]:
    smallest = _smallest_group(view)
    rows = [
        _row(course, smallest, language)
        for course in courses(view, (PROGRAMME,))
        if course.readings
    ]
    headcount = view.answers_of(PROGRAMME, ORGANISATION).get("headcount")
    if isinstance(headcount, int) and headcount < smallest:
        yield f"No figure is shown: the organisation has fewer than {smallest} people."
        return
    if not rows:
        yield "No indicator was read for the organisation as a whole."
        return
    heading = "| Indicator | First | Last | Readings | Course |\n|---|---|---|---|---|"
    yield "\n".join((heading, *rows))
    yield (
        "Only figures of the organisation as a whole are shown: circles and communities may be "
        f"small groups. A count of fewer than {smallest} people is not shown either."
    )


def _row(course: Course, smallest: int, language: str) -> str:
    values = [Decimal(reading.value) for reading in course.readings]
    is_count = part(course.record, "unit") == "people"
    is_small = is_count and min(values) < smallest

    def told(value: str) -> str:
        if is_count and Decimal(value) < smallest:
            return f"fewer than {smallest}"
        return with_unit(shown_number(value, language), course.record)

    first, last = course.readings[0], course.readings[-1]
    begin, end = period_start(first.period), period_end(last.period)
    months = _months(str(begin)[:7], str(end)[:7]) + 1 if begin and end else 1
    over = f"{len(values)} over {_counted(months, 'month')}"
    drawn = "not shown" if is_small else sparkline(values)
    title = inline(course.record.title)
    return f"| {title} | {told(first.value)} | {told(last.value)} | {over} | {drawn} |"


def _smallest_group(view: View) -> int:
    """The smallest group that a figure may be shown of, as an answer named so says."""
    for (scope, _), answers in view.answers.items():
        found = answers.get("min_group")
        if scope == PROGRAMME and isinstance(found, int):
            return found
    return SMALLEST_GROUP


def _months(start: str, end: str) -> int:
    (year, month), (last_year, last_month) = (map(int, text.split("-")) for text in (start, end))
    return (last_year - year) * 12 + last_month - month


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
