"""Every rule there is, family by family, in plain sight; codes are never used again for anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_playbook.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
