"""What goes wrong is told whole, with the place and the remedy, and the exit code of section 7."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collab_playbook import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"collab-playbook {__version__}\n"


def test_help_shows_examples_before_options(cli: Cli) -> None:
    text = cli("answer", "--help").out
    assert 0 < text.index("Examples:") < text.index("Options:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("statsu",), "Did you mean 'status'?"),
        (("show", "gaol"), "Did you mean 'goal'?"),
        (("answer", "goal.aims=x"), "Did you mean 'aim'?"),
        (("build", "goal_shet"), "goal_sheet"),
        (("build", "--draft", "--final"), "a document is a draft or final, not both"),
        (("status", "--now", "soon"), "'soon' is no moment"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_a_usage_error_that_suggests_the_right_one(
    cli: Cli, workspace: Path, arguments: tuple[str, ...], said: str
) -> None:
    found = cli(*arguments, cwd=workspace)
    assert said in found.err
    assert found.code in {2, 3}
    assert found.out == ""


def test_no_workspace_is_told_with_the_remedy(cli: Cli, tmp_path: Path) -> None:
    said = cli("status", cwd=tmp_path)
    assert said.code == 3
    assert "There is no workspace" in said.err
    assert "collab-playbook init" in said.err


def test_a_workspace_is_not_made_twice(cli: Cli, workspace: Path) -> None:
    said = cli("init", str(workspace), "--no-input")
    assert said.code == 3
    assert "is a workspace already" in said.err


def test_every_problem_of_a_file_of_answers_is_told_with_its_place_and_nothing_is_recorded(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(
        "org:\n  company: Acme\n"
        "goal:\n  until: next year\n  pase: calm\n  pace: slow\n"
        "teem: {}\n"
        "team:\n  members:\n    - {name: Nadia, hours: 60}\n",
        "utf-8",
    )
    said = cli("answer", "--from", str(file), cwd=workspace)
    assert said.code == 3
    told = [line.strip().removeprefix(str(file)) for line in said.err.splitlines()]
    assert told == [
        "Error: nothing was recorded, because of 5 problems:",
        ":5:3: 'goal' asks no question 'pase'; did you mean 'pace'?",
        ":4:10: 'next year' is not a date of the calendar written as YYYY-MM-DD",
        ":6:9: 'slow' is not one of the choices: calm, fast",
        ":10:28: 60 is more than 40",
        ":10:5: 1 given, at least 2 entries wanted",
        "Mend them and give the answers again.",
    ]
    assert cli("log", "--format", "json", cwd=workspace).data["events"][-1]["type"] == "created"


def test_a_playbook_with_faults_is_refused_with_all_of_them(
    cli: Cli, small: Path, tmp_path: Path
) -> None:
    step = small / "steps/01-goal/step.yaml"
    step.write_text(step.read_text("utf-8").replace("size(goal.aim)", "size(goal.aimm)"), "utf-8")
    said = cli("init", str(tmp_path / "w"), "--playbook", str(small), "--no-input")
    assert said.code == 3
    assert "steps/01-goal/step.yaml:22:75: PB302 'goal' has no 'aimm'" in said.err
    assert not (tmp_path / "w").exists()


def test_a_session_without_a_terminal_says_what_answers_instead(cli: Cli, workspace: Path) -> None:
    said = cli("run", cwd=workspace)
    assert said.code == 3
    assert "collab-playbook answer" in said.err


def test_a_fault_of_the_program_is_told_without_a_traceback(
    cli: Cli, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("collab_playbook.cli.desk.fold", broken)
    said = cli("status", cwd=workspace)
    assert said.code == 70
    assert "on purpose" in said.err
    assert "Traceback" not in said.err


def test_options_of_every_command_may_stand_behind_it(cli: Cli, workspace: Path) -> None:
    assert cli("status", "-C", str(workspace), "--format", "json").data["progress"] == {
        "done": 0,
        "total": 3,
    }
