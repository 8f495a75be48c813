"""The findings as SARIF 2.1.0: rules with their pages, findings with fixes and other places."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from collab_playbook import __version__
from collab_playbook.rules.documentation import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.model.problem import Fix, Place
    from collab_playbook.rules.documentation import Described
    from collab_playbook.rules.reports.finding import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "collabPlaybookFingerprint/v1"


def sarif(findings: Sequence[Finding], rules: Sequence[Described]) -> str:
    """One run.

    Args:
        findings: What was found.
        rules: Every rule that may speak; a code beyond them is listed by its name alone.
    """
    listed = [_rule(rule) for rule in rules]
    known = {rule.code for rule in rules}
    for problem in (finding.problem for finding in findings):
        if problem.code not in known:
            known.add(problem.code)
            listed.append({"id": problem.code, "name": problem.name})
    index = {rule["id"]: number for number, rule in enumerate(listed)}
    run = {
        "tool": {
            "driver": {
                "name": "collab-playbook",
                "semanticVersion": __version__,
                "rules": listed,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Described) -> dict[str, Any]:
    page = page_of(rule)
    what, why = " ".join(page.what.split()), " ".join(page.why.split())
    examples = "".join(
        f"\n\n{title}:\n\n```yaml\n{example}\n```"
        for title, example in (("Wrong", page.bad), ("Right", page.good))
        if example
    )
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": why or what},
        "help": {"text": f"{what} {why}".strip(), "markdown": f"{what}\n\n{why}{examples}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    problem = finding.problem
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": problem.severity,
        "message": {
            "text": f"{problem.message}. {problem.hint}" if problem.hint else problem.message
        },
        "locations": [_location(problem.place)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if problem.labels:
        result["relatedLocations"] = [
            {**_location(label.place), "id": number, "message": {"text": label.text}}
            for number, label in enumerate(problem.labels, 1)
        ]
    if problem.fix is not None:
        result["fixes"] = [_fix(problem.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    edits = sorted(fix.edits, key=lambda edit: edit.place)
    changes = [
        {
            "artifactLocation": {"uri": _uri(file)},
            "replacements": [
                {
                    "deletedRegion": _region(edit.place),
                    "insertedContent": {"text": edit.text},
                }
                for edit in group
            ],
        }
        for file, group in groupby(edits, key=lambda edit: edit.place.file)
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.file)},
            "region": _region(place),
        }
    }


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _uri(file: str) -> str:
    path = quote(file.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{path}" if file.startswith("/") else path
