"""Acts that can be offered: a command that runs as it stands, why, by whom, by when."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

PROGRAM = "collab-playbook"


class Action(NamedTuple):
    """A command that can be run as it stands, why, by whom, by when."""

    command: str
    why: str
    who: str
    due: date | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the command after the program: ``approve``, ``leadership``, and so on."""
        return tuple(shlex.split(self.command))[1:]


def spelled(*words: str) -> str:
    """The line that a shell takes for these words of the program."""
    return shlex.join((PROGRAM, *words))
