"""Limits of questions: usable patterns, usable ends, and room between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.engine.days import day_in
from collab_playbook.engine.pattern import compile_pattern
from collab_playbook.engine.scalars import SCALE_ENDS
from collab_playbook.model.problem import Label, Problem
from collab_playbook.model.shape import parse_decimal
from collab_playbook.rules.names import Path, questions_with_path
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.question import Field, Question
    from collab_playbook.rules.checked import Checked

_DAYS = frozenset({"date"})
_NUMBERS = frozenset({"integer", "decimal", "percent", "money", "scale"})
_COUNTED = frozenset({"text", "long_text", "choices", "records"})


def unusable_limit(checked: Checked) -> Iterator[Problem]:
    """A smallest or largest value means nothing for the type of its question.

    Why:
        The program could not keep to it, so that every answer would pass.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: next_one, type: date, ask: When is the next one?, label: Next, min: soon, example: "2026-12-31"}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: next_one, type: date, ask: When is the next one?, label: Next, min: "2026-01-01", example: "2026-12-31"}
    Says:
        steps/03-look_back/step.yaml:5:78: PB112 'soon' is no min for a question of the type date: write a day such as 2026-01-05 [unusable-limit]
    """  # noqa: E501 - lines as they are printed
    for part, base in _parts(checked):
        for key, text in (("min", part.min), ("max", part.max)):
            reason = _misfit(part.type, text)
            if reason:
                message = say(
                    "'{text}' is no {key} for a question of the type {type}: {reason}",
                    text=text,
                    key=key,
                    type=part.type,
                    reason=reason,
                )
                place = checked.places.of(*base, key)
                yield Problem("PB112", "unusable-limit", message, place, anchor=_anchor(base, key))


def unusable_pattern(checked: Checked) -> Iterator[Problem]:
    """A pattern is no regular expression, or one that could take for ever.

    Why:
        The program could not hold an answer against it, so that every answer would pass.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, pattern: "[a-", example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, pattern: "[A-Za-z ]+", example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
    Says:
        steps/03-look_back/step.yaml:3:80: PB113 This pattern cannot be used: the pattern ends too early [unusable-pattern]
    """  # noqa: E501 - lines as they are printed
    for part, base in _parts(checked):
        if part.pattern is None:
            continue
        try:
            compile_pattern(part.pattern)
        except ValueError as error:
            message = say("This pattern cannot be used: {error}", error=error)
            place = checked.places.of(*base, "pattern")
            anchor = _anchor(base, "pattern")
            yield Problem("PB113", "unusable-pattern", message, place, anchor=anchor)


def empty_range(checked: Checked) -> Iterator[Problem]:
    """The smallest admitted value is larger than the largest one.

    Why:
        No answer fits, so that the question can never be answered and its step never be finished.
    Bad:
        # file: steps/02-team/step.yaml
        questions:
          - id: members
            type: records
            ask: Who takes part?
            label: Members
            min: 20
            max: 2
            fields:
              - {id: name, type: text, label: Name, required: true, example: Nadia}
              - {id: hours, type: integer, label: Hours a week, min: 1, max: 40, example: "4"}
    Good:
        # file: steps/02-team/step.yaml
        questions:
          - id: members
            type: records
            ask: Who takes part?
            label: Members
            min: 2
            max: 20
            fields:
              - {id: name, type: text, label: Name, required: true, example: Nadia}
              - {id: hours, type: integer, label: Hours a week, min: 1, max: 40, example: "4"}
    Says:
        steps/02-team/step.yaml:7:10: PB114 No answer fits: the min 20 is larger than the max 2 [empty-range]
    """  # noqa: E501 - lines as they are printed
    for part, base in _parts(checked):
        smallest, largest = (_read(part.type, text) for text in (part.min, part.max))
        key, other, bound = "min", "max", say("the max {max}", max=part.max)
        if part.type == "scale":
            smallest = SCALE_ENDS[0] if smallest is None else smallest
            largest = SCALE_ENDS[1] if largest is None else largest
            bound = say("the max {largest}", largest=largest)
        count = len(checked.playbook.choices_of(part))
        if part.type == "choices" and count and (largest is None or largest > count):
            largest, other, bound = (
                Decimal(count),
                "choices",
                say("the {count} choices", count=count),
            )
        if smallest is None or largest is None or smallest <= largest:
            continue
        if part.min is None:
            key, other, bound = "max", "max", say("the scale, which begins with 1")
        text = part.min if part.min is not None else part.max
        relation = "larger" if key == "min" else "smaller"
        yield Problem(
            "PB114",
            "empty-range",
            say(
                "No answer fits: the {key} {text} is {relation} than {bound}",
                key=key,
                text=text,
                relation=relation,
                bound=bound,
            ),
            checked.places.of(*base, key),
            say("Mend one of them."),
            labels=(Label(checked.places.of(*base, other), say("the other end")),)
            if key != other
            else (),
            anchor=_anchor(base, key),
        )


def _parts(checked: Checked) -> Iterator[tuple[Question | Field, Path]]:
    """Every question and every field, and where it stands."""
    for question, base in questions_with_path(checked.playbook):
        yield question, base
        for field in question.fields:
            yield field, (*base, "fields", field.id)


def _anchor(base: Path, key: str) -> str:
    return "/".join(map(str, (*base, key)))


def _misfit(kind: str, text: str | None) -> str:
    """Why a limit means nothing for a type; empty where it means something."""
    if text is None:
        return ""
    if kind in _DAYS:
        return "" if day_in(text) is not None else say("write a day such as 2026-01-05")
    if kind in _COUNTED:
        return "" if text.isdecimal() else say("write a whole number")
    if kind in _NUMBERS:
        try:
            parse_decimal(text)
        except ValueError as error:
            return str(error)
        return ""
    return say("this type has no limits")


def _read(kind: str, text: str | None) -> Decimal | None:
    """A limit as a number that others of its type compare with; ``None`` where it means nothing."""
    if text is None or _misfit(kind, text):
        return None
    return Decimal(date.fromisoformat(text).toordinal()) if kind in _DAYS else Decimal(text)


RULES: tuple[Rule, ...] = (
    Rule("PB112", "unusable-limit", unusable_limit, needed_to_run=True),
    Rule("PB113", "unusable-pattern", unusable_pattern, needed_to_run=True),
    Rule("PB114", "empty-range", empty_range),
)
