"""The conversations that a page shows, held again in a real pseudo-terminal, line by line."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from docs.pages import Block, Shell

PROMPT = "\n> "
PATIENCE = 60


def held(block: Block, shell: Shell) -> str:
    """All that is on the screen when the typed lines of a ``session`` block are typed again.

    The first line of the block is the command; a line that begins with ``>`` is typed.
    """
    command, *shown = block.text.splitlines()
    program, *words = shlex.split(command.removeprefix("$ "))
    child = pexpect.spawn(
        str(_found(program, shell)),
        words,
        cwd=str(shell.folder),
        env=shell.environment,
        dimensions=(60, 80),
        encoding="utf-8",
    )
    said = ""
    try:
        for line in (line for line in shown if line.startswith(">")):
            said += _until_prompt(child)
            child.send(line.removeprefix(">").removeprefix(" ") + "\r")
        end = time.monotonic() + PATIENCE
        while child.isalive() and time.monotonic() < end:
            said += _read(child)
        said += _read(child)
    finally:
        child.close(force=True)
    lines = shell.anywhere(said.replace("\r", "")).strip("\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in (command, *lines))


def _found(program: str, shell: Shell) -> Path:
    folders = shell.environment["PATH"].split(":")
    return next(path for folder in folders if (path := Path(folder) / program).is_file())


def _until_prompt(child: pexpect.spawn) -> str:
    said, end = "", time.monotonic() + PATIENCE
    while not said.replace("\r", "").endswith(PROMPT):
        assert time.monotonic() < end and child.isalive(), f"no prompt after:\n{said}"  # noqa: PT018
        said += _read(child)
    return said


def _read(child: pexpect.spawn) -> str:
    try:
        return str(child.read_nonblocking(65536, timeout=0.1))
    except (pexpect.TIMEOUT, pexpect.EOF):
        return ""
