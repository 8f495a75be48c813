"""A code quality report of GitLab, which is one of Code Climate with fingerprints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.rules.reports.finding import Finding

_SEVERITIES = {"error": "major", "warning": "minor"}


def gitlab(findings: Iterable[Finding]) -> str:
    """A JSON list of issues."""
    return json.dumps([_issue(finding) for finding in findings], indent=2) + "\n"


def _issue(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    place = problem.place
    return {
        "type": "issue",
        "check_name": f"{problem.code} {problem.name}",
        "description": f"{problem.message}. {problem.hint}" if problem.hint else problem.message,
        "categories": ["Bug Risk"],
        "severity": _SEVERITIES[problem.severity],
        "fingerprint": finding.fingerprint,
        "location": {
            "path": place.file,
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
