"""``check``: every problem of a playbook or a workspace, with its place and its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.checking import examined, request_of
from collab_playbook.cli.findings import REPORTS, report, tell_summary
from collab_playbook.terminal.plain import put


def _known_form(value: str) -> str:
    if value not in REPORTS:
        raise typer.BadParameter(f"'{value}' is no format; write one of {', '.join(REPORTS)}.")
    return value


def _known_bar(value: str) -> str:
    if value not in {"error", "warning", "never"}:
        raise typer.BadParameter(f"'{value}' is no bar; write error, warning or never.")
    return value


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Playbooks, workspaces, or files of theirs; else the folder you are in.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, concise, json, sarif, junit, github or gitlab.",
            callback=_known_form,
            autocompletion=lambda: list(REPORTS),
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Only these rules: PB305, PB3 or never-true."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="All rules but these.")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="SEVERITY",
            help="What makes the exit code 1: error, warning or never.",
            callback=_known_bar,
        ),
    ] = "error",
) -> None:
    """Check a playbook or a workspace: all problems of all files at once, each with its remedy.

    Files on the line limit what is told; the whole playbook is looked at all the same.

    \b
    Examples:
      collab-playbook check
      collab-playbook check steps/03-objectives/step.yaml
      collab-playbook check --format sarif > check.sarif
      collab-playbook check --select PB3,unknown-step
    """
    request = request_of(options_of(ctx), paths or (), select, ignore)
    findings = examined(request)
    text = report(form, findings, request, options_of(ctx))
    if text:
        put(text.removesuffix("\n"))
    if form in {"text", "concise"}:
        tell_summary(findings)
    grave = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_on]
    if any(finding.problem.severity in grave for finding in findings):
        raise typer.Exit(1)
