"""Every rule there is, family by family; a code is never used again for anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from collab_playbook.rules.assignment import RULES as ASSIGNMENT
from collab_playbook.rules.charts import RULES as CHARTS
from collab_playbook.rules.circles import RULES as CIRCLES
from collab_playbook.rules.citing import RULES as CITING
from collab_playbook.rules.gates import RULES as GATES
from collab_playbook.rules.graph import RULES as GRAPH
from collab_playbook.rules.graph_reach import RULES as REACH
from collab_playbook.rules.guards import RULES as GUARDS
from collab_playbook.rules.guards_habits import RULES as HABITS
from collab_playbook.rules.identifiers import RULES as IDENTIFIERS
from collab_playbook.rules.languages import RULES as LANGUAGES
from collab_playbook.rules.limits import RULES as LIMITS
from collab_playbook.rules.missing import RULES as MISSING
from collab_playbook.rules.planning import RULES as PLANNING
from collab_playbook.rules.raci import RULES as RACI
from collab_playbook.rules.reading import RULES as READING
from collab_playbook.rules.references import RULES as REFERENCES
from collab_playbook.rules.signing_rules import RULES as SIGNING
from collab_playbook.rules.stories import RULES as STORIES
from collab_playbook.rules.suppressions import RULES as SUPPRESSIONS
from collab_playbook.rules.templates import RULES as TEMPLATES
from collab_playbook.rules.time import RULES as TIME
from collab_playbook.rules.truth_rules import RULES as TRUTH
from collab_playbook.rules.typography import RULES as TYPOGRAPHY
from collab_playbook.rules.use import RULES as USE
from collab_playbook.rules.use_parts import RULES as USE_PARTS
from collab_playbook.rules.workbooks import RULES as WORKBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.rules.documentation import Described
    from collab_playbook.rules.rule import Rule

    Some = TypeVar("Some", bound=Described)

RULES: tuple[Rule, ...] = (
    *READING,
    *REFERENCES,
    *PLANNING,
    *WORKBOOKS,
    *IDENTIFIERS,
    *STORIES,
    *LIMITS,
    *GRAPH,
    *REACH,
    *GUARDS,
    *ASSIGNMENT,
    *TRUTH,
    *HABITS,
    *USE,
    *USE_PARTS,
    *CITING,
    *TEMPLATES,
    *CHARTS,
    *GATES,
    *CIRCLES,
    *SIGNING,
    *RACI,
    *TIME,
    *LANGUAGES,
    *TYPOGRAPHY,
    *MISSING,
    *SUPPRESSIONS,
)
"""The rules of a playbook."""


def every_rule() -> tuple[Described, ...]:
    """The rules of playbooks and of workspaces, in the order of their codes."""
    from collab_playbook.rules.workspaces import (  # noqa: PLC0415 - only a workspace needs them
        WORKSPACE_RULES,
    )
    from collab_playbook.rules.workspaces_reading import READING_RULES  # noqa: PLC0415 - likewise

    listed: tuple[Described, ...] = (*RULES, *WORKSPACE_RULES, *READING_RULES)
    return tuple(sorted(listed, key=lambda rule: rule.code))


def meant_by(word: str, rules: Iterable[Some]) -> tuple[Some, ...]:
    """The rules that a word means: a code, the beginning of some (``PB3``), or a name."""
    listed = tuple(rules)
    code = word.upper()
    found = tuple(rule for rule in listed if word.lower() == rule.name or code == rule.code)
    if found or not code.startswith("PB"):
        return found
    return tuple(rule for rule in listed if rule.code.startswith(code))
