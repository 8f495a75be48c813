"""The names that the guards of a playbook may use, with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.language.types import (
    BOOL,
    DATE,
    DECIMAL,
    INT,
    STRING,
    ChoiceOf,
    ListOf,
    RecordOf,
    Type,
    type_of,
)
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.question import Question

PHASES: Final = ("idle", "active", "submitted", "done", "skipped")
"""What the record of a step says of it: the values of ``<step>.state``."""
_ABOUT_A_STEP: Final[Mapping[str, Type]] = {
    "done": BOOL,
    "skipped": BOOL,
    "state": ChoiceOf(PHASES),
}
_OWNER: Final[Mapping[str, Type]] = {"id": STRING, "title": STRING}
_CIRCLE: Final[Mapping[str, Type]] = {
    **_OWNER,
    "kind": STRING,
    "state": ChoiceOf(("planned", "held", "open", "stopped", "closed")),
    "opened_on": DATE,
    "before": STRING,
    "lessons": INT,
    "lessons_applied": INT,
}
_INDICATOR: Final = RecordOf(
    "indicator", {"last": DECIMAL, "on": DATE, "recent": ListOf(DECIMAL), "count": INT}
)
_GATE: Final = RecordOf(
    "gate",
    {
        "open": BOOL,
        "verdict": ChoiceOf(("go", "go_with_conditions", "hold", "stop")),
        "decided_on": DATE,
    },
)


def names_of(playbook: Playbook) -> dict[str, Type]:
    """The names of every guard; a check has ``value`` besides, of its question's type."""
    steps: dict[str, Type] = {
        ORGANISATION: RecordOf(ORGANISATION, _questions(playbook, playbook.org))
    }
    for step in playbook.steps:
        steps[step.id] = RecordOf(
            step.id, {**_questions(playbook, step.questions), **_ABOUT_A_STEP}
        )
    indicators = playbook.catalogue_by_id.get("indicators")
    about: dict[str, Type] = {
        "circle": RecordOf("circle", _CIRCLE),
        "community": RecordOf("community", _OWNER),
        "indicator": RecordOf(
            "indicator", {r.id: _INDICATOR for r in indicators.records} if indicators else {}
        ),
        "gate": RecordOf("gate", dict.fromkeys(playbook.gate_by_id, _GATE)),
    }
    child = RecordOf("record", {**steps, **about})
    return {
        **steps,
        **about,
        "today": DATE,
        "programme": RecordOf("programme", {**steps, **about}),
        "circles": ListOf(child),
        "communities": ListOf(child),
    }


def type_of_question(playbook: Playbook, question: Question) -> Type:
    """The type of the answers to a question, catalogues resolved."""
    if question.fields:
        return type_of(
            question, {field.id: playbook.choices_of(field) for field in question.fields}
        )
    return type_of(question, playbook.choices_of(question))


def _questions(playbook: Playbook, questions: tuple[Question, ...]) -> dict[str, Type]:
    return {question.id: type_of_question(playbook, question) for question in questions}
