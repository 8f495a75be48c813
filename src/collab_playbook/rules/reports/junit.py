"""The findings as a JUnit report: each a failed case of its file; one passed case if none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.quoting import visible
from collab_playbook.rules.reports.concise import concise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.rules.reports.finding import Finding

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def junit(findings: Sequence[Finding]) -> str:
    """One suite in XML."""
    counts = f'tests="{max(len(findings), 1)}" failures="{len(findings)}" errors="0"'
    cases = [_case(finding) for finding in findings] or [
        '    <testcase classname="collab-playbook" name="check" time="0"/>'
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="collab-playbook" {counts}>',
            f'  <testsuite name="check" {counts} time="0">',
            *cases,
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(finding: Finding) -> str:
    problem = finding.problem
    place = problem.place
    name = f"{problem.code} {problem.name} {place.line}:{place.column}"
    told = _text(f"{concise_line(problem)}\n{problem.hint}".rstrip())
    return (
        f'    <testcase classname="{_attribute(place.file)}" name="{_attribute(name)}" time="0">\n'
        f'      <failure type="{problem.severity}" message="{_attribute(problem.message)}">'
        f"{told}</failure>\n"
        "    </testcase>"
    )


def _text(text: str) -> str:
    return visible(text).translate(_MARKUP)


def _attribute(text: str) -> str:
    return _text(text).translate(_QUOTED)
