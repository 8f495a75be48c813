"""One line of the journal, and where it applies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field

from collab_playbook.model.shape import Shape

if TYPE_CHECKING:
    from datetime import datetime

JOURNAL_FORMAT = 1
PROGRAMME = "programme"

EventType = Literal[
    "created",
    "circle_added",
    "circle_closed",
    "community_added",
    "community_closed",
    "gate_decided",
    "condition_settled",
    "indicator_recorded",
    "indicator_withdrawn",
    "lesson_added",
    "lesson_applied",
    "evidence_attached",
    "reported",
    "started",
    "answered",
    "withdrawn",
    "submitted",
    "approved",
    "refused",
    "completed",
    "skipped",
    "reopened",
    "reaffirmed",
    "voided",
]


class Event(Shape):
    """A decision as it was taken: who, when, where, what, which playbook, after which events."""

    v: int = JOURNAL_FORMAT
    id: str
    at: str = Field(description="UTC, ISO 8601, to the second: 2026-01-05T09:30:00Z.")
    by: str
    type: EventType
    scope: str = Field(PROGRAMME, description="programme, circle:<id> or community:<id>.")
    step: str | None = None
    occurrence: int = 1
    data: dict[str, Any] = Field(default_factory=dict)
    playbook: str = Field("", description="Digest of the playbook in force.")
    prev: tuple[str, ...] = Field((), description="The heads its writer saw, sorted.")


def stamp(moment: datetime) -> str:
    """A moment in UTC as events carry it: to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Draft(NamedTuple):
    """An event as the engine asks for it; the journal gives it time, author, ancestry and id."""

    type: EventType
    scope: str
    step: str | None
    occurrence: int
    data: dict[str, Any]


class Instance(NamedTuple):
    """Where a step runs: scope (``programme``, ``circle:customers``), id, occurrence."""

    scope: str
    step: str
    occurrence: int = 1

    @property
    def path(self) -> str:
        """How it is written for people: ``leadership`` or ``customers/objectives``."""
        owner = self.scope.partition(":")[2]
        return f"{owner}/{self.step}" if owner else self.step
