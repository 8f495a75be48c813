"""Whole journeys in a real pseudo-terminal: start, answer, back, help, be killed, resume."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pexpect  # type: ignore[import-untyped]  # it ships no types
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

ROWS = 40
PATIENCE = 30
BACK, DONE, ENTER = "\x1b[Z", "\x1b\r", "\r"

PLAYBOOK = """\
id: journey
version: 1.0.0
title: A short journey
languages: [en]
phases:
  - {id: frame, title: Frame, purpose: To begin with.}
"""
STEP = """\
id: frame
number: 1
title: Set the frame
phase: frame
purpose: Say what it is about.
roles: {accountable: sponsor, responsible: [lead]}
duration: {work_days: 5}
questions:
  - id: vision
    type: long_text
    ask: What will people do differently in twelve months?
    label: Vision
    help: Name no tool, say what a team leader would see on a Tuesday morning in the plant.
    required: true
  - id: start
    type: date
    ask: When do you start?
    label: Start
    required: true
  - id: rhythm
    type: choice
    ask: How often do you meet?
    label: Rhythm
    choices:
      - {id: weekly, text: Every week}
      - {id: monthly, text: Once a month}
  - id: goals
    type: records
    ask: What are the goals?
    label: Goals
    required: true
    min: 1
    fields:
      - {id: goal, type: text, label: Goal, required: true}
      - {id: share, type: percent, label: Share}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    playbook = tmp_path / "playbook"
    for name, text in {
        "playbook/playbook.yaml": PLAYBOOK,
        "steps/01-frame/step.yaml": STEP,
        "steps/01-frame/guide.md": "# Set the frame\n\nTalk to three people first.\n",
    }.items():
        (playbook / name).parent.mkdir(parents=True, exist_ok=True)
        (playbook / name).write_text(text, "utf-8")
    (playbook / "templates").mkdir()
    root = tmp_path / "workspace"
    _, status = pexpect.run(
        _command("init", str(root), "--playbook", str(playbook), "--no-input"),
        withexitstatus=True,
        timeout=PATIENCE,
        env=_environment({}),
    )
    assert status == 0
    return root


def _command(*words: str) -> str:
    return " ".join(
        (sys.executable, "-m", "collab_playbook", *words, "--by", "'Ann <ann@x.example>'")
    )


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONUTF8": "1", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **more}


