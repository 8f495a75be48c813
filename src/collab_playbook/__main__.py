"""Runs the command line, and turns whatever stops it into a message and an exit code."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from collab_playbook import __version__  # noqa: PLC0415 - the fast way out
        from collab_playbook.terminal.plain import put  # noqa: PLC0415 - likewise

        put(f"collab-playbook {__version__}")
        return
    from collab_playbook.cli.boundary import run  # noqa: PLC0415 - Typer is not needed above

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
