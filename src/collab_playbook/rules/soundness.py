"""The rules that a playbook must keep before anybody may run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.checked import Checked
from collab_playbook.rules.examination import examine
from collab_playbook.rules.registry import RULES

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.placing import Placing


def unsound(playbook: Playbook, places: Placing) -> tuple[Problem, ...]:
    """Every problem that keeps a playbook from being run, in the order of files and lines."""
    needed = tuple(rule for rule in RULES if rule.needed_to_run)
    return examine(Checked(playbook, places), needed)
