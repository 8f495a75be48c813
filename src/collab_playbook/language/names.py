"""The names that the guards of a playbook may use, with their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from collab_playbook.language.types import (
    ANY,
    BOOL,
    DATE,
    STRING,
    ChoiceOf,
    ListOf,
    RecordOf,
    Type,
    type_of,
)
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
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


class _Anything(Mapping[str, Type]):
    """Parts whose names are not declared in the playbook: indicators and gates."""

    def __getitem__(self, name: str) -> Type:
        return ANY

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def names_of(playbook: Playbook) -> dict[str, Type]:
    """The names of every guard; a check has ``value`` besides, of its question's type."""
    steps: dict[str, Type] = {
        ORGANISATION: RecordOf(ORGANISATION, _questions(playbook, playbook.org))
    }
    for step in playbook.steps:
        steps[step.id] = RecordOf(
            step.id, {**_questions(playbook, step.questions), **_ABOUT_A_STEP}
        )
    child = RecordOf("record", steps)
    return {
        **steps,
        "today": DATE,
        "programme": RecordOf("programme", steps),
        "circles": ListOf(child),
        "communities": ListOf(child),
        "circle": RecordOf("circle", _OWNER),
        "community": RecordOf("community", _OWNER),
        "indicator": RecordOf("indicator", _Anything()),
        "gate": RecordOf("gate", _Anything()),
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
