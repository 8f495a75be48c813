"""Parts of the playbook and of a view as plain data for the material of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.engine.aims import aims_of, launch_day
from collab_playbook.engine.indicators import courses, part
from collab_playbook.engine.readings import period_end

if TYPE_CHECKING:
    from decimal import Decimal

    from collab_playbook.engine.indicators import Course
    from collab_playbook.engine.view import View
    from collab_playbook.model.document import WorkbookSheet
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


def told_sheet(sheet: WorkbookSheet) -> dict[str, Any]:
    """What a sheet of a workbook holds."""
    return {
        "title": sheet.title,
        "from": sheet.from_,
        "columns": list(sheet.columns),
        "chart": sheet.chart,
        "series": list(sheet.series),
    }


def told_field(field: Field) -> dict[str, Any]:
    """A field with what it admits, for whoever goes on filling it in."""
    return {
        "id": field.id,
        **worded(field, field.label),
        "min": field.min,
        "max": field.max,
        "help": field.help,
    }


def told_courses(view: View, scope: str) -> list[dict[str, Any]]:
    """The indicators that are followed or were read in a scope, with readings and aims."""
    return [_told_course(view, each) for each in courses(view, (scope,))]


def _told_course(view: View, course: Course) -> dict[str, Any]:
    aims, launched = aims_of(view, course.scope, course.record.id), launch_day(view, course.scope)
    readings = [
        {
            "period": each.period,
            "until": str(period_end(each.period) or ""),
            "value": each.value,
            "aim": _text(aims.due(each.period, launched)),
            "source": each.source,
            "note": each.note,
        }
        for each in course.readings
    ]
    return {
        "id": course.record.id,
        "code": course.record.code,
        "title": course.record.title,
        "unit": part(course.record, "unit"),
        "better": part(course.record, "better"),
        "chosen": course.chosen,
        "readings": readings,
        "sensitive": aims.sensitive,
        "baseline": _text(aims.baseline),
        "aims": [[month, str(aim)] for month, aim in aims.months],
        "owner": aims.owner,
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
