"""What the journal says, folded: the recorded facts of a workspace, and nothing derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from collab_playbook.model.event import Instance

if TYPE_CHECKING:
    from collections.abc import Mapping

Phase = Literal["idle", "active", "submitted", "done", "skipped"]
Stored = Any
"""An answer as it stands in the journal: plain JSON-able data, ``None`` for a withdrawn one."""


class Given(NamedTuple):
    """An answer: its value, who gave it, when, how, and how often in this revision of its step."""

    value: Stored
    by: str
    at: str
    event: str
    source: str = "typed"
    times: int = 1


@dataclass(frozen=True, slots=True)
class Approval:
    """A signature: in which role, by whom, when, over what."""

    role: str
    by: str
    at: str
    event: str
    digest: str
    waived: tuple[str, ...] = ()
    reason: str = ""


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


@dataclass(frozen=True, slots=True)
class Oddity:
    """An event that no longer applies where a merge has put it: reported, never dropped."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """Everything recorded, by instance. A pure fold of the journal: same events, same value."""

    records: Mapping[Instance, Record] = field(default_factory=dict)
    circles: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, str] = field(default_factory=dict)
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

    def latest(self, scope: str, step: str) -> int:
        """The number of the latest occurrence that anything was recorded for, at least 1."""
        occurrence = 1
        while Instance(scope, step, occurrence + 1) in self.records:
            occurrence += 1
        return occurrence
