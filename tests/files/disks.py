"""Disks that fail, for tests: code run in a child process that has a limit or a user of its own."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys

NOBODY = 65534


def run(code: str, *arguments: object, room: int | None = None, user: int | None = None) -> str:
    """What a piece of Python prints in a process of its own.

    Args:
        code: What to run; ``sys`` and ``Path`` are there. ``# now`` follows its imports.
        arguments: ``sys.argv[1:]``.
        room: The most bytes that any file may have: the disk is full beyond it.
        user: The user to run as.
    """

    def prepare() -> None:
        if room is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # Another user may not even read this Python's library, so that everything is imported before.
    become = "" if user is None else f"import errno, os; os.setuid({user})"
    code = code.replace("# now", become)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\nfrom pathlib import Path\n{code}",
            *map(str, arguments),
        ],
        preexec_fn=prepare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd="/",
    )
    return done.stdout + done.stderr
