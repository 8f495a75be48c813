"""The command line as a person types it, without a process for each command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collab_playbook.cli.boundary import run
from commandline import ANN, Said, answer_goal

if TYPE_CHECKING:
    from commandline import Cli

DAY = "2026-11-16"
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _quiet_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No colour, no accident of the machine: own caches, no git identity, a width of 80."""
    for name in ("ACCESSIBLE", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "caches"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
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
def _sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "brevent"
    assert run(["init", "--example", str(folder), "--by", ANN]) == 0
    return folder


@pytest.fixture
def sample(_sample_made: Path, tmp_path: Path) -> Path:
    """A fresh copy of the sample company's workspace."""
    return Path(shutil.copytree(_sample_made, tmp_path / "brevent"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A playbook of three steps: one signed, one that needs it, one that repeats."""
    return Path(
        shutil.copytree(REPOSITORY / "tests" / "cases" / "small_playbook", tmp_path / "playbook")
    )


@pytest.fixture
def workspace(cli: Cli, small: Path, tmp_path: Path) -> Path:
    """An empty workspace for the small playbook."""
    folder = tmp_path / "workspace"
    said = cli("init", str(folder), "--playbook", str(small), "--no-input")
    assert said.code == 0, said.err
    return folder


INDICATORS = """\
id: indicators
title: Indicators
records:
  - {id: interactive_rate, title: Interactive rate, code: K04, unit: "%", better: up}
  - {id: zero_reply_rate, title: Threads without a reply, code: K13, unit: "%", better: down}
  - {id: helpers, title: Helpers, code: K24, unit: people, better: up}
"""


@pytest.fixture
def measuring(cli: Cli, small: Path, tmp_path: Path) -> Path:
    """An empty workspace for the small playbook, which has three indicators here."""
    (small / "playbook/catalogues/indicators.yaml").write_text(INDICATORS, "utf-8")
    folder = tmp_path / "measuring"
    said = cli("init", str(folder), "--playbook", str(small), "--no-input")
    assert said.code == 0, said.err
    return folder


@pytest.fixture
def answered(cli: Cli, workspace: Path) -> Path:
    """A workspace of the small playbook whose first document can be built."""
    answer_goal(cli, workspace)
    return workspace
