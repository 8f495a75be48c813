"""What passes between a conversation and whoever shows its prompts, rich or line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from collab_playbook.engine.reading import Misread, Read
    from collab_playbook.engine.state import Stored
    from collab_playbook.model.question import Choice
    from collab_playbook.terminal.layout import Line

CommandWord = Literal[
    "back",
    "help",
    "why",
    "list",
    "skip",
    "edit",
    "clear",
    "editor",
    "guide",
    "review",
    "quit",
    "commands",
]


@dataclass(frozen=True, slots=True)
class Command:
    """Something other than an answer: back, help, quit, ...

    ``typed`` is what stood at the prompt when a key gave the command.
    """

    word: CommandWord
    argument: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, still to be read; empty for Enter alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person picked from a menu, in stored form."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Kept:
    """Enter alone: what stands is taken, or the question is passed."""


Reply = Typed | Picked | Command
Kind = Literal["line", "lines", "choice", "choices", "boolean"]


@dataclass(frozen=True)
class Put:
    """A question as it is put to a person.

    Args:
        text: The question.
        read: What a typed text means.
        kind: How it is best asked: one line, several lines, a pick, several picks, yes or no.
        note: Said after the question: where it stands, whether it is required.
        hints: Sentences below it.
        choices: What may be picked.
        standing: What Enter alone takes, as a person would type it; empty for nothing.
        picked: The ids of the choices that stand.
        typed: A text to go on with, where it can be edited in place.
        may_pass: Whether a menu offers to pass the question.
        short: One sentence that stands for the list of choices in line mode.
    """

    text: str
    read: Callable[[str], Read | Misread]
    kind: Kind = "line"
    note: str = ""
    hints: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    standing: str = ""
    picked: tuple[str, ...] = ()
    typed: str = ""
    short: str = ""
    may_pass: bool = False

    def going_on(self, typed: str) -> Put:
        """The same question once more, with what was typed so far; hints are not repeated."""
        return replace(self, typed=typed, hints=(), note="", standing=self.standing)


class Asker(Protocol):
    """Shows lines and puts questions; decides nothing.

    ``put`` raises ``KeyboardInterrupt`` for Ctrl-C and ``EOFError`` at the end of input.
    """

    is_rich: bool

    def say(self, *lines: Line) -> None:
        """Shows lines, appended to what is there."""
        ...

    def tell(self, text: str, style: str = "", indent: str = "") -> None:
        """Shows a paragraph, broken between words."""
        ...

    def put(self, put: Put) -> Reply:
        """Asks once and gives back what came."""
        ...
