"""Verdicts out of several verdicts, some of which may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from collab_playbook.language.operators import kind
from collab_playbook.language.syntax import Node
from collab_playbook.language.values import Failure, Outcome, Unknown, Value
from collab_playbook.saying import say

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
            undecided.append(demanded(node, outcome))
    without = lacking(undecided)
    return not decisive if without is None else without


def exactly_one(verdicts: Verdicts) -> Outcome:
    """Whether one holds and no other; false as soon as two do, unless something fails."""
    outcomes = [demanded(node, outcome) for node, outcome in verdicts]
    holding = sum(1 for outcome in outcomes if outcome is True)
    if holding > 1 and not any(isinstance(outcome, Failure) for outcome in outcomes):
        return False
    without = lacking(outcomes)
    return holding == 1 if without is None else without


def demanded(node: Node, outcome: Outcome) -> bool | Unknown | Failure:
    """What a form said, where only a yes or no will do."""
    if isinstance(outcome, bool | Unknown | Failure):
        return outcome
    return Failure(say("a yes or no is wanted here, not {kind}", kind=kind(outcome)), node.span)


def lacking(outcomes: Iterable[Outcome]) -> Unknown | Failure | None:
    """Why several outcomes give none together: missing answers before failures, else ``None``."""
    paths: frozenset[str] = frozenset()
    doubtful, failure = False, None
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            doubtful = True
            paths |= outcome.paths
        elif isinstance(outcome, Failure) and failure is None:
            failure = outcome
    return Unknown(paths) if doubtful else failure


def gathered(outcomes: Iterable[Outcome]) -> tuple[Value, ...] | Unknown | Failure:
    """The values of several outcomes; where one has none, why."""
    values: list[Value] = []
    without: list[Unknown | Failure] = []
    for outcome in outcomes:
        if isinstance(outcome, Unknown | Failure):
            without.append(outcome)
        else:
            values.append(outcome)
    return lacking(without) or tuple(values)
