"""Out of disk, read-only, killed: what was acknowledged stays, the rest leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from collab_playbook.files.appending import append
from collab_playbook.files.journal import read_journal
from collab_playbook.files.verifying import verify
from collab_playbook.model.event import Draft
from files.disks import NOBODY, run

if TYPE_CHECKING:
    from pathlib import Path

APPEND = """
from collab_playbook.errors import PlaybookError
from collab_playbook.files.appending import append
from collab_playbook.files.journal import read_journal
from collab_playbook.model.event import Draft
# now
path = Path(sys.argv[1])
value = "x" * int(sys.argv[2])
data = {"question": "q", "value": value, "source": "typed"}
drafts = [Draft("answered", "programme", "a", 1, data)] * 3
heads = read_journal(path).heads
try:
    append(path, drafts, by="A", at="2026-01-05T09:00:00Z", playbook_digest="0", heads=heads)
    print("recorded")
except PlaybookError as error:
    print(f"{error.message} | {error.hint}")
"""

ENDLESS = """
from collab_playbook.files.appending import append
from collab_playbook.files.journal import read_journal
from collab_playbook.model.event import Draft
path = Path(sys.argv[1])
heads = read_journal(path).heads
number = 0
while True:
    data = {"question": "q", "value": str(number) + "x" * 9000, "source": "typed"}
    event, = append(path, [Draft("answered", "programme", "a", 1, data)],
        by="A", at="2026-01-05T09:00:00Z", playbook_digest="0", heads=heads)
    heads = (event.id,)
    print(event.id, flush=True)
    number += 1
"""

WRITE = """
from collab_playbook.errors import PlaybookError
from collab_playbook.files.placing import place_together
# now
root = Path(sys.argv[1])
try:
    place_together(root, {"a.txt": b"new a", "deep/b.txt": b"new b" * 1000, "c.txt": b"new c"})
    print("written")
except PlaybookError as error:
    print(f"{error.message} | {error.hint}")
"""

as_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can become someone else"
)


def first_event(path: Path) -> None:
    data = {"question": "q", "value": "one", "source": "typed"}
    draft = Draft("answered", "programme", "a", 1, data)
    append(path, [draft], by="A", at="2026-01-05T09:00:00Z", playbook_digest="0", heads=())


@pytest.mark.parametrize("room", [0, 1, 100, 500, 900])
def test_a_full_disk_leaves_the_journal_as_long_as_it_was(tmp_path: Path, room: int) -> None:
    path = tmp_path / "journal.jsonl"
    first_event(path)
    before = path.read_bytes()
    told = run(APPEND, path, 400, room=len(before) + room)
    assert told == (
        "Nothing was recorded: the journal could not be written: file too large | "
        "Free some space on the disk, then run the command again.\n"
    )
    assert path.read_bytes() == before
    assert run(APPEND, path, 400) == "recorded\n"
    assert verify(path) == ()


def test_a_full_disk_leaves_the_former_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old a")
    told = run(WRITE, tmp_path, room=1000)
    assert told == (
        "The files could not be written: file too large | "
        "Free some space on the disk, then run the command again.\n"
    )
    assert {p.name: p.read_text() for p in tmp_path.rglob("*") if p.is_file()} == {"a.txt": "old a"}
    assert run(WRITE, tmp_path) == "written\n"
    assert (tmp_path / "deep/b.txt").read_text() == "new b" * 1000


@as_root
def test_a_read_only_workspace_is_told_and_unchanged(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o755)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(0o755)
    path = folder / "journal.jsonl"
    first_event(path)
    path.chmod(0o644)
    before = path.read_bytes()
    assert run(APPEND, path, 4, user=NOBODY) == (
        "Nothing was recorded: the journal could not be written: permission denied | "
        "Ask for write access to the folder.\n"
    )
    assert run(WRITE, folder, user=NOBODY) == (
        "The files could not be written: permission denied | Ask for write access to the folder.\n"
    )
    assert [p.name for p in folder.iterdir()] == ["journal.jsonl"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05])
def test_a_kill_loses_no_event_that_was_acknowledged(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "journal.jsonl"
    code = f"import sys\nfrom pathlib import Path\n{ENDLESS}"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().decode().strip()]
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.read().decode().split()
    journal = read_journal(path)
    ids = [event.id for event in journal.events]
    assert ids[: len(acknowledged)] == acknowledged
    assert len(ids) <= len(acknowledged) + 1
    assert [p.name for p in verify(path)] in ([], ["torn-event"])
