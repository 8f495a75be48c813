"""The report from end to end: where it goes, what is recorded, what the next one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

FIRST = "This is the first report."


def types(cli: Cli, workspace: Path) -> list[str]:
    events = cli("log", "--format", "json", cwd=workspace).data["events"]
    return [event["type"] for event in events]


def test_a_report_is_put_on_record_and_the_next_one_says_what_changed(
    cli: Cli, workspace: Path
) -> None:
    place = workspace / "documents/report.html"
    said = cli("report", cwd=workspace)
    assert (said.code, said.out, said.err) == (0, "", f"Written to '{place}'.\n")
    assert FIRST in place.read_text("utf-8")
    assert types(cli, workspace)[-1] == "reported"
    assert "report made, by Ann Lead" in cli("log", "--last", "1", cwd=workspace).out

    cli("lesson", "add", "Too many rules", "--change", "Cut to seven", cwd=workspace)
    assert cli("report", "--now", "2026-11-20", cwd=workspace).code == 0
    text = place.read_text("utf-8")
    assert "compared with the report of 16 November 2026" in text
    assert "<h3>Lessons learned</h3>" in text

    assert cli("undo", cwd=workspace).code == 0
    assert cli("report", "--now", "2026-11-20", cwd=workspace).code == 0
    assert place.read_text("utf-8") == text


def test_what_goes_elsewhere_is_not_recorded(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    before = types(cli, workspace)
    elsewhere = tmp_path / "elsewhere.html"
    shown = cli("report", "--to", "-", cwd=workspace)
    written = cli("report", "--to", str(elsewhere), "--since", "2026-01-01", cwd=workspace)

    assert (shown.code, written.code) == (0, 0)
    assert FIRST in shown.out
    assert "compared with 1 January 2026" in elsewhere.read_text("utf-8")
    assert types(cli, workspace) == before


def test_the_same_moment_gives_the_same_bytes(cli: Cli, workspace: Path) -> None:
    outputs = {cli("report", "--to", "-", cwd=workspace).out for _ in range(2)}

    assert len(outputs) == 1


def test_no_file_of_somebody_else_is_replaced(cli: Cli, workspace: Path) -> None:
    journal = workspace / "journal.jsonl"
    before = journal.read_bytes()
    said = cli("report", "--to", str(journal), cwd=workspace)

    assert said.code == 3
    assert "is there already and is no report" in said.err
    assert journal.read_bytes() == before

    link = workspace / "documents/report.html"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(journal)
    assert cli("report", cwd=workspace).code == 3
    assert journal.read_bytes() == before


def test_a_report_that_somebody_wrote_into_is_not_replaced(cli: Cli, workspace: Path) -> None:
    assert cli("report", cwd=workspace).code == 0
    assert cli("report", "--now", "2026-11-17", cwd=workspace).code == 0
    path = workspace / "documents/report.html"
    edited = path.read_text("utf-8").replace("</h1>", "</h1><p>As agreed.</p>", 1)
    path.write_text(edited, "utf-8")

    said = cli("report", cwd=workspace)

    assert (said.code, path.read_text("utf-8")) == (3, edited)
    assert said.err.startswith(f"Error: '{path}' was changed by hand since it was written\n")


def test_a_day_that_is_none_is_told(cli: Cli, workspace: Path) -> None:
    said = cli("report", "--since", "yesterday", cwd=workspace)

    assert said.code == 2
    assert said.err.startswith("Error: 'yesterday' is no day\nWrite --since 2026-10-01.")


def test_a_place_that_cannot_be_written_is_told(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    said = cli("report", "--to", str(tmp_path / "file/report.html"), cwd=workspace)

    assert said.code == 3
    assert "could not be written: file exists" in said.err


def test_the_sample_company_is_told_with_its_barriers(cli: Cli, sample: Path) -> None:
    text = cli("report", "--to", "-", cwd=sample).out

    assert "Register of barriers" in text
    assert "40 of 47 steps finished" in text
    assert "@ateliers-brevent.example" not in text
