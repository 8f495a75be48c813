"""What came with a file of answers, and what of it people are told."""

from __future__ import annotations

from typing import NamedTuple

from collab_playbook.cli.counting import counted
from collab_playbook.cli.entries import Located
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import tell


class Returned(NamedTuple):
    """What came with a file.

    Attributes:
        located: The answers to record, each with its place.
        is_form: Whether the file was a questionnaire.
        unchanged: How many answers say what stands.
        cleared: The questions whose answer was taken out of the form; it stands.
        left: The questions where the answer of the workspace was kept.
        answered_by: Who filled it in, as events name people; empty where it does not say.
    """

    located: tuple[Located, ...]
    is_form: bool = False
    unchanged: int = 0
    cleared: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    answered_by: str = ""


def report_form(returned: Returned) -> None:
    """Tells what a questionnaire said that is not recorded, and whose answers it holds."""
    if returned.answered_by:
        tell(safe_line(say("Answered by {who}.", who=returned.answered_by)))
    if returned.unchanged:
        answers = counted(returned.unchanged, "1 answer", "{number} answers")
        tell(say("Unchanged: {answers}.", answers=answers))
    for path in returned.cleared:
        tell(
            safe_line(
                say(
                    (
                        "{path} is empty in the form; its answer stands. To withdraw it: "
                        "collab-playbook answer {path}="
                    ),
                    path=path,
                )
            )
        )
    for path in returned.left:
        tell(safe_line(say("{path}: the answer of the workspace is kept.", path=path)))
