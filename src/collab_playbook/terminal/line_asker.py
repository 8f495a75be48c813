"""Line mode: only appended lines, no escape byte; for screen readers and dumb terminals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from collab_playbook.engine.reading_choices import matching
from collab_playbook.terminal.asker import Command, Put, Reply, Typed

if TYPE_CHECKING:
    from collab_playbook.model.question import Choice
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.layout import Line
    from collab_playbook.terminal.words import Words

LONG_LIST = 12
"""More choices than this are found by typing instead of being read out."""
_LINE_LIMIT = 4095
"""Bytes of one line that a terminal in its ordinary mode hands over; the rest is lost."""
_SHIFT_TAB = "\x1b[Z"
_KEY_SEQUENCE = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?")


class Lines(Protocol):
    """Where lines are read: standard input, or what stands for it."""

    def readline(self) -> str:
        """The next line with its end; empty at the end of input."""
        ...


class LineAsker:
    """Asks by printing lines and reading lines.

    Args:
        console: Where lines are printed; its colours are off.
        stdin: Where lines are read.
        words: The sentences.
    """

    is_rich = False

    def __init__(self, console: Console, stdin: Lines, words: Words) -> None:
        self._console, self._stdin, self._words = console, stdin, words

    def say(self, *lines: Line) -> None:
        """Shows lines."""
        self._console.say(*lines)

    def tell(self, text: str, style: str = "", indent: str = "") -> None:
        """Shows a paragraph."""
        self._console.tell(text, style, indent)

    def put(self, put: Put) -> Reply:
        """Prints the question and reads the reply.

        Raises:
            EOFError: Input has ended.
        """
        if put.note or put.hints:
            self.say("")
        self.tell(f"{put.text} {put.note}".strip())
        for hint in put.hints:
            self.tell(hint)
        if put.kind == "lines":
            return self._lines()
        if put.kind in {"choice", "choices"}:
            return self._choice(put)
        return self._line()

    def _line(self) -> Reply:
        text = self._read()
        if text == _SHIFT_TAB:
            return Command("back")
        return Typed(_KEY_SEQUENCE.sub("", text))

    def _lines(self) -> Reply:
        """Lines up to a single dot; the first one may be empty, or a command."""
        lines: list[str] = []
        while True:
            reply = self._line()
            if isinstance(reply, Command):
                return reply
            text = reply.text if isinstance(reply, Typed) else ""
            if not lines and (not text.strip() or text[:1] in "/<?"):
                return reply
            if text.strip() == ".":
                return Typed("\n".join(lines))
            lines.append(text)

    def _choice(self, put: Put) -> Reply:
        if put.short:
            self.tell(put.short)
            return self._line()
        is_long = len(put.choices) > LONG_LIST
        if not is_long:
            self._list(tuple(enumerate(put.choices, start=1)), put)
        key = "choices.long" if is_long else f"choices.{'one' if put.kind == 'choice' else 'many'}"
        self.tell(self._words(key, count=len(put.choices)))
        while True:
            reply = self._line()
            if not (is_long and isinstance(reply, Typed)):
                return reply
            found = self._found(reply.text, put)
            if not found:
                return reply
            self._list(found, put)

    def _found(self, text: str, put: Put) -> tuple[tuple[int, Choice], ...]:
        """The choices to read out before asking again; none where the text is an answer."""
        if text.strip() == "*":
            return tuple(enumerate(put.choices, start=1))
        if re.search(r"[,;]", text) or re.fullmatch(r"[\d .)-]*", text):
            return ()
        found = matching(text, put.choices)
        if len(found) < 2:
            return ()
        self.tell(self._words("choices.found", count=len(found)))
        return found

    def _list(self, numbered: tuple[tuple[int, Choice], ...], put: Put) -> None:
        for number, choice in numbered:
            is_chosen = put.kind == "choices" and choice.id in put.picked
            chosen = f" {self._words('choices.chosen')}" if is_chosen else ""
            self.tell(f"{choice.text}{chosen}", "", f"{number:>3}. ")

    def _read(self) -> str:
        self._console.ask(self._words("prompt"))
        while True:
            try:
                line = self._stdin.readline()
            except UnicodeDecodeError:
                self.tell(self._words("problem.encoding"))
                continue
            except OSError:  # a terminal that was closed
                raise EOFError from None
            if not line:
                self.say("")
                raise EOFError
            if len(line.encode("utf-8", "replace")) > _LINE_LIMIT:
                self.tell(self._words("problem.long_line"))
            return line.rstrip("\r\n")
