"""One fault put into the sample company's workspace is found there, and nothing else is."""

from __future__ import annotations

import json
import random
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_playbook.cli.boundary import run
from collab_playbook.files.workspace_check import check_workspace
from rules.fuzz import changed

if TYPE_CHECKING:
    from collections.abc import Callable

BY = "Mathieu Perrillat <mathieu.perrillat@ateliers-brevent.example>"
MANIFEST = ".collab-playbook/manifest.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "brevent"
    assert run(["init", "--example", str(folder), "--by", BY]) == 0
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "brevent"))


def found(root: Path) -> list[str]:
    return [f"{p.place} {p.code} {p.name} {p.severity}: {p.message}" for p in check_workspace(root)]


def change(root: Path, name: str, old: str, new: str) -> tuple[int, int]:
    """Puts a text in the stead of another, the first time it stands; gives its line and column."""
    text = (root / name).read_text("utf-8")
    at = text.index(old)
    (root / name).write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_the_sample_company_has_no_problems(root: Path) -> None:
    assert check_workspace(root) == ()


def test_checking_writes_nothing(root: Path) -> None:
    def prints() -> dict[str, str]:
        files = (p for p in sorted(root.rglob("*")) if p.is_file())
        return {str(p): sha256(p.read_bytes()).hexdigest() for p in files}

    before = prints()
    change(root, "workspace.yaml", "Europe/Paris", "Europe/Pariss")
    changed = prints()
    check_workspace(root)
    assert prints() == changed != before


Edit = tuple[str, str, str, str, str]
EDITS: dict[str, Edit] = {
    "a role that the playbook lacks": (
        "workspace.yaml",
        "community_manager",
        "comunity_manager",
        "PB815 unknown-role-held error",
        "The playbook has no role 'comunity_manager'",
    ),
    "two people with one address": (
        "workspace.yaml",
        "nadia.benhamou@ateliers-brevent.example",
        "Mathieu.Perrillat@ateliers-brevent.example",
        "PB816 shared-address error",
        "Nadia Benhamou and Mathieu Perrillat have the same address",
    ),
    "a zone that is none": (
        "workspace.yaml",
        "Europe/Paris",
        "Europe/Pariss",
        "PB818 unknown-zone error",
        "There is no time zone 'Europe/Pariss'",
    ),
    "a country that is none": (
        "workspace.yaml",
        "FR",
        "FX",
        "PB823 unknown-country error",
        "No public holidays are known for the country 'FX'",
    ),
    "a version that is another": (
        "workspace.yaml",
        "1.0.0",
        "9.9.9",
        "PB803 definition-drift error",
        "The version here is '9.9.9', and the playbook's is '1.0.0'",
    ),
    "an id that is another": (
        "workspace.yaml",
        "collaborative_enterprise",
        "something_else",
        "PB803 definition-drift error",
        "The id here is 'something_else', and the playbook's is 'collaborative_enterprise'",
    ),
    "a key that workspace.yaml does not have": (
        "workspace.yaml",
        "zone:",
        "zonne:",
        "PB003 unknown-key error",
        "Unknown key 'zonne'",
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_fault_is_found_where_it_stands(edit: Edit, root: Path) -> None:
    name, old, new, code, message = edit
    line, column = change(root, name, old, new)
    (problem,) = [p for p in check_workspace(root) if p.code != "PB817"]
    assert (problem.place.file, problem.place.line, problem.place.column) == (name, line, column)
    assert f"{problem.code} {problem.name} {problem.severity}" == code
    assert problem.message.startswith(message)


def test_the_first_of_two_with_one_address_is_shown_too(root: Path) -> None:
    mail = "mathieu.perrillat@ateliers-brevent.example"
    change(root, "workspace.yaml", "nadia.benhamou@ateliers-brevent.example", mail)
    (problem,) = check_workspace(root)
    (label,) = problem.labels
    assert (label.place.line, label.text) == (
        problem.place.line - 5,
        "Mathieu Perrillat has it here",
    )


def test_a_sign_off_that_nobody_can_give_is_found(root: Path) -> None:
    line, _ = change(root, "workspace.yaml", "people:", "people:")
    change(root, "workspace.yaml", "      - dpo", "      - expert")
    (problem,) = check_workspace(root)
    assert (problem.code, problem.name, problem.severity) == (
        "PB817",
        "role-without-holder",
        "warning",
    )
    assert (problem.place.line, problem.place.column) == (line, 1)
    assert problem.message.startswith("Nobody holds the role 'dpo', which signs off '")


def test_without_people_the_lead_signs_for_everybody(root: Path) -> None:
    text = (root / "workspace.yaml").read_text("utf-8")
    start, end = text.index("people:"), text.index("\n# ", text.index("people:"))
    (root / "workspace.yaml").write_text(text[:start] + "people: []\n" + text[end:], "utf-8")
    assert check_workspace(root) == ()


def test_a_language_without_texts_is_found(root: Path) -> None:
    line, column = change(root, "workspace.yaml", "  - en\n", "  - en\n  - xx\n")
    (problem,) = check_workspace(root)
    place = problem.place
    assert (problem.code, place.line, place.column) == ("PB819", line + 1, column + 4)


def test_a_missing_copy_of_the_playbook_is_found(root: Path) -> None:
    shutil.rmtree(root / ".collab-playbook/playbook")
    line = (root / "workspace.yaml").read_text("utf-8").split("digest:")[0].count("\n") + 1
    expected = f"workspace.yaml:{line}:11 PB803 definition-drift error: "
    assert found(root) == [expected + "The copy of the playbook is missing"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "required: true",
            "required: false",
            "The copy of the playbook says something else than when it was pinned",
        ),
        ("phase: frame", "phase: fram", "The copy of the playbook has faults"),
        ("phase: frame", "phase: [", "The copy of the playbook has faults"),
    ],
)
def test_a_copy_that_was_edited_is_found(old: str, new: str, message: str, root: Path) -> None:
    (copy,) = (root / ".collab-playbook/playbook").iterdir()
    change(copy, "steps/03-objectives/step.yaml", old, new)
    (problem,) = check_workspace(root)
    assert (problem.code, problem.message) == ("PB803", message)


