"""One line a finding, stable for editors and scripts: ``FILE:LINE:COLUMN: CODE MESSAGE [NAME]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.reports.escaping import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.reports.finding import Finding


def concise(findings: Iterable[Finding]) -> str:
    """Every finding on a line of its own."""
    return "".join(f"{concise_line(finding.problem)}\n" for finding in findings)


def concise_line(problem: Problem) -> str:
    """A problem on one line; control characters are written out."""
    return visible_line(f"{problem.place}: {problem.code} {problem.message} [{problem.name}]")
