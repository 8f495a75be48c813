"""What ``circle`` and ``community`` do alike: they show an owner of steps, and close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.outcome import granted
from collab_playbook.cli.scoping import scope_given, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.engine.derive import Board
from collab_playbook.engine.following import next_of
from collab_playbook.engine.widening import close
from collab_playbook.saying import say
from collab_playbook.terminal.openings import put_owner
from collab_playbook.terminal.plain import put

Content = Callable[[Board, str], dict[str, Any]]
"""What is told other programs of the owner with a scope."""


def show_owner(
    ctx: typer.Context,
    form: str,
    content: Content,
    *,
    circle: str | None = None,
    community: str | None = None,
) -> None:
    """Show a circle or a community: its state, its steps, what comes next.

    Raises:
        UsageError: There is none of that name.
    """
    desk = reading(options_of(ctx))
    scope = scope_named(desk.view, circle, community)
    if form == "json":
        put(dumped(scope.partition(":")[0], content(desk.board, scope)))
        return
    within = scope_given(desk.view, circle, community)
    following = next_of(desk.board, desk.people, desk.actor, within)
    put_owner(console_for(desk.options), desk.board, words_for(desk.language), scope, following)


def close_owner(
    ctx: typer.Context, reason: str, *, circle: str | None = None, community: str | None = None
) -> None:
    """Close a circle or a community for good.

    Raises:
        UsageError: There is none of that name.
        RefusedError: It cannot be closed.
    """
    kind = "circle" if circle is not None else "community"
    with writing(options_of(ctx), f"{kind} close") as desk:
        scope = scope_named(desk.view, circle, community)
        desk.append(granted(close(desk.view, scope, reason)))
        put(
            say("Circle '{title}' is closed", title=desk.state.title(scope))
            if circle is not None
            else say("Community '{title}' is closed", title=desk.state.title(scope))
        )
