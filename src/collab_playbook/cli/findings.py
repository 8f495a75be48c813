"""Findings in the format asked for, and the closing line about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from collab_playbook.cli.checking import Request
from collab_playbook.cli.counting import counted
from collab_playbook.cli.options import Options
from collab_playbook.rules.reports.finding import Finding
from collab_playbook.saying import say, say_all
from collab_playbook.terminal.plain import tell

Report = Callable[[Sequence[Finding], Request, Options], str]


def _text(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.cli.screen import console_for  # noqa: PLC0415 - for people only
    from collab_playbook.terminal.console import drawn  # noqa: PLC0415 - likewise
    from collab_playbook.terminal.findings import finding_lines  # noqa: PLC0415 - likewise

    console = console_for(options)
    problems = [finding.problem for finding in findings]
    lines = finding_lines(problems, _source(request.base), console.width)
    return "".join(f"{drawn(line, colour=console.colour_out)}\n" for line in lines)


def _concise(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.concise import concise  # noqa: PLC0415 - one format a run

    del request, options
    return concise(findings)


def _json(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.json_report import json_report  # noqa: PLC0415 - likewise

    del request, options
    return json_report(findings)


def _sarif(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.sarif import sarif  # noqa: PLC0415 - likewise

    del options
    return sarif(findings, request.rules)


def _junit(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.junit import junit  # noqa: PLC0415 - likewise

    del request, options
    return junit(findings)


def _github(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.github import github  # noqa: PLC0415 - likewise

    del request, options
    return github(findings)


def _gitlab(findings: Sequence[Finding], request: Request, options: Options) -> str:
    from collab_playbook.rules.reports.gitlab import gitlab  # noqa: PLC0415 - likewise

    del request, options
    return gitlab(findings)


REPORTS: Mapping[str, Report] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
}
"""Every format by its name; the module of one is loaded when it is asked for."""


def report(form: str, findings: Sequence[Finding], request: Request, options: Options) -> str:
    """The findings in a format."""
    return REPORTS[form](findings, request, options)


def tell_summary(findings: Sequence[Finding]) -> None:
    """How many problems there are, on stderr."""
    if not findings:
        tell(say("No problem found."))
        return
    graveness = [finding.problem.severity for finding in findings]
    fixes = [finding.problem.fix for finding in findings if finding.problem.fix is not None]
    errors, warnings = graveness.count("error"), graveness.count("warning")
    told = [counted(errors, "1 error", "{number} errors")] if errors else []
    told += [counted(warnings, "1 warning", "{number} warnings")] if warnings else []
    files = counted(len({finding.file for finding in findings}), "1 file", "{number} files")
    text = say("{problems} in {files}", problems=say_all(", ", told), files=files)
    safe = sum(fix.safe for fix in fixes)
    told = [text] + [say("{safe} can be mended with --fix", safe=safe)] * (safe > 0)
    if len(fixes) > safe:
        told.append(say("{count} can be mended with --fix --unsafe-fixes", count=len(fixes) - safe))
    tell(say_all("; ", told))


def _source(base: Path) -> Callable[[str], Sequence[str]]:
    from collab_playbook.files.lines import split_lines  # noqa: PLC0415 - for people only

    @cache
    def lines_of(file: str) -> Sequence[str]:
        try:
            data = (base / file).read_bytes()
        except OSError:
            return ()
        return split_lines(data.decode("utf-8-sig", "replace"))

    return lines_of
