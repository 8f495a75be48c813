"""The schedule for people: when it ends, what drives that, what slips, then the chart.

In line mode the chart is sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.showing import shown_date
from collab_playbook.engine.wording import in_words
from collab_playbook.terminal.gantt import gantt_lines
from collab_playbook.terminal.layout import Line, Span, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from collab_playbook.schedule.schedule import Dated, GateDay, Move, Schedule
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_schedule(
    console: Console, schedule: Schedule, words: Words, title: str, *, knows_holidays: bool
) -> None:
    """The whole page; where no country is set, how to set one is said besides."""
    if not knows_holidays:
        console.tell(words("schedule.weekends"))
    console.put((Span(title, "title"),))
    console.put(*summary(schedule, words, console.width))
    console.put("")
    if console.is_line_mode:
        console.put(*sentences(schedule, words))
    else:
        console.put(*gantt_lines(schedule, words, console.width))


def summary(schedule: Schedule, words: Words, width: int) -> Iterator[Line]:
    """Start, end, critical path and slip in a few lines."""
    if not schedule.rows:
        yield words("schedule.nothing")
        return
    begun = any(row.task.began for row in schedule.rows)
    start = words(
        "schedule.since" if begun else "schedule.from", start=_date(words, schedule.start)
    )
    yield from wrapped(f"{start} {_end(schedule, words)}", width)
    steps = ", ".join(f"{row.task.number} {row.task.title}" for row in schedule.path)
    yield from wrapped(words("schedule.path", steps=steps), width, "", "  ")
    late = [
        words("schedule.slip_of", title=each.title, days=f"{each.slip:+d}")
        for each in schedule.stretches
        if each.slip
    ]
    if late:
        yield from wrapped(words("schedule.slip", stretches=", ".join(late)), width, "", "  ")


def _end(schedule: Schedule, words: Words) -> str:
    family = "schedule.ended" if schedule.is_finished else "schedule.end"
    kind = "on_time" if not schedule.slip else "late" if schedule.slip > 0 else "early"
    return words(
        f"{family}.{kind}",
        end=_date(words, schedule.end),
        planned=_date(words, schedule.planned_end),
        days=_days(words, schedule.slip),
    )


def sentences(schedule: Schedule, words: Words) -> Iterator[Line]:
    """The chart in sentences: every step, then the gates."""
    for stretch in schedule.stretches:
        yield stretch.title
        for row in stretch.rows:
            yield " ".join(_of_step(row, words))
    for gate in schedule.gates:
        yield _of_gate(gate, words)


def _of_step(row: Dated, words: Words) -> Iterator[str]:
    task = row.task
    yield words(
        "schedule.step" if row.forecast.start < row.forecast.end else "schedule.step_day",
        number=task.number,
        title=task.title,
        start=_date(words, row.forecast.start),
        end=_date(words, row.forecast.end),
        state=in_words(task.state),
    )
    if row.slip:
        key = "schedule.step_late" if row.slip > 0 else "schedule.step_early"
        yield words(key, days=_days(words, row.slip))
    if task.ended is not None:
        return
    if task.waiting_days:
        yield words("schedule.step_waits", days=task.waiting_days)
    if row.is_critical:
        yield words("schedule.step_critical")
    elif row.slack:
        yield words("schedule.step_slack", days=_days(words, row.slack))


def _of_gate(gate: GateDay, words: Words) -> str:
    day = _date(words, gate.on)
    if not gate.verdict:
        return words("schedule.gate_ahead", title=gate.title, day=day)
    verdict = in_words(gate.verdict)
    return words("schedule.gate", title=gate.title, day=day, verdict=verdict)


def trial_lines(
    before: Schedule, after: Schedule, moved: Sequence[Move], words: Words, width: int
) -> Iterator[Line]:
    """What a trial would change: the end, and every step that moves."""
    same = before.end == after.end
    told = words(
        "schedule.try_same" if same else "schedule.try",
        end=_date(words, after.end),
        was=_date(words, before.end),
    )
    yield from wrapped(told, width)
    if not moved:
        yield words("schedule.moved_none")
    for move in moved:
        row = move.row
        text = words(
            "schedule.moved",
            number=row.task.number,
            title=row.task.title,
            start=row.forecast.start,
            end=row.forecast.end,
            was_start=move.was.start,
            was_end=move.was.end,
            days=f"{move.days:+d}",
        )
        yield from wrapped(text, width, "  ", "      ")


def _days(words: Words, days: int) -> str:
    count = abs(days)
    return words("schedule.day") if count == 1 else words("schedule.days", days=count)


def _date(words: Words, day: date) -> str:
    return shown_date(day, words.language)
