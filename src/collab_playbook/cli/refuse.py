"""``refuse``: sends a submitted step back to work."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out, role_to_act_in
from collab_playbook.cli.wording import AsOption, ReasonOption, StepArgument
from collab_playbook.engine.approving import Signature, refuse


def command(
    ctx: typer.Context, step: StepArgument, role: AsOption = None, reason: ReasonOption = ""
) -> None:
    """Send a submitted step back, with the reason that its authors need.

    \b
    Examples:
      collab-playbook refuse objectives --as sponsor --reason "The second objective has no owner."
    """
    with writing(options_of(ctx), "refuse") as desk:
        instance = instance_named(desk.view, step)
        acting = role or role_to_act_in(desk, instance)
        signature = Signature(desk.actor, acting, reason)
        carry_out(desk, instance, refuse(desk.view, instance, signature, desk.people))
