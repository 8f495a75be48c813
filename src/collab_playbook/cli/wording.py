"""Arguments and options that several commands share, each defined once."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.saying import say

FORMATS = ("text", "json")


def _known_format(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(
            say(
                "'{value}' is no format; write {formats}.",
                value=value,
                formats=" or ".join(FORMATS),
            )
        )
    return value


def _steps(ctx: typer.Context, incomplete: str) -> list[str]:
    """Step ids for shell completion; nothing where there is no playbook to read."""
    from collab_playbook.cli.completing import step_ids  # noqa: PLC0415 - only completion needs it

    return step_ids(ctx, incomplete)


StepArgument = Annotated[
    str,
    typer.Argument(
        metavar="STEP",
        help="A step's id or number, or CIRCLE/STEP.",
        autocompletion=_steps,
        show_default=False,
    ),
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it stays on record.")]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="ROLE", help="The role to act in; else the one you hold here."),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text for people, json for programs.",
        callback=_known_format,
        autocompletion=lambda: list(FORMATS),
    ),
]
