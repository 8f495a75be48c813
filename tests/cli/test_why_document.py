"""Which answers made a document, and which documents an answer reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet"


@pytest.fixture
def built(cli: Cli, answered: Path) -> Path:
    assert cli("build", "goal_sheet", "--to", "html", cwd=answered).code == 0
    return answered


def test_a_document_and_its_copy_tell_what_made_them(
    cli: Cli, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = cli("why-document", "goal_sheet", cwd=built)

    assert said.out.splitlines()[0] == f"{SHEET}.md  (current)"
    assert any(line.startswith("  answers of goal: aim") for line in said.out.splitlines())
    assert "goal_sheet" in next(line for line in said.out.splitlines() if "templates:" in line)
    assert cli("why-document", f"{SHEET}.html", cwd=built).out == said.out
    monkeypatch.chdir((built / SHEET).parent)
    assert cli("why-document", "goal_sheet.md").out == said.out


def test_what_changed_since_comes_first(cli: Cli, built: Path) -> None:
    cli("answer", "goal.aim=Answer within a day", cwd=built)

    said = cli("why-document", "goal_sheet", cwd=built).out.splitlines()

    assert said[:2] == [f"{SHEET}.md  (outdated)", "  changed since: goal.aim"]


def test_an_answer_tells_which_documents_it_reaches(cli: Cli, built: Path) -> None:
    assert cli("why-answer", "goal.aim", cwd=built).out == f"current   {SHEET}.md\n"
    cli("answer", "goal.aim=Answer within a day", cwd=built)
    assert cli("why-answer", "goal.aim", cwd=built).out == f"outdated  {SHEET}.md\n"


def test_an_answer_that_no_document_reads_says_so(cli: Cli, workspace: Path) -> None:
    said = cli("why-answer", "goal.aim", cwd=workspace)

    assert (said.code, said.out) == (0, "")
    assert said.err == "No document that was built rests on goal.aim.\n"


@pytest.mark.parametrize(
    ("document", "code", "message"),
    [
        ("goal_shet", 2, "There is no document 'goal_shet'"),
        ("goal_sheet", 3, "'goal_sheet' was not built yet"),
        ("x.docx", 2, "There is no document 'x.docx'\nName its id, or a file below documents/."),
    ],
)
def test_what_is_not_there_is_told(
    cli: Cli, workspace: Path, document: str, code: int, message: str
) -> None:
    said = cli("why-document", document, cwd=workspace)

    assert said.code == code
    assert said.err.startswith(f"Error: {message}\n")


def test_a_step_alone_is_no_answer(cli: Cli, workspace: Path) -> None:
    said = cli("why-answer", "goal", cwd=workspace)

    assert said.code == 2
    assert said.err == (
        "Error: 'goal' names no question\n"
        "Name it as STEP.QUESTION; 'collab-playbook show STEP' lists them.\n"
    )
