"""Copies of documents in other formats from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from collab_playbook.formats import registry

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet"
NOTHING_NEW = "(edited by hand, nothing new to bring in)"
NOT_FOUND = registry.Format(("pdf.writer", "pdf_of"), "pdf", "no_such_package_anywhere")


@pytest.fixture
def built(cli: Cli, answered: Path) -> Path:
    assert cli("build", "goal_sheet", "--to", "html", cwd=answered).code == 0
    return answered


def lines(cli: Cli, workspace: Path, *more: str) -> list[str]:
    return cli("build", "goal_sheet", *more, cwd=workspace).out.splitlines()


def test_a_copy_says_what_the_markdown_says(built: Path) -> None:
    page = (built / f"{SHEET}.html").read_text("utf-8")

    assert "Halve the waiting time" in page
    assert (built / f"{SHEET}.md").is_file()


def test_a_copy_is_kept_up_to_date_by_every_build(cli: Cli, built: Path) -> None:
    before = (built / f"{SHEET}.html").read_bytes()
    assert lines(cli, built) == [f"unchanged {SHEET}.md", f"unchanged {SHEET}.html"]
    cli("answer", "goal.aim=Answer within a day", cwd=built)
    assert cli("build", "goal_sheet", "--check", cwd=built).code == 1
    assert (built / f"{SHEET}.html").read_bytes() == before

    assert lines(cli, built) == [
        f"written   {SHEET}.md  (goal.aim changed)",
        f"written   {SHEET}.html  (its Markdown changed)",
    ]
    assert "Answer within a day" in (built / f"{SHEET}.html").read_text("utf-8")


def test_words_put_into_the_markdown_by_hand_reach_the_copy(cli: Cli, built: Path) -> None:
    with (built / f"{SHEET}.md").open("a", encoding="utf-8") as file:
        file.write("\nAgreed over lunch.\n")

    assert lines(cli, built)[1] == f"written   {SHEET}.html  (its Markdown changed)"
    assert "<p>Agreed over lunch.</p>" in (built / f"{SHEET}.html").read_text("utf-8")


def test_a_copy_that_somebody_changed_is_never_written_over(cli: Cli, built: Path) -> None:
    copy = built / f"{SHEET}.html"
    copy.write_text("mine", encoding="utf-8")
    assert lines(cli, built)[1] == f"kept      {SHEET}.html  {NOTHING_NEW}"
    cli("answer", "goal.aim=Answer within a day", cwd=built)

    said = cli("build", "goal_sheet", cwd=built)

    assert said.code == 1
    assert copy.read_text("utf-8") == "mine"
    assert "Answer within a day" in (built / f"{SHEET}.new.html").read_text("utf-8")
    rows = cli("status", "--format", "json", cwd=built).data["steps"]
    states = [d["state"] for r in rows for d in r["documents"] if d.get("format") == "html"]
    assert states == ["conflict"]
    (built / f"{SHEET}.new.html").unlink()
    assert cli("build", "goal_sheet", cwd=built).code == 0
    assert copy.read_text("utf-8") == "mine"


def test_a_dry_run_writes_no_copy(cli: Cli, built: Path) -> None:
    (built / f"{SHEET}.html").unlink()

    assert lines(cli, built, "--dry-run")[1] == f"written   {SHEET}.html  (the file was missing)"
    assert not (built / f"{SHEET}.html").exists()


def test_the_brand_reaches_the_copy_and_a_pale_colour_is_made_readable(
    cli: Cli, built: Path
) -> None:
    sheet = built / "workspace.yaml"
    brand = 'brand:\n  colour: "#ffcc00"\n  footer: Internal to Acme\n'
    sheet.write_text(sheet.read_text("utf-8") + brand, "utf-8")

    said = cli("build", "goal_sheet", cwd=built)

    page = (built / f"{SHEET}.html").read_text("utf-8")
    assert "#ffcc00 of the brand is too pale to read; documents use #856900." in said.err
    assert "--brand: #856900" in page
    assert "<footer><p>Internal to Acme</p></footer>" in page


def test_a_colour_that_is_none_is_refused_at_its_place(cli: Cli, built: Path) -> None:
    sheet = built / "workspace.yaml"
    sheet.write_text(sheet.read_text("utf-8") + "brand:\n  colour: mauve\n", "utf-8")

    said = cli("build", cwd=built)

    assert said.code != 0
    assert "write a colour as #rrggbb" in said.err


def test_there_is_no_such_format(cli: Cli, workspace: Path) -> None:
    said = cli("build", "--to", "md,rtf", cwd=workspace)

    assert (said.code, said.err) == (
        2,
        "Error: there is no format 'rtf'\nThere are: md, html, docx, pdf, pptx, xlsx\n",
    )


def test_a_format_whose_parts_are_not_installed_names_the_command(
    cli: Cli, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.FORMATS, "pdf", NOT_FOUND)

    said = cli("build", "--to", "pdf", cwd=workspace)

    assert said.code == 3
    assert said.err == (
        "Error: what writes pdf is not installed\n"
        "Install it with: pip install 'collab-playbook[pdf]'\n"
    )


def test_a_build_that_is_interrupted_writes_nothing_and_says_what_is_kept(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_markdown: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(registry, "writer_of", lambda _name, _look: interrupted)

    said = cli("build", "--to", "html", cwd=answered)

    assert (said.code, said.err) == (130, "Interrupted. What was recorded is kept.\n")
    assert not [path for path in (answered / "documents").rglob("*") if path.is_file()]
    monkeypatch.undo()
    assert cli("build", "--to", "html", cwd=answered).code == 0


def test_a_brand_folder_reaches_the_copy_and_what_is_wrong_in_it_stops_the_build(
    cli: Cli, built: Path
) -> None:
    brand = built / "brand/brand.yaml"
    brand.parent.mkdir()
    brand.write_text("name: Acme & Sons\naccent: '#FFE999'\ncover: For the board\n", "utf-8")

    said = cli("build", "goal_sheet", cwd=built)

    page = (built / f"{SHEET}.html").read_text("utf-8")
    assert '<p>Acme &amp; Sons</p><p class="cover">For the board</p>' in page
    assert "--accent: #ffe999; --on-accent: #000000; --line: #9f905d" in page
    assert "too pale for a line; lines are drawn in #9f905d." in said.err
    brand.write_text("acent: '#FFE999'\n", "utf-8")
    said = cli("build", "goal_sheet", cwd=built)
    assert said.code == 3
    assert "brand/brand.yaml:1:1: Unknown key 'acent'" in said.err
    assert "Did you mean 'accent'?" in said.err
    assert page == (built / f"{SHEET}.html").read_text("utf-8")


def test_files_bear_the_day_that_the_environment_asks_for(
    cli: Cli, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("docx")
    cli("build", "goal_sheet", "--to", "docx", cwd=answered)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764235800")

    assert lines(cli, answered)[1] == (
        f"written   {SHEET}.docx  (the brand or the program changed)"
    )
    with ZipFile(answered / f"{SHEET}.docx") as file:
        assert b"2025-11-27T09:30:00Z" in file.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("name", "command"),
    [("ics", "collab-playbook schedule --to ics FILE"), ("zip", "collab-playbook package")],
)
def test_what_another_command_writes_is_told(
    cli: Cli, answered: Path, name: str, command: str
) -> None:
    said = cli("build", "--to", name, cwd=answered)

    assert (said.code, said.err) == (
        2,
        f"Error: there is no format '{name}'\nThat is written by: {command}\n",
    )
