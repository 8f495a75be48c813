"""Every bar of the design's section 11 that a walk needs, side by side in one run, as ratios."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from collab_playbook.cli.opening import open_desk
from collab_playbook.cli.options import Options
from collab_playbook.engine.fold import fold
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.state import State
from collab_playbook.files.appending import append
from collab_playbook.files.journal import read_journal
from collab_playbook.model.event import Draft, Instance
from collab_playbook.model.workspace import WorkCalendar
from collab_playbook.schedule.calendar import calendar_of
from collab_playbook.schedule.schedule import schedule_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "collab_playbook"]
NOW = "2026-11-16"


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        os.environ["XDG_CACHE_HOME"] = str(folder / "caches")
        _print(_commands(folder, rounds))
        _print(_fold(folder, rounds))
        _print(_replies(folder, rounds))
        _print(_dates(folder, rounds))


def _print(rows: list[tuple[str, str, str]]) -> None:
    for what, found, bar in rows:
        print(f"{what:<58} {found:>12}   bar {bar}", flush=True)


def _interleaved(tasks: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each task, taken in turns so that noise falls on all of them alike."""
    for task in tasks.values():
        task()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            taken[name].append(task())
    return {name: statistics.median(times) for name, times in taken.items()}


def _process(*words: str) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        return time.perf_counter() - start

    return run


