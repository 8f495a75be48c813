"""What ``schedule`` tells other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from collab_playbook.model.event import Instance
from collab_playbook.schedule.dating import Span
from collab_playbook.schedule.schedule import Dated, GateDay, Move, Schedule, Stretch


def schedule_content(schedule: Schedule, country: str, moved: Iterable[Move]) -> dict[str, Any]:
    """The dates of every step, the critical path, slip, gates, and what a trial moved."""
    return {
        "today": schedule.today.isoformat(),
        "country": country,
        "start": schedule.start.isoformat(),
        "planned_end": schedule.planned_end.isoformat(),
        "end": schedule.end.isoformat(),
        "slip": schedule.slip,
        "critical_path": [_name(row.instance) for row in schedule.path],
        "stretches": [_stretch(stretch) for stretch in schedule.stretches],
        "gates": [_gate(gate) for gate in schedule.gates],
        "steps": [_step(row) for row in schedule.rows],
        "moved": [
            {
                **_name(m.row.instance),
                "from": _span(m.was),
                "to": _span(m.row.forecast),
                "days": m.days,
            }
            for m in moved
        ],
    }


def _name(instance: Instance) -> dict[str, str]:
    return {"id": instance.step, "instance": instance.scope}


def _span(span: Span) -> dict[str, str]:
    return {"start": span.start.isoformat(), "end": span.end.isoformat()}


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "id": stretch.id,
        "title": stretch.title,
        "start": stretch.start.isoformat(),
        "planned_end": stretch.planned_end.isoformat(),
        "end": stretch.end.isoformat(),
        "slip": stretch.slip,
    }


def _gate(gate: GateDay) -> dict[str, Any]:
    return {
        "id": gate.id,
        "title": gate.title,
        "instance": gate.scope,
        "on": gate.on.isoformat(),
        "verdict": gate.verdict or None,
    }


def _step(row: Dated) -> dict[str, Any]:
    task = row.task
    return {
        **_name(task.instance),
        "number": task.number,
        "title": task.title,
        "phase": task.phase,
        "state": task.state,
        "work_days": task.work_days,
        "waiting_days": task.waiting_days,
        "planned": _span(row.planned),
        "forecast": _span(row.forecast),
        "slip": row.slip,
        "slack": row.slack,
        "critical": row.is_critical,
    }
