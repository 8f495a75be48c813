"""What commands tell other programs: the shapes of section 7, stable once shipped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from collab_playbook.cli.machine_openings import gate_row
from collab_playbook.engine.asking import asked_of
from collab_playbook.engine.attaching import evidence_for
from collab_playbook.engine.derive import Board, Standing, judge, progress
from collab_playbook.engine.following import Next
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.learning import applying, offered
from collab_playbook.engine.openings import Attachment
from collab_playbook.engine.signing import Signing
from collab_playbook.model.event import Event, Instance, stamp

Documents = Mapping[Instance, Sequence[Mapping[str, Any]]]


def dumped(name: str, content: Mapping[str, Any]) -> str:
    """A machine format's text: one JSON object that begins with its schema, two spaces deep."""
    return json.dumps(
        {"schema": f"collab-playbook/{name}@1", **content}, indent=2, ensure_ascii=False
    )


def status_content(board: Board, organisation: str, documents: Documents) -> dict[str, Any]:
    """The board."""
    playbook, view = board.view.process.playbook, board.view
    stands = tuple(board.standings.values())
    return {
        "playbook": {"id": playbook.id, "version": playbook.version, "digest": playbook.digest},
        "organisation": organisation,
        "now": stamp(view.now),
        "progress": _progress(stands),
        "phases": [
            {"id": p.id, "title": p.title, **_progress(s for s in stands if s.step.phase == p.id)}
            for p in playbook.phases
        ],
        "steps": [_step(board, s, documents.get(s.instance, ())) for s in stands],
        "gates": [gate_row(stands) for stands in gate_standings(view)],
    }


def _progress(stands: Iterable[Standing]) -> dict[str, int]:
    done, total = progress(stands)
    return {"done": done, "total": total}


def _step(board: Board, stands: Standing, documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    view, step, instance = board.view, stands.step, stands.instance
    asked = [a for a in asked_of(view, instance) if a.in_force]
    signed = stands.signing
    sign_off = _sign_off(signed) if signed is not None else None
    return {
        "id": step.id,
        "number": step.number,
        "title": step.title,
        "phase": step.phase,
        "scope": instance.scope.partition(":")[0],
        "instance": instance.scope,
        "state": stands.state,
        "flags": list(stands.flags),
        "blocked_by": [{"kind": b.kind, "id": b.id, "text": b.text} for b in stands.blocked_by],
        "questions": {
            "total": len(asked),
            "answered": sum(1 for a in asked if a.is_answered),
            "open_required": sum(1 for a in asked if a.is_open and a.question.required),
        },
        "criteria": [
            {
                "id": j.criterion.id,
                "text": j.criterion.text,
                "verdict": j.verdict,
                "evidence": [_attached(a) for a in evidence_for(view, instance, j.criterion.id)],
            }
            for j in judge(view, step, instance)
        ],
        "evidence": [_attached(each) for each in evidence_for(view, instance, "")],
        "sign_off": sign_off,
        "due": _day(stands.due),
        "documents": [dict(document) for document in documents],
    }


def _sign_off(signed: Signing) -> dict[str, Any]:
    return {
        "state": signed.state,
        "by": [approval.by for approval in signed.approvals],
        "lapsed": [
            {
                "role": each.approval.role,
                "by": each.approval.by,
                "at": each.approval.at,
                "changed": list(each.changed),
            }
            for each in signed.lapsed
        ],
    }


def _attached(attachment: Attachment) -> dict[str, str]:
    return {
        "name": attachment.name,
        "digest": attachment.digest,
        "note": attachment.note,
        "by": attachment.by,
        "at": attachment.at,
    }


def next_content(board: Board, following: Next, actor: str) -> dict[str, Any]:
    """What to do now: the question that ``run`` would ask, and the commands that move things on."""
    return {
        "question": _question(board, following, actor),
        "actions": [
            {"command": a.command, "why": a.why, "who": a.who, "due": _day(a.due)}
            for a in following.actions
        ],
        "until": _day(following.until),
        "waiting": following.waiting,
    }


def _question(board: Board, following: Next, actor: str) -> dict[str, Any] | None:
    wanted = following.question
    if wanted is None:
        return None
    question = wanted.asked.question
    prompt = Interview(board.view, wanted.instance, actor, cursor=question.id).prompt()
    if prompt is None:
        return None
    return {
        "instance": wanted.instance.scope,
        "step": wanted.instance.step,
        "id": question.id,
        "type": question.type,
        "ask": question.ask,
        "required": question.required,
        "choices": _choices(prompt.choices),
        "fields": [
            {
                "id": f.id,
                "type": f.type,
                "label": f.label,
                "required": f.required,
                "choices": _choices(prompt.fields_choices.get(f.id, ())),
                "min": f.min,
                "max": f.max,
                "pattern": f.pattern,
            }
            for f in question.fields
        ],
        "min": question.min,
        "max": question.max,
        "pattern": question.pattern,
        "default": prompt.default,
        "occurrence": wanted.instance.occurrence,
        "example": question.example,
        "again": wanted.again.judged.criterion.text if wanted.again else "",
        "lessons": [
            {
                "number": lesson.number,
                "lesson": lesson.lesson,
                "change": lesson.change,
                "scope": lesson.scope,
                "command": applying(lesson, wanted.instance.scope),
            }
            for lesson in offered(board.view, wanted.instance)
        ],
    }


def _choices(choices: Iterable[Any]) -> list[dict[str, str]]:
    return [{"id": choice.id, "text": choice.text} for choice in choices]


def log_content(events: Iterable[Event], voided: frozenset[str]) -> dict[str, Any]:
    """The events, each with whether it was taken back."""
    return {"events": [{**_event(event), "voided": event.id in voided} for event in events]}


def _event(event: Event) -> dict[str, Any]:
    return {
        "v": event.v,
        "id": event.id,
        "at": event.at,
        "by": event.by,
        "type": event.type,
        "scope": event.scope,
        "step": event.step,
        "occurrence": event.occurrence,
        "data": event.data,
        "playbook": event.playbook,
        "prev": list(event.prev),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
