"""Circles, communities and gates on the command line, in the sample company."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commandline import ANN

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

KARINE = "Karine Bosson <karine.bosson@ateliers-brevent.example>"


def told(cli: Cli, *arguments: str, cwd: Path) -> Any:
    said = cli(*arguments, "--format", "json", cwd=cwd)
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_a_circle_is_planned_listed_shown_and_closed(cli: Cli, sample: Path) -> None:
    said = cli("circle", "add", "friends", "--reason", "Fans first", cwd=sample)
    assert said.out == "Circle 'Friends' (friends) is planned, with 16 steps of its own\n"
    assert said.err == "Next: collab-playbook gate show friends/first_outsiders\n"
    listed = cli("circle", "list", cwd=sample).out
    assert listed.startswith(
        "Friends (friends): planned; 0 of 16 steps done\n"
        "    kind: Friends\n"
        "    out of order, because: Fans first\n"
        "    gate: friends/first_outsiders, not decided\n"
    )
    shown = told(cli, "circle", "show", "friends", cwd=sample)
    assert (shown["state"], shown["progress"]) == ("planned", {"done": 0, "total": 16})
    said = cli("circle", "close", "friends", "--reason", "Not this year", cwd=sample)
    assert said.out == "Circle 'Friends' is closed\n"
    states = {
        step["state"]
        for step in told(cli, "status", cwd=sample)["steps"]
        if step["instance"] == "circle:friends"
    }
    assert states == {"not_applicable"}


def test_passing_over_a_nearer_circle_without_a_reason_is_refused(cli: Cli, sample: Path) -> None:
    said = cli("circle", "add", "suppliers", cwd=sample)
    assert said.code == 3
    assert "this passes over 'partners', nearer than" in said.err
    assert told(cli, "circle", "list", cwd=sample)["circles"][0]["id"] == "employees"


def test_a_community_has_its_own_steps_and_is_worked_on_by_its_name(cli: Cli, sample: Path) -> None:
    said = cli("community", "add", "pumps", "--animator", "Paul Lambersens", cwd=sample)
    assert said.out == "Community 'Pumps' (pumps) is there, with 6 steps of its own\n"
    theme = told(cli, "next", "--community", "pumps", cwd=sample)["question"]
    assert (theme["instance"], theme["step"]) == ("community:pumps", "theme")
    said = cli("answer", "founders.size=12", "--community", "pumps", cwd=sample)
    assert said.out == "pumps/founders.size: 12\n"
    assert (sample / "answers/communities/pumps/07-founders.yaml").is_file()
    assert cli("show", "founders", "--community", "pumps", cwd=sample).code == 0
    assert "'Choose the first members' is active" in (
        cli("why", "founders", "--community", "pumps", cwd=sample).out
    )


def test_taking_over_what_is_carried_is_one_command(cli: Cli, sample: Path) -> None:
    cli("community", "add", "pumps", cwd=sample)
    said = cli("answer", "--carried", "--community", "pumps", cwd=sample)
    assert said.code == 0
    assert "pumps/house_rules.tone: " in said.out
    assert cli("answer", "--carried", cwd=sample).code == 2
    again = cli("answer", "--carried", "--community", "pumps", cwd=sample)
    assert again.err == "Recorded 0 answers.\n"


def test_documents_of_a_community_are_built_once_its_step_was_begun(cli: Cli, sample: Path) -> None:
    cli("community", "add", "pumps", cwd=sample)
    assert cli("build", "--community", "pumps", cwd=sample).out == ""
    cli("answer", "--carried", "--community", "pumps", cwd=sample)
    built = told(cli, "build", "--community", "pumps", cwd=sample)["documents"]
    assert {row["instance"] for row in built} == {"community:pumps"}
    assert "documents/communities/pumps/09-house_rules/house_rules.md" in {
        row["path"] for row in built
    }


def test_a_gate_is_shown_with_its_evidence(cli: Cli, sample: Path) -> None:
    found = told(cli, "gate", "show", "pilot_proven", cwd=sample)
    assert (found["state"], found["advice"]) == ("go", "go")
    stories = next(c for c in found["criteria"] if c["id"] == "stories_told")
    assert stories["verdict"] == "met"
    assert stories["evidence"][0]["path"] == "cocreation.stories"
    said = cli("gate", "show", "pilot_proven", cwd=sample).out
    assert "[x] met: At least three value stories were collected from the pilot." in said
    assert "- 13 April 2026: go, by Karine Bosson" in said


def test_a_circle_is_not_opened_without_its_gate(cli: Cli, sample: Path) -> None:
    cli("circle", "add", "friends", "--reason", "Fans first", cwd=sample)
    gate = "friends/first_outsiders"
    said = cli("gate", "decide", gate, "go", "--by", KARINE, cwd=sample)
    assert said.code == 3
    assert "criterion 'lessons_applied' is unmet" in said.err
    said = cli("gate", "decide", gate, "go", cwd=sample)
    assert f"{ANN} does not hold the role 'steering_committee'" in said.err
    said = cli(
        *("gate", "decide", gate, "hold", "--reason", "No readings yet", "--by", KARINE), cwd=sample
    )
    assert said.code == 0
    row = next(g for g in told(cli, "status", cwd=sample)["gates"] if g["instance"] != "programme")
    assert (row["state"], row["due"]) == ("hold", "2026-12-16")
    said = cli("status", "--due", "--exit-code", "--now", "2026-12-20", cwd=sample)
    assert said.code == 1
    assert f"{gate}: 'From staff to the first people outside' is held" in said.out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("gate", "show", "framd"), "Did you mean 'framed'?"),
        (("gate", "show", "wide_ring"), "collab-playbook circle add KIND"),
        (("gate", "decide", "framed", "go", "--review", "soon"), "Write --review 2026-10-01."),
        (
            ("gate", "decide", "framed", "go_with_conditions", "--condition", "soon"),
            "Write: --condition '2026-04-30 The deputies are named'.",
        ),
        (("show", "theme", "--circle", "frends"), "Known are: employees, customers."),
        (("next", "--circle", "a", "--community", "b"), "A community is in its circle."),
    ],
)
def test_a_wrong_word_says_the_right_one(
    cli: Cli, sample: Path, arguments: tuple[str, ...], hint: str
) -> None:
    said = cli(*arguments, cwd=sample)
    assert said.code in {2, 3}
    assert hint in said.err


def test_what_runs_for_the_programme_is_never_answered_through_a_circle(
    cli: Cli, sample: Path, tmp_path: Path
) -> None:
    cli("circle", "add", "friends", "--reason", "Fans first", cwd=sample)
    for words in (("leadership.problem=None",), ("friends/leadership.problem=None",)):
        inside = () if "/" in words[0] else ("--circle", "friends")
        said = cli("answer", *words, *inside, cwd=sample)
        assert said.code == 3
        assert "'leadership' is no step of 'friends': it runs in programme" in said.err
    file = tmp_path / "friends.yaml"
    file.write_text("circles: {friends: {leadership: {problem: None}}}\n", "utf-8")
    said = cli("answer", "--from", str(file), cwd=sample)
    assert said.code == 3
    assert "friends.yaml:1:21: 'leadership' is no step of 'friends'" in said.err


def test_answers_files_of_a_circle_are_read_by_name(cli: Cli, sample: Path, tmp_path: Path) -> None:
    cli("circle", "add", "friends", "--reason", "Fans first", cwd=sample)
    file = tmp_path / "friends.yaml"
    file.write_text("circles: {friends: {founders: {size: 15}}}\n", "utf-8")
    said = cli("answer", "--from", str(file), cwd=sample)
    assert said.out == "friends/founders.size: 15\n"
    edited = sample / "answers/circles/friends/07-founders.yaml"
    edited.write_text(edited.read_text("utf-8").replace("size: 15", "size: 18"), "utf-8")
    assert cli("answer", "org.platform=Agora 2", cwd=sample).code == 0
    shown = told(cli, "log", "friends/founders", cwd=sample)["events"]
    assert [(e["data"]["value"], e["data"]["source"]) for e in shown] == [
        (15, "file"),
        (18, "edited in file"),
    ]
