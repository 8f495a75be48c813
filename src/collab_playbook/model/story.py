"""A story: a test of a playbook that tells who does what, and what must then be so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from collab_playbook.model.shape import Boolean, Day, Id, Integer, Shape
from collab_playbook.model.standing import (
    CircleState,
    Derived,
    Flag,
    GateState,
    GateVerdict,
    Verdict,
)
from collab_playbook.model.workspace import Person

VERBS = (
    *("answer", "submit", "approve", "refuse", "skip", "reopen", "reaffirm", "finish", "undo"),
    *("circle", "community", "close", "decide", "settle", "read", "learn", "apply"),
)
"""What somebody does in a story; each is the key that a turn begins with."""

_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$")
_MORNING = 9


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _MOMENT.match(value):
            return datetime.fromisoformat(value)
        if isinstance(value, str) and len(value) == len("2026-01-05"):
            day = date.fromisoformat(value)
            return datetime(day.year, day.month, day.day, _MORNING, tzinfo=UTC)
    except ValueError:
        pass
    raise ValueError("write a day such as 2026-01-05, or a moment such as 2026-01-05T09:30:00Z")


Moment = Annotated[datetime, BeforeValidator(_moment)]


class ExpectedTexts(Shape):
    """What a document must say, or must not say, in one language."""

    contains: tuple[str, ...] = Field((), description="Texts that stand in it, line breaks aside.")
    lacks: tuple[str, ...] = Field((), description="Texts that must not stand in it.")


class ExpectedDocument(Shape):
    """What a document must say, must not say, or whether it is to be written at all."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    due: Boolean = Field(
        default=True, description="Whether the document is to be written as things stand."
    )
    contains: tuple[str, ...] = Field((), description="Texts that stand in it, line breaks aside.")
    lacks: tuple[str, ...] = Field((), description="Texts that must not stand in it.")
    in_: Mapping[str, ExpectedTexts] = Field(
        default_factory=dict,
        alias="in",
        description="By language what it says there: {fr: {contains: [...]}}; above for the first.",
    )
    open: tuple[str, ...] | None = Field(
        None, description="The answers that it still lacks, as step.question; all of them."
    )

    def texts_in(self, language: str) -> ExpectedTexts:
        """What it says in a language; in the playbook's own where that is empty."""
        if not language:
            return ExpectedTexts(contains=self.contains, lacks=self.lacks)
        return self.in_.get(language) or ExpectedTexts()


class Expectation(Shape):
    """What must be so at this point; what is not named is not looked at."""

    states: Mapping[str, Derived] = Field(
        default_factory=dict, description="States by step: {goal: done, customers/team: ready}."
    )
    flags: Mapping[str, tuple[Flag, ...]] = Field(
        default_factory=dict, description="Flags by step, all of them: {look_back: [due]}."
    )
    blocked_by: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="By step the ids of what blocks it, all of them: steps, roles or answers.",
    )
    criteria: Mapping[str, Mapping[Id, Verdict]] = Field(
        default_factory=dict, description="Verdicts by step and criterion."
    )
    answers: Mapping[str, Mapping[Id, Any]] = Field(
        default_factory=dict, description="Answers in force by step and question; null for none."
    )
    asked: tuple[str, ...] = Field((), description="Questions that are asked: step.question.")
    not_asked: tuple[str, ...] = Field((), description="Questions that are not asked here.")
    documents: Mapping[str, ExpectedDocument] = Field(
        default_factory=dict, description="What documents say: charter, friends/charter."
    )
    gates: Mapping[str, GateState] = Field(
        default_factory=dict, description="Verdicts in force: {framed: go}."
    )
    circles: Mapping[Id, CircleState] = Field(
        default_factory=dict, description="Circles by id: {friends: planned}."
    )


class DatedCondition(Shape):
    """What has to be so by a day, after a gate went ahead on conditions."""

    due: Day = Field(description="The day by which it has to be so.")
    text: str = Field(min_length=1, description="What has to be so.")


