"""``test``: stories told, walks walked, coverage counted, all from a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.stories import story_files

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

STORY = """\
title: The goal is set and signed
people:
  - {name: Ann, roles: [lead]}
  - {name: Bob, roles: [sponsor]}
given:
  org: {company: Acme, headcount: 12}
  goal: {aim: Halve the waiting time, until: 2026-12-31, pace: calm}
story:
  - finish: goal
  - expect:
      states: {goal: done, team: ready}
      not_asked: [goal.note]
      documents:
        goal_sheet: {contains: ["Halve the waiting time, until 31 December 2026."], lacks: [Budget]}
        team_list: {due: true}
"""


def _told(small: Path, text: str = STORY, name: str = "goal.yaml") -> Path:
    path = small / "playbook/stories" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_stories_that_go_as_told_end_well(cli: Cli, small: Path) -> None:
    _told(small)
    said = cli("test", str(small))
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "playbook/stories/goal.yaml: as told: The goal is set and signed\n"
        "\n"
        "steps done                  1 of 3      33 %\n"
        "outcomes of conditions      3 of 10     30 %\n"
        "branches of templates       2 of 3      66 %\n"
    )


def test_a_failing_story_shows_the_difference_and_its_place(cli: Cli, small: Path) -> None:
    text = STORY.replace("team: ready", "team: done").replace("time, until 31", "time until 31")
    _told(small, text)
    said = cli("test", str(small))
    assert (said.code, said.err) == (1, "1 of 1 stories did not go as told\n")
    assert said.out.startswith(
        "playbook/stories/goal.yaml:11:34: state of 'team'\n"
        "  expected  done\n"
        "  found     ready\n"
        "playbook/stories/goal.yaml:14:33: document 'goal_sheet' lacks a text\n"
        "  expected  Halve the waiting time until 31 December 2026.\n"
        "  found     Halve the waiting time, until 31 December 2026.\n"
    )


def test_a_story_that_is_no_story_is_a_finding(cli: Cli, small: Path) -> None:
    _told(small, STORY.replace("finish:", "finnish:"))
    said = cli("test", str(small))
    assert said.code == 1
    assert said.out.startswith("playbook/stories/goal.yaml:9:5: PB003 ")
    assert "Did you mean 'finish'?" in said.out


def test_one_story_can_be_told_alone(cli: Cli, small: Path) -> None:
    _told(small, STORY.replace("team: ready", "team: done"), "wrong.yaml")
    path = _told(small)
    said = cli("test", str(path))
    assert said.code == 0
    assert said.out.startswith("playbook/stories/goal.yaml: as told")


def test_a_document_that_cannot_be_written_fails_the_story(cli: Cli, small: Path) -> None:
    _told(small)
    body = small / "templates/goal_sheet/body.md.j2"
    body.write_text(body.read_text("utf-8").replace("goal.aim", "goal.aims"), "utf-8")
    said = cli("test", str(small))
    assert said.code == 1
    assert said.out.startswith(
        "playbook/stories/goal.yaml:14:21: document 'goal_sheet' cannot be written: "
        "templates/goal_sheet/body.md.j2:6:9: "
    )
    assert said.out.count("body.md.j2") == 1


def test_a_document_that_no_expectation_names_is_written_all_the_same(
    cli: Cli, small: Path
) -> None:
    _told(small, STORY[: STORY.index("      documents:")])
    body = small / "templates/goal_sheet/body.md.j2"
    body.write_text(body.read_text("utf-8").replace("goal.aim", "goal.aims"), "utf-8")
    said = cli("test", str(small))
    assert said.code == 1
    assert said.out.startswith(
        "templates/goal_sheet/body.md.j2:6:9: a document cannot be written: "
    )


def test_what_was_never_seen_is_listed_with_its_place(cli: Cli, small: Path) -> None:
    _told(small)
    listed = cli("test", str(small), "--missing").out.partition("\n\n")[2].splitlines()[3:]
    assert listed == [
        "steps/02-team/step.yaml:1:5: 'team' is never done",
        "steps/03-look_back/step.yaml:1:5: 'look_back' is never done",
        "steps/01-goal/step.yaml:20:80: never true: goal.pace == 'fast'",
        "steps/01-goal/step.yaml:22:65: never false: size(goal.aim) >= 10",
        "steps/02-team/step.yaml:20:66: never true nor false: team.members.all(m, has(m.hours))",
        "steps/03-look_back/step.yaml:14:12: never true nor false: !look_back.on_track",
        "templates/team_list/document.yaml:6:7: never false: goal.pace != 'fast'",
        "templates/goal_sheet/body.md.j2:8: never true",
    ]


def test_walks_come_to_their_end_and_widen_the_coverage(cli: Cli, small: Path) -> None:
    said = cli("test", str(small), "--walks", "12", "--seed", "3", "--format", "json")
    assert said.code == 0
    assert [(walk["seed"], walk["trouble"]) for walk in said.data["walks"]] == [
        (seed, "") for seed in range(3, 15)
    ]
    assert said.data["coverage"]["steps"] == {"covered": 3, "total": 3, "missing": []}
    assert (
        said.data
        == cli("test", str(small), "--walks", "12", "--seed", "3", "--format", "json").data
    )


def test_pairs_of_choices_are_walked(cli: Cli, small: Path) -> None:
    said = cli("test", str(small), "--pairwise", "--format", "json")
    rows = [walk["choices"] for walk in said.data["walks"]]
    pairs = {(row["goal.pace"], row["look_back.on_track"]) for row in rows}
    assert pairs == {(pace, track) for pace in ("calm", "fast") for track in (True, False)}


def test_a_walk_that_finds_no_way_on_names_the_question(cli: Cli, small: Path) -> None:
    path = small / "steps/01-goal/step.yaml"
    check = "required: true, check: [{that: \"value == 'x'\", message: Only x.}], example: Halve"
    path.write_text(
        path.read_text("utf-8").replace("required: true, example: Halve", check), "utf-8"
    )
    said = cli("test", str(small), "--walks", "1")
    assert (said.code, said.err) == (1, "1 of 1 walks did not come to their end\n")
    assert said.out.startswith(
        "steps/01-goal/step.yaml:9:5: no answer to 'goal.aim' passes its checks: Only x. "
        "[walk, seed 1]\n"
    )


def test_machine_output_holds_every_mismatch_with_its_span(cli: Cli, small: Path) -> None:
    _told(small, STORY.replace("team: ready", "team: done"))
    said = cli("test", str(small), "--format", "json")
    assert said.code == 1
    assert said.data["schema"] == "collab-playbook/test@1"
    assert said.data["stories"] == [
        {
            "file": "playbook/stories/goal.yaml",
            "title": "The goal is set and signed",
            "language": "en",
            "as_told": False,
            "mismatches": [
                {
                    "file": "playbook/stories/goal.yaml",
                    "line": 11,
                    "column": 34,
                    "end_line": 11,
                    "end_column": 38,
                    "message": "state of 'team'",
                    "expected": "done",
                    "found": "ready",
                    "code": "",
                }
            ],
        }
    ]


def test_a_playbook_without_stories_says_how_to_begin_one(cli: Cli, small: Path) -> None:
    said = cli("test", str(small))
    assert said.code == 0
    assert "collab-playbook new story ID" in said.err


def test_a_folder_without_a_playbook_is_refused(cli: Cli, tmp_path: Path) -> None:
    said = cli("test", str(tmp_path / "nothing"))
    assert said.code == 2
    assert "holds no playbook" in said.err


def test_the_stories_of_the_shipped_playbook_go_as_told(cli: Cli) -> None:
    said = cli("test", str(shipped_root()), "--format", "json")
    assert said.code == 0, said.out
    told = [(s["file"], s["language"]) for s in said.data["stories"]]
    assert told == [(name, each) for name in story_files(shipped_root()) for each in ("en", "fr")]
    assert all(story["as_told"] for story in said.data["stories"])
    assert said.data["coverage"]["steps"]["covered"] == 25
    templates = said.data["coverage"]["templates"]
    assert templates["covered"] / templates["total"] >= 0.95
