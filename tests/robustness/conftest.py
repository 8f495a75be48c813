"""A workspace on disk, and the program as a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
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


def program(
    folder: Path, *arguments: str, code: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Runs one command in a folder; fails the test when it ends otherwise than expected."""
    done = subprocess.run(
        [*PROGRAM, "--by", BY, *arguments],
        cwd=folder, env=environment(folder.parent), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
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


@pytest.fixture
def workspace(tmp_path) -> Path:
    """An empty workspace for the playbook of many questions."""
    folder = tmp_path / "workspace"
    program(
        tmp_path,
        "init",
        str(folder),
        "--no-input",
        "--playbook",
        str(_many_questions(tmp_path / "playbook")),
    )
    return folder


def _many_questions(folder: Path) -> Path:
    """A playbook of one step with forty questions, so that there is always one more to ask."""
    for name in ("playbook", "steps/01-long", "templates"):
        (folder / name).mkdir(parents=True)
    (folder / "playbook/playbook.yaml").write_text(
        "id: long\nversion: 1.0.0\ntitle: Long\nphases:\n  - {id: begin, title: Begin}\n", "utf-8"
    )
    questions = "".join(
        f"  - {{id: q{n}, type: text, ask: 'What is number {n}?', required: true}}\n"
        for n in range(40)
    )
    (folder / "steps/01-long/step.yaml").write_text(
        "id: long\nnumber: 1\ntitle: Long\nphase: begin\npurpose: Many questions.\n"
        "roles: {accountable: lead, responsible: [lead]}\nduration: {work_days: 1}\n"
        f"questions:\n{questions}",
        "utf-8",
    )
    return folder
