"""Rituals that were chosen, as entries that come back: each week, each month, each quarter.

A ritual begins on the day its step ends. A rhythm that no calendar can hold, such as "each time it
happens", has no entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.saying import say
from collab_playbook.schedule.entries import Entry, placed, titled
from collab_playbook.schedule.references import answer_named, is_rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.model.question import Question
    from collab_playbook.schedule.references import Answer
    from collab_playbook.schedule.schedule import Schedule

RHYTHMS = frozenset({"daily", "weekly", "fortnightly", "monthly", "quarterly"})
"""The rhythms that a calendar file can hold, as playbooks write them."""
_BY_MONTHS = frozenset({"monthly", "quarterly"})
_LAST_DAY_OF_EVERY_MONTH = 28
"""What comes back by months and began later would be left out in February."""


def rituals_of(view: View, schedule: Schedule) -> Iterator[Entry]:
    """The rituals in the answers which the playbook names, each from the end of its step on."""
    playbook = view.process.playbook
    rows = {row.instance: row for row in schedule.rows}
    for path in playbook.schedule.rituals:
        answer = answer_named(playbook, path)
        if answer is None or not is_rhythm(playbook, answer):
            continue
        for instance, row in rows.items():
            if instance.step != answer.step:
                continue
            is_certain = row.task.ended is not None
            for key, title, rhythm in _chosen(view, answer, instance):
                if rhythm in RHYTHMS:
                    start = _first(row.forecast.end, rhythm)
                    name = f"ritual/{instance.path}.{answer.question.id}/{key}"
                    note = say("From the answers to {path}.", path=instance.path)
                    yield Entry(
                        name,
                        "ritual",
                        placed(title, instance),
                        start,
                        start,
                        note,
                        is_certain,
                        rhythm,
                    )


def _chosen(view: View, answer: Answer, instance: Instance) -> Iterator[tuple[str, str, str]]:
    """What names each ritual for good, its title, and its rhythm."""
    question = answer.question
    value = view.answers_of(instance.scope, instance.step).get(question.id)
    for number, item in enumerate(value if isinstance(value, list) else (), 1):
        if answer.field is None:
            yield from _from_catalogue(view, question, item)
        elif isinstance(item, dict):
            title = titled(view, question, item, answer.field.label)
            yield str(number), title, str(item.get(answer.field.id))


def _from_catalogue(view: View, question: Question, item: object) -> Iterator[tuple[str, str, str]]:
    catalogue = view.process.playbook.catalogue_by_id.get(question.catalogue or "")
    record = catalogue.record(str(item)) if catalogue is not None else None
    if record is not None:
        title = f"{question.short}: {record.title}"
        yield record.id, title, str((record.model_extra or {}).get("rhythm"))


def _first(end: date, rhythm: str) -> date:
    """The first day: the end of the step, or the first of the next month where that has to be."""
    if rhythm not in _BY_MONTHS or end.day <= _LAST_DAY_OF_EVERY_MONTH:
        return end
    return end.replace(year=end.year + end.month // 12, month=end.month % 12 + 1, day=1)
