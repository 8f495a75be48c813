"""``submit``: hands a step in."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out
from collab_playbook.cli.wording import StepArgument
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.repeats import acting_on


def command(
    ctx: typer.Context,
    step: StepArgument,
    waive: Annotated[
        list[str] | None,
        typer.Option(help="A criterion to pass over; it stays visible. May be repeated."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why the criteria are passed over.")] = "",
) -> None:
    """Hand a step in; one that needs no sign-off is done at once.

    \b
    Examples:
      collab-playbook submit objectives
      collab-playbook submit committee --waive hours_agreed --reason "Agreed by word of mouth"
    """
    with writing(options_of(ctx), "submit") as desk:
        instance = acting_on(desk.view, instance_named(desk.view, step))
        waived = dict.fromkeys(waive or (), reason)
        carry_out(desk, instance, submit(desk.view, instance, desk.actor, waived))
