"""The pages of the repository as data: blocks, headings, links; and a shell to run blocks in."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import unicodedata
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.cli.boundary import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY = Path(__file__).parents[2]
PAGES = (
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    REPOSITORY / "CHANGELOG.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
    *sorted((REPOSITORY / "examples").glob("*/README.md")),
)
_FENCE = re.compile(r"^```([\w-]*)[^\n]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_SAVED_AS = re.compile(r"[Ss]ave this as `([^`]+)`[^\n]*:\s*\Z")
_ADDED_TO = re.compile(r"[Aa]dd this to `([^`]+)`[^\n]*:\s*\Z")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_OPERATORS = frozenset({";", "&&", "||", "|", ">", ">>", "<", "&", "(", ")"})
_COMMAND = "$ "


class Block(NamedTuple):
    """A fenced block: page, line, language, text, and the file that it is saved as."""

    page: str
    line: int
    language: str
    text: str
    file: str = ""
    adds: bool = False

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}"


class Said(NamedTuple):
    """A command of a block and what the page says that it prints."""

    command: str
    output: str


def page(name: str) -> str:
    """The text of a page."""
    return (REPOSITORY / name).read_text("utf-8")


def blocks(name: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page(name)
    found = []
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        added = _ADDED_TO.search(before)
        named = added or _SAVED_AS.search(before)
        file = named[1] if named else ""
        line = before.count("\n") + 1
        found.append(Block(name, line, match[1], match[2], file, adds=added is not None))
    return found


def dialogue(block: Block) -> list[Said]:
    """The commands of a ``console`` block with the output shown for each."""
    said: list[Said] = []
    for line in block.text.splitlines():
        if line.startswith(_COMMAND):
            said.append(Said(line.removeprefix(_COMMAND), ""))
        elif said and said[-1].command.endswith("\\"):
            said[-1] = Said(f"{said[-1].command}\n{line}", "")
        elif said:
            said[-1] = said[-1]._replace(output=f"{said[-1].output}{line}\n")
        else:
            raise AssertionError(f"{block.place}: output before any command")
    return said


def agrees(shown: str, real: str) -> bool:
    """Whether real output is what a page shows; three points stand for any words or lines."""
    parts = ["(?:.*\n)*?" if line == "..." else f"{_loose(line)}\n" for line in shown.splitlines()]
    plain = "".join(f"{line.rstrip()}\n" for line in real.splitlines())
    return re.fullmatch("".join(parts), plain) is not None


def _loose(line: str) -> str:
    return re.escape(line).replace(re.escape("..."), ".*")


def without_code(text: str) -> str:
    """A page's prose."""
    return _FENCE.sub("", text)


def links(name: str) -> list[str]:
    """Where a page's links lead, as written."""
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", without_code(page(name))))


def anchors(text: str) -> set[str]:
    """What links may point at inside a page, as web sites for code make it from headings."""
    headings = re.findall(r"^#{1,6} (.+)$", without_code(text), re.MULTILINE)
    return {_anchor(heading) for heading in headings}


def _anchor(heading: str) -> str:
    text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    kept = "".join(c for c in text if c in " -_" or unicodedata.category(c)[0] in "LN")
    return kept.replace(" ", "-")


def rows_under(name: str, heading: str) -> list[str]:
    """The first cells of the tables right under a heading, without their backticks."""
    marked = rf"^#+ {re.escape(heading)}$"
    parts = re.split(marked, without_code(page(name)), maxsplit=1, flags=re.MULTILINE)
    assert len(parts) == 2, f"{name} has no heading '{heading}'"
    section = re.split(r"^#", parts[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def _words(command: str) -> list[str]:
    """The words of a line that does no more than call the program; none for any other line."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    plain = words[0].endswith("collab-playbook") and not set(words) & _OPERATORS
    return words if plain and "`" not in command and "$" not in command else []


@contextmanager
def only_environment(environment: Mapping[str, str]) -> Iterator[None]:
    """These variables and no others, for a while."""
    former = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)


@dataclass
class Shell:
    """A shell as a reader has it: the program on the path, an own home, 80 columns."""

    home: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What is set, and nothing of the machine besides."""
        program = Path(sys.executable).parent
        return {
            "PATH": f"{program}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "caches"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "COLUMNS": "80",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, command: str) -> tuple[int, str]:
        """Runs a command where the one before it ended; its code and all that it printed."""
        words = _words(command)
        said = StringIO()
        code, shelled = (self.call(words[1:], said, said), "") if words else self._shelled(command)
        return code, self.anywhere(said.getvalue() + shelled)

    def call(self, words: list[str], out: StringIO, err: StringIO) -> int:
        """Calls the program as its script calls it; a process for each call would take long."""
        told = redirect_stdout(out), redirect_stderr(err)
        with chdir(self.folder), only_environment(self.environment), told[0], told[1]:
            return run(words)

    def _shelled(self, command: str) -> tuple[int, str]:
        here = self.home / "here"
        script = f"{command}\ncode=$?\npwd >'{here}'\nexit $code\n"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        if here.exists():
            self.folder = Path(here.read_text("utf-8").strip())
        return done.returncode, done.stdout

    def anywhere(self, text: str) -> str:
        """A text in which the folder of the test is the one that the pages name."""
        return text.replace(str(self.home.parent / "work"), "/home/ann")

    def save(self, block: Block) -> None:
        """Writes the file that a page asks its reader to save."""
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        former = path.read_text("utf-8") if block.adds else ""
        path.write_text(former + block.text, "utf-8")

    def change(self, block: Block) -> None:
        """Changes a file as a ``diff`` block says: ``--- FILE``, then lines kept, gone and new."""
        head, *lines = block.text.splitlines()
        path = self.folder / head.removeprefix("--- ")
        old, new = (
            "".join(f"{line[1:]}\n" for line in lines if line[:1] in marks)
            for marks in ((" ", "-"), (" ", "+"))
        )
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{block.place}: not in {path.name} once:\n{old}\n{text}"
        path.write_text(text.replace(old, new), "utf-8")
