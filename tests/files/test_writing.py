from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import (
    PLACING,
    TEMPORARY,
    confined,
    finish_placing,
    place_together,
    write_atomic,
)

if TYPE_CHECKING:
    from pathlib import Path


def held(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text() for p in sorted(root.rglob("*")) if p.is_file()}


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.txt", b"one")
    write_atomic(tmp_path / "a.txt", b"two")
    assert held(tmp_path) == {"a.txt": "two"}


def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomic(path, b"one")
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask
    path.chmod(0o600)
    write_atomic(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / "a.txt").symlink_to(tmp_path / "target")
    write_atomic(tmp_path / "a.txt", b"new")
    assert not (tmp_path / "a.txt").is_symlink()
    assert held(tmp_path) == {"a.txt": "new", "target": "mine"}


def test_files_are_placed_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    place_together(tmp_path, {"a.txt": b"a", "deep/er/b.txt": b"b"})
    assert held(tmp_path) == {"a.txt": "a", "deep/er/b.txt": "b"}


def test_one_place_that_cannot_be_taken_brings_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/inside.txt").write_text("in the way")
    with pytest.raises(PlaybookError, match="could not be written"):
        place_together(tmp_path, {"a.txt": b"new a", "new.txt": b"n", "b": b"new b", "c.txt": b"c"})
    assert held(tmp_path) == {"a.txt": "old a", "b/inside.txt": "in the way"}


@pytest.mark.parametrize(
    "name", ["../x.txt", "a/../../x.txt", "/nowhere/x.txt", "link/x.txt", "..", ""]
)
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(PlaybookError, match="leads out of the folder"):
        place_together(root, {"fine.txt": b"x", name: b"x"})
    assert held(root) == {}
    assert not (tmp_path / "x.txt").exists()


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert confined(tmp_path, "link/x.txt") == tmp_path / "link/x.txt"


def test_what_a_killed_command_had_begun_is_completed(tmp_path: Path) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / "a.txt").write_text("new a")  # renamed already
    (tmp_path / "b.txt").write_text("old b")
    (tmp_path / f".b.txt.1.2{TEMPORARY}").write_text("new b")
    renames = [[f".a.txt.1.1{TEMPORARY}", "a.txt"], [f".b.txt.1.2{TEMPORARY}", "b.txt"]]
    (tmp_path / PLACING).write_text(json.dumps(renames))
    assert finish_placing(tmp_path) == ("b.txt",)
    assert held(tmp_path) == {"a.txt": "new a", "b.txt": "new b"}
    assert finish_placing(tmp_path) == ()


@pytest.mark.parametrize("note", ["", "[", "{}", "[1]", '[["a"]]', '[["a.txt", "b.txt"]]', '"x"'])
def test_a_broken_note_moves_nothing(tmp_path: Path, note: str) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / PLACING).write_text(note)
    assert finish_placing(tmp_path) == ()
    assert held(tmp_path) == {"a.txt": "a"}


def test_a_note_cannot_move_files_out_of_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / ".collab-playbook").mkdir(parents=True)
    (root / f"x{TEMPORARY}").write_text("x")
    (root / PLACING).write_text(json.dumps([[f"x{TEMPORARY}", "../out.txt"]]))
    with pytest.raises(PlaybookError, match="leads out"):
        finish_placing(root)
    assert not (tmp_path / "out.txt").exists()


def test_what_a_person_changed_since_a_kill_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("before")
    digest = sha256(b"before").hexdigest()
    (tmp_path / f"new{TEMPORARY}").write_text("after")
    (tmp_path / PLACING).parent.mkdir()
    (tmp_path / PLACING).write_text(json.dumps([[f"new{TEMPORARY}", "a.md", digest]]))
    (tmp_path / "a.md").write_text("edited since")
    assert finish_placing(tmp_path) == ()
    assert {p.name: p.read_text() for p in tmp_path.iterdir() if p.is_file()} == {
        "a.md": "edited since"
    }
