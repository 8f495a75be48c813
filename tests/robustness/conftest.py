"""A workspace on disk, for tests that run the program in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from programs import program

if TYPE_CHECKING:
    from pathlib import Path


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
