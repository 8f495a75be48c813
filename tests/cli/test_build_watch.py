"""``build --watch``: a round for each change, shown in a real browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import pytest

from browsing import browser, violations
from collab_playbook.files.lock import locked
from commandline import ANN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from playwright.sync_api import Browser

    from commandline import Cli

__all__ = ["browser"]

SHEET = "documents/01-goal/goal_sheet"
TIMED = re.compile(r"\d\d:\d\d:\d\d  (.*)\n")
PATIENCE = 60


class Live(NamedTuple):
    """A program that builds again and again, and what it says."""

    process: subprocess.Popen[str]
    out: Queue[str]
    err: Queue[str]

    def line(self) -> str:
        """The next line about a round, without its time."""
        found = TIMED.fullmatch(self.out.get(timeout=PATIENCE))
        assert found is not None
        return found[1]

    def address(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.err.get(timeout=PATIENCE))
        assert found is not None
        return found[0]


def _listen(pipe: IO[str], lines: Queue[str]) -> None:
    for line in pipe:
        lines.put(line)


@contextmanager
def watching(workspace: Path, *more: str) -> Iterator[Live]:
    command = [sys.executable, "-u", "-m", "collab_playbook", "--by", ANN, "-C", str(workspace)]
    with subprocess.Popen(
        [*command, "build", "--watch", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        live = Live(process, Queue(), Queue())
        for pipe, lines in ((process.stdout, live.out), (process.stderr, live.err)):
            Thread(target=_listen, args=(pipe, lines), daemon=True).start()
        try:
            yield live
        finally:
            process.kill()


def saved(file: Path, before: str, after: str) -> None:
    """Saves as editors do: a file beside it, then put in its place."""
    text = file.read_text("utf-8")
    assert before in text
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text.replace(before, after), "utf-8")
    beside.replace(file)


def test_each_change_is_one_round_and_trouble_does_not_end_it(answered: Path) -> None:
    file, template = answered / f"{SHEET}.md", "templates/goal_sheet/body.md.j2"
    (pinned,) = (answered / ".collab-playbook/playbook").glob(f"*/{template}")
    with watching(answered, "goal_sheet") as live:
        assert live.line() == f"2 written: {SHEET}.md, {SHEET}.html"
        live.address()
        saved(file, "## Aim", "## Our aim")
        assert live.line() == f"1 kept, 1 written: {SHEET}.html"
        saved(answered / "answers/01-goal.yaml", "Halve the waiting time", "Answer in a day")
        assert "1 change made by hand" in live.err.get(timeout=PATIENCE)
        assert live.line() == f"1 merged, 1 written: {SHEET}.md, {SHEET}.html"
        saved(pinned, "{{ goal.pace }}", "{{ goal.peace }}")
        assert f"{template}:14:9: PB400" in live.err.get(timeout=PATIENCE)
        assert live.line() == "nothing was written: mend the templates above"
        saved(pinned, "{{ goal.peace }}", "{{ goal.pace }}")
        assert live.line() == "1 kept, 1 unchanged"
        with locked(answered, "run", by="Bea", since="noon"):
            saved(file, "## Our aim", "## The aim")
            assert "Bea is working in this workspace" in live.err.get(timeout=PATIENCE)
        assert live.line() == f"1 kept, 1 written: {SHEET}.html"
        saved(answered / "answers/01-goal.yaml", "until: ", "until: never ")
        said = [live.err.get(timeout=PATIENCE) for _ in range(2)]
        assert any("answers/01-goal.yaml" in line for line in said)

        live.process.send_signal(signal.SIGINT)

        assert live.process.wait(PATIENCE) == 130
    assert live.out.empty()
    assert "## The aim" in file.read_text("utf-8")
    assert any("Interrupted." in live.err.get(timeout=PATIENCE) for _ in range(9))


def test_a_browser_shows_the_new_words_by_itself(answered: Path, browser: Browser) -> None:
    with watching(answered) as live:
        live.line()
        context = browser.new_context()
        page = context.new_page()
        blocked: list[str] = []
        page.on("console", lambda said: blocked.append(said.text))
        page.goto(live.address())
        assert violations(page) == []
        page.get_by_role("link", name="Goal sheet").click()
        page.get_by_role("heading", name="Aim").wait_for()

        saved(answered / f"{SHEET}.md", "## Aim", "## Our own aim")

        page.get_by_role("heading", name="Our own aim").wait_for(timeout=PATIENCE * 1000)
        assert [text for text in blocked if "Content Security Policy" in text] == []
        assert "<script" in page.content()
        context.close()
    assert "<script" not in (answered / f"{SHEET}.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--watch", "--check"), "--watch builds for a person, again and again"),
        (("--watch", "--dry-run"), "--watch builds for a person, again and again"),
        (("--watch", "--take", "mine"), "--watch builds for a person, again and again"),
        (("--watch", "--format", "json"), "--watch builds for a person, again and again"),
        (("--port", "8000"), "--port says where --watch shows documents"),
        (("goal_shet", "--watch"), "There is no document 'goal_shet'"),
    ],
)
def test_what_makes_no_sense_with_it_is_refused(
    cli: Cli, answered: Path, arguments: tuple[str, ...], message: str
) -> None:
    said = cli("build", *arguments, cwd=answered)

    assert said.code == 2
    assert said.err.startswith(f"Error: {message}\n")
