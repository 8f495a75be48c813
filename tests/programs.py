"""The program as a process of its own, away from accidents of the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "collab_playbook")
BY = "Ann Lead <ann@example.org>"


def environment(folder: Path) -> dict[str, str]:
    """An environment without accidents of the machine."""
    kept = {name: value for name, value in os.environ.items() if name not in {"ACCESSIBLE", "TERM"}}
    return {
        **kept,
        "XDG_CACHE_HOME": str(folder / "caches"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "COLUMNS": "80",
    }


def spoken(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs any command line in a folder, whatever its end."""
    return subprocess.run(
        words,
        cwd=folder,
        env=environment(folder.parent),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def program(
    folder: Path, *arguments: str, code: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Runs one command in a folder; fails the test when it ends otherwise than expected."""
    done = spoken(folder, *PROGRAM, "--by", BY, *arguments)
    assert code is None or done.returncode == code, (arguments, done.stdout, done.stderr)
    return done


def answers_of(folder: Path) -> dict[str, object]:
    """Every answer in the journal of a workspace, by question."""
    events = [
        json.loads(line) for line in (folder / "journal.jsonl").read_text("utf-8").splitlines()
    ]
    return {
        e["data"]["question"]: e["data"].get("value") for e in events if e["type"] == "answered"
    }
