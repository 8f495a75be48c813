"""``why``: the reasons behind a step's state."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for
from collab_playbook.cli.signatures import signed_words
from collab_playbook.cli.wording import StepArgument
from collab_playbook.documents.signed import home_of
from collab_playbook.engine.why import why
from collab_playbook.errors import UsageError
from collab_playbook.files.signed import built_and_signed
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.reasons import put_reasons


def command(
    ctx: typer.Context,
    step: StepArgument,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Show the reasons behind a step's state: needs, questions, criteria, signatures, changes.

    \b
    Examples:
      collab-playbook why internal_launch
      collab-playbook why 13
    """
    desk = reading(options_of(ctx))
    board = desk.board
    within = scope_named(board.view, circle, community)
    instance = instance_named(board.view, step, within)
    if instance.step == ORGANISATION:
        raise UsageError(say("the organisation's profile has no state"), say("Name a step."))
    documents = [
        (f"{path}: {signed_words(each, desk.language)}", each.altered)
        for path, (place, each) in built_and_signed(desk.root, board.view).items()
        if home_of(board.view, place) == instance
    ]
    put_reasons(console_for(desk.options), why(board, instance, documents))
