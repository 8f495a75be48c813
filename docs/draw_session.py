"""Draws ``docs/session.svg``: a real session in a pseudo-terminal, as the program shows it.

Run it from the repository when the words of a session change::

    .venv/bin/python docs/draw_session.py
"""

# ruff: noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

from collab_playbook.files.shape import plain
from collab_playbook.files.source import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyte.screens import Char

HERE = Path(__file__).parent
PICTURE = HERE / "session.svg"
SAMPLE = HERE.parent / "playbook" / "example" / "answers"
COLUMNS, ROWS = 88, 38
PATIENCE = 60
TITLE = "collab-playbook run"
ALWAYS = ("--now", "2026-01-05", "--by", "Mathieu Perrillat <mathieu@example.org>")
GIVEN = ("problem", "vision", "sponsor_level_ok")
ENTER, DOWN = "\r", "\x1b[B"
SESSION = (
    ("Who is the one person", "Claire Fontanel <claire@example.org>, chief executive" + ENTER),
    ("Which leaders and middle managers", ENTER),
    ("Entry 1, Name", "Karine Bosson" + ENTER),
    ("Entry 1, Function", "Operations director" + ENTER),
    ("Entry 1, Unit", "The three plants" + ENTER),
    ("Entry 1, Stance", DOWN),
)
"""What is waited for on the screen, and what is typed then."""

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}"
  xmlns="http://www.w3.org/2000/svg" role="img">
<title>A session of collab-playbook in a terminal</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own format without its fonts from the network."""


class Terminal:
    """A program in a pseudo-terminal and the screen that a person would see.

    Args:
        words: The command line.
        columns: The width.
        rows: The height.
        environment: What is set besides the usual.
    """

    def __init__(
        self, words: Sequence[str], columns: int, rows: int, environment: dict[str, str]
    ) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        usual = {"PYTHONUTF8": "1", "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.screen = pyte.Screen(columns, rows)
        self.raw = ""
        self._stream = pyte.Stream(self.screen)
        self._child = pexpect.spawn(
            words[0],
            list(words[1:]),
            dimensions=(rows, columns),
            encoding="utf-8",
            env={**kept, **usual, **environment},
        )

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Reads until something is so.

        Raises:
            TimeoutError: It never was.
        """
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {what}:\n" + "\n".join(self.lines()))
            self.read(0.1)

    def settle(self) -> None:
        """Reads until the program says nothing for a while."""
        while self.read(0.7):
            pass

    def read(self, patience: float) -> bool:
        """Takes in what the program has written; whether it was anything."""
        try:
            text = self._child.read_nonblocking(65536, timeout=patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += text
        self._stream.feed(text)
        return bool(text)

    def type(self, text: str) -> None:
        """Types."""
        self._child.send(text)

    def lines(self) -> list[str]:
        """The screen as lines of text."""
        return [line.rstrip() for line in self.screen.display]

    def close(self) -> None:
        """Closes the terminal, as a person closes a window."""
        self._child.close(force=True)


def session() -> list[Text]:
    """Holds the session; gives the lines on the screen at its end, styled as they were."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "acme"
        answers = Path(name) / "answers.json"
        answers.write_text(json.dumps(_given()), "utf-8")
        program = [sys.executable, "-m", "collab_playbook", *ALWAYS]
        made = [*program, "init", str(folder), "--answers", str(answers), "--no-input"]
        pexpect.run(" ".join(f"'{word}'" for word in made), timeout=PATIENCE)
        own = {"XDG_CACHE_HOME": name}
        terminal = Terminal([*program, "-C", str(folder), "run"], COLUMNS, ROWS, own)
        try:
            for awaited, typed in SESSION:
                terminal.wait(lambda w=awaited: w in " ".join(terminal.lines()), awaited)
                terminal.settle()
                terminal.type(typed)
            terminal.settle()
            return _styled(terminal.screen)
        finally:
            terminal.close()


def _given() -> dict[str, dict[str, object]]:
    """The sample company's profile, and some of its first answers."""
    org, leadership = (_read(SAMPLE / name) for name in ("00-org.yaml", "01-leadership.yaml"))
    return {"org": org, "leadership": {q: leadership[q] for q in GIVEN}}


def _read(path: Path) -> dict[str, object]:
    root = read_source(path.read_bytes(), path.name).root
    return dict(plain(root)) if root is not None else {}


def _styled(screen: pyte.Screen) -> list[Text]:
    lines = []
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        line = Text()
        for style, alike in groupby(cells, _style):
            line.append("".join(cell.data for cell in alike), style)
        line.rstrip()
        lines.append(line)
    while lines and not lines[-1].plain:
        lines.pop()
    return lines


def _style(cell: Char) -> Style:
    colour = None if cell.fg == "default" else cell.fg
    colour = {"brown": "yellow"}.get(colour or "", colour)
    if colour is not None and len(colour) == len("00aa00") and not colour.isalpha():
        colour = f"#{colour}"
    return Style(color=colour, bold=cell.bold, reverse=cell.reverse, underline=cell.underscore)


def drawing(lines: list[Text]) -> str:
    """The picture of some lines."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        for line in lines:
            console.print(line, overflow="ignore", no_wrap=True, crop=False)
        text = console.export_svg(title=TITLE, code_format=FORMAT, unique_id="session")
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawing(session()), "utf-8")
