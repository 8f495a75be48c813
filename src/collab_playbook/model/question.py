"""Questions: typed fields of a step, and the parts they are made of."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import Field as Described
from pydantic import model_validator

from collab_playbook.model.shape import Boolean, Guard, Id, Shape

ScalarType = Literal[
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "period",
    "boolean",
    "choice",
    "choices",
    "scale",
    "person",
    "email",
    "link",
    "file",
]
QuestionType = Literal[ScalarType, "record", "records"]
QUESTION_TYPES: tuple[str, ...] = (*get_args(ScalarType), "record", "records")


class Choice(Shape):
    """One answer that a ``choice`` or ``choices`` question admits, stored by ``id``."""

    id: Id = Described(description="What is stored; never translated.")
    text: str = Described(description="What a person reads.")
    help: str = Described("", description="What choosing it means.")


class Check(Shape):
    """A guard that an answer must not make false, and what to say when it does."""

    that: Guard = Described(
        description="A guard over this question and any other; `value` is the answer at hand."
    )
    message: str = Described(
        description="Said to the person: what is wrong and what would be right."
    )


class Computed(Shape):
    """A default worked out from other answers; a derived answer follows its source."""

    from_: Guard = Described(
        alias="from", description="A guard-language expression giving the value."
    )


class _Typed(Shape):
    """What fields and questions have in common."""

    id: Id = Described(description="How it is named in guards, templates and answers.")
    required: Boolean = Described(
        default=False, description="Must be answered before the step can be submitted."
    )
    choices: tuple[Choice, ...] = Described((), description="For `choice` and `choices`.")
    catalogue: Id | None = Described(
        None, description="Takes the choices from this catalogue instead."
    )
    min: str | None = Described(
        None, description="Smallest number or date, fewest characters, choices or records."
    )
    max: str | None = Described(
        None, description="Largest number or date, most characters, choices or records."
    )
    pattern: str | None = Described(
        None, description="For `text`: a regular expression for the whole answer."
    )
    example: str = Described("", description="A believable answer, as a person would type it.")
    help: str = Described("", description="What a consultant would add in a sentence or two.")


class Field(_Typed):
    """A typed part of a ``record`` or of each of ``records``."""

    type: ScalarType = Described(description="What kind of value it takes.")
    label: str = Described(description="Short name, as a column heading.")

    @model_validator(mode="after")
    def _choices_fit(self) -> Field:
        _require_choices(self)
        return self


class Question(_Typed):
    """A typed field of a step."""

    type: QuestionType = Described(description="What kind of answer it takes.")
    ask: str = Described(description="The question, as a person would put it.")
    label: str = Described(
        "", description="Short name for tables and placeholders; the question itself if absent."
    )
    why: str = Described("", description="Why it is asked, and what its answer changes.")
    when: Guard | None = Described(None, description="Asked only where this guard is true.")
    default: Computed | Any = Described(None, description="A value, or {from: guard}.")
    fields: tuple[Field, ...] = Described((), description="For `record` and `records`.")
    check: tuple[Check, ...] = Described(
        (), description="Guards that the answer must not make false."
    )
    sensitive: Boolean = Described(
        default=False, description="Masked in exports and shared documents."
    )
    carry: Boolean = Described(
        default=False, description="Offered as the default in each circle and community."
    )

    @model_validator(mode="after")
    def _parts_fit(self) -> Question:
        _require_choices(self)
        if (self.type in {"record", "records"}) != bool(self.fields):
            raise ValueError("`fields` belongs to the types record and records, and to no other")
        return self

    @property
    def short(self) -> str:
        """The label, or the question where there is none."""
        return self.label or self.ask


def _require_choices(part: Field | Question) -> None:
    offered = bool(part.choices) or part.catalogue is not None
    if (part.type in {"choice", "choices"}) != offered:
        raise ValueError(
            "`choices` or `catalogue` belongs to the types choice and choices, and to no other"
        )
