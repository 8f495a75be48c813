"""Every rule there is, family by family, in plain sight; codes are never used again for anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from collab_playbook.rules.guards import RULES as GUARDS
from collab_playbook.rules.reading import RULES as READING
from collab_playbook.rules.suppressions import RULES as SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.rules.documentation import Described
    from collab_playbook.rules.rule import Rule

    Some = TypeVar("Some", bound=Described)

RULES: tuple[Rule, ...] = (*READING, *GUARDS, *SUPPRESSIONS)
"""The rules of a playbook."""


def every_rule() -> tuple[Described, ...]:
    """The rules of playbooks and of workspaces, in the order of their codes."""
    from collab_playbook.rules.workspaces import (  # noqa: PLC0415 - only a workspace needs them
        WORKSPACE_RULES,
    )

    return tuple(sorted((*RULES, *WORKSPACE_RULES), key=lambda rule: rule.code))


def meant_by(word: str, rules: Iterable[Some]) -> tuple[Some, ...]:
    """The rules that a word means: a code, the beginning of some (``PB3``), or a name."""
    listed = tuple(rules)
    code = word.upper()
    found = tuple(rule for rule in listed if word.lower() == rule.name or code == rule.code)
    if found or not code.startswith("PB"):
        return found
    return tuple(rule for rule in listed if rule.code.startswith(code))
