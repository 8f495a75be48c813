from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from collab_playbook.errors import PlaybookError, RefusedError
from collab_playbook.files.lock import LOCK, holder, locked
from collab_playbook.files.placing import PLACING

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from collab_playbook.files.lock import locked
with locked(Path(sys.argv[1]), "run", by="Zoé <z@x.example>", since="2026-01-05 09:00"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with locked(tmp_path, "run", by="Claire", since="2026-01-05 09:00"):
        with (
            pytest.raises(RefusedError) as refused,
            locked(tmp_path, "answer", by="Paul", since="2026-01-05 09:01"),
        ):
            pass
        assert refused.value.message == (
            "Claire is working in this workspace with 'run' "
            f"(process {os.getpid()} on {platform.node()}, since 2026-01-05 09:00)"
        )
        assert refused.value.exit_code == 3
        assert holder(tmp_path) == refused.value.message
    assert holder(tmp_path) is None


def test_the_lock_is_free_again_after_an_error_inside(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path, "run", by="Claire", since=""):
        raise KeyError
    with locked(tmp_path, "run", by="Claire", since=""):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        held = holder(tmp_path)
        assert held is not None
        assert held.startswith(
            "Zoé <z@x.example> is working in this workspace with 'run' (process "
        )
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert (tmp_path / LOCK).read_text() != ""  # the note is still there and means nothing
    assert holder(tmp_path) is None
    with locked(tmp_path, "run", by="Claire", since=""):
        pass


@pytest.mark.parametrize("note", ["", "nonsense", "[]", '{"by": "\\u001b[31mred\\n"}'])
def test_a_broken_note_still_refuses(tmp_path: Path, note: str) -> None:
    with locked(tmp_path, "run", by="Claire", since=""):
        (tmp_path / LOCK).write_text(note)
        told = holder(tmp_path)
    assert told is not None
    assert told.isprintable()


def test_a_link_in_place_of_the_lock_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / "mine").write_text("mine")
    (tmp_path / LOCK).symlink_to(tmp_path / "mine")
    with (
        pytest.raises(Exception, match="cannot be locked"),
        locked(tmp_path, "run", by="", since=""),
    ):
        pass
    assert (tmp_path / "mine").read_text() == "mine"


def test_taking_the_lock_completes_what_was_left_half_placed(tmp_path: Path) -> None:
    (tmp_path / ".collab-playbook").mkdir()
    (tmp_path / ".a.new~").write_text("a")
    (tmp_path / PLACING).write_text('[[".a.new~", "a"]]')
    with locked(tmp_path, "run", by="", since=""):
        assert (tmp_path / "a").read_text() == "a"


def test_a_hidden_folder_that_leads_out_is_not_written_to(tmp_path: Path) -> None:
    root, outside = tmp_path / "client", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / ".collab-playbook").symlink_to(outside)
    with pytest.raises(PlaybookError, match="leads out"), locked(root, "run", by="", since=""):
        pass
    assert list(outside.iterdir()) == []
