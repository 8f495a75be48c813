"""``reopen``: takes a finished step up again."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out
from collab_playbook.cli.wording import ReasonOption, StepArgument
from collab_playbook.engine.lifecycle import reopen


def command(ctx: typer.Context, step: StepArgument, reason: ReasonOption = "") -> None:
    """Take a finished step up again, as its next revision; its answers stay.

    \b
    Examples:
      collab-playbook reopen objectives --reason "The market changed."
    """
    with writing(options_of(ctx), "reopen") as desk:
        instance = instance_named(desk.view, step)
        carry_out(desk, instance, reopen(desk.view, instance, reason))
