"""The commands that only show something: reasons, the list, the guide, the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.guide import told_guide
from collab_playbook.terminal.outline import say_commands, say_guide, say_list, say_why

if TYPE_CHECKING:
    from collab_playbook.engine.interview import Interview
    from collab_playbook.terminal.asker import Command
    from collab_playbook.terminal.putting import Talk


def tell_about(talk: Talk, interview: Interview, command: Command) -> None:
    """Shows what a command asks for; the question is put again afterwards."""
    match command.word:
        case "why":
            say_why(talk.asker, interview)
        case "list":
            say_list(talk.asker, talk.words, interview)
        case "guide":
            guide = talk.session.guide(interview.guide_id)
            told = told_guide(guide, interview.view.process.playbook, talk.words)
            say_guide(talk.asker, talk.words, told)
        case "editor":
            talk.asker.tell(talk.words("command.no_editor"))
        case _:
            say_commands(talk.asker, talk.words)