def _commands(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    sample = folder / "sample"
    _process(*PROGRAM, "init", "--example", str(sample))()
    here = [*PROGRAM, "-C", str(sample), "--now", NOW]
    answers = folder / "answers.json"
    answers.write_text(json.dumps(_plain_answers(sample)), "utf-8")
    build = _process(*here, "build")

    def full_build() -> float:
        for path in (sample / "documents").rglob("*.md"):
            path.unlink()
        (sample / ".collab-playbook/manifest.json").unlink(missing_ok=True)
        return build()

    found = _interleaved(
        {
            "bare": _process(sys.executable, "-c", "pass"),
            "version": _process(*PROGRAM, "--version"),
            "help": _process(*PROGRAM, "--help"),
            "status": _process(*here, "status"),
            "bare jinja": _process(
                sys.executable,
                str(HERE / "bare_jinja.py"),
                str(HERE.parent / "templates"),
                str(answers),
            ),
            "build": full_build,
            "unchanged": build,
        },
        rounds,
    )
    ratio = {name: f"{found[name] / found['bare']:.1f} x" for name in ("version", "help", "status")}
    return [
        (f"bare interpreter ({found['bare'] * 1000:.0f} ms)", "1.0 x", "-"),
        ("--version : bare interpreter", ratio["version"], "8 x"),
        ("--help : bare interpreter", ratio["help"], "12 x"),
        ("status, 25 steps answered : bare interpreter", ratio["status"], "20 x"),
        (
            f"build of all documents : bare Jinja ({found['bare jinja'] * 1000:.0f} ms)",
            f"{found['build'] / found['bare jinja']:.2f} x",
            "2.5 x",
        ),
        (
            "build with nothing to do : status",
            f"{found['unchanged'] / found['status']:.2f} x",
            "1.5 x",
        ),
    ]


def _plain_answers(sample: Path) -> dict[str, object]:
    desk = open_desk(Options(workspace=sample))
    playbook, answers = desk.process.playbook, desk.view.answers
    steps = {step: dict(given) for (_, step), given in answers.items()}
    for step in playbook.steps:
        steps.setdefault(step.id, {})
        steps[step.id] |= {
            "approvals": [],
            "done": True,
            "title": step.title,
            "number": step.number,
        }
    catalogues = {c.id: [dict(r) for r in c.records] for c in playbook.catalogues}
    outline = [
        {
            "id": s.id,
            "number": s.number,
            "title": s.title,
            "phase": s.phase,
            "roles": s.roles.model_dump(),
        }
        for s in playbook.steps
    ]
    shared = {
        "catalogue": catalogues,
        "people": [p.model_dump() for p in desk.opened.workspace.people],
        "playbook": {
            "steps": outline,
            "phases": [p.model_dump() for p in playbook.phases],
            "title": playbook.title,
        },
        "glossary": [t.model_dump() for t in playbook.glossary],
        "organisation": steps.get("org", {}),
    }
    return {
        "steps": steps,
        "shared": shared,
        "documents": {d.id: d.title for d in playbook.documents},
    }


def _fold(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    path = folder / "long.jsonl"
    drafts = [
        Draft(
            "answered",
            "programme",
            f"step_{n % 2000}",
            1,
            {"question": f"q{n // 2000}", "value": n, "source": "typed"},
        )
        for n in range(100_000)
    ]
    append(
        path,
        drafts,
        by="Ann <ann@example.org>",
        at="2026-01-05T09:00:00Z",
        playbook_digest="d",
        heads=(),
    )

    def read_and_fold() -> float:
        start = time.process_time()
        state = fold(read_journal(path).events, State())
        assert len(state.records) == 2000
        return time.process_time() - start

    events = read_journal(path).events

    def fold_alone() -> float:
        start = time.process_time()
        fold(events, State())
        return time.process_time() - start

    found = _interleaved({"fold": fold_alone, "both": read_and_fold}, min(rounds, 5))
    return [
        ("fold of 100,000 events", f"{found['fold']:.2f} s CPU", "1 s"),
        ("reading and folding 100,000 events", f"{found['both']:.2f} s CPU", "-"),
    ]


def _replies(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    rows = []
    for steps, bar in ((25, "50 ms"), (2000, "100 ms")):
        workspace = folder / f"of_{steps}"
        playbook = _long_playbook(folder / f"playbook_{steps}", steps)
        _process(*PROGRAM, "init", str(workspace), "--playbook", str(playbook), "--no-input")()
        desk = open_desk(
            Options(workspace=workspace, by="Ann", now=datetime(2026, 1, 5, tzinfo=UTC))
        )
        yes = {"question": "q0", "value": "yes", "source": "typed"}
        desk.append([Draft("answered", "programme", f"step_{n}", 1, yes) for n in range(steps)])
        instance = Instance("programme", f"step_{steps // 2}")
        interview = Interview(desk.view, instance, "Ann")
        times = []
        for number in range(max(rounds, 20)):
            start = time.perf_counter()
            replied = interview.reply(f"answer {number}")
            assert not isinstance(replied, Refusal)
            interview = replied[0].moved(desk.append(replied[1]))
            assert interview.prompt() is not None
            interview.header()
            times.append((time.perf_counter() - start) * 1000)
        rows.append(
            (f"reply in a session, {steps} steps", f"{statistics.median(times):.1f} ms", bar)
        )
    return rows


def _dates(folder: Path, rounds: int) -> list[tuple[str, str, str]]:
    """Runs after ``_replies``, which makes the workspace of 2,000 steps."""
    board = open_desk(Options(workspace=folder / "of_2000", by="Ann")).board
    calendar = calendar_of(WorkCalendar())

    def dated() -> float:
        start = time.process_time()
        assert len(schedule_of(board, calendar).rows) == 2000
        return time.process_time() - start

    found = _interleaved({"dates": dated}, rounds)
    return [("dates of 2,000 steps", f"{found['dates'] * 1000:.1f} ms CPU", "100 ms")]


def _long_playbook(folder: Path, steps: int) -> Path:
    (folder / "playbook").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "playbook/playbook.yaml").write_text(
        "id: long\nversion: 1.0.0\ntitle: Long\nphases:\n  - {id: begin, title: Begin}\n", "utf-8"
    )
    for number in range(steps):
        home = folder / f"steps/{number + 1:02d}-step_{number}"
        home.mkdir(parents=True)
        needs = f"[step_{number - 1}]" if number else "[]"
        questions = "".join(
            f"  - {{id: q{n}, type: text, ask: 'What is number {n}?', required: true}}\n"
            for n in range(60)
        )
        asked = questions if number == steps // 2 else questions.splitlines(keepends=True)[0]
        (home / "step.yaml").write_text(
            f"id: step_{number}\nnumber: {number + 1}\ntitle: Step {number}\n"
            f"phase: begin\npurpose: Many.\nneeds: {needs}\n"
            "roles: {accountable: lead, responsible: [lead]}\nduration: {work_days: 1}\n"
            f"questions:\n{asked}"
            f"done_when:\n  - {{id: c, text: C, that: 'has(step_{number}.q0)'}}\n",
            "utf-8",
        )
    return folder


main()
