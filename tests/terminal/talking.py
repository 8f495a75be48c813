"""Conversations for tests: a process in memory, a person who types, and the transcript."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from build import LEAD, Journal, process, question, step
from collab_playbook.cli.screen import words_for
from collab_playbook.engine.interview import Interview
from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.model.event import Draft, Instance
from collab_playbook.terminal.asking import Ending, converse
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.line_asker import LineAsker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.terminal.asker import Asker

OWNERS = [
    {"id": "goal", "type": "text", "label": "Goal", "required": True},
    {"id": "target", "type": "percent", "label": "Target"},
    {"id": "owner", "type": "person", "label": "Owner", "required": True},
]
RHYTHMS = [
    {"id": "weekly", "text": "Every week"},
    {"id": "monthly", "text": "Once a month"},
]
MANY = [
    {"id": f"k{n}", "text": f"Indicator number {n}, of kind {'xyz'[n % 3]}"} for n in range(1, 61)
]


def step_of(*questions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A step ``frame`` with these questions."""
    return step("frame", 1, title="Set the frame", questions=list(questions), **keys)


class Desk:
    """The workspace of a test: a journal in memory and an unfinished shelf."""

    def __init__(self, *steps: dict[str, Any]) -> None:
        self.journal = Journal(process(*steps))
        self.shelf: dict[str, Any] = {}
        self.failures = 0
        self.before_append: Callable[[], None] = lambda: None
        self.editor: Callable[[str], str] = lambda text: text

    def append(self, drafts: Sequence[Draft]) -> View:
        if self.failures:
            self.failures -= 1
            raise RefusedError("the disk is full", "Make room and try again.")
        self.before_append()
        self.journal.append(tuple(drafts))
        return self.journal.view

    def guide(self, step_id: str) -> str:
        return f"# Guide to {step_id}\n\nFirst line\nof a paragraph.\n\n- one\n- two\n"

    def attach(self, path: str) -> Any:
        if path != "minutes.pdf":
            raise PlaybookError(f"there is no file '{path}'", "Give the path of a file.")
        return {"name": path, "digest": "0123456789abcdef"}

    def edit(self, text: str) -> str:
        return self.editor(text)

    def unfinished(self, path: str) -> Any:
        return self.shelf.get(path)

    def keep_unfinished(self, path: str, value: Any) -> None:
        if value is None:
            self.shelf.pop(path, None)
        else:
            self.shelf[path] = value

    def interview(self, language: str = "en", instance: Instance | None = None) -> Interview:
        at = instance or Instance("programme", "frame")
        return Interview(self.journal.view, at, LEAD, language=language)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers in force, by question."""
        return dict(self.journal.view.answers_of("programme", "frame"))

    def with_asker(self, asker: Asker, language: str = "en") -> Ending:
        today = self.journal.now.date()
        return converse(self.interview(language), asker, self, words_for(language), today)

    def typing(self, *lines: str, language: str = "en", width: int = 80) -> tuple[Ending, str]:
        """Holds the conversation in line mode; the transcript has what is typed too."""
        out = StringIO()
        console = Console(StringIO(), out, width=width, is_line_mode=True)
        typed = _Echoing([f"{line}\n" for line in lines], out)
        ending = self.with_asker(LineAsker(console, typed, words_for(language)), language)
        return ending, out.getvalue()


class _Echoing:
    """Standard input whose lines appear in the transcript, as on a terminal."""

    def __init__(self, lines: list[str], out: StringIO) -> None:
        self._lines, self._out = lines, out

    def readline(self) -> str:
        line = self._lines.pop(0) if self._lines else ""
        self._out.write(line)
        return line


__all__ = ["LEAD", "MANY", "OWNERS", "RHYTHMS", "Desk", "question", "step_of"]
