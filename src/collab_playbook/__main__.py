"""Runs the command line, and turns whatever stops it into a message and an exit code."""

from __future__ import annotations

import atexit
import gc
import sys

GROWTH = 100_000
"""How many values Python may make before it looks for circles of them that nobody needs."""


def main() -> None:
    """The console script."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from collab_playbook import __version__  # noqa: PLC0415 - the fast way out
        from collab_playbook.terminal.plain import put  # noqa: PLC0415 - likewise

        put(f"collab-playbook {__version__}")
        return
    _collect_seldom()
    from collab_playbook.cli.boundary import run  # noqa: PLC0415 - Typer is not needed above

    sys.exit(run(arguments))


def _collect_seldom() -> None:
    """Saves a fifth of a short command: what it imports and reads stays to its end anyway."""
    gc.set_threshold(GROWTH)
    atexit.register(gc.freeze)  # the last search would find only what the system takes back at once


if __name__ == "__main__":
    main()
