"""``approve``: signs a submitted step in a role."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import writing
from collab_playbook.cli.outcome import carry_out, role_to_act_in
from collab_playbook.cli.wording import AsOption, StepArgument
from collab_playbook.engine.approving import Signature, approve
from collab_playbook.files.signed import documents_covered


def command(
    ctx: typer.Context,
    step: StepArgument,
    role: AsOption = None,
    reason: Annotated[str, typer.Option(help="A remark; required when a rule is waived.")] = "",
    waive: Annotated[
        list[str] | None, typer.Option(help="A rule to pass over, visibly: not_author or role.")
    ] = None,
) -> None:
    """Approve a submitted step in a role; the last approval completes it.

    \b
    Examples:
      collab-playbook approve leadership --as sponsor
      collab-playbook approve governance --as dpo --by 'Hélène Marchetti <helene@example.org>'
    """
    with writing(options_of(ctx), "approve") as desk:
        instance = instance_named(desk.view, step)
        acting = role or role_to_act_in(desk, instance)
        signature = Signature(desk.actor, acting, reason, tuple(waive or ()))
        view = desk.view
        documents = documents_covered(desk.root, view, desk.loaded, desk.opened.workspace, instance)
        carry_out(desk, instance, approve(view, instance, signature, desk.people, documents))
