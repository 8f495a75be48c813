"""What stops the program, each with the exit code that the design gives it (section 7)."""

from __future__ import annotations


class PlaybookError(Exception):
    """Something a person can mend: a message in one sentence and a remedy.

    Args:
        message: What is wrong, naming the thing in quotes.
        hint: What to do about it; a command where there is one.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PlaybookError):
    """The command line asks for something that does not exist or cannot be combined."""

    exit_code = 2


class RefusedError(PlaybookError):
    """A correct request that the state of the workspace forbids."""


class FindingsError(PlaybookError):
    """Faults were found and have been printed; nothing more is to be said."""

    exit_code = 1


class InterruptedSession(PlaybookError):  # noqa: N818 - an interruption is not an error
    """A person or a signal ended the session; everything acknowledged is saved.

    Args:
        message: Where the session stopped.
        exit_code: 130 for Ctrl-C, 129 for a closed terminal, 143 for a polite kill.
    """

    def __init__(self, message: str, exit_code: int = 130) -> None:
        super().__init__(message)
        self.exit_code = exit_code
