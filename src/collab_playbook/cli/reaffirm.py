"""``reaffirm``: says that a stale step still holds."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out
from collab_playbook.cli.wording import ReasonOption, StepArgument
from collab_playbook.engine.lifecycle import reaffirm


def command(ctx: typer.Context, step: StepArgument, reason: ReasonOption = "") -> None:
    """Say that a stale step still holds on what it rests on now.

    \b
    Examples:
      collab-playbook reaffirm indicators --reason "The new owner keeps the targets."
    """
    with writing(options_of(ctx), "reaffirm") as desk:
        instance = instance_named(desk.view, step)
        carry_out(desk, instance, reaffirm(desk.view, instance, reason))