class Person:
    """Someone at a terminal: reads the screen, types, and may be cut off."""

    def __init__(self, workspace: Path, columns: int, *words: str, **environment: str) -> None:
        self.raw = ""
        self.columns = columns
        self._screen = pyte.HistoryScreen(columns, ROWS, history=2000, ratio=0.5)
        self._stream = pyte.Stream(self._screen)
        self.child = pexpect.spawn(
            _command("run", "-C", str(workspace), *words),
            dimensions=(ROWS, columns),
            encoding="utf-8",
            timeout=PATIENCE,
            env=_environment(environment),
        )

    def sees(self, text: str) -> Person:
        """Waits until the screen says something, whichever way it is broken into lines."""
        wanted = " ".join(text.split())
        self._until(lambda: wanted in self.screen(), f"{wanted!r} to appear")
        return self

    def types(self, text: str) -> Person:
        """Types once a prompt stands there: keys that come before it are echoed, not read."""
        deadline = time.monotonic() + 2
        while ">" not in "".join(self.lines()[-ROWS:]) and time.monotonic() < deadline:
            self._read()
        self.raw_before = len(self.raw)
        self.child.send(text)
        return self

    def screen(self) -> str:
        """All that was ever on the screen, on one line."""
        top = [
            "".join(line[x].data for x in range(self.columns)) for line in self._screen.history.top
        ]
        return " ".join(" ".join([*top, *self._screen.display]).split())

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    def ends(self) -> int:
        """The exit code, as a shell would tell it."""
        self._until(lambda: not self.child.isalive(), "the session to end")
        self._read()
        if self.child.signalstatus is not None:
            return 128 + int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)

    def at(self, text: str) -> Person:
        """Waits until the cursor stands on a line that says something."""
        self._until(lambda: text in self._cursor_line(), f"the cursor to stand at {text!r}")
        return self

    def _cursor_line(self) -> str:
        return str(self._screen.display[self._screen.cursor.y])

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                shown = "\n".join(self.lines())
                pytest.fail(f"waited for {what}; the screen is\n{shown}")
            self._read()

    def _read(self) -> None:
        try:
            text = self.child.read_nonblocking(65536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += text
        self._stream.feed(text)


@pytest.fixture
def person(workspace: Path) -> Iterator[Callable[..., Person]]:
    people: list[Person] = []

    def sits_down(columns: int, *words: str, **environment: str) -> Person:
        people.append(Person(workspace, columns, *words, **environment))
        return people[-1]

    yield sits_down
    for someone in people:
        someone.child.close(force=True)


def _answers(workspace: Path) -> dict[str, Any]:
    events = [json.loads(line) for line in (workspace / "journal.jsonl").read_text().splitlines()]
    answered = [e for e in events if e["type"] == "answered" and e["step"] == "frame"]
    return {e["data"]["question"]: e["data"]["value"] for e in answered}


WIDTHS = pytest.mark.parametrize("columns", [60, 120])


@WIDTHS
def test_a_journey_in_rich_mode(
    workspace: Path, person: Callable[..., Person], columns: int
) -> None:
    ann = person(columns)
    ann.sees("Step 1 of 1: Set the frame").sees("What will people do differently")
    ann.types("\x1bOP").sees("Name no tool, say what a team leader would see on a Tuesday")
    ann.types("They ask" + ENTER + "first." + DONE).sees("When do you start? (2 of 4, required)")
    ann.types("31/2" + ENTER).sees("'31/2' is not a day of the calendar.").sees("Example:")
    ann.types(BACK).sees("Your answer: They ask first. (Enter keeps it)")
    ann.types(DONE).at("31/2").types("\x15" + "5/1/2026" + ENTER).sees("Understood: 5 January 2026")
    ann.sees("How often do you meet? (3 of 4, optional)")
    ann.child.kill(signal.SIGKILL)
    assert ann.ends() == 137
    assert _answers(workspace) == {"vision": "They ask\nfirst.", "start": "2026-01-05"}

    ann = person(columns).sees("How often do you meet? (3 of 4, optional)")
    assert "When do you start?" not in ann.screen()
    ann.types("\x1b[B" + ENTER).sees("What are the goals? (4 of 4, required)")
    ann.types(ENTER).sees("Entry 1, Goal").types("Halve incidents" + ENTER).sees("Entry 1, Share")
    ann.types("\x03")
    assert ann.ends() == 130
    ann.sees("Continue with: collab-playbook run frame")

    ann = person(columns).sees("Goes on with what you had entered before.").sees("Entry 1, Share")
    ann.types("50" + ENTER).sees("1 so far: 1. Halve incidents, 50 %").types(ENTER)
    ann.sees("Review of 'Set the frame'").sees("Hand the step in").types(ENTER).sees("Handed in.")
    assert ann.ends() == 0
    assert _answers(workspace)["goals"] == [{"goal": "Halve incidents", "share": "50"}]


@WIDTHS
def test_a_journey_in_line_mode_has_no_escape_byte(
    workspace: Path, person: Callable[..., Person], columns: int
) -> None:
    ann = person(columns, "--accessible")
    ann.sees("Step 1 of 1: Set the frame").sees("What will people do differently")
    ann.types("?\r").sees("Name no tool, say what a team leader would see on a Tuesday")
    ann.types("They ask\rfirst.\r.\r").sees("When do you start? (2 of 4, required)")
    ann.types("31/2\r").sees("'31/2' is not a day of the calendar.").sees("Example:")
    ann.types("<\r").sees("Your answer: They ask first. (Enter keeps it)")
    ann.types("\r").types("5/1/2026\r").sees("Understood: 5 January 2026")
    ann.sees("How often do you meet? (3 of 4, optional)")
    ann.child.kill(signal.SIGKILL)
    assert ann.ends() == 137
    assert _answers(workspace) == {"vision": "They ask\nfirst.", "start": "2026-01-05"}
    said = ann.raw

    ann = person(columns, "--accessible").sees("How often do you meet? (3 of 4, optional)")
    assert "When do you start?" not in ann.screen()
    ann.types("once\r").sees("What are the goals? (4 of 4, required)")
    ann.types("\r").sees("Entry 1, Goal").types("Halve incidents\r").sees("Entry 1, Share")
    ann.types("\x03")
    assert ann.ends() == 130
    ann.sees("Continue with: collab-playbook run frame")
    said += ann.raw

    ann = person(columns, ACCESSIBLE="1").sees("Goes on with what you had entered before.")
    ann.types("50\r").sees("1 so far: 1. Halve incidents, 50 %").types("done\r")
    ann.sees("Review of 'Set the frame'").types("submit\r").sees("Handed in.")
    assert ann.ends() == 0
    said += ann.raw
    assert _answers(workspace)["goals"] == [{"goal": "Halve incidents", "share": "50"}]
    assert "\x1b" not in said.replace("^[", "")
    assert "\b" not in said


def test_a_dumb_terminal_gets_line_mode(person: Callable[..., Person]) -> None:
    ann = person(80, TERM="dumb").sees("What will people do differently")
    ann.types("/quit\r")
    assert ann.ends() == 0
    assert "\x1b" not in ann.raw


@pytest.mark.parametrize("words", [(), ("--accessible",)])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_the_session_with_its_code(
    workspace: Path, person: Callable[..., Person], number: int, code: int, words: tuple[str, ...]
) -> None:
    ann = person(80, *words).sees("What will people do differently")
    ann.types("They ask." + (DONE if not words else "\r.\r")).sees("When do you start?")
    ann.child.kill(number)
    assert ann.ends() == code
    assert _answers(workspace) == {"vision": "They ask."}


def test_a_closed_terminal_loses_nothing(workspace: Path, person: Callable[..., Person]) -> None:
    ann = person(80).sees("What will people do differently")
    ann.types("They ask." + DONE).sees("When do you start?")
    ann.child.close(force=True)
    assert _answers(workspace) == {"vision": "They ask."}


@pytest.mark.parametrize("words", ["", "--no-input", "--accessible"])
def test_without_a_terminal_it_says_what_answers_instead(workspace: Path, words: str) -> None:
    command = f"{_command('run', '-C', str(workspace), words)} </dev/null"
    text, status = pexpect.run(
        f"/bin/sh -c {json.dumps(command)}",
        withexitstatus=True,
        timeout=PATIENCE,
        env=_environment({}),
        encoding="utf-8",
    )
    assert status == 3
    assert "collab-playbook answer --from FILE" in " ".join(text.split())


def test_no_color_leaves_a_rich_session_without_colour(person: Callable[..., Person]) -> None:
    ann = person(80, NO_COLOR="1").sees("What will people do differently")
    ann.types("They ask." + DONE).sees("When do you start?").types("5/1/2026" + ENTER)
    ann.sees("How often do you meet?").types("\x1b[B").sees("> Once a month").types("\x03")
    assert ann.ends() == 130
    drawn = {
        code for codes in re.findall(r"\x1b\[([0-9;]*)m", ann.raw) for code in codes.split(";")
    }
    assert drawn <= {"", "0"}
