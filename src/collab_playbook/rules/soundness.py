"""The rules that a playbook must keep before anybody may run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from collab_playbook.model.playbook import Playbook
from collab_playbook.model.problem import Problem
from collab_playbook.rules.graph import circular_needs
from collab_playbook.rules.guards import faulty_guards
from collab_playbook.rules.limits import unusable_limits
from collab_playbook.rules.placing import Placing
from collab_playbook.rules.references import broken_references

Rule = Callable[[Playbook, Placing], Iterator[Problem]]

RULES: tuple[Rule, ...] = (broken_references, circular_needs, unusable_limits, faulty_guards)


def unsound(playbook: Playbook, places: Placing) -> tuple[Problem, ...]:
    """Every problem that keeps a playbook from being run, in the order of files and lines."""
    found = [problem for rule in RULES for problem in rule(playbook, places)]
    return tuple(sorted(found, key=lambda p: (p.place, p.code, p.message)))
