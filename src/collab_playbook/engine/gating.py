"""Gates as they stand: how their criteria do, on what grounds, and what that speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.engine.digest import digest_of
from collab_playbook.engine.grounds import Ground, grounds_of
from collab_playbook.language.values import Failure, Unknown

if TYPE_CHECKING:
    from collab_playbook.engine.gates import GateAt
    from collab_playbook.engine.openings import Decision
    from collab_playbook.engine.view import View
    from collab_playbook.model.playbook import GateCriterion
    from collab_playbook.model.standing import GateVerdict, Verdict

MOST_OPEN = 2
"""A gate may go ahead on conditions while at most so many criteria are open, none critical."""


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """A criterion of a gate: its verdict, the answers it lacks, what it rests on."""

    criterion: GateCriterion
    verdict: Verdict
    missing: tuple[str, ...] = ()
    reason: str = ""
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedGate:
    """A gate with its criteria as they stand now and the decision in force.

    ``digest`` is that of the verdicts and the evidence, so that a decision says on what it was
    taken.
    """

    at: GateAt
    criteria: tuple[JudgedCriterion, ...]
    decision: Decision | None
    digest: str

    @property
    def open_criteria(self) -> tuple[JudgedCriterion, ...]:
        """The criteria that are not met."""
        return tuple(judged for judged in self.criteria if judged.verdict != "met")

    @property
    def advice(self) -> GateVerdict:
        """What the criteria speak for: a go, a go on conditions where few are open, else a hold."""
        unmet = self.open_criteria
        if not unmet:
            return "go"
        critical = any(judged.criterion.critical for judged in unmet)
        return "hold" if critical or len(unmet) > MOST_OPEN else "go_with_conditions"

    @property
    def has_moved(self) -> bool:
        """Whether the evidence is no longer what the decision in force was taken on."""
        return self.decision is not None and self.decision.digest != self.digest

    @property
    def wants_a_look(self) -> bool:
        """Whether the evidence has moved and a criterion is open; all met is what was hoped for."""
        return self.has_moved and bool(self.open_criteria)


def judge_gate(view: View, at: GateAt) -> JudgedGate:
    """The criteria of a gate with their verdicts and evidence, and the decision in force."""
    criteria = tuple(_judged(view, at, criterion) for criterion in at.gate.criteria)
    told = [[j.criterion.id, j.verdict, *map(list, j.grounds)] for j in criteria]
    return JudgedGate(at, criteria, view.state.decision(at.scope, at.gate.id), digest_of(told))


def _judged(view: View, at: GateAt, criterion: GateCriterion) -> JudgedCriterion:
    found = view.evaluate(criterion.that, at.scope)
    grounds = grounds_of(view, criterion.that, at.scope)
    if found is True:
        return JudgedCriterion(criterion, "met", grounds=grounds)
    if isinstance(found, Unknown):
        return JudgedCriterion(criterion, "unknown", tuple(sorted(found.paths)), "", grounds)
    reason = found.reason if isinstance(found, Failure) else ""
    return JudgedCriterion(criterion, "unmet", (), reason, grounds)
