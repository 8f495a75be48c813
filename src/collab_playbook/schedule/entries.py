"""What belongs into people's calendars: steps, gates, sign-offs, repeats, dates that were answered.

Each entry has an identity that does not depend on its day, so that importing a later calendar
moves it instead of adding another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.days import day_in
from collab_playbook.engine.showing import shown
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.saying import say, say_all
from collab_playbook.schedule.references import answer_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.derive import Board, Standing
    from collab_playbook.engine.view import View
    from collab_playbook.model.question import Question
    from collab_playbook.schedule.references import Answer
    from collab_playbook.schedule.schedule import Schedule

_TITLE_TYPES = frozenset({"text", "choice", "long_text"})
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with days: ``id`` names it for good, ``end`` is its last day.

    Attributes:
        id: What it is, independent of its days: ``step/leadership``.
        kind: For people to filter by: step, gate, sign-off, repeat, condition, date, ritual.
        title: What a calendar shows.
        start: The first day.
        end: The last day.
        note: What to know besides.
        is_certain: Whether the day is a fact or an appointment; a forecast is not.
        every: How often it comes back: daily, weekly, fortnightly, monthly, quarterly; once if
            empty.
    """

    id: str
    kind: str
    title: str
    start: date
    end: date
    note: str = ""
    is_certain: bool = False
    every: str = ""


def entries_of(board: Board, schedule: Schedule) -> tuple[Entry, ...]:
    """Every entry, in the order of the board."""
    return (
        *_steps(schedule),
        *_gates(board, schedule),
        *_sign_offs(board, schedule),
        *_repeats(board),
        *_dates(board.view),
    )


def _steps(schedule: Schedule) -> Iterator[Entry]:
    for row in schedule.rows:
        task, is_done = row.task, row.task.ended is not None
        told = [
            say("Done.")
            if is_done
            else say("Forecast, made on {today}.", today=schedule.today.isoformat())
        ]
        if row.is_critical and not is_done:
            told.append(say("On the critical path."))
        if row.slip:
            told.append(
                say("{days} working days later than planned.", days=row.slip)
                if row.slip > 0
                else say("{days} working days earlier than planned.", days=-row.slip)
            )
        yield Entry(
            f"step/{task.instance.path}",
            "step",
            f"{task.number}. {task.title}",
            row.forecast.start,
            row.forecast.end,
            say_all(" ", told),
            is_done,
        )


def _gates(board: Board, schedule: Schedule) -> Iterator[Entry]:
    """Every gate on its day; what it went ahead on; when a hold is looked at again."""
    state = board.view.state
    for gate in schedule.gates:
        title = say("Gate: {title}", title=gate.title)
        verdict = (
            in_words(gate.verdict) if gate.verdict else say("not decided; not before this day")
        )
        certain = gate.verdict in {"go", "go_with_conditions"}
        yield Entry(f"gate/{gate.path}", "gate", title, gate.on, gate.on, verdict, certain)
    for (scope, gate_id), decisions in sorted(state.decisions.items()):
        decision = decisions[-1]
        defined = board.view.process.playbook.gate_by_id.get(gate_id)
        title = defined.title if defined is not None else gate_id
        path = Instance(scope, gate_id).path
        if decision.review:
            day = date.fromisoformat(decision.review)
            yield Entry(
                f"review/{path}",
                "gate",
                say("Review of gate: {title}", title=title),
                day,
                day,
                is_certain=True,
            )
        for condition in decision.conditions:
            day = date.fromisoformat(condition.due)
            note = (
                say("Condition of gate: {title}. Settled.", title=title)
                if condition.settled_at
                else say("Condition of gate: {title}.", title=title)
            )
            name = f"condition/{path}/{decision.event[:12]}/{condition.number}"
            yield Entry(name, "condition", condition.text, day, day, note, is_certain=True)


def _sign_offs(board: Board, schedule: Schedule) -> Iterator[Entry]:
    """Approvals that are awaited, on the day by which they are wanted; those that run out."""
    ends = {row.instance: row.forecast.end for row in schedule.rows}
    roles = board.view.process.playbook.catalogue_by_id.get("roles")
    titles = {record.id: record.title for record in roles.records} if roles else {}
    for instance, stands in board.standings.items():
        signed = stands.signing
        if signed is None:
            continue
        if stands.state == "awaiting_approval" and instance in ends:
            for role in signed.missing:
                title = say(
                    "Sign-off by {titles}: {title}",
                    titles=titles.get(role, role),
                    title=stands.step.title,
                )
                name = f"sign-off/{instance.path}/{role}"
                yield Entry(name, "sign-off", title, ends[instance], ends[instance])
        if signed.expires is not None:
            title = say("Sign-off runs out: {title}", title=stands.step.title)
            name = f"expiry/{instance.path}"
            yield Entry(name, "sign-off", title, signed.expires, signed.expires, is_certain=True)


def _repeats(board: Board) -> Iterator[Entry]:
    for instance, stands in board.standings.items():
        coming = stands.recurrence
        if coming is not None:
            asked = say("Asked again: {questions}.", questions=", ".join(_asked_again(stands)))
            title = say(
                "{number}. {title} comes back", number=stands.step.number, title=stands.step.title
            )
            name = f"repeat/{instance.path}"
            yield Entry(name, "repeat", title, coming.due, coming.due, asked, is_certain=True)


def _asked_again(stands: Standing) -> Iterator[str]:
    for question_id in stands.step.repeat.questions if stands.step.repeat else ():
        question = stands.step.question(question_id)
        if question is not None:
            yield question.short


def _dates(view: View) -> Iterator[Entry]:
    """The days that stand in the answers which the playbook names."""
    playbook = view.process.playbook
    for path in playbook.schedule.dates:
        answer = answer_named(playbook, path)
        if answer is None:
            continue
        for scope in view.scopes:
            yield from _dates_in(view, answer, Instance(scope, answer.step), path)


def _dates_in(view: View, answer: Answer, instance: Instance, path: str) -> Iterator[Entry]:
    question = answer.question
    value = view.answers_of(instance.scope, instance.step).get(question.id)
    name = f"date/{instance.path}.{path.partition('.')[2]}"
    if answer.field is None:
        day = day_in(value)
        if day is not None:
            yield _dated(name, question.short, day, instance)
        return
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        day = day_in(record.get(answer.field.id)) if isinstance(record, dict) else None
        if day is not None:
            title = titled(view, question, record, answer.field.label)
            yield _dated(f"{name}/{number}", title, day, instance)


def _dated(name: str, title: str, on: date, instance: Instance) -> Entry:
    note = say("From the answers to {path}.", path=instance.path)
    return Entry(name, "date", placed(title, instance), on, on, note, is_certain=True)


def placed(title: str, instance: Instance) -> str:
    """A title with the circle or community that it is about."""
    where = "" if instance.scope == PROGRAMME else f" ({instance.scope.partition(':')[2]})"
    return title + where


def titled(view: View, question: Question, record: dict[str, object], label: str) -> str:
    """What an entry of a list is about: its first text or choice; else what the day is."""
    tells = question.type == "records" and not question.sensitive
    for field in question.fields if tells else ():
        if field.type in _TITLE_TYPES and record.get(field.id):
            choices = view.process.playbook.choices_of(field)
            text = shown(field, record[field.id], choices, "en").replace("\n", " ")
            short = text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 3] + "..."
            return f"{question.short}: {short}"
    return f"{question.short}: {label}"
