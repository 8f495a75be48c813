from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from collab_playbook.engine.digest import digest_of
from collab_playbook.errors import PlaybookError
from collab_playbook.files.output import NotTextError, check_place, digests_on_disk, read_document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [
        "answers/01-plan.yaml",
        "documents",
        "documents/",
        "/documents/x.md",
        "../documents/x.md",
        "documents/../journal.jsonl",
        "documents/../../evil.md",
        "documents/./x.md",
        "documents//x.md",
        "documents/01-plan/con.md",
        "documents/aux/x.md",
        "documents/circles/nul/x.md",
        "documents/01-plan/lpt1.md",
        "documents/01-plan/-rf.md",
        "documents/01-plan/.hidden.md",
        "documents/01-plan/a b.md",
        "documents/01-plan/a\nb.md",
        "documents/01-plan/a\\..\\b.md",
        "documents/01-plan/c:x.md",
        "documents/01-plan/x.md.",
        "documents/01-plan/é.md",
        "documents/01-plan/" + "x" * 120 + ".md",
    ],
)
def test_an_unsafe_path_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        check_place(tmp_path, path)
    assert caught.value.hint


def test_a_plain_path_below_documents_is_fine(tmp_path: Path) -> None:
    check_place(tmp_path, "documents/circles/customers/03-objectives/objectives_sheet.new.md")


@pytest.mark.parametrize("link", ["documents", "documents/01-plan", "documents/01-plan/charter.md"])
@pytest.mark.parametrize("outside", [True, False])
def test_a_link_anywhere_on_the_way_is_refused(tmp_path: Path, link: str, *, outside: bool) -> None:
    root = tmp_path / "workspace"
    target = (tmp_path if outside else root) / "elsewhere"
    target.mkdir(parents=True)
    where = root / link
    where.parent.mkdir(parents=True, exist_ok=True)
    where.symlink_to(target)

    with pytest.raises(PlaybookError, match=f"'{link}' is a link"):
        check_place(root, "documents/01-plan/charter.md")


def test_a_folder_in_place_of_a_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "documents/charter.md").mkdir(parents=True)

    with pytest.raises(PlaybookError, match="in its place"):
        check_place(tmp_path, "documents/charter.md")


def test_line_breaks_of_another_system_are_no_edit(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes("\ufeffa\r\nb\r\n".encode())

    assert read_document(tmp_path, "x.md") == "a\nb\n"


def test_a_file_that_is_no_text_is_never_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "y.md").write_bytes(b"x" * (8 * 1024 * 1024 + 1))

    for name in ("x.md", "y.md"):
        with pytest.raises(NotTextError):
            read_document(tmp_path, name)
    assert digests_on_disk(tmp_path, ["x.md", "z.md"]) == {"x.md": "unreadable"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_in_place_of_a_document_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    os.mkfifo(tmp_path / "documents/charter.md")

    with pytest.raises(PlaybookError, match="in its place"):
        check_place(tmp_path, "documents/charter.md")


def test_digests_are_those_of_the_texts(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("text", encoding="utf-8")

    assert digests_on_disk(tmp_path, ["x.md", "gone.md"]) == {"x.md": digest_of("text")}
