"""The findings for programs: the shape of section 7, stable once shipped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.model.problem import Place
    from collab_playbook.rules.reports.finding import Finding

RULES_PAGE = "docs/rules.md"


def json_report(findings: Sequence[Finding]) -> str:
    """One JSON object with all problems and their number."""
    graveness = [finding.problem.severity for finding in findings]
    content = {
        "schema": "collab-playbook/check@1",
        "problems": [_entry(finding) for finding in findings],
        "summary": {"errors": graveness.count("error"), "warnings": graveness.count("warning")},
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity,
        "message": problem.message,
        **_where(problem.place),
        "hint": problem.hint,
        "url": f"{RULES_PAGE}#{problem.code.lower()}-{problem.name}",
        "fixable": problem.fix is not None,
        "fingerprint": finding.fingerprint,
        "labels": [{**_where(label.place), "text": label.text} for label in problem.labels],
    }


def _where(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
