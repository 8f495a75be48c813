"""Lessons from end to end, and the report that names nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commandline import Cli

EXAMPLE = Path(__file__).parents[2] / "playbook" / "example"


def test_a_lesson_is_kept_listed_and_told_by_the_log(cli: Cli, workspace: Path) -> None:
    said = cli("lesson", "add", "Too many rules", "--about", "1", cwd=workspace)
    assert (said.code, said.err.splitlines()[-1]) == (3, 'Say what was changed: --change "...".')
    said = cli("lesson", "add", "Too many", "--change", "Seven", "--about", "gaol", cwd=workspace)
    assert (said.code, said.err) == (2, "Error: There is no step 'gaol'\nDid you mean 'goal'?\n")
    line = ("lesson", "add", "Too many rules", "--change", "Cut to seven", "--about", "goal")
    assert cli(*line, cwd=workspace).out == "Lesson 1: Too many rules\n"
    listed = cli("lesson", "list", "--format", "json", "--about", "goal", cwd=workspace).data
    assert listed == {
        "schema": "collab-playbook/lessons@1",
        "lessons": [
            {
                "number": 1,
                "lesson": "Too many rules",
                "change": "Cut to seven",
                "about": "goal",
                "scope": "programme",
                "by": "Ann Lead <ann@example.org>",
                "at": "2026-11-16T09:00:00Z",
                "applied": [],
            }
        ],
    }
    assert "Too many rules (about goal)" in cli("lesson", "list", cwd=workspace).out
    assert cli("lesson", "list", "--about", "team", cwd=workspace).out == "No lesson is kept yet.\n"
    logged = cli("log", "--last", "1", cwd=workspace).out
    assert "lesson learned about goal: Too many rules Changed: Cut to" in logged
    assert cli("undo", cwd=workspace).code == 0
    assert cli("lesson", "list", cwd=workspace).out == "No lesson is kept yet.\n"


def test_a_circle_that_is_not_there_is_told(cli: Cli, workspace: Path) -> None:
    said = cli("lesson", "list", "--circle", "employes", cwd=workspace)
    assert said.err == "Error: There is no circle 'employes'\nDid you mean 'employees'?\n"


def _names() -> Iterator[str]:
    """Every name of a person or place that the sample company's own settings and answers hold."""
    workspace = yaml.safe_load((EXAMPLE / "workspace.yaml").read_text("utf-8"))
    profile = yaml.safe_load((EXAMPLE / "answers/00-org.yaml").read_text("utf-8"))
    yield from ("Ateliers Brévent", "Ateliers Brevent", "ATELIERS BRÉVENT", "Brévent", "brevent")
    yield profile["platform"]
    for site in profile["sites"]:
        yield from (site["site"], site["country"])
    for person in workspace["people"]:
        yield from (person["name"], *person["name"].split(), person["email"])
    for file in sorted((EXAMPLE / "answers").glob("**/*.yaml")):
        yield from re.findall(r"\{?name: ([A-ZÀ-Þ]\S+ [A-ZÀ-Þ][^,}\n]+)", file.read_text("utf-8"))


def test_no_name_of_the_sample_company_survives_in_the_report(
    cli: Cli, sample: Path, tmp_path: Path
) -> None:
    names = list(dict.fromkeys(_names()))
    assert len(names) > 60
    told = f"{names[0]} asked for more, and then {', '.join(names[1:])} did, as did Zoé Unknown"
    by = ("--by", "Nadia Benhamou <nadia@x.example>")
    for number, start in enumerate(range(0, len(told), 1500)):
        text = f"{number} we heard that {told[start : start + 1500]}"
        said = cli("lesson", "add", text, "--change", f"asked {names[-1]}", *by, cwd=sample)
        assert said.code == 0, said.err
    for month, value in (("2026-09", "9"), ("2026-10", "14")):
        line = ("indicator", "record", "K24", value, "--period", month, "--note", names[5])
        assert cli(*line, cwd=sample).code == 0
    said = cli("lesson", "export", "--to", str(tmp_path / "report.md"), cwd=sample)
    assert said.code == 0
    report = (tmp_path / "report.md").read_text("utf-8")
    folded = report.casefold()
    assert [name for name in (*names, "Zoé") if name.casefold() in folded] == []
    assert "- Size: 250 to 999 people" in report
    assert "| fewer than 10 | 14 people | 2 over 2 months | not shown |" in report
    assert said.err.splitlines()[-1].startswith("Read it before you share it")
    assert "Annecy -> a site (" in said.err
    again = cli("lesson", "export", "--to", str(tmp_path / "report.md"), cwd=sample)
    assert (again.code, again.err.splitlines()[0]) == (
        3,
        f"Error: '{tmp_path / 'report.md'}' is there already",
    )
