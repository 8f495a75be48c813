"""Which asker a terminal gets: rich where it can be borne, else line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.terminal.line_asker import LineAsker, Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from collab_playbook.terminal.asker import Asker
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


class PoorTerminalError(Exception):
    """A terminal that cannot show menus, and why."""


def rich_asker(console: Console, words: Words) -> Asker:
    """The asker of rich mode.

    Raises:
        PoorTerminalError: The console cannot be drawn on, as with some shells on Windows.
    """
    try:
        from prompt_toolkit.output.defaults import create_output  # noqa: PLC0415 - slow to load

        from collab_playbook.terminal.rich_asker import RichAsker  # noqa: PLC0415 - likewise

        create_output()
    except (ImportError, OSError, AssertionError) as error:
        raise PoorTerminalError(str(error)) from error
    return RichAsker(console, words)


def asker_here(
    console: Console,
    stdin: Lines,
    words: Words,
    rich: Callable[[Console, Words], Asker] = rich_asker,
) -> Asker:
    """The asker for a console: line mode where it is asked for, or where nothing else works."""
    if console.is_line_mode:
        return LineAsker(console, stdin, words)
    try:
        return rich(console, words)
    except PoorTerminalError as poor:
        console.tell(words("terminal.poor", reason=poor))
        return LineAsker(console, stdin, words)
