"""What the journal says, folded: the recorded facts of a workspace, and nothing derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from collab_playbook.model.event import Instance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.openings import (
        Attachment,
        Circle,
        Community,
        Decision,
        Lesson,
        Reading,
    )

Phase = Literal["idle", "active", "submitted", "done", "skipped"]
Stored = Any
"""An answer as it stands in the journal: plain JSON-able data, ``None`` for a withdrawn one."""


class Given(NamedTuple):
    """An answer: its value, who recorded it, when, how, and how often in this revision of its step.

    ``answered_by`` is who gave it, where that is somebody else.
    """

    value: Stored
    by: str
    at: str
    event: str
    source: str = "typed"
    times: int = 1
    answered_by: str = ""

    @property
    def giver(self) -> str:
        """Whose answer it is: who gave it, else who recorded it."""
        return self.answered_by or self.by


class Approval(NamedTuple):
    """A signature: in which role, by whom, when, over what.

    Attributes:
        role: The role that it was given in.
        by: Who signed.
        at: When.
        event: The id of its event.
        digest: What it binds to: the digest of the answers.
        waived: The rules that were passed over.
        reason: A remark.
        answers: The answers that stood when it was given, to name what has changed since.
        documents: The documents of the step as they lay there then.
    """

    role: str
    by: str
    at: str
    event: str
    digest: str
    waived: tuple[str, ...] = ()
    reason: str = ""
    answers: Mapping[str, Stored] = field(default_factory=dict)
    documents: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The recorded facts of one step instance at one occurrence."""

    phase: Phase = "idle"
    revision: int = 0
    answers: Mapping[str, Given] = field(default_factory=dict)
    authors: frozenset[str] = frozenset()
    started_at: str = ""
    submitted_at: str = ""
    submitted_by: str = ""
    submitted_digest: str = ""
    waived: Mapping[str, str] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    refusal: str = ""
    done_at: str = ""
    done_by: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)
    based_at: str = ""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    sent_back: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    changed_at: str = ""


EMPTY = Record()


class Oddity(NamedTuple):
    """An event that no longer applies where a merge has put it: reported, never dropped."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """Everything recorded. A pure fold of the journal: same events, same value.

    Attributes:
        records: What is recorded of steps, by instance.
        circles: The circles by id, in the order in which they were added.
        communities: The communities by id, likewise.
        decisions: Verdicts on gates by scope and gate, oldest first; the last one is in force.
        readings: Values of indicators by scope and indicator, one for a period, in their order.
        lessons: What was learned, by the key of each lesson.
        evidence: Files attached, by instance.
        reports: When a report to the committee was made.
        voided: The ids of the events that were taken back.
        oddities: Events that a merge has made impossible.
        last_at: The moment of the latest event.
    """

    records: Mapping[Instance, Record] = field(default_factory=dict)
    circles: Mapping[str, Circle] = field(default_factory=dict)
    communities: Mapping[str, Community] = field(default_factory=dict)
    decisions: Mapping[tuple[str, str], tuple[Decision, ...]] = field(default_factory=dict)
    readings: Mapping[tuple[str, str], tuple[Reading, ...]] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    evidence: Mapping[Instance, tuple[Attachment, ...]] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    voided: frozenset[str] = frozenset()
    oddities: tuple[Oddity, ...] = ()
    last_at: str = ""

    def record(self, instance: Instance) -> Record:
        """The recorded facts of an instance; an empty record where nothing happened yet."""
        return self.records.get(instance, EMPTY)

    def value(self, scope: str, step: str, question: str, default: Stored = None) -> Stored:
        """The latest value of an answer across occurrences, or ``default`` where there is none."""
        given = self.given(scope, step, question)
        return default if given is None else given.value

    def given(self, scope: str, step: str, question: str) -> Given | None:
        """The latest answer across occurrences; ``None`` where the question was never answered."""
        occurrence = self.latest(scope, step)
        while occurrence >= 1:
            given = self.record(Instance(scope, step, occurrence)).answers.get(question)
            if given is not None:
                return given
            occurrence -= 1
        return None

    def decision(self, scope: str, gate: str) -> Decision | None:
        """The verdict on a gate that is in force, if any."""
        decisions = self.decisions.get((scope, gate), ())
        return decisions[-1] if decisions else None

    def title(self, scope: str) -> str:
        """What a circle or community is called; its id where nothing says more."""
        kind, _, owner = scope.partition(":")
        named = (self.circles if kind == "circle" else self.communities).get(owner)
        return named.title if named is not None else owner

    def latest(self, scope: str, step: str) -> int:
        """The number of the latest occurrence that anything was recorded for, at least 1."""
        occurrence = 1
        while Instance(scope, step, occurrence + 1) in self.records:
            occurrence += 1
        return occurrence
