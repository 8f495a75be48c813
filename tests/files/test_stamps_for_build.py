"""What a build reads is looked at for changes; what it makes, and what editors leave, is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.files.watching import stamps_for_build

if TYPE_CHECKING:
    from pathlib import Path

READ = (
    "workspace.yaml",
    "journal.jsonl",
    "brand/logo.png",
    "answers/01-goal.yaml",
    "measures/activation.csv",
    "documents/01-goal/sheet.md",
    "documents/01-goal/sheet.new.md",
    ".collab-playbook/playbook/abc/templates/sheet/body.md.j2",
)
NOT_READ = (
    "documents/01-goal/sheet.html",
    "documents/01-goal/sheet.docx",
    "documents/01-goal/.sheet.md.swp",
    "documents/01-goal/.#sheet.md",
    "documents/01-goal/sheet.md~",
    "answers/4913",
    "notes.md",
)


def test_only_what_a_build_reads_counts(tmp_path: Path) -> None:
    for name in (*READ, *NOT_READ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    playbook = tmp_path / ".collab-playbook/playbook/abc"

    stamps = stamps_for_build(tmp_path, playbook, ("brand/logo.png", "gone.png"))

    assert sorted(stamps) == sorted(f"{tmp_path}/{name}" for name in READ)
    (tmp_path / READ[5]).write_text("xy")
    assert stamps_for_build(tmp_path, playbook, ("brand/logo.png",)) != stamps
