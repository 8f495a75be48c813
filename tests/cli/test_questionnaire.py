"""Forms that go out and come back, as a person sends and records them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from commandline import answer_goal
from forming import ANSWERS, FILLED_IN, QUESTIONS, fill, fill_rows, opened, saved

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

CLAIRE = "Claire Fontanel <claire@example.org>"
TYPED = {
    **FILLED_IN,
    "plan.people": "1,250",
    "plan.share": "12.5 %",
    "plan.start": "1 March 2026",
    "plan.agreed": "no",
    "plan.pace": "calm",
    "plan.paces fast": "x",
    "plan.salary": "42000",
}
ROWS: list[list[Any]] = [
    ["Open it", None, "Calmly, as ever; Fast", None, 0.07, "2026-04-01"],
    ["Close it", "Both", None, 12, None, None],
]


@pytest.fixture
def everything(cli: Cli, small: Path, tmp_path: Path) -> Path:
    """An empty workspace for a playbook with a step ``plan`` that asks every kind of question."""
    step = {
        "id": "plan", "number": 4, "title": "Plan it", "phase": "live", "purpose": "Because.",
        "roles": {"accountable": "lead", "responsible": ["lead"]}, "duration": {"work_days": 1},
        "questions": QUESTIONS, "sign_off": {"all_of": ["sponsor"], "not_author": True},
    }  # fmt: skip
    (small / "steps/04-plan").mkdir()
    (small / "steps/04-plan/step.yaml").write_text(json.dumps(step), "utf-8")
    folder = tmp_path / "everything"
    said = cli("init", str(folder), "--playbook", str(small), "--no-input")
    assert said.code == 0, said.err
    return folder


def _sent(cli: Cli, workspace: Path, path: Path, *arguments: str) -> Any:
    said = cli("questionnaire", *arguments, "-o", str(path), cwd=workspace)
    assert said.code == 0, said.err
    return opened(path.read_bytes())


def _returned(workbook: Any, path: Path) -> Path:
    path.write_bytes(saved(workbook))
    return path


def _answers(cli: Cli, workspace: Path, step: str) -> dict[str, Any]:
    events = cli("log", step, "--format", "json", cwd=workspace).data["events"]
    return {
        event["data"]["question"]: event["data"]["value"]
        for event in events
        if event["type"] == "answered"
    }


def _employ(workspace: Path, person: str) -> None:
    """Adds a person to a workspace that has none."""
    with (workspace / "workspace.yaml").open("a", encoding="utf-8") as file:
        file.write(f"people: [{person}]\n")


def test_a_form_filled_in_says_what_the_same_answers_say(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    fill(workbook, {**TYPED, "by name": "Claire Fontanel", "by email": "claire@example.org"})
    fill_rows(workbook, "plan.acts", ROWS)
    form = _returned(workbook, tmp_path / "back.xlsx")
    tried = cli("answer", "--from", str(form), "--dry-run", cwd=everything)
    assert tried.err.endswith("Would record 18 answers.\n")
    said = cli("answer", "--from", str(form), cwd=everything)
    assert said.err == f"Answered by {CLAIRE}.\nRecorded 18 answers.\n"
    assert _answers(cli, everything, "plan") == ANSWERS
    again = cli("answer", "--from", str(form), cwd=everything)
    assert again.err == f"Answered by {CLAIRE}.\nUnchanged: 18 answers.\nRecorded 0 answers.\n"


def test_a_file_that_does_not_exist_is_refused(cli: Cli, everything: Path, tmp_path: Path) -> None:
    said = cli("answer", "--from", str(tmp_path / "none.yaml"), cwd=everything)
    assert said.code == 3
    assert "could not be read: no such file" in said.err


def test_who_answered_stands_beside_who_recorded(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    fill(workbook, {"plan.aim": "Halve it", "by name": CLAIRE, "by date": "3 November 2026"})
    form = _returned(workbook, tmp_path / "back.xlsx")
    assert cli("answer", "--from", str(form), cwd=everything).code == 0
    (event,) = cli("log", "plan", "--format", "json", cwd=everything).data["events"]
    assert event["by"] == "Ann Lead <ann@example.org>"
    assert event["data"] == {
        "question": "aim",
        "value": "Halve it",
        "source": "questionnaire",
        "answered_by": CLAIRE,
        "answered_on": "2026-11-03",
    }
    line = " ".join(cli("log", "plan", cwd=everything).out.split())
    assert line.endswith(f"by {CLAIRE}, recorded by Ann Lead <ann@example.org>")
    told = cli("why-answer", "plan.aim", cwd=everything).err
    assert f"Answered by {CLAIRE}, recorded by Ann Lead <ann@example.org> on 16 November" in told
    assert cli("verify", cwd=everything).code == 0


def test_whoever_answered_may_not_approve_though_another_recorded_it(
    cli: Cli, everything: Path
) -> None:
    _employ(everything, "{name: Claire Fontanel, email: claire@example.org, roles: [sponsor]}")
    assert cli("answer", "plan.aim=Halve it", f"--answered-by={CLAIRE}", cwd=everything).code == 0
    rows = json.dumps([{"what": "Open it"}])
    assert cli("answer", f"plan.acts={rows}", cwd=everything).code == 0
    assert cli("submit", "plan", cwd=everything).code == 0
    said = cli("approve", "plan", "--as", "sponsor", "--by", CLAIRE, cwd=everything)
    assert said.code == 3
    assert f"{CLAIRE} is an author of 'Plan it'" in said.err


def test_all_problems_are_told_at_once_with_their_cells_and_nothing_is_recorded(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    wrong = {"plan.aim": "Fine", "plan.people": "a few", "plan.rate": 12, "plan.start": "=A1"}
    fill(workbook, {**wrong, "plan.pace": "never", "by email": "nobody"})
    fill_rows(workbook, "plan.acts", [[None, "Both", None, 99, None, None]])
    form = _returned(workbook, tmp_path / "back.xlsx")
    said = cli("answer", "--from", str(form), cwd=everything)
    assert said.code == 3
    places = [line.strip().partition(": ")[0] for line in said.err.splitlines()[1:-1]]
    assert places == [
        "Answers!D10",
        "Answers!D16",
        "Answers!D17",
        "Answers!D20",
        "Answers!D24",
        "18 Acts what when!E7",
        "18 Acts what when!B7",
    ]
    assert "Asked: “What is people?”. Such as: 12,000" in said.err
    assert cli("log", "plan", "--format", "json", cwd=everything).data["events"] == []


def test_an_empty_cell_takes_nothing_back(cli: Cli, everything: Path, tmp_path: Path) -> None:
    assert cli("answer", "plan.aim=Halve it", cwd=everything).code == 0
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    fill(workbook, {"plan.aim": " "})
    said = cli("answer", "--from", str(_returned(workbook, tmp_path / "b.xlsx")), cwd=everything)
    assert said.err == (
        "plan.aim is empty in the form; its answer stands. To withdraw it: collab-playbook answer "
        "plan.aim=\nRecorded 0 answers.\n"
    )


def test_what_nobody_touched_reverts_nothing_and_a_clash_is_told(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    assert cli("answer", "plan.aim=First", "plan.people=5", cwd=everything).code == 0
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    assert cli("answer", "plan.aim=Second", "plan.people=6", cwd=everything).code == 0
    fill(workbook, {"plan.people": 7})
    form = str(_returned(workbook, tmp_path / "back.xlsx"))
    said = cli("answer", "--from", form, cwd=everything)
    assert said.code == 3
    assert (
        "Answers!D17: “What is people?” was answered elsewhere since this questionnaire was made. "
        "It says: 7. The workspace says: 6. Add --take form or --take workspace"
    ) in said.err
    assert "First" not in said.err
    left = cli("answer", "--from", form, "--take", "workspace", cwd=everything)
    assert "plan.people: the answer of the workspace is kept.\nRecorded 0 answers." in left.err
    taken = cli("answer", "--from", form, "--take", "form", cwd=everything)
    assert (taken.out, taken.code) == ("plan.people: 7\n", 0)
    assert _answers(cli, everything, "plan") == {"aim": "Second", "people": 7}


def test_a_form_from_a_journal_that_is_not_here_is_never_taken_for_news(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    assert cli("answer", "plan.aim=First", "plan.mark=3", cwd=everything).code == 0
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    mark = workbook["Answers"]["A1"].value.split()
    workbook["Answers"]["A1"] = " ".join((*mark[:4], "0" * 64))
    assert cli("answer", "plan.aim=Second", cwd=everything).code == 0
    said = cli("answer", "--from", str(_returned(workbook, tmp_path / "b.xlsx")), cwd=everything)
    assert said.code == 3
    assert "It says: First. The workspace says: Second." in said.err
    assert "because of 1 problem" in said.err


def test_sensitive_answers_are_left_out_unless_asked_for(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    assert cli("answer", "plan.salary=42000", cwd=everything).code == 0
    said = cli("questionnaire", "plan", "--to", "md", "-o", "-", cwd=everything)
    assert "42,000" not in said.out
    assert "Sensitive answers are left out; --sensitive fills them in." in said.err
    said = cli("questionnaire", "plan", "--sensitive", "--to", "md", "-o", "-", cwd=everything)
    assert "42,000" in said.out
    _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    assert b"42000" not in (tmp_path / "form.xlsx").read_bytes()


def test_yaml_goes_out_and_comes_back(cli: Cli, everything: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    assert cli("questionnaire", "plan", "-o", str(path), cwd=everything).code == 0
    said = cli("answer", "--from", str(path), cwd=everything)
    assert said.err == "Recorded 0 answers.\n"  # all is empty, and nothing is withdrawn
    text = path.read_text("utf-8")
    for key, value in (
        ("aim", "Halve it"), ("pace", "Calmly, as ever"), ("share", "12.5 %"), ("people", "1,250"),
    ):  # fmt: skip
        text = text.replace(f"  {key}:\n", f"  {key}: {value}\n", 1)
    text = text.replace("    - what:\n", "    - what: Open it\n").replace("name:\n", "name: Cleo\n")
    path.write_text(text, "utf-8")
    said = cli("answer", "--from", str(path), cwd=everything)
    assert said.err == "Answered by Cleo.\nRecorded 5 answers.\n"
    assert _answers(cli, everything, "plan") == {
        "aim": "Halve it", "pace": "calm", "share": "12.5", "people": 1250,
        "acts": [{"what": "Open it"}],
    }  # fmt: skip
    path.write_text(text.replace("mark:\n", "mark: high\n"), "utf-8")
    said = cli("answer", "--from", str(path), cwd=everything)
    line = text[: text.index("  mark:")].count("\n") + 1
    assert f"form.yaml:{line}:9: 'high' is not a number." in said.err


def test_a_question_that_has_come_back_is_asked_anew_and_the_same_answer_counts(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    answer_goal(cli, workspace)
    rows = json.dumps([{"name": "Nadia", "hours": 4}, {"name": "Ola", "hours": 5}])
    for command in (
        ("submit", "goal"), ("approve", "goal", "--as", "sponsor"),
        ("answer", f"team.members={rows}"), ("submit", "team"),
        ("answer", "look_back.learnt=Fewer mails", "look_back.on_track=yes"),
        ("submit", "look_back"),
    ):  # fmt: skip
        assert cli(*command, cwd=workspace).code == 0, command
    later = ("--now", "2027-01-10")
    form = tmp_path / "form.xlsx"
    said = cli(*later, "questionnaire", "-o", str(form), cwd=workspace)
    assert said.code == 0, said.err
    workbook = opened(form.read_bytes())
    texts = [str(cell.value) for cell in workbook.worksheets[0]["C"] if cell.value]
    assert any(text.endswith("Last time: Fewer mails") for text in texts)
    fill(workbook, {"look_back.learnt": "Fewer mails"})
    said = cli(*later, "answer", "--from", str(_returned(workbook, form)), cwd=workspace)
    assert said.err == "Recorded 1 answer.\n"
    last = cli(*later, "log", "--format", "json", cwd=workspace).data["events"][-1]
    assert (last["occurrence"], last["data"]["value"]) == (2, "Fewer mails")


def test_steps_that_are_open_now_are_asked_unless_some_are_named(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    said = cli("questionnaire", "--to", "md", "-o", "-", cwd=workspace)
    assert [line for line in said.out.splitlines() if line[:3] == "## "] == ["## Set the goal"]
    said = cli("questionnaire", "2", "3", "--to", "md", "-o", "-", cwd=workspace)
    assert [line for line in said.out.splitlines() if line[:3] == "## "] == [
        "## Gather the team", "## Look back",
    ]  # fmt: skip
    said = cli("questionnaire", "nowhere", cwd=workspace)
    assert said.code == 2
    said = cli(
        "questionnaire", "team", "--for", "sponsor", "-o", str(tmp_path / "x.md"), cwd=workspace
    )
    assert (said.code, "there is nothing to ask" in said.err) == (3, True)


def test_a_form_for_a_person_carries_their_name(cli: Cli, workspace: Path) -> None:
    _employ(workspace, "{name: Cleo, email: cleo@example.org, roles: [sponsor]}")
    said = cli(
        "questionnaire", "goal", "--for", "cleo@example.org", "--to", "md", "-o", "-", cwd=workspace
    )
    assert "| **Name** | Cleo |" in said.out
    said = cli("questionnaire", "--for", "Ann", cwd=workspace)
    assert (said.code, said.err.splitlines()[1]) == (2, "Known are: Cleo, lead, sponsor.")


def test_a_form_is_never_written_over_another(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    for _ in range(2):  # the very same one may be there
        assert cli("questionnaire", "goal", "-o", str(path), cwd=workspace).code == 0
    path.write_bytes(b"filled in")
    said = cli("questionnaire", "goal", "-o", str(path), cwd=workspace)
    assert (said.code, path.read_bytes()) == (3, b"filled in")


def test_a_name_that_says_no_format_is_refused_with_those_there_are(
    cli: Cli, workspace: Path, tmp_path: Path
) -> None:
    said = cli("questionnaire", "goal", "-o", str(tmp_path / "form.pdf"), cwd=workspace)
    assert said.code == 2
    assert said.err.endswith("\nEnd its name with .xlsx, .docx, .md, .yaml, or add --to.\n")
    assert not (tmp_path / "form.pdf").exists()


@pytest.mark.parametrize("name", ["form.docx", "form.md", "form.ods", "form.xls"])
def test_kinds_that_are_not_read_back_are_told(
    cli: Cli, workspace: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    said = cli("answer", "--from", str(tmp_path / name), cwd=workspace)
    assert (said.code, "of a kind that is not read back" in said.err) == (3, True)


def test_a_workbook_of_something_else_is_refused(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only here

    path = tmp_path / "budget.xlsx"
    path.write_bytes(saved(Workbook()))
    said = cli("answer", "--from", str(path), cwd=workspace)
    assert (said.code, "is no questionnaire" in said.err) == (3, True)


def test_word_is_made_from_the_same_form(cli: Cli, workspace: Path, tmp_path: Path) -> None:
    from docx import Document  # noqa: PLC0415 - only here

    path = tmp_path / "form.docx"
    said = cli("questionnaire", "goal", "-o", str(path), cwd=workspace)
    assert "This one is not read back; for that make it --to xlsx or --to yaml." in said.err
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert "1. What do you want to reach? (required)" in texts


def test_every_step_of_the_sample_company_goes_out_and_comes_back(
    cli: Cli, sample: Path, tmp_path: Path
) -> None:
    steps = sorted((sample / "answers").glob("[0-9]*.yaml"))
    names = [path.stem.partition("-")[2] for path in steps]
    assert len(names) > 20
    form = tmp_path / "all.xlsx"
    said = cli("questionnaire", *names, "--sensitive", "-o", str(form), cwd=sample)
    assert said.code == 0, said.err
    said = cli("answer", "--from", str(form), "--dry-run", cwd=sample)
    assert said.err.endswith("Would record 0 answers.\n"), said.err
    said = cli(
        "--language",
        "fr",
        "questionnaire",
        *names,
        "--blank",
        "-o",
        str(tmp_path / "b.xlsx"),
        cwd=sample,
    )
    assert said.code == 0, said.err
    said = cli("answer", "--from", str(tmp_path / "b.xlsx"), "--dry-run", cwd=sample)
    assert said.err == "Would record 0 answers.\n"


def test_labels_in_any_language_of_the_playbook_are_understood(
    cli: Cli, sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    workbook = _sent(cli, sample, path, "--language", "fr", "leadership")
    assert workbook.worksheets[0]["E3"].value is not None
    fill(workbook, {"leadership.sponsor_level_ok": "Non"})
    said = cli("answer", "--from", str(_returned(workbook, path)), cwd=sample)
    assert said.out == "leadership.sponsor_level_ok: no\n"


def _has_calc() -> bool:
    office = shutil.which("soffice")
    if office is None:
        return False
    listed = subprocess.run([office, "--version"], capture_output=True, check=False, timeout=60)
    return listed.returncode == 0


def test_a_form_that_another_program_saved_anew_comes_back(
    cli: Cli, everything: Path, tmp_path: Path
) -> None:
    if not _has_calc():
        pytest.skip("LibreOffice is not installed")
    workbook = _sent(cli, everything, tmp_path / "form.xlsx", "plan")
    fill(workbook, TYPED)
    fill_rows(workbook, "plan.acts", ROWS)
    form = _returned(workbook, tmp_path / "back.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    made = subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "anew"), str(form)],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    if not (tmp_path / "anew/back.xlsx").is_file():
        pytest.skip(f"LibreOffice has no Calc: {made.stderr.decode()[-100:]}")
    said = cli("answer", "--from", str(tmp_path / "anew/back.xlsx"), cwd=everything)
    assert said.code == 0, said.err
    assert _answers(cli, everything, "plan") == ANSWERS
