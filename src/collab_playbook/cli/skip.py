"""``skip``: passes a step over."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out
from collab_playbook.cli.wording import ReasonOption, StepArgument
from collab_playbook.engine.lifecycle import skip


def command(ctx: typer.Context, step: StepArgument, reason: ReasonOption = "") -> None:
    """Pass a step over; what follows goes on, and the skip stays on the board.

    \b
    Examples:
      collab-playbook skip user_journey --reason "No outsiders are invited this year."
    """
    with writing(options_of(ctx), "skip") as desk:
        instance = instance_named(desk.view, step)
        carry_out(desk, instance, skip(desk.view, instance, reason))