def test_an_altered_line_is_found(root: Path) -> None:
    line, _ = change(root, "journal.jsonl", '"type":"submitted"', '"type":"started"')
    codes = {(p.code, p.place.line) for p in check_workspace(root)}
    assert ("PB801", line) in codes


def test_a_line_lost_at_the_end_is_found_by_the_views_written_from_it(root: Path) -> None:
    lines = (root / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (root / "journal.jsonl").write_bytes(b"".join(lines[:-1]))
    codes = [(p.code, p.place.line) for p in check_workspace(root)]
    assert codes == [("PB806", len(lines) - 1)]


def test_an_event_that_a_merge_made_impossible_is_found(root: Path) -> None:
    path = root / "journal.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    first = next(line for line in lines if line["type"] == "submitted")
    again = {**first, "by": "Somebody else", "prev": [lines[-1]["id"]]}
    again["id"] = _id_of(again)
    with path.open("a", encoding="utf-8") as file:
        file.write(_text_of(again) + "\n")
    (problem,) = check_workspace(root)
    assert (problem.code, problem.place.line) == ("PB802", len(lines) + 1)
    step = first["step"]
    assert problem.message == f"This event has no effect: {step}: was already submitted"


def _id_of(line: dict[str, object]) -> str:
    rest = {k: v for k, v in line.items() if k != "id"}
    return sha256(_text_of(rest).encode()).hexdigest()


def _text_of(line: dict[str, object]) -> str:
    return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _unlink(path: Path) -> None:
    path.unlink()


def _scribble(path: Path) -> None:
    path.write_bytes(b"something else")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_unlink, "The file 'minutes.txt' is missing from 'evidence'"),
        (_scribble, "The file 'minutes.txt' was altered after it was attached"),
    ],
)
def test_evidence_that_is_not_what_was_attached_is_found(
    harm: Callable[[Path], None], message: str, root: Path
) -> None:
    path = root / "journal.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    digest = sha256(b"Said and done.").hexdigest()
    kept = root / "evidence" / f"{digest}.txt"
    kept.write_bytes(b"Said and done.")
    event = next(line for line in lines if line["type"] == "answered")
    value = [{"proof": {"name": "minutes.txt", "digest": digest}}]
    event = {**event, "data": {"question": "zz_old", "value": value}, "prev": [lines[-1]["id"]]}
    event["id"] = _id_of(event)
    with path.open("a", encoding="utf-8") as file:
        file.write(_text_of(event) + "\n")
    assert check_workspace(root) == ()
    harm(kept)
    place = f"journal.jsonl:{len(lines) + 1}:1"
    assert found(root) == [f"{place} PB804 evidence-missing error: {message}"]


