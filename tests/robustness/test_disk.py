"""A full disk and a folder that cannot be written: told, nothing lost, nothing half done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from conftest import BY, PROGRAM, answers_of, environment, program

FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from collab_playbook.cli.boundary import run
sys.exit(run(sys.argv[1:]))
"""


def _python(folder, code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, "--by", BY, *arguments],
        cwd=folder, env=environment(folder.parent), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_full_disk_records_nothing_says_so_and_leaves_the_journal_whole(workspace):
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


def test_a_folder_that_cannot_be_written_can_be_looked_at_and_says_why_it_is_not_changed(workspace):
    program(workspace, "answer", "long.q0=first")
    before = (workspace / "journal.jsonl").read_bytes()
    everything = [workspace, *workspace.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in everything:
        path.chmod(modes[path] & ~0o222)
    try:
        looked, refused = (
            subprocess.run(
                [*_bound_by_permissions(), *PROGRAM, "--by", BY, *words],
                cwd=workspace, env=environment(workspace.parent), capture_output=True, text=True, check=False,
            )
            for words in (("next",), ("answer", "long.q1=second"))
        )  # fmt: skip
    finally:
        for path in everything:
            path.chmod(modes[path])
    assert (looked.returncode, "What is number 1?" in looked.stdout) == (0, True), looked.stderr
    assert (refused.returncode, "cannot be locked" in refused.stderr) == (3, True), refused.stderr
    assert (workspace / "journal.jsonl").read_bytes() == before
