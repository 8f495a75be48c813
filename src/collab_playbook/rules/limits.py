"""Limits of questions: a usable pattern, a smallest and a largest value of the right type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.pattern import compile_pattern
from collab_playbook.language.period import Period
from collab_playbook.model.problem import Problem
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Field, Question
    from collab_playbook.rules.placing import Placing

_DAYS = frozenset({"date"})
_NUMBERS = frozenset({"integer", "decimal", "percent", "money", "scale"})
_COUNTED = frozenset({"text", "long_text", "choices", "records"})


def unusable_limits(playbook: Playbook, places: Placing) -> Iterator[Problem]:
    """Every pattern, smallest or largest value and period that means nothing."""
    for question in playbook.org:
        yield from _of_question("org", "org", question, places)
    for step in playbook.steps:
        for question in step.questions:
            yield from _of_question("steps", step.id, question, places)
        periods = [("repeat", "every", step.repeat.every)] if step.repeat else []
        if step.sign_off is not None and step.sign_off.expires is not None:
            periods.append(("sign_off", "expires", step.sign_off.expires))
        for owner, key, text in periods:
            yield from _period(text, ("steps", step.id, owner, key), places)


def _of_question(kind: str, owner: str, question: Question, places: Placing) -> Iterator[Problem]:
    base = (kind, owner, "questions", question.id)
    yield from _of_part(question, base, places)
    for field in question.fields:
        yield from _of_part(field, (*base, "fields", field.id), places)


def _of_part(
    part: Question | Field, base: tuple[str | int, ...], places: Placing
) -> Iterator[Problem]:
    if part.pattern is not None:
        try:
            compile_pattern(part.pattern)
        except ValueError as error:
            place = places.of(*base, "pattern")
            message = f"This pattern cannot be used: {error}"
            yield Problem("PB113", "unusable-pattern", message, place)
    for key, text in (("min", part.min), ("max", part.max)):
        reason = _misfit(part.type, text)
        if reason:
            message = f"'{text}' is no {key} for a question of the type {part.type}: {reason}"
            yield Problem("PB112", "unusable-limit", message, places.of(*base, key))


def _misfit(kind: str, text: str | None) -> str:
    """Why a limit means nothing for a type; empty where it means something."""
    if text is None:
        return ""
    if kind in _DAYS:
        return "" if _is_day(text) else "write a day such as 2026-01-05"
    if kind in _COUNTED:
        return "" if text.isdecimal() else "write a whole number"
    if kind in _NUMBERS:
        try:
            parse_decimal(text)
        except ValueError as error:
            return str(error)
        return ""
    return "this type has no limits"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _period(text: str, path: tuple[str | int, ...], places: Placing) -> Iterator[Problem]:
    try:
        Period.parse(text)
    except ValueError as error:
        yield Problem("PB601", "unusable-period", str(error), places.of(*path))
