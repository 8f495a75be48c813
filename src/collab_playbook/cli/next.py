"""``next``: what to do now, by whom, by when."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped, next_content
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_given
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption
from collab_playbook.engine.following import next_of
from collab_playbook.terminal.board import next_lines
from collab_playbook.terminal.learned import page_of_lessons
from collab_playbook.terminal.plain import put


def command(
    ctx: typer.Context,
    circle: CircleOption = None,
    community: CommunityOption = None,
    form: FormatOption = "text",
) -> None:
    """Say what to do now: the question that is next, and the commands that move things on.

    \b
    Examples:
      collab-playbook next
      collab-playbook next --circle friends
      collab-playbook next --format json
    """
    desk = reading(options_of(ctx))
    board = desk.board
    within = scope_given(board.view, circle, community)
    following = next_of(board, desk.people, desk.actor, within)
    if form == "json":
        put(dumped("next", next_content(board, following, desk.actor)))
        return
    console = console_for(desk.options)
    words = words_for(desk.language)
    console.put(*next_lines(console, words, following))
    if following.question is not None:
        where = following.question.instance
        console.put(*page_of_lessons(board.view, where, words, console.width))
