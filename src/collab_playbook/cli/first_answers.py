"""The first answers of a new workspace: the profile from flags, anything from a file."""

from __future__ import annotations

from pathlib import Path

from collab_playbook.cli.desk import Desk
from collab_playbook.cli.entries import Located, from_line, refused, told
from collab_playbook.cli.forms import from_sent
from collab_playbook.engine.answering import answer_all
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say


def first_answers(desk: Desk, settings: list[str], source: Path | None) -> None:
    """Records what ``--set`` and ``--answers`` say.

    Raises:
        RefusedError: Something does not fit; the workspace stands, and nothing is recorded.
    """
    problems: list[str] = []
    located: list[Located] = []
    for text in settings:
        name = text if "." in text.partition("=")[0] else f"{ORGANISATION}.{text}"
        located += from_line(desk, name, problems, attach=True)
    if source is not None:
        located += from_sent(desk, source, problems, take=None).located
    drafts, faults = answer_all(desk.view, [item.entry for item in located], desk.actor)
    problems += told(faults, located)
    if problems:
        hint = say(
            "The workspace is made, without these answers: give them again with "
            "'collab-playbook answer'."
        )
        raise refused(problems, hint)
    desk.append(drafts)
