"""A full disk and a folder that cannot be written: told, nothing lost, nothing half done."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from programs import BY, PROGRAM, answers_of, program, spoken

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from collab_playbook.cli.boundary import run
sys.exit(run(sys.argv[1:]))
"""


def _python(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return spoken(folder, sys.executable, "-c", code, "--by", BY, *arguments)


def test_a_full_disk_records_nothing_says_so_and_leaves_the_journal_whole(workspace: Path) -> None:
    program(workspace, "answer", "long.q0=first")
    before = (workspace / "journal.jsonl").read_bytes()
    said = _python(
        workspace, FULL.format(size=len(before) + 100), "answer", f"long.q1={'x' * 1500}"
    )
    assert said.returncode == 3
    assert "Nothing was recorded" in said.stderr
    assert (workspace / "journal.jsonl").read_bytes() == before
    program(workspace, "answer", "long.q1=second")
    assert answers_of(workspace) == {"q0": "first", "q1": "second"}
    program(workspace, "verify")


def _bound_by_permissions() -> tuple[str, ...]:
    """What to put before a command so that permissions bind it, as they bind everybody but root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root is bound by no permission, and there is no setpriv to change that")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


def test_a_folder_that_cannot_be_written_can_be_looked_at_and_says_why_it_is_not_changed(
    workspace: Path,
) -> None:
    program(workspace, "answer", "long.q0=first")
    before = (workspace / "journal.jsonl").read_bytes()
    everything = [workspace, *workspace.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in everything:
        path.chmod(modes[path] & ~0o222)
    try:
        looked, refused = (
            spoken(workspace, *_bound_by_permissions(), *PROGRAM, "--by", BY, *words)
            for words in (("next",), ("answer", "long.q1=second"))
        )
    finally:
        for path in everything:
            path.chmod(modes[path])
    assert (looked.returncode, "What is number 1?" in looked.stdout) == (0, True), looked.stderr
    assert (refused.returncode, "cannot be locked" in refused.stderr) == (3, True), refused.stderr
    assert (workspace / "journal.jsonl").read_bytes() == before
