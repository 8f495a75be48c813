"""What made one passage of a document, asked for by its line or its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SHEET = "documents/01-goal/goal_sheet.md"
BODY = "templates/goal_sheet/body.md.j2"


@pytest.fixture
def built(cli: Cli, answered: Path) -> Path:
    assert cli("build", "goal_sheet", "--to", "html", cwd=answered).code == 0
    return answered


def test_a_passage_tells_its_template_and_its_answers(cli: Cli, built: Path) -> None:
    lines = (built / SHEET).read_text("utf-8").split("\n")
    line = lines.index("Halve the waiting time, until 31 December 2026.") + 1

    said = cli("why-document", f"{SHEET}:{line}", cwd=built)

    assert said.out == (
        f"{SHEET}:{line}  (paragraph)\n"
        "  Halve the waiting time, until 31 December 2026.\n"
        f"  written by {BODY}:6\n"
        "  says what was answered to:\n"
        "    goal.aim: Halve the waiting time\n"
        "      Ann Lead on 16 November 2026\n"
        "    goal.until: 31 December 2026\n"
        "      Ann Lead on 16 November 2026\n"
    )
    for document in ("goal_sheet", SHEET.replace(".md", ".html")):
        assert cli("why-document", document, "halve the waiting TIME", cwd=built).out == said.out


def test_fixed_text_and_a_part_of_the_template_are_told(cli: Cli, built: Path) -> None:
    said = cli("why-document", "goal_sheet", "How we go", cwd=built).out

    assert said.endswith(
        f"  written by {BODY}:12\n  fixed text of the template: no answer changes it\n"
    )
    said = cli("why-document", "goal_sheet", "Acme, draft", cwd=built).out
    assert "  written by templates/_parts/head.md.j2:4\n" in said
    assert "    org.company: Acme\n" in said


def test_words_put_there_by_hand_are_told_with_what_they_replaced(cli: Cli, built: Path) -> None:
    file = built / SHEET
    text = file.read_text("utf-8").replace("Halve the waiting time", "Halve the waiting hours")
    file.write_text(text + "\nA word of my own.\n", "utf-8")

    changed = cli("why-document", "goal_sheet", "waiting hours", cwd=built).out
    own = cli("why-document", "goal_sheet", "my own", cwd=built).out

    assert "  these words were put there by hand\n  in the place of: Halve the waiting" in changed
    assert "    goal.aim: Halve the waiting time\n" in changed
    assert own.endswith("  A word of my own.\n  these words were put there by hand\n")


def test_words_of_an_earlier_build_name_the_answers_that_changed(cli: Cli, built: Path) -> None:
    cli("answer", "goal.aim=Answer within a day", cwd=built)

    said = cli("why-document", "goal_sheet", "Halve the waiting time", cwd=built).out

    assert said.endswith(
        "  written by an earlier build, and now it would read otherwise\n"
        "  changed since: goal.aim\n"
    )


def test_a_passage_is_told_to_programs(cli: Cli, built: Path) -> None:
    said = cli("why-document", "goal_sheet", "Halve the waiting", "--format", "json", cwd=built)

    ((document,), schema) = said.data["documents"], said.data["schema"]
    passage = document["passage"]
    assert (schema, document["path"]) == ("collab-playbook/why-document@1", SHEET)
    assert document["state"] == "current"
    assert passage["answers"][0] == {
        "answer": "goal.aim",
        "entries": [],
        "worded": True,
        "value": "Halve the waiting time",
        "sensitive": False,
        "by": "Ann Lead <ann@example.org>",
        "at": "2026-11-16T09:00:00Z",
    }
    assert (passage["kind"], passage["made_by"]) == ("paragraph", "template")
    assert (passage["template"], passage["template_line"]) == (BODY, 6)
    whole = cli("why-document", "goal_sheet", "--format", "json", cwd=built).data["documents"][0]
    assert whole == {name: value for name, value in document.items() if name != "passage"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("goal_sheet", "halve the weighting time"), "no passage says 'halve the weighting time'"),
        (("goal_sheet", "the"), "'the' stands in 1"),
        (("goal_sheet:2",), f"no passage stands in line 2 of '{SHEET}'"),
        (("goal_sheet:4", "Aim"), "a line and words are two ways to point at one passage"),
        (("goal_sheet", " "), "the words are empty"),
        ((SHEET.replace(".md", ".html:4"),), "a passage of a copy is found by its words"),
    ],
)
def test_what_cannot_be_found_is_told_with_what_is_near(
    cli: Cli, built: Path, arguments: tuple[str, ...], message: str
) -> None:
    if message.startswith("'the'"):
        (built / SHEET).write_text("the one\n\nthe other\n", "utf-8")
        message = "'the' stands in 2 places\nName one by its line:\n  " + SHEET + ":1  the one\n"

    said = cli("why-document", *arguments, cwd=built)

    assert said.code == 2
    assert said.err.startswith(f"Error: {message}")
    if "weighting" in message:
        assert f"Name one by its line:\n  {SHEET}:" in said.err


def test_a_broken_template_and_a_missing_file_are_told(cli: Cli, built: Path) -> None:
    (built / SHEET).unlink()

    said = cli("why-document", "goal_sheet:3", cwd=built)

    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(f"Error: '{SHEET}' is missing\n")
