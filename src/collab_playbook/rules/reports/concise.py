"""One line a finding, stable for editors and scripts: ``FILE:LINE:COLUMN: CODE MESSAGE [NAME]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.reports.finding import Finding


def concise(findings: Iterable[Finding]) -> str:
    """Every finding on a line of its own."""
    return "".join(f"{concise_line(finding.problem)}\n" for finding in findings)


def concise_line(problem: Problem) -> str:
    """A problem on one line; control characters are written out."""
    line = f"{problem.place}: {problem.code} {problem.message} [{problem.name}]"
    return "".join(c if c.isprintable() else _shown(c) for c in line)


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    return character if character.isspace() else f"\\u{ord(character):04x}"
