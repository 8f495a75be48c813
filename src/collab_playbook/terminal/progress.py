"""How far a long work has come: a bar with the time left, or in line mode a line each quarter.

Nothing is shown of what is over at once, nor where nobody watches.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from collab_playbook.saying import say
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

    from collab_playbook.terminal.console import Console

PATIENCE = 0.7
"""Seconds that pass before anything is shown."""
_ROOM = 3
"""Columns beside the bar: the ^C of a person who stops it stays on its line and goes with it."""


class Seen(Protocol):
    """Told after each part of the work."""

    def __call__(self, done: int, total: int) -> None:
        """So many parts of so many are done."""


@contextmanager
def progress(console: Console, title: str) -> Iterator[Seen]:
    """Shows a work on stderr while it goes on, and leaves nothing of the bar behind.

    Args:
        console: Where.
        title: What is being done.
    """
    if not console.err.isatty():
        yield _unseen
    elif console.is_line_mode:
        yield _Lines(console, title).seen
    else:
        bar = _Bar(console, title)
        try:
            yield bar.seen
        finally:
            bar.stop()


def _unseen(done: int, total: int) -> None:
    """Nobody watches."""


class _Lines:
    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = title
        self._start = time.monotonic()
        self._quarter = 0

    def seen(self, done: int, total: int) -> None:
        quarter = 4 * done // total
        if quarter > self._quarter and time.monotonic() - self._start > PATIENCE and quarter < 4:
            told = say("{title}: {done} of {total}", title=self._title, done=done, total=total)
            self._console.tell(spoken(told))
        self._quarter = quarter


class _Bar:
    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = spoken(title)
        self._start = time.monotonic()
        self._shown: Progress | None = None

    def seen(self, done: int, total: int) -> None:
        if self._shown is None:
            if time.monotonic() - self._start <= PATIENCE:
                return
            self._shown = self._begun(total)
        self._shown.update(self._shown.task_ids[0], completed=done)

    def _begun(self, total: int) -> Progress:
        from rich.console import Console as RichConsole  # noqa: PLC0415 - most work is over at once
        from rich.progress import (  # noqa: PLC0415 - likewise
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        wide = RichConsole(
            file=self._console.err,
            width=self._console.width - _ROOM,
            no_color=not self._console.colour_err,
        )
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        shown = Progress(*columns, TimeRemainingColumn(), console=wide, transient=True)
        shown.add_task(self._title, total=total)
        shown.start()
        return shown

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()
