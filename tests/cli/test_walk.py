"""A whole walk on the command line, as section 7 promises it."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from commandline import ANN

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

SPONSOR = "Sam Sponsor <sam@example.org>"
ANSWERS = {
    "org": {"company": "Acme", "headcount": 640},
    "goal": {
        "aim": "Halve the waiting time",
        "until": "2026-12-31",
        "pace": "calm",
        "budget": {"amount": "12000", "currency": "EUR"},
    },
    "team": {"members": [{"name": "Nadia", "hours": 4}, {"name": "Paul", "hours": 2}]},
}


def _answered(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS), "utf-8")
    said = cli("answer", "--from", str(file), cwd=workspace)
    assert (said.code, said.err) == (0, "Recorded 7 answers.\n")


def test_a_walk_from_init_to_documents(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    _answered(cli, workspace, tmp_path)
    said = cli("submit", "goal", cwd=workspace)
    assert said.out == "1. Set the goal: awaiting approval\n   approval by: Sponsor\n"
    assert said.err == "Next: collab-playbook approve goal --as sponsor\n"
    assert (
        cli("approve", "goal", "--as", "sponsor", "--by", SPONSOR, cwd=workspace).out
        == "1. Set the goal: done\n"
    )
    assert cli("submit", "2", cwd=workspace).out == "2. Gather the team: done\n"
    said = cli("build", "--final", cwd=workspace)
    assert said.out == (
        "written   documents/01-goal/goal_sheet.md  (built for the first time)\n"
        "written   documents/02-team/team_list.md  (built for the first time)\n"
    )
    sheet = (workspace / "documents/01-goal/goal_sheet.md").read_text("utf-8")
    assert "Halve the waiting time, until 31 December 2026." in sheet
    assert "[confidential]" in sheet


def test_status_tells_machines_where_every_step_stands(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    _answered(cli, workspace, tmp_path)
    cli("submit", "goal", cwd=workspace)
    status = cli("status", "--format", "json", cwd=workspace).data
    assert list(status) == [
        "schema",
        "playbook",
        "organisation",
        "now",
        "progress",
        "phases",
        "steps",
        "gates",
    ]
    assert status["schema"] == "collab-playbook/status@1"
    assert (status["organisation"], status["now"]) == ("Acme", "2026-11-16T09:00:00Z")
    assert status["progress"] == {"done": 0, "total": 3}
    assert status["steps"][0] == {
        "id": "goal",
        "number": 1,
        "title": "Set the goal",
        "phase": "begin",
        "scope": "programme",
        "instance": "programme",
        "state": "awaiting_approval",
        "flags": [],
        "blocked_by": [{"kind": "sign_off", "id": "sponsor", "text": "approval by: Sponsor"}],
        "questions": {"total": 4, "answered": 4, "open_required": 0},
        "criteria": [
            {
                "id": "aim_is_whole",
                "text": "The aim is a whole sentence",
                "verdict": "met",
                "evidence": [],
            }
        ],
        "evidence": [],
        "sign_off": {"state": "none", "by": [], "lapsed": []},
        "due": None,
        "documents": [{"id": "goal_sheet", "state": "missing", "signed": [], "altered": False}],
    }
    assert status["steps"][1]["blocked_by"] == [
        {"kind": "step", "id": "goal", "text": "'Set the goal' has to be done first"}
    ]


def test_next_tells_machines_the_question_that_run_would_ask(cli: Cli, workspace: Path) -> None:
    content = cli("next", "--format", "json", cwd=workspace).data
    assert content["question"] | {"example": ""} == {
        "instance": "programme",
        "step": "org",
        "id": "company",
        "occurrence": 1,
        "type": "text",
        "ask": "What is the organisation called?",
        "example": "",
        "again": "",
        "required": True,
        "choices": [],
        "fields": [],
        "min": None,
        "max": None,
        "pattern": None,
        "default": None,
        "lessons": [],
    }
    assert content["actions"] == []


def test_following_next_alone_finishes(cli: Cli, workspace: Path) -> None:
    values = {
        "text": "Some words of ours",
        "long_text": "Words",
        "date": "2026-12-31",
        "boolean": "true",
        "integer": "3",
        "choice": "fast",
        "money": "12000 EUR",
        "records": '[{"name": "Nadia"}, {"name": "Paul"}]',
    }
    for _ in range(40):
        content = cli("next", "--format", "json", cwd=workspace).data
        if content["question"] is not None:
            question = content["question"]
            said = cli(
                "answer",
                f"{question['step']}.{question['id']}={values[question['type']]}",
                cwd=workspace,
            )
            assert said.code == 0, said.err
        elif content["actions"]:
            said = cli(*shlex.split(content["actions"][0]["command"])[1:], cwd=workspace)
            assert said.code == 0, said.err
        else:
            break
    assert content["until"] == "2026-12-16"
    states = {
        step["id"]: step["state"]
        for step in cli("status", "--format", "json", cwd=workspace).data["steps"]
    }
    assert states == {"goal": "done", "team": "done", "look_back": "done"}
    waived = cli("status", "--format", "json", cwd=workspace).data["steps"][1]["criteria"]
    assert waived[0]["verdict"] == "waived", (
        "hours were never given, so the criterion had to be waived"
    )


def test_what_was_done_is_logged_and_can_be_taken_back(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    _answered(cli, workspace, tmp_path)
    cli("submit", "goal", cwd=workspace)
    assert cli("undo", cwd=workspace).out == "Taken back: 'submitted goal' by Ann Lead\n"
    events = cli("log", "--format", "json", cwd=workspace).data["events"]
    assert [e["type"] for e in events][-2:] == ["submitted", "voided"]
    assert [e["voided"] for e in events][-2:] == [True, False]
    assert {e["by"] for e in events} == {ANN}


def test_reasons_are_shown_as_a_tree(cli: Cli, workspace: Path) -> None:
    assert cli("why", "team", cwd=workspace).out == (
        "'Gather the team' is blocked\n"
        "  [no] it waits for 1 step\n"
        "    [no] 'Set the goal' is ready\n"
        "  [open] 1 required question open\n"
        "    [open] team.members: Who takes part?\n"
        "  [no] 1 exit criterion not met\n"
        "    [open] unknown: Everybody's hours are agreed\n"
        "      [open] team.members is not answered\n"
    )


def test_skip_reopen_and_reaffirm_leave_their_reasons_on_record(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    _answered(cli, workspace, tmp_path)
    assert cli("skip", "goal", cwd=workspace).code == 3
    assert cli("skip", "goal", "--reason", "Given from above.", cwd=workspace).code == 0
    assert cli("submit", "team", cwd=workspace).code == 0
    assert cli("reopen", "team", "--reason", "Paul left.", cwd=workspace).code == 0
    assert cli("submit", "team", cwd=workspace).code == 0
    members = json.dumps([{"name": "Nadia", "hours": 4}, {"name": "Lea", "hours": 2}])
    assert cli("answer", f"team.members={members}", cwd=workspace).code == 0
    state = cli("status", "--format", "json", cwd=workspace).data["steps"][1]["state"]
    assert state == "stale"
    assert (
        cli("reaffirm", "team", "--reason", "Lea takes over.", cwd=workspace).out
        == "2. Gather the team: done\n"
    )


def test_a_refusal_sends_a_step_back_with_its_reason(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    _answered(cli, workspace, tmp_path)
    cli("submit", "goal", cwd=workspace)
    said = cli(
        "refuse",
        "goal",
        "--as",
        "sponsor",
        "--reason",
        "By how much?",
        "--by",
        SPONSOR,
        cwd=workspace,
    )
    assert said.out == "1. Set the goal: active\n"
    assert "sent back: By how much?" in cli("why", "goal", cwd=workspace).out
