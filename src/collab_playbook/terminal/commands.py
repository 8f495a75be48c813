"""What a person may type at a prompt instead of an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collab_playbook.language.near import nearest
from collab_playbook.terminal.asker import Command, CommandWord

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Mapping[str, CommandWord] = {"<": "back", "?": "help", "??": "why"}
WORDS: Mapping[str, CommandWord] = {
    "/back": "back",
    "/help": "help",
    "/why": "why",
    "/list": "list",
    "/skip": "skip",
    "/edit": "edit",
    "/clear": "clear",
    "/editor": "editor",
    "/guide": "guide",
    "/review": "review",
    "/quit": "quit",
    "/commands": "commands",
}
_COMMAND = re.compile(r"^(/[A-Za-z]+)(?:[ \t]+(\S.*))?$")


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A word that looks like a command and is none; ``near`` is the one that was probably meant."""

    word: str
    near: str


def read_command(text: str) -> Command | UnknownCommand | None:
    """The command that a typed line is; ``None`` for an answer.

    A line that begins with a space is always an answer.
    """
    if text[:1].isspace():
        return None
    line = text.rstrip()
    if line in SIGNS:
        return Command(SIGNS[line])
    found = _COMMAND.match(line)
    if found is None:
        return None
    word, argument = found[1].lower(), found[2] or ""
    if word in WORDS and (not argument or WORDS[word] == "edit"):
        return Command(WORDS[word], argument.strip())
    if argument:
        return None
    return UnknownCommand(word, nearest(word, WORDS))
