"""The command line as a person types it, without a process for each command."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from collab_playbook.cli.boundary import run

ANN = "Ann Lead <ann@example.org>"
DAY = "2026-11-16"
REPOSITORY = Path(__file__).parents[2]


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Machine output."""
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch, tmp_path_factory):
    """No colour, no accident of the machine: own caches, no git identity, a width of 80."""
    for name in ("ACCESSIBLE", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "caches"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def cli(capsys) -> Cli:
    """Runs a command line; ``by`` and ``now`` are set unless the test says otherwise."""

    def call(*arguments: str, cwd: Path | None = None) -> Said:
        fixed = [] if "--by" in arguments else ["--by", ANN]
        fixed += [] if "--now" in arguments else ["--now", DAY]
        fixed += ["-C", str(cwd)] if cwd is not None else []
        capsys.readouterr()
        code = run([*fixed, *arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def _sample_made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "brevent"
    assert run(["init", "--example", str(folder), "--by", ANN]) == 0
    return folder


@pytest.fixture
def sample(_sample_made, tmp_path) -> Path:
    """A fresh copy of the sample company's workspace."""
    return Path(shutil.copytree(_sample_made, tmp_path / "brevent"))


@pytest.fixture
def small(tmp_path) -> Path:
    """A playbook of three steps: a goal that is signed, a team that needs it, a look back that repeats."""
    return Path(
        shutil.copytree(REPOSITORY / "tests" / "cases" / "small_playbook", tmp_path / "playbook")
    )


@pytest.fixture
def workspace(cli, small, tmp_path) -> Path:
    """An empty workspace for the small playbook."""
    folder = tmp_path / "workspace"
    said = cli("init", str(folder), "--playbook", str(small), "--no-input")
    assert said.code == 0, said.err
    return folder
