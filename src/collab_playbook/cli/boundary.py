"""The edge of the program: every way of ending becomes one message and one exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from collab_playbook.cli.options import hoisted
from collab_playbook.errors import FindingsError, InterruptedSession, PlaybookError
from collab_playbook.saying import ENGLISH, say
from collab_playbook.terminal.plain import complain, complain_of_bug, tell

BUG = 70
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Runs one command line.

    Returns:
        The exit code of section 7: 0 fine, 1 findings, 2 usage, 3 refused, 70 bug, 130 interrupted.
    """
    from collab_playbook.cli.app import app  # noqa: PLC0415 - Typer loads inside the boundary
    from collab_playbook.cli.localised import speak_language  # noqa: PLC0415 - likewise

    speak_language(ENGLISH.language)
    debug = "--debug" in arguments
    try:
        app(hoisted(arguments), prog_name="collab-playbook")
    except SystemExit as end:
        if end.code == INTERRUPTED:  # Typer makes a Ctrl-C of it
            return _interrupted()
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except PlaybookError as error:
        _say(error)
        return error.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # the boundary: a bug is told, with its traceback only on request
        if debug:
            raise
        complain_of_bug(error)
        return BUG
    return 0


def _interrupted() -> int:
    tell(say("Interrupted. What was recorded is kept."))
    return INTERRUPTED


def _say(error: PlaybookError) -> None:
    if isinstance(error, InterruptedSession):
        tell(f"{error.message}\n{error.hint}".rstrip())
    elif isinstance(error, FindingsError):
        tell(error.message)
    else:
        complain(error.message, error.hint)