def test_a_sheet_for_no_step_is_found(root: Path) -> None:
    shutil.copy(root / "answers/03-objectives.yaml", root / "answers/03-objective.yaml")
    (problem,) = check_workspace(root)
    assert (problem.code, str(problem.place)) == ("PB813", "answers/03-objective.yaml:1:1")
    assert problem.hint == "Did you mean 'answers/03-objectives.yaml'?"


def test_an_answer_that_does_not_fit_is_found_in_its_sheet(root: Path) -> None:
    line, column = change(root, "answers/03-objectives.yaml", "family: ", "family: zz_")
    (problem,) = check_workspace(root)
    place = problem.place
    assert (problem.code, place.line, place.column) == ("PB810", line, column + len("family: "))


def test_a_document_that_was_built_and_is_gone_is_found(root: Path) -> None:
    assert run(["-C", str(root), "--by", BY, "--now", "2026-11-16", "build"]) == 0
    assert check_workspace(root) == ()
    document = next(iter(sorted((root / "documents").rglob("*.md"))))
    name = document.relative_to(root).as_posix()
    document.unlink()
    text = (root / MANIFEST).read_text("utf-8")
    line = text.split(f'"{name}"')[0].count("\n") + 1
    (problem,) = check_workspace(root)
    assert (problem.code, problem.severity, problem.place.line) == ("PB814", "warning", line)
    assert problem.message == f"The document '{name}' was built and is gone"
    (root / MANIFEST).write_text(text.replace('"documents"', '"documents', 1), "utf-8")
    assert [p.code for p in check_workspace(root)] == ["PB822"]


def test_an_event_of_no_possible_time_is_an_altered_line(root: Path) -> None:
    last = (root / "journal.jsonl").read_text("utf-8").count("\n")
    text = (root / "journal.jsonl").read_text("utf-8")
    start = text.rindex('"at":"')
    changed = text[:start] + text[start:].replace('"at":"2', '"at":"x2', 1)
    (root / "journal.jsonl").write_text(changed, "utf-8")
    assert ("PB801", last) in {(p.code, p.place.line) for p in check_workspace(root)}


NAMES = ("workspace.yaml", "journal.jsonl", "answers/00-org.yaml", "answers/03-objectives.yaml")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), seed=st.integers(0, 2**32))
def test_a_file_changed_by_chance_gives_problems(made: Path, name: str, seed: int) -> None:
    former = (made / name).read_bytes()
    (made / name).write_bytes(changed(former, random.Random(seed)))
    try:
        problems = check_workspace(made)
    finally:
        (made / name).write_bytes(former)
    assert all(p.place.line >= 1 and p.place.column >= 1 for p in problems)
    assert all(p.message.isprintable() for p in problems)


def test_a_workspace_that_cannot_be_read_tells_of_its_journal_too(root: Path) -> None:
    (root / "workspace.yaml").write_text("playbook: [\n", "utf-8")
    change(root, "journal.jsonl", '"type":"submitted"', '"type":"skipped"')
    assert {p.code for p in check_workspace(root)} >= {"PB001", "PB801"}
