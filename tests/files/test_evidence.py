from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import RefusedError
from collab_playbook.files.evidence import attach, evidence_path, evidence_problems
from collab_playbook.model.problem import Place

if TYPE_CHECKING:
    from pathlib import Path

HERE = Place("journal.jsonl", 3)


def test_a_file_is_copied_under_its_digest_once(tmp_path: Path) -> None:
    root = tmp_path / "client"
    root.mkdir()
    for name in ("Signed Mandate.PDF", "again.pdf"):
        (tmp_path / name).write_bytes(b"signed")
        stored = attach(root, tmp_path / name)
        assert stored == {"name": name, "digest": sha256(b"signed").hexdigest()}
        assert evidence_path(root, stored) == root / "evidence" / f"{stored['digest']}.pdf"
    assert len(list((root / "evidence").iterdir())) == 1
    assert evidence_problems(root, [(HERE, stored)]) == ()


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "film.mov").open("wb") as film:
        film.truncate(100 * 1024 * 1024 + 1)
    with pytest.raises(RefusedError, match="larger than 100 MiB"):
        attach(tmp_path, tmp_path / "film.mov")
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_only_ordinary_files_are_attached(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(RefusedError):
        attach(tmp_path, path)
    assert not (tmp_path / "evidence").exists() or not list((tmp_path / "evidence").iterdir())


def test_evidence_that_is_gone_or_altered_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    gone, altered = attach(tmp_path, tmp_path / "a.txt"), attach(tmp_path, tmp_path / "b.txt")
    path, other = evidence_path(tmp_path, gone), evidence_path(tmp_path, altered)
    assert path is not None
    assert other is not None
    path.unlink()
    other.write_text("B")
    assert [str(p) for p in evidence_problems(tmp_path, [(HERE, gone), (HERE, altered)])] == [
        (
            "journal.jsonl:3:1: PB804 The file 'a.txt' is missing from 'evidence' "
            "[evidence-missing] "
            "Restore it from git, or attach it again."
        ),
        (
            "journal.jsonl:3:1: PB804 The file 'b.txt' was altered after it was attached "
            "[evidence-missing] Restore it from git, or attach it again."
        ),
    ]


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "ab", "g" * 64])
def test_a_digest_that_is_none_leads_nowhere(tmp_path: Path, digest: str) -> None:
    assert evidence_path(tmp_path, {"name": "x", "digest": digest}) is None


def test_a_name_cannot_lead_out(tmp_path: Path) -> None:
    digest = "a" * 64
    stored = {"name": "x.pdf/../../../etc/passwd", "digest": digest}
    assert evidence_path(tmp_path, stored) is None
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / digest).write_text("x")
    assert evidence_path(tmp_path, stored) == tmp_path / "evidence" / digest
