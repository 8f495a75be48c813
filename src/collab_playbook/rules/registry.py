"""Every rule there is, family by family, in plain sight; codes are never used again for anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.reading import RULES as READING
from collab_playbook.rules.suppressions import RULES as SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from collab_playbook.rules.rule import Rule

RULES: tuple[Rule, ...] = (*READING, *SUPPRESSIONS)


def rule_by_code(rules: Iterable[Rule] = RULES) -> Mapping[str, Rule]:
    """The rules by their codes."""
    return {rule.code: rule for rule in rules}


def rules_named(word: str, rules: Iterable[Rule] = RULES) -> tuple[Rule, ...]:
    """The rules that a word means: a code, the beginning of some (``PB3``), or a name."""
    wanted = word.strip()
    code = wanted.upper()
    found = tuple(rule for rule in rules if wanted.lower() == rule.name or code == rule.code)
    if found or not code.startswith("PB"):
        return found
    return tuple(rule for rule in rules if rule.code.startswith(code))
