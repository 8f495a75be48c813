"""A step: a state of the process, with what it needs, asks, proves, signs and repeats."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from collab_playbook.model.question import Question
from collab_playbook.model.shape import Boolean, Guard, Id, Integer, Shape

ScopeKind = Literal["programme", "circle", "community"]


class Need(Shape):
    """A step that comes before; skipped or not applicable will do unless ``state`` is done."""

    step: Id
    state: Literal["finished", "done"] = "finished"


class Criterion(Shape):
    """An exit criterion: a sentence for people and a guard for the program."""

    id: Id
    text: str
    that: Guard


class Roles(Shape):
    """Who does what (RACI): one accountable role, the rest as lists of role ids."""

    accountable: Id
    responsible: tuple[Id, ...]
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()


class Duration(Shape):
    """How long a step usually takes, in working days of elapsed time."""

    work_days: Integer = Field(ge=1, le=500)


class SignOff(Shape):
    """Whose approval a submitted step needs before it is done."""

    all_of: tuple[Id, ...] = Field((), description="Every one of these roles.")
    at_least: Integer = Field(0, ge=0, description="How many of `of`.")
    of: tuple[Id, ...] = ()
    not_author: Boolean = Field(
        default=False, description="Nobody approves what they answered or submitted."
    )
    expires: str | None = Field(
        None, description="Period after which the approval has to be renewed."
    )

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that may approve, each once."""
        return tuple(dict.fromkeys((*self.all_of, *self.of)))


class Repeat(Shape):
    """What comes back once a step is done."""

    every: str = Field(description="A period such as P1M.")
    anchor: Literal["completion", "calendar"] = "completion"
    questions: tuple[Id, ...] = Field(min_length=1, description="The questions asked again.")


class Reopen(Shape):
    """When completing this step sends another one back to work."""

    when: Guard
    step: Id
    reason: str


class Step(Shape):
    """A state of the process."""

    id: Id
    number: Integer = Field(ge=1)
    title: str
    phase: Id
    scopes: tuple[ScopeKind, ...] = ("programme",)
    purpose: str = Field(description="One or two sentences: why this step exists.")
    needs: tuple[Need, ...] = ()
    better_after: tuple[Id, ...] = Field((), description="Steps that help but do not block.")
    when: Guard | None = Field(None, description="Whether the step applies at all.")
    required: Boolean = True
    roles: Roles
    duration: Duration
    questions: tuple[Question, ...] = ()
    done_when: tuple[Criterion, ...] = ()
    sign_off: SignOff | None = None
    repeat: Repeat | None = None
    reopens: tuple[Reopen, ...] = ()
    pitfalls: tuple[str, ...] = Field((), description="What is about to bite, one sentence each.")

    @field_validator("needs", mode="before")
    @classmethod
    def _a_need_may_be_an_id(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [{"step": item} if isinstance(item, str) else item for item in value]

    def question(self, question_id: str) -> Question | None:
        """The question of that id, if the step asks it."""
        return next((q for q in self.questions if q.id == question_id), None)
