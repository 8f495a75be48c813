"""A workspace on disk, for tests that run the program in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.conftest import _quiet_environment, cli
from programs import program
from robustness.every_format import ALL, ANSWERS, begun

if TYPE_CHECKING:
    from commandline import Cli

__all__ = ["_quiet_environment", "cli"]
"""The command line as a person types it, without a process for each command."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
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


@pytest.fixture(scope="session")
def _kept() -> dict[str, Path]:
    return {}


@pytest.fixture
def planned(
    cli: Cli, _kept: dict[str, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A workspace whose charter can be made in every format that is installed."""
    if "planned" not in _kept:
        folder = tmp_path_factory.mktemp("planned")
        workspace, answers = begun(cli, folder), folder / "answers.json"
        answers.write_text(json.dumps(ANSWERS), "utf-8")
        assert cli("answer", "--from", str(answers), cwd=workspace).code == 0
        _kept["planned"] = workspace
    return Path(shutil.copytree(_kept["planned"], tmp_path / "workspace"))


@pytest.fixture
def built(cli: Cli, _kept: dict[str, Path], planned: Path, tmp_path: Path) -> Path:
    """The same with the charter in every format."""
    if "built" not in _kept:
        said = cli("build", "--to", ALL, cwd=planned)
        assert said.code == 0, said.err
        _kept["built"] = Path(shutil.copytree(planned, _kept["planned"].parent / "built"))
    return Path(shutil.copytree(_kept["built"], tmp_path / "built"))
