"""The process ends at any moment, by any signal: no answer is lost, and the session goes on.

``KILLS=300 pytest tests/robustness/test_kills.py`` runs hundreds; the ordinary run takes a few.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from typing import TYPE_CHECKING

import pexpect  # type: ignore[import-untyped]  # it ships no types
import pytest

from programs import BY, PROGRAM, answers_of, environment, program

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("KILLS", "16"))
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
ASKED = re.compile(r"What is number (\d+)\?")


def _session(workspace: Path) -> pexpect.spawn:
    return pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], "--by", BY, "run", "long", "--accessible"],
        cwd=str(workspace),
        env=environment(workspace.parent),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )


@pytest.mark.parametrize("seed", range(KILLS))
def test_no_acknowledged_answer_is_lost_and_the_session_resumes_at_the_exact_question(
    workspace: Path, seed: int
) -> None:
    chance = random.Random(seed)
    number = SIGNALS[seed % len(SIGNALS)]
    session = _session(workspace)
    session.expect(ASKED)
    answered = 0
    for _ in range(chance.randint(0, 5)):
        session.sendline(f"answer {answered}")
        session.expect(ASKED)
        answered = int(session.match[1])
    session.sendline(f"answer {answered}")
    time.sleep(chance.random() * 0.04)
    session.kill(number)
    told = session.read()
    session.close()
    acknowledged = max([answered, *(int(found) for found in ASKED.findall(told))])
    kept = answers_of(workspace)
    assert kept == {f"q{n}": f"answer {n}" for n in range(len(kept))}
    assert acknowledged <= len(kept) <= acknowledged + 1
    if number is not signal.SIGKILL:
        assert (
            session.exitstatus
            == {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}[number]
        )
    program(workspace, "verify")
    again = _session(workspace)
    again.expect(ASKED)
    assert int(again.match[1]) == len(kept)
    again.sendline("/quit")
    again.expect(pexpect.EOF)
    again.close()
    assert again.exitstatus == 0


def test_a_second_session_is_told_who_holds_the_lock(workspace: Path) -> None:
    session = _session(workspace)
    session.expect(ASKED)
    said = program(workspace, "answer", "long.q1=x", code=3)
    assert "Ann Lead" in said.stderr
    assert f"process {session.pid}" in said.stderr
    assert program(workspace, "status").returncode == 0, "looking needs no lock"
    session.kill(signal.SIGKILL)
    session.wait()
    program(workspace, "answer", "long.q1=x")


def test_a_half_written_line_is_cut_off_kept_aside_and_told(workspace: Path) -> None:
    program(workspace, "answer", "long.q0=first")
    journal = workspace / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"at":"2026-11-16T09:00:00Z","by":"An')
    said = program(workspace, "status")
    assert "journal.jsonl:3" in said.stderr
    assert journal.read_bytes().startswith(whole), "looking changes nothing"
    program(workspace, "answer", "long.q1=second")
    assert answers_of(workspace) == {"q0": "first", "q1": "second"}
    assert [p.read_bytes() for p in (workspace / ".collab-playbook/torn").iterdir()] == [
        b'{"at":"2026-11-16T09:00:00Z","by":"An'
    ]
    program(workspace, "verify")
