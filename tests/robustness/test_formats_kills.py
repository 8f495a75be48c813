"""A build of every format that ends at any moment, by any signal: the old set or the new one.

``KILLS=300 pytest tests/robustness/test_formats_kills.py`` runs hundreds, the ordinary run a few.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect  # type: ignore[import-untyped]  # it ships no types
import pytest

from collab_playbook.files.placing import finish_placing
from programs import BY, PROGRAM, environment, program, spoken
from robustness.every_format import (
    ALL,
    CHARTER,
    FROM_TEXT,
    HERE,
    MINE,
    answered,
    begun,
    path_in,
    under,
    words_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

KILLS = int(os.environ.get("KILLS", "4"))
SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STEPS = 8 * (len(HERE) + 2)
"""So often about a build of these files writes, gives a second name, renames and takes away."""

BUILD = """
import os, sys
from pathlib import Path
from collab_playbook.cli.boundary import run
from collab_playbook.files import placing
left, number = int(sys.argv[1]), int(sys.argv[2])

def struck(work):
    def working(*given, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), number)
        return work(*given, **named)
    return working

placing.write_beside = struck(placing.write_beside)
placing._keep = struck(placing._keep)
Path.replace = struck(Path.replace)
Path.unlink = struck(Path.unlink)
sys.exit(run(["--by", "Ann <ann@example.org>", "build"]))
"""


def documents(workspace: Path) -> dict[str, bytes]:
    return under(workspace / "documents")


@pytest.fixture
def changed(cli: Cli, built: Path) -> Path:
    """Every copy is out of date, and one is a person's own."""
    (built / path_in(HERE[-1])).write_bytes(MINE)
    answered(cli, built, "Answer within a day")
    return built


@pytest.fixture
def new(cli: Cli, changed: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build that nobody ends makes of it."""
    whole = shutil.copytree(changed, tmp_path / "whole")
    cli("build", cwd=whole)
    return documents(whole)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_that_is_ended_leaves_the_old_set_or_the_new_one(
    cli: Cli, changed: Path, new: dict[str, bytes], seed: int
) -> None:
    number = SIGNALS[seed % len(SIGNALS)]
    step = random.Random(seed).randint(1, STEPS)
    old = documents(changed)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(step), str(int(number))],
        cwd=changed,
        env=environment(changed.parent),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    interrupted = 130 if number is signal.SIGINT else -number
    assert done.returncode in {1, interrupted}, done.stderr

    if number is signal.SIGINT:
        assert documents(changed) in (old, new)
    finish_placing(changed)

    assert documents(changed) in (old, new)
    assert not list(changed.rglob("*~"))
    assert cli("build", cwd=changed).code == 1  # the person's own copy is in conflict
    assert documents(changed) == new
    assert (changed / path_in(HERE[-1])).read_bytes() == MINE


FULL = """
import resource, signal, sys
from collab_playbook.cli.boundary import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(run(["--by", "Ann <ann@example.org>", "build"]))
"""


def test_a_disk_that_is_full_in_the_middle_of_a_build_leaves_the_old_set(
    cli: Cli, changed: Path, new: dict[str, bytes]
) -> None:
    old = documents(changed)
    largest = max(len(data) for name, data in new.items() if old.get(name) != data)

    said = spoken(changed, sys.executable, "-c", FULL, str(largest - 1))

    assert (said.returncode, "could not be written: file too large" in said.stderr) == (3, True)
    assert documents(changed) == old
    assert not list(changed.rglob("*~"))
    cli("build", cwd=changed)
    assert documents(changed) == new


def test_answers_given_before_ctrl_c_are_kept_and_reach_every_format(
    cli: Cli, tmp_path: Path
) -> None:
    workspace = begun(cli, tmp_path)
    session = pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], "--by", BY, "run", "plan", "--accessible"],
        cwd=str(workspace),
        env=environment(tmp_path),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    session.expect(re.escape("What for?"))
    session.sendline("Halve the waiting time")
    session.expect(re.escape("How many people?"))
    session.sendline("12")
    session.expect(re.escape("Until when?"))
    session.sendintr()
    told = session.read()
    session.close()
    assert session.exitstatus == 130
    assert "collab-playbook run" in told

    program(workspace, "build", "--to", ",".join(FROM_TEXT))

    for name in FROM_TEXT:
        words = words_of(name, (workspace / path_in(name)).read_bytes())
        assert "Halve the waiting time" in words
    assert "goals" in (workspace / CHARTER).read_text("utf-8").lower()


def test_without_a_terminal_a_build_asks_nothing(built: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "--by", BY, "build", "--to", ALL],
        cwd=built,
        env=environment(built.parent),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.count("unchanged")) == (0, len(HERE) + 1), done.stderr
