"""``check``: every problem of a playbook or a workspace, with its place and its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.checking import request_of
from collab_playbook.cli.findings import REPORTS
from collab_playbook.cli.looking import Look, keep_baseline, watched
from collab_playbook.cli.mending import mend_targets
from collab_playbook.errors import UsageError
from collab_playbook.saying import say


def _known_form(value: str) -> str:
    if value not in REPORTS:
        raise typer.BadParameter(
            say(
                "'{value}' is no format; write one of {reports}.",
                value=value,
                reports=", ".join(REPORTS),
            )
        )
    return value


def _known_bar(value: str) -> str:
    if value not in {"error", "warning", "never"}:
        raise typer.BadParameter(
            say("'{value}' is no threshold; write error, warning or never.", value=value)
        )
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
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also what somebody could object to.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the problems that this file lists."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the problems to such a file, and be content."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes; Ctrl-C ends.")
    ] = False,
) -> None:
    """Check a playbook or a workspace: all problems of all files at once, each with its remedy.

    Files on the line limit what is told; the whole playbook is looked at all the same.

    \b
    Examples:
      collab-playbook check
      collab-playbook check steps/03-objectives/step.yaml
      collab-playbook check --format sarif > check.sarif
      collab-playbook check --select PB3,unknown-step
      collab-playbook check --diff
    """
    options = options_of(ctx)
    request = request_of(options, paths or (), select, ignore)
    if diff or fix:
        changed = mend_targets(request, unsafe=unsafe_fixes, write=not diff)
        if diff:
            raise typer.Exit(int(changed))
    elif unsafe_fixes:
        raise UsageError(
            say("--unsafe-fixes says what to mend"), say("Add --fix, or --diff to see it first.")
        )
    look = Look(request, form, options, baseline)
    if watch:
        watched(look)
        return
    findings = look.found()
    if write_baseline is not None:
        keep_baseline(request.base / write_baseline, findings)
        return
    look.tell(findings)
    grave = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_on]
    if any(finding.problem.severity in grave for finding in findings):
        raise typer.Exit(1)
