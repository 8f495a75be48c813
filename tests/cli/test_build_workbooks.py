"""Workbooks from the command line: made from the data, kept up to date, never written over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from commandline import answer_goal

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

TEAM = "documents/02-team/team_list"
BOOK = f"{TEAM}.xlsx"
NEW = f"{TEAM}.new.xlsx"
SHEETS = """\
formats: [md, xlsx]
workbook:
  - {id: team, title: Team, from: team.members}
  - {id: steps, title: Steps, from: raci}
"""
NOTHING_NEW = "(edited by hand, nothing new to bring in)"


def members(*names: str) -> str:
    listed = ", ".join(f'{{"name": "{name}", "hours": 4}}' for name in names)
    return f"team.members=[{listed}]"


pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")
"""openpyxl says that it leaves small drawings out."""


@pytest.fixture
def built(cli: Cli, small: Path, tmp_path: Path) -> Path:
    """A workspace whose team list has a workbook, and has been built."""
    with (small / "templates/team_list/document.yaml").open("a", encoding="utf-8") as file:
        file.write(SHEETS)
    folder = tmp_path / "workspace"
    assert cli("init", str(folder), "--playbook", str(small), "--no-input").code == 0
    answer_goal(cli, folder)
    assert cli("answer", members("Ann", "=Ben"), cwd=folder).code == 0
    said = cli("build", "--to", "xlsx", cwd=folder)
    assert said.code == 0, said.err
    return folder


def lines(cli: Cli, workspace: Path, *more: str) -> list[str]:
    return cli("build", "team_list", *more, cwd=workspace).out.splitlines()


def names(workspace: Path, path: str = BOOK) -> list[Any]:
    page = load_workbook(workspace / path)["Team"]
    return [cell.value for cell in page["A"][4:]]


def test_only_documents_with_a_workbook_get_one(built: Path) -> None:
    assert [path.name for path in built.rglob("*.xlsx")] == ["team_list.xlsx"]
    assert names(built) == ["Ann", "=Ben"]


def test_it_is_made_anew_when_its_data_change_and_only_then(cli: Cli, built: Path) -> None:
    before = (built / BOOK).read_bytes()
    assert lines(cli, built) == [f"unchanged {TEAM}.md", f"unchanged {BOOK}"]
    with (built / f"{TEAM}.md").open("a", encoding="utf-8") as file:
        file.write("\nAgreed over lunch.\n")
    assert lines(cli, built)[1] == f"unchanged {BOOK}"
    cli("answer", members("Ann", "Cleo"), cwd=built)
    assert cli("build", "team_list", "--check", cwd=built).code == 1
    assert (built / BOOK).read_bytes() == before

    assert lines(cli, built)[1] == f"written   {BOOK}  (team.members changed)"
    assert names(built) == ["Ann", "Cleo"]


def test_one_that_somebody_carried_on_is_never_written_over(cli: Cli, built: Path) -> None:
    (built / BOOK).write_bytes(b"mine")
    assert lines(cli, built)[1] == f"kept      {BOOK}  {NOTHING_NEW}"
    cli("answer", members("Ann", "Cleo"), cwd=built)

    assert cli("build", "team_list", cwd=built).code == 1
    assert ((built / BOOK).read_bytes(), names(built, NEW)) == (b"mine", ["Ann", "Cleo"])
    rows = cli("status", "--format", "json", cwd=built).data["steps"]
    states = [d["state"] for r in rows for d in r["documents"] if d.get("format") == "xlsx"]
    assert states == ["conflict"]

    assert cli("build", "team_list", "--take", "theirs", cwd=built).code == 0
    assert names(built) == ["Ann", "Cleo"]
    assert (built / f"{TEAM}.mine.xlsx").read_bytes() == b"mine"


def test_why_document_tells_what_a_workbook_was_made_from(cli: Cli, built: Path) -> None:
    cli("answer", members("Ann", "Cleo"), cwd=built)

    said = cli("why-document", BOOK, cwd=built).out.splitlines()

    assert said[:3] == [
        f"{BOOK}  (outdated)",
        "  changed since: team.members",
        "  answers of team: members",
    ]
    assert not any("templates" in line for line in said)
    reached = cli("why-answer", "team.members", cwd=built).out.splitlines()
    assert reached == [f"outdated  {TEAM}.md", f"outdated  {BOOK}"]


def test_a_document_without_a_workbook_says_so_when_it_is_named(cli: Cli, built: Path) -> None:
    said = cli("build", "goal_sheet", "--to", "xlsx", cwd=built)

    assert said.code == 2
    assert "'goal_sheet' is not made in xlsx" in said.err
    assert "These are: team_list." in said.err


def test_the_same_answers_give_the_same_bytes_on_another_day(cli: Cli, built: Path) -> None:
    before = (built / BOOK).read_bytes()
    (built / BOOK).unlink()

    assert cli("build", "--to", "xlsx", "--now", "2027-05-05", cwd=built).code == 0
    assert (built / BOOK).read_bytes() == before


def test_an_open_register_is_there_to_be_filled_in(cli: Cli, built: Path) -> None:
    cli("answer", "team.members=null", cwd=built)

    assert lines(cli, built)[1] == f"written   {BOOK}  (team.members changed)"
    assert names(built) == []


def test_a_company_with_workbooks_gets_charts_of_its_readings(cli: Cli, sample: Path) -> None:
    said = cli("build", "scorecard", "resourcing_sheet", "--to", "xlsx", cwd=sample)

    assert said.code == 0, said.err
    card = load_workbook(sample / "documents/05-indicators/scorecard.xlsx")
    charts = len(card["Readings, charts"]._charts)
    assert charts > 10
    customers = load_workbook(sample / "documents/circles/customers/05-indicators/scorecard.xlsx")
    head, *rows = customers["Indicators and targets"].iter_rows(min_row=4, values_only=True)
    first, now = head.index("Month 3"), head.index("Aimed at now")
    aimed = [row[now] for row in rows if row[now] is not None]
    assert len(aimed) > 3
    assert aimed == [row[first] for row in rows if row[now] is not None]  # it opened in October
    hours = load_workbook(sample / "documents/02-committee/resourcing_sheet.xlsx")["Hours by month"]
    assert hours.max_row > 15
