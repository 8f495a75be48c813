"""Parts of the playbook as plain data for the material of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Record
    from collab_playbook.model.question import Field, Question
    from collab_playbook.model.step import Step


def worded(part: Question | Field, label: str) -> dict[str, Any]:
    """How a question or field is worded, and what it admits."""
    choices = [{"id": c.id, "text": c.text, "help": c.help} for c in part.choices]
    return {"type": part.type, "label": label, "choices": choices, "catalogue": part.catalogue}


def told_record(entry: Record) -> dict[str, Any]:
    """A record of a catalogue with its own fields."""
    own = entry.model_extra or {}
    return {"id": entry.id, "title": entry.title, "code": entry.code, **own}


def told_step(step: Step) -> dict[str, Any]:
    """What documents may say about a step itself."""
    roles = step.roles
    return {
        "id": step.id,
        "number": step.number,
        "title": step.title,
        "phase": step.phase,
        "purpose": step.purpose,
        "roles": {
            "accountable": roles.accountable,
            "responsible": list(roles.responsible),
            "consulted": list(roles.consulted),
            "informed": list(roles.informed),
        },
        "duration_days": step.duration.work_days,
        "waiting_days": step.duration.waiting_days,
        "needs": [need.step for need in step.needs],
    }
