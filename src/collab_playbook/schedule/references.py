"""Answers that the head of a playbook names: ``org.start_date``, ``steering.calendar.date``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Concern, HoursAnswer, Playbook
    from collab_playbook.model.question import Field, Question

NUMBERS = frozenset({"integer", "decimal"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a step or of the profile, and a field of it where one is named."""

    step: str
    question: Question
    field: Field | None = None

    @property
    def type(self) -> str:
        """What kind of value it takes."""
        return (self.field or self.question).type


def answer_named(playbook: Playbook, path: str) -> Answer | None:
    """The answer that ``STEP.QUESTION`` or ``STEP.QUESTION.FIELD`` names, if there is one."""
    step, _, rest = path.partition(".")
    question_id, dot, field_id = rest.partition(".")
    question = playbook.question(step, question_id)
    if question is None:
        return None
    field = next((f for f in question.fields if f.id == field_id), None)
    return Answer(step, question, field) if field is not None or not dot else None


def person_field(question: Question) -> Field | None:
    """The field that says whom an entry is about: the first one that holds a person."""
    return next((field for field in question.fields if field.type == "person"), None)


def is_day(answer: Answer | None) -> bool:
    """Whether an answer is a day, or a list of entries with one."""
    return answer is not None and answer.type == "date"


def is_rhythm(playbook: Playbook, answer: Answer) -> bool:
    """Whether an answer says how often something is done.

    It is a list of choices from a catalogue whose entries have a ``rhythm``, or a choice in each
    entry of a list.
    """
    if answer.field is not None:
        return answer.question.type == "records" and answer.type == "choice"
    catalogue = playbook.catalogue_by_id.get(answer.question.catalogue or "")
    records = catalogue.records if catalogue is not None else ()
    timed = (record for record in records if "rhythm" in (record.model_extra or {}))
    return answer.type == "choices" and any(timed)


def used_answers(playbook: Playbook) -> dict[tuple[str, str], set[str]]:
    """The answers that dates, rituals, load, report and workbooks rest on, with their fields."""
    used: dict[tuple[str, str], set[str]] = {}
    starts = (playbook.schedule.starts,) if playbook.schedule.starts else ()
    for path in (*starts, *playbook.schedule.dates, *playbook.schedule.rituals):
        step, _, rest = path.partition(".")
        question, _, field = rest.partition(".")
        used.setdefault((step, question), set()).update({field} if field else ())
    for hours in playbook.load.hours:
        step, _, question = hours.answer.partition(".")
        used.setdefault((step, question), set()).update(_fields_of(playbook, hours))
    for concern in playbook.report.risks:
        step, _, question = concern.answer.partition(".")
        used.setdefault((step, question), set()).update(_fields_shown(playbook, concern))
    for sheet in (sheet for document in playbook.documents for sheet in document.workbook):
        answer = answer_named(playbook, sheet.from_)
        if answer is not None and answer.field is None:
            every = (field.id for field in answer.question.fields)
            key = (answer.step, answer.question.id)
            used.setdefault(key, set()).update(sheet.columns or every)
    return used


def _fields_shown(playbook: Playbook, concern: Concern) -> set[str]:
    answer = answer_named(playbook, concern.answer)
    every = (field.id for field in answer.question.fields) if answer is not None else ()
    named = {name for name in (concern.weight, concern.state) if name is not None}
    return named | set(concern.fields or every)


def _fields_of(playbook: Playbook, hours: HoursAnswer) -> set[str]:
    answer = answer_named(playbook, hours.answer)
    person = person_field(answer.question) if answer is not None else None
    named = (person.id if person else None, hours.before, hours.after)
    return {name for name in named if name is not None}