class Turn(Shape):
    """One turn of a story: something that somebody does, or what must be so by then."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    answer: str | None = Field(None, description="The step that is answered; `give` holds what.")
    submit: str | None = Field(None, description="The step that is handed in.")
    approve: str | None = Field(None, description="The step that is signed, in the role of `as`.")
    refuse: str | None = Field(None, description="The step that is sent back to work.")
    skip: str | None = Field(None, description="The step that is passed over.")
    reopen: str | None = Field(None, description="The finished step that is taken up again.")
    reaffirm: str | None = Field(None, description="The stale step that still holds.")
    finish: str | None = Field(
        None, description="The step that is handed in and signed by everybody whose role it needs."
    )
    undo: str | None = Field(None, description="Who takes back the last thing that they did.")
    circle: Id | None = Field(None, description="The kind of a circle that is added.")
    community: Id | None = Field(None, description="The id of a community that is added.")
    close: Id | None = Field(None, description="The circle or community that is closed.")
    decide: str | None = Field(
        None, description="The gate that gets a verdict: framed, friends/first_outsiders."
    )
    settle: str | None = Field(None, description="The gate of which a condition is so.")
    read: Id | None = Field(None, description="The indicator that is read.")
    learn: str | None = Field(None, min_length=1, description="What was learned.")
    apply: Integer | None = Field(
        None, ge=1, description="The number of a lesson that changes something elsewhere."
    )
    expect: Expectation | None = Field(None, description="What must be so at this point.")
    give: Mapping[Id, Any] | None = Field(
        None, description="With `answer`: answers by question; null takes one back."
    )
    as_: Id | None = Field(
        None, alias="as", description="With `approve` and `refuse`: the role that is acted in."
    )
    id: Id | None = Field(None, description="With `circle`: its id, where the kind is not enough.")
    title: str = Field("", description="With `circle` and `community`: what it is called.")
    within: Id | None = Field(
        None, alias="in", description="The circle or community that a turn is about."
    )
    value: str = Field("", description="With `read`: the value in the indicator's unit.")
    period: str = Field("", description="With `read`: 2026-03, 2026-W12 or 2026-03-31.")
    change: str = Field("", description="With `learn` and `apply`: what it changed.")
    about: Id | None = Field(None, description="With `learn`: the step that it is about.")
    verdict: GateVerdict = Field("go", description="With `decide`: what the gate says.")
    conditions: tuple[DatedCondition, ...] = Field(
        (), description="With `decide`: what a go with conditions asks for."
    )
    review: Day | None = Field(None, description="With `decide`: when a hold is looked at again.")
    condition: Integer = Field(1, ge=1, description="With `settle`: the number of the condition.")
    by: str | None = Field(None, description="Who acts, by name; else the story's own `by`.")
    at: Moment | None = Field(
        None, description="When: a day or a moment; else the time of the turn before."
    )
    reason: str = Field("", description="Why, where the decision needs a reason.")
    waive: tuple[Id, ...] = Field((), description="Criteria, or rules of signing, to pass over.")
    refused: str | None = Field(
        None,
        description="The program refuses this, and its reasons, in the first language, hold this.",
    )

    @property
    def verb(self) -> str:
        """What is done, ``expect`` included."""
        return next(name for name in (*VERBS, "expect") if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_thing(self) -> Turn:
        named = [name for name in (*VERBS, "expect") if getattr(self, name) is not None]
        if len(named) != 1:
            raise ValueError(f"a turn has exactly one of the keys {', '.join(VERBS)} and expect")
        if (named[0] == "answer") != (self.give is not None):
            raise ValueError("`give` belongs to `answer`, and `answer` needs it")
        return self


class Story(Shape):
    """A test of a playbook: who does what in which order, and what must then be so."""

    title: str = Field(min_length=1, description="What this story shows, in one sentence.")
    at: Day = Field(date(2026, 1, 5), description="The day on which the story begins.")
    by: str = Field("", description="Who acts where a turn names nobody; else the project lead.")
    people: tuple[Person, ...] = Field(
        (),
        description="Who there is, with their roles; else the sample company's people.",
    )
    example: tuple[Id, ...] = Field(
        (), description="Steps whose answers are those of the sample company; `org` among them."
    )
    given: Mapping[Id, Mapping[Id, Any]] = Field(
        default_factory=dict, description="Answers that stand at the start, by step and question."
    )
    story: tuple[Turn, ...] = Field(min_length=1, description="The turns, in order.")
