"""What was altered after its signature says so everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SAM = ("--by", "Sam Sponsor <sam@example.org>")
SHEET = "documents/01-goal/goal_sheet.md"
ANSWERS = (
    "goal.aim=Halve the waiting time",
    "goal.until=2026-12-31",
    "goal.budget=",
    "goal.pace=calm",
)
LAPSED = "signed by Sam Sponsor on 16 November 2026, changed since: goal.aim"


@pytest.fixture
def signed(cli: Cli, workspace: Path) -> Path:
    """A workspace with a goal that was built, then signed, then built anew."""
    for line in (
        ("answer", "org.company=Acme", "org.headcount=9", *ANSWERS),
        ("submit", "goal"),
        ("build",),
        ("approve", "goal", "--as", "sponsor", *SAM),
        ("build",),
    ):
        said = cli(*line, cwd=workspace)
        assert said.code == 0, said.err
    return workspace


def _goal(cli: Cli, workspace: Path) -> Any:
    return cli("status", "--format", "json", cwd=workspace).data["steps"][0]


def _sheet(cli: Cli, workspace: Path) -> Any:
    return _goal(cli, workspace)["documents"][0]


def test_a_signature_covers_the_documents_that_lay_there(cli: Cli, signed: Path) -> None:
    by = {"role": "sponsor", "by": SAM[1], "at": "2026-11-16T09:00:00Z"}
    assert _sheet(cli, signed) == {
        "id": "goal_sheet",
        "state": "current",
        "draft": True,
        "signed": [by],
        "altered": False,
    }
    rows = cli("build", "--format", "json", cwd=signed).data["documents"]
    assert [(row["signed"], row["altered"]) for row in rows] == [([by], False)] + [([], False)] * (
        len(rows) - 1
    )
    shown = "Goal sheet (Everybody), signed by Sam Sponsor on 16 November 2026"
    assert shown in " ".join(cli("show", "goal", cwd=signed).out.split())
    assert "[ok] its documents are as they were signed" in cli("why", "goal", cwd=signed).out
    assert "Altered" not in cli("status", cwd=signed).out
    events = cli("log", "--format", "json", cwd=signed).data["events"]
    (approved,) = [e for e in events if e["type"] == "approved"]
    (document,) = approved["data"]["documents"]
    assert (document["path"], document["file"]) == (SHEET, document["built"])


def test_a_hand_in_a_signed_document_shows(cli: Cli, signed: Path) -> None:
    path = signed / SHEET
    path.write_text(path.read_text("utf-8").replace("Halve", "Double"), "utf-8")
    assert _sheet(cli, signed)["altered"] is True
    altered = f"{SHEET}: signed by Sam Sponsor on 16 November 2026, altered since"
    told = " ".join(cli("status", cwd=signed).out.split())
    assert f"Altered since they were signed {altered}" in told
    assert f"[no] {altered}" in " ".join(cli("why", "goal", cwd=signed).out.split())
    assert f"{SHEET}  (edited by hand, nothing new to bring in)  signed by" in (
        said := cli("build", cwd=signed).out
    )
    assert "on 16 November 2026, altered since" in said
    path.write_text(path.read_text("utf-8").replace("Double", "Halve"), "utf-8")
    assert _sheet(cli, signed)["altered"] is False


def test_a_final_version_of_what_was_signed_is_not_altered(cli: Cli, signed: Path) -> None:
    assert cli("build", "--final", "goal_sheet", cwd=signed).code == 0
    sheet = _sheet(cli, signed)
    assert ("draft" in sheet, sheet["altered"]) == (False, False)


def test_an_answer_changed_after_the_signature_says_so_everywhere(cli: Cli, signed: Path) -> None:
    assert cli("answer", "goal.aim=Double the waiting time", cwd=signed).code == 0
    goal = _goal(cli, signed)
    assert goal["sign_off"] == {
        "state": "void",
        "by": [],
        "lapsed": [
            {
                "role": "sponsor",
                "by": SAM[1],
                "at": "2026-11-16T09:00:00Z",
                "changed": ["goal.aim"],
            }
        ],
    }
    for command in (("status",), ("show", "goal")):
        assert LAPSED in " ".join(cli(*command, cwd=signed).out.split()), command
    why = " ".join(cli("why", "goal", cwd=signed).out.split())
    assert f"sponsor: signed by {SAM[1]} on 2026-11-16, changed since: goal.aim" in why
    logged = " ".join(cli("log", "goal", cwd=signed).out.split())
    assert "this role (no longer counts; changed since: goal.aim), by Sam Sponsor" in logged
    assert _sheet(cli, signed)["altered"] is False  # the file still says what was signed
    assert cli("build", cwd=signed).code == 0
    assert _sheet(cli, signed)["altered"] is True


def test_what_was_built_after_the_signature_was_not_signed(cli: Cli, workspace: Path) -> None:
    for line in (
        ("answer", "org.company=Acme", "org.headcount=9", *ANSWERS),
        ("submit", "goal"),
        ("approve", "goal", "--as", "sponsor", *SAM),
        ("build",),
    ):
        assert cli(*line, cwd=workspace).code == 0
    assert _sheet(cli, workspace)["signed"] == []


def test_a_document_that_is_out_of_date_is_not_what_was_signed(cli: Cli, workspace: Path) -> None:
    for line in (
        ("answer", "org.company=Acme", "org.headcount=9", *ANSWERS),
        ("build",),
        ("answer", "goal.aim=Double the waiting time"),
        ("submit", "goal"),
        ("approve", "goal", "--as", "sponsor", *SAM),
        ("build",),
    ):
        assert cli(*line, cwd=workspace).code == 0
    assert (_sheet(cli, workspace)["signed"], _sheet(cli, workspace)["altered"]) == ([], False)
