from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.files.journal import Journal
from collab_playbook.files.workspace import (
    create_workspace,
    find_workspace,
    open_workspace,
    read_workspace,
    write_workspace,
)
from collab_playbook.model.workspace import Person, Workspace

if TYPE_CHECKING:
    from pathlib import Path

PIN = {"id": "sample", "version": "1.0.0", "digest": "0" * 24}


def workspace(**keys: Any) -> Workspace:
    return Workspace.model_validate({"playbook": PIN, **keys})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "client"
    create_workspace(
        root, workspace(people=[{"name": "Zoé", "roles": ["lead"]}], zone="Europe/Rome")
    )
    return root


def test_a_new_workspace_has_its_folders_and_tells_git_what_it_has_to_know(root: Path) -> None:
    held = sorted(str(p.relative_to(root)) for p in root.rglob("*"))
    assert held == [
        ".collab-playbook",
        ".gitattributes",
        ".gitignore",
        "answers",
        "documents",
        "evidence",
        "measures",
        "workspace.yaml",
    ]
    assert "journal.jsonl text eol=lf merge=union\n" in (root / ".gitattributes").read_text()
    ignored = (root / ".gitignore").read_text().splitlines()
    assert {".collab-playbook/cache/", ".collab-playbook/lock"} <= set(ignored)


def test_a_new_workspace_opens_as_it_was_made(root: Path) -> None:
    for _ in range(2):  # read, then recalled
        opened = open_workspace(root)
        assert opened.workspace == workspace(
            people=[{"name": "Zoé", "roles": ["lead"]}], zone="Europe/Rome"
        )
        assert opened.journal == Journal()
        assert opened.problems == ()


def test_what_git_was_told_before_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.pyc\n.collab-playbook/lock")
    create_workspace(tmp_path, workspace())
    lines = (tmp_path / ".gitignore").read_text().splitlines()
    assert lines[:2] == ["*.pyc", ".collab-playbook/lock"]
    assert len(lines) == len(set(lines))


def test_a_workspace_is_not_made_over_another(root: Path) -> None:
    before = (root / "workspace.yaml").read_bytes()
    with pytest.raises(RefusedError, match="is a workspace already"):
        create_workspace(root, workspace())
    assert (root / "workspace.yaml").read_bytes() == before


def test_it_is_found_from_any_folder_inside(root: Path) -> None:
    (root / "answers/circles/a").mkdir(parents=True)
    assert find_workspace(root) == root
    assert find_workspace(root / "answers/circles/a") == root


def test_outside_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        find_workspace(tmp_path)
    assert refused.value.message == f"There is no workspace in '{tmp_path}' or above it"
    assert "collab-playbook init" in refused.value.hint


def test_hand_edits_and_remarks_survive_the_program(root: Path) -> None:
    path = root / "workspace.yaml"
    path.write_text(path.read_text().replace("zone: Europe/Rome", "zone: Europe/Rome  # Turin"))
    now = open_workspace(root).workspace
    paul = Person(name="Paul", roles=("animator",))
    write_workspace(root, now.model_copy(update={"people": (*now.people, paul), "heads": ("ab",)}))
    text = path.read_text()
    assert "zone: Europe/Rome  # Turin\n" in text
    again = open_workspace(root).workspace
    assert (again.people[1], again.heads) == (paul, ("ab",))
    write_workspace(root, again)
    assert path.read_text() == text
    write_workspace(root, again.model_copy(update={"people": (), "heads": ()}))
    assert open_workspace(root).workspace == now.model_copy(update={"people": ()})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "workspace.yaml:1:1: The file is empty"),
        (
            "playbook: {id: a, version: 1, digest: b\n",
            "workspace.yaml:1:11: This map is not closed",
        ),
        (
            "playbook: {id: A, version: 1, digest: b}\nzoen: x\n",
            "workspace.yaml:1:16: 'A' is not an id (1 more)",
        ),
        ("- a\n", "workspace.yaml:1:1: Expected a map of keys and values, found a list"),
    ],
)
def test_a_broken_file_is_told_with_its_place(root: Path, text: str, told: str) -> None:
    (root / "workspace.yaml").write_text(text)
    with pytest.raises(PlaybookError) as error:
        open_workspace(root)
    assert error.value.message == told


def test_check_gets_every_problem(root: Path) -> None:
    (root / "workspace.yaml").write_text("playbook: {id: A, version: 1, digest: b}\nzoen: x\n")
    read, problems = read_workspace(root)
    assert read is None
    assert [(p.code, str(p.place)) for p in problems] == [
        ("PB006", "workspace.yaml:1:16"),
        ("PB003", "workspace.yaml:2:1"),
    ]


def test_problems_of_the_journal_do_not_keep_it_from_opening(root: Path) -> None:
    (root / "journal.jsonl").write_text("nonsense\n")
    assert [p.code for p in open_workspace(root).problems] == ["PB805"]


@pytest.mark.parametrize(
    "name",
    [
        "answers",
        "evidence",
        "documents",
        ".collab-playbook",
        "measures",
        ".collab-playbook/cache",
        ".collab-playbook/torn",
    ],
)
def test_a_folder_that_leads_out_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside").mkdir()
    folder = root / name
    if folder.is_dir():
        for kept in folder.rglob("*"):
            kept.unlink()
        folder.rmdir()
    folder.symlink_to(tmp_path / "outside")
    with pytest.raises(PlaybookError, match="leads out of the folder"):
        open_workspace(root)
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_journal_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text("")
    (root / "journal.jsonl").symlink_to(tmp_path / "other.jsonl")
    with pytest.raises(PlaybookError, match="is a link"):
        open_workspace(root)
