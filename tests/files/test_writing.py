from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.writing import confined, told, write_atomic

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
    for mode in (0o600, 0o664):
        path.chmod(mode)
        write_atomic(path, b"two")
        assert path.stat().st_mode & 0o777 == mode


def test_a_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / "a.txt").symlink_to(tmp_path / "target")
    write_atomic(tmp_path / "a.txt", b"new")
    assert not (tmp_path / "a.txt").is_symlink()
    assert held(tmp_path) == {"a.txt": "new", "target": "mine"}


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert confined(tmp_path, "link/x.txt") == tmp_path / "link/x.txt"


def test_a_file_that_word_has_open_on_windows_is_named_with_the_remedy() -> None:
    held = PermissionError(13, "Access is denied", ".charter.docx.1.1.new~", None, "x/charter.docx")
    held.winerror = 32  # type: ignore[attr-defined]  # there on Windows

    with pytest.raises(PlaybookError) as raised, told("The files could not be written"):
        raise held

    assert raised.value.hint == (
        "Close 'charter.docx' where another program has it open, then run the command again."
    )
