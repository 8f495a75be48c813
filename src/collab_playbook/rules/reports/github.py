"""Annotations of a GitHub workflow: one command a finding, and nothing else the runner obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.rules.reports.finding import Finding


def github(findings: Iterable[Finding]) -> str:
    """Every finding as ``::error file=...::message``."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    problem = finding.problem
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"{problem.code} {problem.name}",
    }
    if place.end_line == place.line:  # the runner knows columns within one line only
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {listed}::{_message(said)}"


def _message(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
