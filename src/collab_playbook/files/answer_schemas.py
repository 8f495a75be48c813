"""JSON Schemas of answers, made from the questions of a playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.files.schemas import DRAFT, TEXT, Schema
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Field, Question

_DATE = r"^\d{4}-\d{2}-\d{2}$"
_PERIOD = r"^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"


def answers_schema(playbook: Playbook, step_id: str = "") -> Schema:
    """The schema of answers to the questions of one playbook.

    Args:
        playbook: The playbook.
        step_id: The step of an answers file (``org`` for the profile); without it, the schema of
            the one file that ``answer --from`` takes, step by step.
    """
    if step_id:
        title = f"collab-playbook: answers to {step_id}"
        return {"$schema": DRAFT, "title": title, **_answers_of(playbook, step_id)}
    steps = (ORGANISATION, *(step.id for step in playbook.steps))
    return {
        "$schema": DRAFT,
        "title": f"collab-playbook: answers to {playbook.id}",
        "description": f"Answers by step and question: {playbook.title}.",
        "type": "object",
        "properties": {
            **{name: _answers_of(playbook, name) for name in steps},
            "circles": {"type": "object", "description": "Answers by circle, then by step."},
            "communities": {"type": "object", "description": "Answers by community, then by step."},
        },
        "additionalProperties": False,
    }


def _answers_of(playbook: Playbook, step_id: str) -> Schema:
    questions = playbook.questions_of(step_id)
    return {
        "type": "object",
        "properties": {q.id: _answer(playbook, q) for q in questions},
        "additionalProperties": False,
    }


def _answer(playbook: Playbook, question: Question) -> Schema:
    value = _value(playbook, question)
    words = " ".join(part for part in (question.ask, question.why, question.help) if part)
    example = {"examples": [question.example]} if question.example else {}
    return {"description": words, "anyOf": [value, {"type": "null"}], **example}


def _value(playbook: Playbook, part: Question | Field) -> Schema:
    if part.type in {"record", "records"}:
        record = _record(playbook, getattr(part, "fields", ()))
        if part.type == "record":
            return record
        most = {"maxItems": int(part.max)} if part.max else {}
        return {"type": "array", "items": record, **most}
    if part.type in {"choice", "choices"}:
        choices = playbook.choices_of(part)
        one = {"enum": [choice.id for choice in choices]}
        many = {"type": "array", "items": one, "uniqueItems": True}
        return one if part.type == "choice" else many
    return _SCALARS.get(part.type, _text)()


def _record(playbook: Playbook, fields: tuple[Field, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {
            f.id: {
                "description": f"{f.label}. {f.help}".strip(),
                "anyOf": [_value(playbook, f), {"type": "null"}],
            }
            for f in fields
        },
        "required": [f.id for f in fields if f.required],
        "additionalProperties": False,
    }


def _text() -> Schema:
    return {"type": list(TEXT)}


def _number() -> Schema:
    return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}


def _integer() -> Schema:
    return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+$"}]}


def _money() -> Schema:
    amount = {"amount": _number(), "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}
    return {
        "type": "object",
        "properties": amount,
        "required": ["amount", "currency"],
        "additionalProperties": False,
    }


def _person() -> Schema:
    return {
        "type": "object",
        "properties": {"name": _text(), "email": _text(), "function": _text()},
        "required": ["name"],
        "additionalProperties": False,
    }


def _file() -> Schema:
    return {
        "type": "object",
        "properties": {"name": _text(), "digest": {"type": "string"}},
        "required": ["name", "digest"],
        "additionalProperties": False,
    }


_SCALARS: Mapping[str, Callable[[], Schema]] = {
    "integer": _integer,
    "scale": _integer,
    "decimal": _number,
    "percent": _number,
    "money": _money,
    "date": lambda: {"type": "string", "pattern": _DATE},
    "period": lambda: {"type": "string", "pattern": _PERIOD},
    "boolean": lambda: {"type": "boolean"},
    "person": _person,
    "file": _file,
}
