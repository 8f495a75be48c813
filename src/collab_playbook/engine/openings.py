"""What the journal says beside the steps: circles, communities, gates, readings, lessons, evidence.

Values as they were recorded; what they mean together is worked out elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.standing import GateVerdict


class Circle(NamedTuple):
    """A ring of people that the programme opens to; ``reason`` says why it came out of order."""

    id: str
    title: str
    kind: str
    added_at: str = ""
    added_by: str = ""
    reason: str = ""
    closed_at: str = ""
    closing: str = ""


class Community(NamedTuple):
    """One online space with its animator, within a circle."""

    id: str
    title: str
    circle: str
    animator: str = ""
    added_at: str = ""
    added_by: str = ""
    closed_at: str = ""
    closing: str = ""


class Condition(NamedTuple):
    """What a gate went ahead on: something to be so by a day, ``YYYY-MM-DD``."""

    number: int
    text: str
    due: str
    settled_at: str = ""
    settled_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on a gate: by whom, in which role, on which verdicts of its criteria.

    ``digest`` is that of the evidence it was taken on; ``review`` is the day on which a hold is
    looked at again.
    """

    verdict: GateVerdict
    by: str
    role: str
    at: str
    event: str
    reason: str = ""
    digest: str = ""
    review: str = ""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    waived: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether the way is open."""
        return self.verdict in {"go", "go_with_conditions"}


class Reading(NamedTuple):
    """A value of an indicator over a period: a month ``2026-03``, a week, or a day."""

    indicator: str
    period: str
    value: str
    source: str
    note: str
    by: str
    at: str
    event: str


class Application(NamedTuple):
    """What a lesson changed in a later circle."""

    scope: str
    change: str
    by: str
    at: str


def key_of_lesson(lesson: str) -> str:
    """What a lesson is known by: its own words, so that it is the same whoever merged what when."""
    return digest_of(lesson)


class Lesson(NamedTuple):
    """What was learned, where, about which step, and the change that it made."""

    number: int
    key: str
    lesson: str
    change: str
    about: str
    scope: str
    by: str
    at: str
    event: str
    applied: tuple[Application, ...] = ()


class Attachment(NamedTuple):
    """A file attached to a step as evidence, kept under its SHA-256 digest."""

    name: str
    digest: str
    criterion: str
    note: str
    by: str
    at: str
    event: str
