"""Commands are told from answers."""

from __future__ import annotations

import pytest

from collab_playbook.terminal.asker import Command
from collab_playbook.terminal.commands import SIGNS, WORDS, UnknownCommand, read_command
from collab_playbook.terminal.words import COMMANDS_HELP


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<", Command("back")),
        ("?", Command("help")),
        ("??  ", Command("why")),
        ("/QUIT", Command("quit")),
        ("/edit 3", Command("edit", "3")),
        ("/edit", Command("edit")),
        ("/qiut", UnknownCommand("/qiut", "/quit")),
        ("/xyzzy", UnknownCommand("/xyzzy", "")),
        ("/finance team channel", None),
        ("/quit the project", None),
        (" /quit", None),
        ("/srv/data.csv", None),
        ("<3 months", None),
        ("", None),
    ],
)
def test_read_command(text: str, read: object) -> None:
    assert read_command(text) == read


def test_the_list_of_commands_names_each_one() -> None:
    listed = {sign.split()[0] for sign, _ in COMMANDS_HELP}
    known = {*SIGNS, *WORDS} - {"/back", "/help", "/why"}
    assert listed == known
