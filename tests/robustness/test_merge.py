"""Two people work on two branches that git merges: nothing is lost, what clashes is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from programs import answers_of, program, spoken

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ANN, BOB = "Ann <ann@example.org>", "Bob <bob@example.org>"


def _git(folder: Path, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    identity = (
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    done = spoken(folder, "git", *identity, *arguments)
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def _answer(folder: Path, day: int, by: str, *answers: str) -> None:
    program(folder, "--by", by, "--now", f"2026-11-{day}", "answer", *answers)


@pytest.fixture
def two_branches(workspace: Path) -> Path:
    """A repository whose branches ``main`` and ``bob`` have gone apart."""
    _git(workspace, "init", "-q", "-b", "main")
    _answer(workspace, 10, ANN, "long.q0=common")
    _git(workspace, "add", ".")
    _git(workspace, "commit", "-qm", "common")
    _git(workspace, "branch", "bob")
    return workspace


def _commit(folder: Path, branch: str, day: int, by: str, *answers: str) -> None:
    _git(folder, "checkout", "-q", branch)
    _answer(folder, day, by, *answers)
    _git(folder, "commit", "-qam", f"{by} answers")


def test_answers_on_both_sides_of_a_merge_are_all_there(two_branches: Path) -> None:
    folder = two_branches
    _commit(folder, "main", 11, ANN, "long.q1=from Ann")
    _commit(folder, "bob", 12, BOB, "long.q2=from Bob")
    _git(folder, "checkout", "-q", "main")
    merged = _git(folder, "merge", "bob", "-m", "merge", code=None)
    assert "journal.jsonl" not in "".join(
        line for line in merged.stdout.splitlines() if "CONFLICT" in line
    )
    program(folder, "verify")
    assert answers_of(folder) == {"q0": "common", "q1": "from Ann", "q2": "from Bob"}
    _answer(folder, 13, ANN, "long.q3=after")
    sheet = (folder / "answers/01-long.yaml").read_text("utf-8")
    assert [line for line in sheet.splitlines() if line.startswith("q")] == [
        "q0: common",
        "q1: from Ann",
        "q2: from Bob",
        "q3: after",
    ]
    assert "<<<<<<<" not in sheet
    program(folder, "verify")


def test_the_same_question_answered_on_both_sides_is_told_and_the_later_answer_stands(
    two_branches: Path,
) -> None:
    folder = two_branches
    _commit(folder, "main", 14, ANN, "long.q1=from Ann")
    _commit(folder, "bob", 12, BOB, "long.q1=from Bob")
    _git(folder, "checkout", "-q", "main")
    _git(folder, "merge", "bob", "-m", "merge", code=None)
    said = program(folder, "log")
    assert (
        "'q1' was answered on two branches; the later answer, by Ann <ann@example.org>, stands"
        in said.stderr
    )
    _answer(folder, 15, ANN, "long.q2=after")
    assert "q1: from Ann" in (folder / "answers/01-long.yaml").read_text("utf-8")


def test_an_edit_by_hand_on_one_side_survives_the_merge(two_branches: Path) -> None:
    folder = two_branches
    _commit(folder, "main", 11, ANN, "long.q1=from Ann")
    _git(folder, "checkout", "-q", "bob")
    sheet = folder / "answers/01-long.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("q0: common", "q0: by hand"), "utf-8")
    _answer(folder, 12, BOB, "long.q2=from Bob")
    _git(folder, "commit", "-qam", "bob")
    _git(folder, "checkout", "-q", "main")
    _git(folder, "merge", "bob", "-m", "merge", code=None)
    program(folder, "verify")
    _answer(folder, 13, ANN, "long.q3=after")
    assert answers_of(folder) == {
        "q0": "by hand",
        "q1": "from Ann",
        "q2": "from Bob",
        "q3": "after",
    }
