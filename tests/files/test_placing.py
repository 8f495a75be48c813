"""Files put in place together: killed, interrupted, out of disk or overtaken by somebody."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.placing import LEAVINGS, PLACING, finish_placing, place_together
from collab_playbook.files.writing import TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Callable


def held(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text() for p in sorted(root.rglob("*")) if p.is_file()}


def test_files_are_placed_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    place_together(tmp_path, {"a.txt": b"a", "deep/er/b.txt": b"b"})
    assert held(tmp_path) == {"a.txt": "a", "deep/er/b.txt": "b"}


def test_one_place_that_cannot_be_taken_brings_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old a")
    (tmp_path / "a.txt").chmod(0o600)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/inside.txt").write_text("in the way")
    with pytest.raises(PlaybookError, match="could not be written"):
        place_together(tmp_path, {"a.txt": b"new a", "new.txt": b"n", "b": b"new b", "c.txt": b"c"})
    assert held(tmp_path) == {"a.txt": "old a", "b/inside.txt": "in the way"}
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600


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


@pytest.mark.parametrize(
    "place", [".git/hooks/post-commit", "GIT~1/hooks/pre-push", ".envrc", "documents/.git/config"]
)
def test_the_note_of_a_stranger_reaches_nothing_hidden(tmp_path: Path, place: str) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / f"x{TEMPORARY}").write_text("#!/bin/sh")
    (tmp_path / PLACING).write_text(json.dumps([[f"x{TEMPORARY}", place]]))

    assert finish_placing(tmp_path) == ()

    assert not (tmp_path / place).exists()


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


@pytest.mark.parametrize(("seen", "now"), [("old", "edited"), ("", "new there"), ("old", None)])
def test_what_somebody_changed_meanwhile_is_not_written_over(
    tmp_path: Path, seen: str, now: str | None
) -> None:
    (tmp_path / "b.txt").write_text("b")
    if now is not None:
        (tmp_path / "a.txt").write_text(now)
    before = held(tmp_path)
    was = {"a.txt": sha256(seen.encode()).hexdigest() if seen else ""}

    with pytest.raises(PlaybookError, match=r"somebody changed files meanwhile: a\.txt"):
        place_together(tmp_path, {"b.txt": b"new", "a.txt": b"new"}, was)

    assert held(tmp_path) == before


def test_what_is_as_it_was_seen_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")

    place_together(
        tmp_path,
        {"a.txt": b"new", "b.txt": b"b"},
        {"a.txt": sha256(b"old").hexdigest()[:24], "b.txt": "", "elsewhere.txt": "x"},
    )

    assert held(tmp_path) == {"a.txt": "new", "b.txt": "b"}


def interrupted_at(number: int) -> Callable[[Path, Path], Path]:
    """Renames as ever, until Ctrl-C is pressed at one of them."""
    counted, replace = count(1), Path.replace

    def replacing(path: Path, target: Path) -> Path:
        if next(counted) == number:
            raise KeyboardInterrupt
        return replace(path, target)

    return replacing


@pytest.mark.parametrize("rename", range(1, 5))
def test_an_interruption_leaves_all_or_none_and_nothing_besides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: int
) -> None:
    old = {"a.txt": "old a", "b.txt": "old b"}
    for name, text in old.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(Path, "replace", interrupted_at(rename))

    with pytest.raises(KeyboardInterrupt):
        place_together(tmp_path, {"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"})

    new = {"a.txt": "new a", "b.txt": "new b", "c.txt": "new c"}
    assert held(tmp_path) == (old if rename == 1 else new)


def test_what_a_killed_command_left_lying_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / f".a.txt.1.1{TEMPORARY}").write_text("half")
    names = [f".a.txt.1.1{TEMPORARY}", f"gone{TEMPORARY}", "mine.txt", 1]
    (tmp_path / LEAVINGS).write_text(json.dumps(names))

    assert finish_placing(tmp_path) == ()

    assert held(tmp_path) == {"mine.txt": "mine"}


def test_a_link_in_place_of_a_note_is_not_written_through(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / ".collab-playbook").mkdir(parents=True)
    outside.write_text("theirs")
    for note in (LEAVINGS, PLACING):
        (root / note).symlink_to(outside)

    place_together(root, {"a.txt": b"a"})

    assert (held(root), outside.read_text()) == ({"a.txt": "a"}, "theirs")
