"""Every sentence of the picture of a schedule, in plain sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.saying import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from collab_playbook.saying import Translation

from collab_playbook.engine.showing import shown_date, shown_month

ENGLISH: Mapping[str, str] = {
    "gantt.heading": "{title}: schedule",
    "gantt.legend": (
        "Full: done. Hollow: to come. Thick edge: critical path. Dashed edge: waiting."
        " Line below: as planned. Diamond: gate. Dotted line: today. +3: working days late."
    ),
    "gantt.path": "Critical path: {steps}.",
    "gantt.nothing": "No step has a date.",
    "gantt.ends": "Ends on {end}, {slip}.",
    "gantt.ended": "Ended on {end}, {slip}.",
    "gantt.planned": "as planned",
    "gantt.late.one": "{days} working day later than planned",
    "gantt.late.many": "{days} working days later than planned",
    "gantt.early.one": "{days} working day earlier than planned",
    "gantt.early.many": "{days} working days earlier than planned",
    "gantt.row": "{number}. {title}: {start} to {end}, {state}",
    "gantt.gate": "Gate {title}: {day}, {verdict}",
    "gantt.undecided": "not decided",
    "gantt.gates": "Gates",
}


class Words(Sentences):
    """The sentences in one language, and its dates."""

    def __init__(self, translation: Translation) -> None:
        super().__init__(ENGLISH, translation)

    def day(self, day: date) -> str:
        """A day with its month in words."""
        return shown_date(day, self.language)

    def month(self, day: date) -> str:
        """The month of a day in three or four letters."""
        return shown_month(day, self.language)

    def slip(self, days: int) -> str:
        """How far from the plan; empty where it is as planned."""
        if not days:
            return ""
        form = "one" if abs(days) == 1 else "many"
        return self(f"gantt.{'late' if days > 0 else 'early'}.{form}", days=abs(days))
