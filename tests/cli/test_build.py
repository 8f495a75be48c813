"""Documents from the command line: what is written or kept, and the exit code that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commandline import answer_goal

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet.md"


def _built(cli: Cli, workspace: Path) -> Path:
    answer_goal(cli, workspace)
    assert cli("build", "goal_sheet", cwd=workspace).code == 0
    return workspace / SHEET


def test_a_check_fails_with_one_where_a_document_is_out_of_date(cli: Cli, workspace: Path) -> None:
    _built(cli, workspace)
    assert cli("build", "goal_sheet", "--check", cwd=workspace).code == 0
    cli("answer", "goal.until=2027-01-31", cwd=workspace)
    said = cli("build", "goal_sheet", "--check", cwd=workspace)
    assert (said.code, said.err) == (
        1,
        "1 document out of date; build again with: collab-playbook build\n",
    )


def test_a_dry_run_names_the_answer_that_is_the_cause_and_writes_nothing(
    cli: Cli, workspace: Path
) -> None:
    sheet = _built(cli, workspace)
    before = sheet.read_bytes()
    cli("answer", "goal.until=2027-01-31", cwd=workspace)
    said = cli("build", "goal_sheet", "--dry-run", cwd=workspace)
    assert said.out == f"written   {SHEET}  (goal.until changed)\n"
    assert sheet.read_bytes() == before


def test_an_edit_elsewhere_in_the_text_is_kept_and_the_new_answer_comes_in(
    cli: Cli, workspace: Path
) -> None:
    sheet = _built(cli, workspace)
    sheet.write_text(sheet.read_text("utf-8").replace("## How we go", "## How we work"), "utf-8")
    cli("answer", "goal.until=2027-01-31", cwd=workspace)
    rows = cli("build", "goal_sheet", "--format", "json", cwd=workspace).data["documents"]
    assert [row["state"] for row in rows] == ["merged"]
    text = sheet.read_text("utf-8")
    assert "## How we work" in text
    assert "until 31 January 2027" in text


def test_an_edit_that_clashes_stays_and_ends_with_one(cli: Cli, workspace: Path) -> None:
    sheet = _built(cli, workspace)
    mine = sheet.read_text("utf-8").replace("Halve the waiting time, until", "Be faster by")
    sheet.write_text(mine, "utf-8")
    cli("answer", "goal.until=2027-01-31", cwd=workspace)
    for _ in range(2):
        said = cli("build", "goal_sheet", cwd=workspace)
        assert (said.code, sheet.read_text("utf-8")) == (1, mine)
        assert "31 January 2027" in (workspace / SHEET).with_suffix(".new.md").read_text("utf-8")
