"""What git knows about the person at the keyboard, where there is a git."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 5


def git_identity(folder: Path) -> str | None:
    """``Name <address>`` as git has it for a folder; ``None`` where git or the name is missing."""
    program = shutil.which("git")
    if program is None:
        return None
    import subprocess  # noqa: PLC0415 - only a command that records needs to know who asks for it

    try:
        said = subprocess.run(
            [program, "config", "--null", "--get-regexp", r"^user\.(name|email)$"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found: dict[str, str] = {}
    for item in said.stdout.decode("utf-8", "replace").split("\0"):
        key, _, value = item.partition("\n")
        found[key] = "".join(
            c for c in value if c.isprintable()
        ).strip()  # the nearest setting comes last
    name, email = found.get("user.name", ""), found.get("user.email", "")
    if not name:
        return None
    return f"{name} <{email}>" if email else name
