"""``schedule`` from the command line: the page, line mode, JSON, trials, the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

MONDAY = ("--now", "2026-03-02")
SUMMARY = """\
workspace
Starts on 2 March 2026. Ends on 12 March 2026, as planned.
Critical path: 1 Set the goal, 2 Gather the team, 3 Look back

"""
PAGE = f"""{SUMMARY}\
                              2026
                              Mar
Begin
 1 Set the goal               *************                           2026-03-06
 2 Gather the team            |                    *******            2026-03-11
Live
 3 Look back                  |                             *         2026-03-12

# done, = to come, * to come and critical, ~ waiting, . as planned, | today, +
gate; +3 is three working days later than planned.
"""
SENTENCES = f"""{SUMMARY}\
Begin
1. Set the goal: 2 March 2026 to 6 March 2026, ready. On the critical path.
2. Gather the team: 9 March 2026 to 11 March 2026, blocked. On the critical path.
Live
3. Look back: 12 March 2026, blocked. On the critical path.
"""


def test_the_page_says_when_it_ends_what_drives_that_and_draws_it(
    cli: Cli, workspace: Path
) -> None:
    assert cli("schedule", *MONDAY, cwd=workspace).out == PAGE


def test_line_mode_says_it_in_sentences(cli: Cli, workspace: Path) -> None:
    assert cli("schedule", "--accessible", *MONDAY, cwd=workspace).out == SENTENCES


def test_without_a_country_it_says_how_to_set_one(cli: Cli, workspace: Path) -> None:
    assert "'calendar: {country: FR}'" in cli("schedule", *MONDAY, cwd=workspace).err
    _calendar(workspace, "country: FR")
    assert cli("schedule", *MONDAY, cwd=workspace).err == ""


def test_public_holidays_and_closures_are_free(cli: Cli, workspace: Path) -> None:
    closed = 'closures: [{from: "2026-05-04", to: "2026-05-05", reason: Move}]'
    _calendar(workspace, f"country: FR, {closed}")

    said = cli("schedule", "--format", "json", "--now", "2026-04-30", cwd=workspace)

    first = said.data["steps"][0]
    assert first["planned"] == {"start": "2026-04-30", "end": "2026-05-12"}  # less 1 and 8 May
    assert said.data["country"] == "FR"


def test_a_trial_says_what_moves_and_records_nothing(cli: Cli, workspace: Path) -> None:
    journal = (workspace / "journal.jsonl").read_bytes()

    said = cli("schedule", "--set", "2.work_days=5", "--format", "json", *MONDAY, cwd=workspace)

    assert [(m["id"], m["to"]["end"], m["days"]) for m in said.data["moved"]] == [
        ("team", "2026-03-13", 2),
        ("look_back", "2026-03-16", 2),
    ]
    assert (said.data["planned_end"], said.data["end"]) == ("2026-03-12", "2026-03-16")
    assert (workspace / "journal.jsonl").read_bytes() == journal


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("goal", "'goal' sets nothing that can be tried"),
        ("goal.length=3", "'goal.length=3' sets nothing that can be tried"),
        ("gaol.work_days=3", "There is no step 'gaol'"),
        ("goal.work_days=0", "'0' is no number of days"),
        ("goal.work_days=²", "'²' is no number of days"),
        ("goal.start=soon", "'goal.start=soon' names no day"),
        ("org.work_days=3", "'org' has no dates"),
    ],
)
def test_a_trial_that_means_nothing_is_told(
    cli: Cli, workspace: Path, setting: str, message: str
) -> None:
    said = cli("schedule", "--set", setting, cwd=workspace)

    assert (said.code, said.err.splitlines()[0]) == (2, f"Error: {message}")


@pytest.mark.parametrize(
    ("calendar", "message", "hint"),
    [
        ("country: FX", "no public holidays are known for the country 'FX'", "ISO 3166"),
        ("country: fr", "no public holidays are known for the country 'fr'", "mean 'FR'"),
        ("country: FR, subdivision: '99'", "'FR' has no part '99' with days of its own", "57"),
    ],
)
def test_a_country_that_is_not_known_is_told(
    cli: Cli, workspace: Path, calendar: str, message: str, hint: str
) -> None:
    _calendar(workspace, calendar)

    said = cli("schedule", cwd=workspace)

    assert said.code == 3
    assert message in said.err
    assert hint in said.err


@pytest.mark.parametrize(
    ("calendar", "message"),
    [
        ("working_days: []", "Name at least one day"),
        ("working_days: [monday]", "'monday'"),
        ("closures: [{from: 2026-08-21, to: 2026-08-03}]", "`to` is before `from`"),
        ("closures: [{from: 2026-08-32, to: 2026-09-03}]", "2026-08-32"),
    ],
)
def test_a_calendar_that_means_nothing_is_told_with_its_place(
    cli: Cli, workspace: Path, calendar: str, message: str
) -> None:
    _calendar(workspace, calendar)

    said = cli("schedule", cwd=workspace)

    assert said.code == 3
    assert "workspace.yaml:" in said.err
    assert message in said.err


def test_dates_beyond_the_calendar_are_told(cli: Cli, workspace: Path) -> None:
    said = cli("schedule", "--set", "start=9999-12-30", cwd=workspace)

    assert (said.code, said.err.splitlines()[0]) == (
        3,
        "Error: the dates run beyond the year 9999",
    )


def test_what_is_done_cannot_be_tried(cli: Cli, sample: Path) -> None:
    said = cli("schedule", "--set", "objectives.work_days=3", cwd=sample)

    assert (said.code, said.err.splitlines()[0]) == (
        2,
        "Error: 'objectives' is done: its days are what they were",
    )


def test_a_picture_and_a_calendar_are_written_to_files_or_stdout(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    for kind, begins in (("svg", "<svg "), ("ics", "BEGIN:VCALENDAR\r\n")):
        file = tmp_path / f"plan.{kind}"
        said = cli("schedule", "--to", kind, str(file), *MONDAY, cwd=workspace)
        assert (said.code, said.out, said.err) == (0, "", f"Written to '{file}'.\n")
        text = file.read_bytes().decode()
        assert text.startswith(begins)
        assert cli("schedule", "--to", kind, *MONDAY, cwd=workspace).out == text
        assert cli("schedule", "--to", kind, "-", *MONDAY, cwd=workspace).out == text


def test_the_load_is_shown_for_people_in_line_mode_and_for_programs(
    cli: Cli, workspace: Path
) -> None:
    file = workspace / "workspace.yaml"
    people = "people:\n  - {name: Ann, roles: [lead]}\n"
    file.write_text(file.read_text("utf-8") + people, "utf-8")

    wide = cli("schedule", "--load", cwd=workspace).out
    lines = cli("schedule", "--load", "--accessible", cwd=workspace).out

    assert "Ann     " in wide
    assert wide.endswith("Too much, or nobody\n! Held by nobody: Sponsor.\n")
    assert "Ann, Project lead: 0 hours before the launch, 0 after. Answers for" in lines
    data = cli("schedule", "--load", "--format", "json", cwd=workspace).data
    assert [role["holders"] for role in data["roles"]] == [["Ann"], []]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plan.svg"], "what should 'plan.svg' hold?"),
        (["--to", "svg", "--format", "json"], "--to and --format exclude each other"),
        (["--load", "--to", "svg"], "--load cannot be combined"),
        (["--to", "pdf"], "'pdf' is no kind of file; write svg or ics."),
    ],
)
def test_files_that_cannot_be_written_are_told(
    cli: Cli, workspace: Path, arguments: list[str], message: str
) -> None:
    said = cli("schedule", *arguments, cwd=workspace)

    assert said.code == 2
    assert message in said.err


def test_a_folder_that_is_not_there_is_told(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    said = cli("schedule", "--to", "svg", str(tmp_path / "none" / "plan.svg"), cwd=workspace)

    assert said.code == 3
    assert "'plan.svg' could not be written" in said.err


def _calendar(workspace: Path, text: str) -> None:
    file = workspace / "workspace.yaml"
    file.write_text(f"{file.read_text('utf-8')}calendar: {{{text}}}\n", "utf-8")


@pytest.mark.parametrize("kind", ["ics", "svg"])
def test_no_file_of_another_kind_is_replaced(cli: Cli, workspace: Path, kind: str) -> None:
    journal = workspace / "journal.jsonl"
    before = journal.read_bytes()

    said = cli("schedule", "--to", kind, str(journal), *MONDAY, cwd=workspace)

    assert (said.code, journal.read_bytes()) == (3, before)
    assert "is there already and is no such file" in said.err
