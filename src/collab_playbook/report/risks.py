"""Risks and barriers, from the answers that the playbook names for the report."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.showing import shown
from collab_playbook.model.shape import parse_decimal
from collab_playbook.report.changes import where_of
from collab_playbook.report.content import RiskList
from collab_playbook.schedule.references import answer_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import Concern
    from collab_playbook.model.question import Field


def risks_of(view: View, language: str) -> tuple[RiskList, ...]:
    """The lists of risks that hold anything, the programme's first of each.

    What a sensitive question asks is counted and kept back.
    """
    concerns = view.process.playbook.report.risks
    return tuple(found for concern in concerns for found in _lists(view, concern, language))


def _lists(view: View, concern: Concern, language: str) -> Iterator[RiskList]:
    answer = answer_named(view.process.playbook, concern.answer)
    if answer is None or not answer.question.fields:
        return
    for scope in view.scopes:
        value = view.answers_of(scope, answer.step).get(answer.question.id)
        held = value if isinstance(value, list) else []
        records = [each for each in held if isinstance(each, dict)]
        current = [each for each in records if not _is_over(concern, each)]
        title, where = answer.question.short, where_of(view, scope)
        left_out = len(records) - len(current)
        if not records:
            continue
        if answer.question.sensitive:
            yield RiskList(title, where, (), (), len(current), left_out, kept_back=True)
            continue
        fields = _fields(answer.question.fields, concern)
        current.sort(key=lambda each: _weight(concern, each), reverse=True)
        rows = tuple(tuple(_cell(view, f, each, language) for f in fields) for each in current)
        headings = tuple(field.label for field in fields)
        yield RiskList(title, where, headings, rows, len(current), left_out)


def _fields(fields: tuple[Field, ...], concern: Concern) -> tuple[Field, ...]:
    by_id = {field.id: field for field in fields}
    return tuple(by_id[name] for name in concern.fields if name in by_id) or fields


def _is_over(concern: Concern, record: Mapping[str, Any]) -> bool:
    return concern.state is not None and record.get(concern.state) in concern.over


def _weight(concern: Concern, record: Mapping[str, Any]) -> Decimal:
    """How heavy an entry is; one without a number comes last."""
    value = record.get(concern.weight or "")
    try:
        return parse_decimal(str(value)) if value is not None else Decimal(-1)
    except ValueError:  # answered when the question still asked for something else
        return Decimal(-1)


def _cell(view: View, field: Field, record: Mapping[str, Any], language: str) -> str:
    value = record.get(field.id)
    if field.type == "person" and isinstance(value, dict):
        return str(value.get("name", ""))
    return shown(field, value, view.process.playbook.choices_of(field), language)
