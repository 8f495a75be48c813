"""``next``: what to do now, by whom, by when."""

from __future__ import annotations

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import reading
from collab_playbook.cli.machine import dumped, next_content
from collab_playbook.cli.wording import FormatOption
from collab_playbook.engine.following import Next, next_of
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put


def command(ctx: typer.Context, form: FormatOption = "text") -> None:
    """Say what to do now: the question that is next, and the commands that move things on.

    \b
    Examples:
      collab-playbook next
      collab-playbook next --format json
    """
    desk = reading(options_of(ctx))
    board = desk.board
    following = next_of(board, desk.people, desk.actor)
    if form == "json":
        put(dumped("next", next_content(board, following, desk.actor)))
        return
    for line in _lines(following):
        put(safe_line(line))


def _lines(following: Next) -> list[str]:
    lines = []
    wanted = following.question
    if wanted is not None:
        question = wanted.asked.question
        lines += [f"Answer {wanted.instance.path}.{question.id}: {question.ask}"]
        if wanted.again is not None:
            lines += [f"   It comes back because of: {wanted.again.judged.criterion.text}"]
        lines += [f"   collab-playbook run {wanted.instance.path}"]
    for action in following.actions:
        due = f", by {action.due}" if action.due else ""
        lines += [f"{action.who.partition(' <')[0]}{due}: {action.why}", f"   {action.command}"]
    if not lines and following.until is not None:
        lines = [f"Nothing to do before {following.until}: {following.waiting}."]
    return lines or ["Nothing is left to do."]
