"""``show``: everything about a step."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import StepArgument
from collab_playbook.errors import UsageError
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.terminal.step_page import put_step_page


def command(
    ctx: typer.Context,
    step: StepArgument,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Show a step: its purpose, questions with answers, criteria, roles, documents, and its guide.

    \b
    Examples:
      collab-playbook show objectives
      collab-playbook show 3
    """
    desk = reading(options_of(ctx))
    board = desk.board
    within = scope_named(board.view, circle, community)
    instance = instance_named(board.view, step, within)
    if instance.step == ORGANISATION:
        raise UsageError(
            "the organisation's profile is no step", "See answers/00-org.yaml, or: run org"
        )
    guide = desk.loaded.guides.get(instance.step, "")
    put_step_page(console_for(desk.options), board, instance, words_for(desk.language), guide)
