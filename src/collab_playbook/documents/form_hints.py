"""How a question is to be answered, in one line: the kind of answer, its bounds, an example."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.documents.form_choices import labels_of
from collab_playbook.engine.scalars import SCALE_ENDS, bounds
from collab_playbook.engine.showing import shown_date, shown_number
from collab_playbook.model.shape import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from collab_playbook.documents.form_words import FormWords
    from collab_playbook.model.question import Choice, Field, Question

_NUMBERS = {"integer", "decimal", "percent"}
_LISTED = 400
"""Most characters of choices that a hint lists."""


def scale_of(part: Question | Field) -> tuple[int, int]:
    """The ends of a scale."""
    low, high = bounds(part, parse_decimal)
    return int(SCALE_ENDS[0] if low is None else low), int(SCALE_ENDS[1] if high is None else high)


def hint_of(part: Question | Field, words: FormWords, listed: Sequence[Choice] = ()) -> str:
    """The kind of answer and its bounds.

    Args:
        part: The question or field.
        words: What a questionnaire says.
        listed: Choices to be named, where no list can be picked from.
    """
    kind = part.type
    if kind == "scale":
        low, high = scale_of(part)
        return words("hint.scale", low=low, high=high)
    if kind in {"choice", "choices"} and listed:
        choices = "; ".join(labels_of(listed).values())
        if len(choices) > _LISTED:
            choices = choices[:_LISTED].rsplit("; ", 1)[0] + "; …"
        return words(
            "hint.choice_of" if kind == "choice" else "hint.choices_in_cell", choices=choices
        )
    hint = words(f"hint.{kind}")
    if kind in _NUMBERS:
        return _between(part, hint, words)
    if kind == "date":
        return _within_days(part, hint, words)
    longest = bounds(part, int)[1] if kind in {"text", "long_text"} else None
    return words("bounds.length", hint=hint, high=longest) if longest is not None else hint


def _between(part: Question | Field, hint: str, words: FormWords) -> str:
    low, high = bounds(part, parse_decimal)
    sign = " %" if part.type == "percent" else ""
    named = {
        name: f"{_number(end, words.language)}{sign}"
        for name, end in (("low", low), ("high", high))
        if end is not None
    }
    key = {2: "bounds.both", 0: ""}.get(len(named), f"bounds.{next(iter(named), '')}")
    return words(key, hint=hint, **named) if key else hint


def _within_days(part: Question | Field, hint: str, words: FormWords) -> str:
    low, high = bounds(part, date.fromisoformat)
    named = {
        name: shown_date(end, words.language)
        for name, end in (("low", low), ("high", high))
        if end is not None
    }
    if not named:
        return hint
    key = "bounds.between" if len(named) == 2 else "bounds.from" if low else "bounds.until"
    return words(key, hint=hint, **named)


def _number(number: Decimal, language: str) -> str:
    return shown_number(format(number, "f"), language)
