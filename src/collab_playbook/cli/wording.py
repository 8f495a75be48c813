"""Arguments and options that several commands share, each defined once."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.errors import UsageError
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
DraftOption = Annotated[
    bool, typer.Option("--draft", help="Drafts, with a placeholder for each open answer.")
]
FinalOption = Annotated[
    bool, typer.Option("--final", help="Final versions; refused while an answer is open.")
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


def final_given(draft: bool, final: bool) -> bool | None:
    """Final or draft, as the two options say; ``None`` leaves each document as it is.

    Raises:
        UsageError: Both are given.
    """
    if draft and final:
        raise UsageError(
            say("a document is a draft or final, not both"),
            say("Leave one of --draft and --final out."),
        )
    return True if final else False if draft else None
