"""Verdicts out of several verdicts, some of which may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from collab_playbook.language.operators import kind
from collab_playbook.language.syntax import Node
from collab_playbook.language.values import Failure, Outcome, Unknown

Verdicts: TypeAlias = Iterable[tuple[Node, Outcome]]
"""What each form said, asked one after the other and only as far as needed."""


def all_hold(verdicts: Verdicts) -> Outcome:
    """``&&`` over any number: false as soon as one is, whatever the others lack."""
    return _decided(verdicts, decisive=False)


def some_hold(verdicts: Verdicts) -> Outcome:
    """``||`` over any number: true as soon as one is, whatever the others lack."""
    return _decided(verdicts, decisive=True)


def _decided(verdicts: Verdicts, *, decisive: bool) -> Outcome:
    undecided: list[Outcome] = []
    for node, outcome in verdicts:
        if outcome is decisive:
            return decisive
        if not isinstance(outcome, bool):
            undecided.append(_doubt(node, outcome))
    without = lacking(undecided)
    return not decisive if without is None else without


def exactly_one(verdicts: Verdicts) -> Outcome:
    """Whether one holds and no other; false as soon as two do, unless something fails."""
    outcomes = [outcome if isinstance(outcome, bool) else _doubt(node, outcome) for node, outcome in verdicts]
    holding = sum(1 for outcome in outcomes if outcome is True)
    if holding > 1 and not any(isinstance(outcome, Failure) for outcome in outcomes):
        return False
    without = lacking(outcomes)
    return holding == 1 if without is None else without


def _doubt(node: Node, outcome: Outcome) -> Unknown | Failure:
    if isinstance(outcome, Unknown | Failure):
        return outcome
    return Failure(f"a yes or no is wanted here, not {kind(outcome)}", node.span)


def lacking(outcomes: Iterable[Outcome]) -> Unknown | Failure | None:
    """Why several outcomes give none together: the missing answers, else the first failure, else ``None``."""
    paths: frozenset[str] = frozenset()
    doubtful, failure = False, None
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            doubtful = True
            paths |= outcome.paths
        elif isinstance(outcome, Failure) and failure is None:
            failure = outcome
    return Unknown(paths) if doubtful else failure
