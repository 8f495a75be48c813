"""``run``: the guided session."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.scoping import CircleOption, CommunityOption
from collab_playbook.cli.session import hold_session


def command(
    ctx: typer.Context,
    step: Annotated[
        str | None,
        typer.Argument(
            metavar="[STEP]", help="This step only; else each in turn.", show_default=False
        ),
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Go through the steps, question by question; every answer is saved before the next question.

    Resumes at the exact question where you stopped. At a prompt: < goes back, ? helps, ?? says why,
    /list shows all questions, /skip passes, /edit 3 changes an answer, /review looks over the step,
    /quit stops.

    \b
    Examples:
      collab-playbook run
      collab-playbook run objectives
      collab-playbook run --circle friends
      collab-playbook run --accessible
    """
    hold_session(options_of(ctx), step, circle, community)
