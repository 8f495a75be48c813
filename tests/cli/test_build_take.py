"""Conflicts between a person's file and a new document, settled from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet"
MINE = "Ours alone.\n"


@pytest.fixture
def clashing(cli: Cli, answered: Path) -> Path:
    """A sheet and its page, both rewritten by a person, and an answer that changes both."""
    cli("build", "goal_sheet", "--to", "html", cwd=answered)
    (answered / f"{SHEET}.md").write_text(MINE, "utf-8")
    (answered / f"{SHEET}.html").write_text(MINE, "utf-8")
    cli("answer", "goal.aim=Answer within a day", cwd=answered)
    assert cli("build", "goal_sheet", cwd=answered).code == 1
    assert (answered / f"{SHEET}.new.md").is_file()
    return answered


def names(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / SHEET).parent.iterdir())


def test_mine_keeps_the_file_and_takes_the_new_one_away(cli: Cli, clashing: Path) -> None:
    said = cli("build", "goal_sheet", "--to", "md", "--take", "mine", cwd=clashing)

    assert (said.code, said.out.split()[0]) == (0, "kept")
    assert f"Settled: {SHEET}.md\n" in said.err
    assert names(clashing) == ["goal_sheet.html", "goal_sheet.md"]
    assert (clashing / f"{SHEET}.md").read_text("utf-8") == MINE
    assert cli("build", "goal_sheet", "--check", "--to", "md", cwd=clashing).code == 0


def test_theirs_puts_the_new_one_in_place_and_keeps_the_former_file(
    cli: Cli, clashing: Path
) -> None:
    said = cli("build", "goal_sheet", "--to", "md", "--take", "theirs", cwd=clashing)

    assert (said.code, said.out.split()[0]) == (0, "unchanged")
    assert "Answer within a day" in (clashing / f"{SHEET}.md").read_text("utf-8")
    assert (clashing / f"{SHEET}.mine.md").read_text("utf-8") == MINE
    assert names(clashing) == ["goal_sheet.html", "goal_sheet.md", "goal_sheet.mine.md"]


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_copy_is_settled_once_its_markdown_is(cli: Cli, clashing: Path, side: str) -> None:
    cli("build", "goal_sheet", "--take", "theirs", cwd=clashing)
    assert (clashing / f"{SHEET}.new.html").is_file()

    said = cli("build", "goal_sheet", "--take", side, cwd=clashing)

    assert said.code == 0
    assert not (clashing / f"{SHEET}.new.html").exists()
    page = (clashing / f"{SHEET}.html").read_text("utf-8")
    assert (page == MINE) is (side == "mine")
    assert ("Answer within a day" in page) is (side == "theirs")
    kept = clashing / f"{SHEET}.mine.html"
    assert kept.exists() is (side == "theirs")


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_work_begun_in_the_new_file_is_never_thrown_away(
    cli: Cli, clashing: Path, side: str
) -> None:
    new = clashing / f"{SHEET}.new.md"
    new.write_text("half merged\n", "utf-8")

    said = cli("build", "goal_sheet", "--take", side, cwd=clashing)

    assert said.code == 3
    assert said.err.startswith(f"Error: '{SHEET}.new.md' was changed since it was put there\n")
    assert new.read_text("utf-8") == "half merged\n"
    assert (clashing / f"{SHEET}.md").read_text("utf-8") == MINE


@pytest.mark.parametrize("side", ["mine", "theirs"])
@pytest.mark.parametrize("format_", ["md", "html"])
def test_work_begun_in_the_new_file_is_not_thrown_away_after_another_build_either(
    cli: Cli, clashing: Path, side: str, format_: str
) -> None:
    if format_ == "html":
        cli("build", "goal_sheet", "--take", "theirs", cwd=clashing)
    new = clashing / f"{SHEET}.new.{format_}"
    new.write_text("half merged\n", "utf-8")
    cli("answer", "goal.aim=Answer within an hour", cwd=clashing)
    (built,) = (
        row
        for row in cli("build", "goal_sheet", "--format", "json", cwd=clashing).data["documents"]
        if row["format"] == format_
    )
    assert (built["state"], "somebody is at work in" in built["reason"]) == ("conflict", True)

    said = cli("build", "goal_sheet", "--take", side, cwd=clashing)

    assert new.read_text("utf-8") == "half merged\n"
    assert (said.code, "was changed since it was put there" in said.err) == (3, True)
    new.unlink()
    again = cli("build", "goal_sheet", cwd=clashing)
    assert (again.code, "within an hour" in new.read_text("utf-8")) == (1, True)


def test_theirs_is_put_in_place_of_a_file_that_is_gone(cli: Cli, clashing: Path) -> None:
    (clashing / f"{SHEET}.md").unlink()

    said = cli("build", "goal_sheet", "--to", "md", "--take", "theirs", cwd=clashing)

    assert said.code == 0
    assert "Answer within a day" in (clashing / f"{SHEET}.md").read_text("utf-8")
    assert names(clashing) == ["goal_sheet.html", "goal_sheet.md"]


def test_the_former_file_of_the_last_time_is_not_written_over(cli: Cli, clashing: Path) -> None:
    kept = clashing / f"{SHEET}.mine.md"
    kept.write_text("older\n", "utf-8")

    said = cli("build", "goal_sheet", "--take", "theirs", cwd=clashing)

    assert said.code == 3
    assert kept.read_text("utf-8") == "older\n"
    assert (clashing / f"{SHEET}.md").read_text("utf-8") == MINE


def test_without_a_conflict_there_is_nothing_to_settle(cli: Cli, workspace: Path) -> None:
    said = cli("build", "--take", "mine", cwd=workspace)

    assert "Settled" not in said.err


@pytest.mark.parametrize(
    ("more", "message"),
    [(("yours",), "there is no side 'yours'"), (("mine", "--check"), "--take settles conflicts")],
)
def test_what_makes_no_sense_is_refused(
    cli: Cli, workspace: Path, more: tuple[str, ...], message: str
) -> None:
    said = cli("build", "--take", *more, cwd=workspace)

    assert said.code == 2
    assert message in said.err
