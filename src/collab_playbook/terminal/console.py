"""The two streams and what they bear: width, colour, and nothing but lines."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from collab_playbook.errors import RefusedError
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe
from collab_playbook.terminal.layout import Line, Span, wrapped
from collab_playbook.terminal.plain import write

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES: Mapping[str, str] = {
    "title": "1",
    "good": "32",
    "bad": "31",
    "open": "33",
    "faint": "2",
}
"""What a style adds to a text that says the same without it."""

WIDEST = 120
"""Lines of running text longer than this are hard to read, however wide the window is."""


@dataclass(frozen=True)
class Console:
    """Where results and talk go, and how they may look there."""

    out: TextIO
    err: TextIO
    width: int = 80
    colour_out: bool = False
    colour_err: bool = False
    is_line_mode: bool = False

    def put(self, *lines: Line) -> None:
        """Results, on stdout."""
        for line in lines:
            write(self.out, drawn(line, colour=self.colour_out))

    def say(self, *lines: Line) -> None:
        """Talk, on stderr."""
        for line in lines:
            with suppress(OSError):  # nobody is left to talk to once the terminal is gone
                write(self.err, drawn(line, colour=self.colour_err))

    def ask(self, prompt: str) -> None:
        """The beginning of a line that the person ends."""
        with suppress(OSError):
            self.err.write(safe(prompt))
            self.err.flush()

    def tell(self, text: str, style: str = "", indent: str = "") -> None:
        """A paragraph of talk, broken between words."""
        self.say(*((Span(line, style),) for line in wrapped(text, self.width, indent)))


def drawn(line: Line, *, colour: bool) -> str:
    """A line as it goes to its stream: made harmless, and styled where colour is borne."""
    if isinstance(line, str):
        return safe(line)
    if not colour:
        return safe("".join(span.text for span in line))
    return "".join(_styled(safe(span.text), span.style) for span in line)


def _styled(text: str, style: str) -> str:
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and text else text


def console_of(
    environment: Mapping[str, str], out: TextIO, err: TextIO, *, accessible: bool = False
) -> Console:
    """The console that the environment asks for.

    ``NO_COLOR`` (not empty), ``TERM=dumb``, line mode, or a stream that is no terminal: no colour
    there; ``FORCE_COLOR`` brings it back to one that is no terminal. ``COLUMNS`` sets the width.
    """
    line_mode = accessible or wants_line_mode(environment)
    may = not (line_mode or environment.get("NO_COLOR") or environment.get("TERM") == "dumb")
    forced = bool(environment.get("FORCE_COLOR"))
    return Console(
        out=out,
        err=err,
        width=_width(environment),
        colour_out=may and (forced or out.isatty()),
        colour_err=may and (forced or err.isatty()),
        is_line_mode=line_mode,
    )


def wants_line_mode(environment: Mapping[str, str]) -> bool:
    """Whether the environment asks for lines only: ``ACCESSIBLE`` (not 0) or ``TERM=dumb``."""
    asked = environment.get("ACCESSIBLE", "").strip().lower()
    return asked not in {"", "0", "false", "no"} or environment.get("TERM") == "dumb"


def require_terminal(stdin: TextIO, instead: str, *, no_input: bool = False) -> None:
    """Refuses to ask where nobody can answer.

    Args:
        stdin: Where answers would come from.
        instead: The command or file that answers without prompts.
        no_input: Prompts were turned off.

    Raises:
        RefusedError: Prompts are off or there is no terminal; the hint names ``instead``.
    """
    if no_input:
        raise RefusedError(say("a session asks questions, and --no-input turns them off"), instead)
    if not stdin.isatty():
        raise RefusedError(say("a session needs a terminal, and standard input is none"), instead)


def _width(environment: Mapping[str, str]) -> int:
    given = environment.get("COLUMNS", "")
    found = int(given) if given.isdigit() else 0
    return min(max(found or _window(), 40), WIDEST)


def _window() -> int:
    for descriptor in (2, 1, 0):
        try:
            return os.get_terminal_size(descriptor).columns
        except OSError:
            continue
    return 80
