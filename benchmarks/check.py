"""``check`` beside yamllint and check-jsonschema on the same files, in one run, as ratios."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.files.playbook import shipped_root
from collab_playbook.files.schemas import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHECK = (sys.executable, "-m", "collab_playbook", "check", "--format", "concise")
LINT = (sys.executable, "-m", "yamllint", "--no-warnings", "-d", "relaxed")
SCHEMA = (sys.executable, "-m", "check_jsonschema", "--schemafile")
HEAD = """\
id: generated
version: 1.0.0
title: A generated playbook
phases:
  - {id: only, title: Only phase}
org:
  - {id: company, type: text, ask: "What is it called?", example: Acme}
"""
ROLES = """\
id: roles
title: Roles
records:
  - {id: lead, title: Project lead}
  - {id: sponsor, title: Sponsor}
"""
STEP = """\
id: step_{number}
number: {number}
title: Step number {number}
phase: only
purpose: Because the one before it is done.
{needs}roles:
  accountable: sponsor
  responsible: [lead]
duration: {{work_days: 5}}
questions:
  - id: amount
    type: integer
    ask: How many are there?
    label: Number
    required: true
    min: 1
    example: "12"
  - id: pace
    type: choice
    ask: How fast does it go?
    label: Pace
    choices:
      - {{id: calm, text: Calmly}}
      - {{id: fast, text: Fast}}
done_when:
  - id: enough
    text: There are enough of them.
    that: step_{number}.amount >= {number} && step_{number}.pace == 'calm'{before}
sign_off: {{all_of: [sponsor], not_author: true}}
"""


class Run(NamedTuple):
    """What one command took."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        os.environ["XDG_CACHE_HOME"] = str(folder / "caches")
        _shipped(folder, options.rounds)
        _generated(folder, options.steps, options.rounds)


def _shipped(folder: Path, rounds: int) -> None:
    root = shipped_root()
    steps = sorted(root.glob("steps/*/step.yaml"))
    files = [*steps, *root.glob("templates/*/document.yaml"), *root.glob("playbook/**/*.yaml")]
    _compare(f"shipped playbook, {len(steps)} steps", root, files, steps, folder, rounds, 1.0)


def _generated(folder: Path, count: int, rounds: int) -> None:
    for number in (count // 4, count // 2, count):
        root = folder / f"generated_{number}"
        steps = generate(root, number)
        files = [*steps, *root.glob("playbook/**/*.yaml")]
        bar = 0.3 if number == count else None
        _compare(f"generated, {number} steps", root, files, steps, folder, rounds, bar)


def generate(root: Path, count: int) -> list[Path]:
    """Writes a sound playbook of so many steps, each of which rests on the one before it."""
    _write(root / "playbook/playbook.yaml", HEAD)
    _write(root / "playbook/catalogues/roles.yaml", ROLES)
    written = []
    for number in range(1, count + 1):
        needs = f"needs: [step_{number - 1}]\n" if number > 1 else ""
        before = f" && step_{number - 1}.amount > 0" if number > 1 else ""
        path = root / f"steps/{number:02d}-step_{number}/step.yaml"
        _write(path, STEP.format(number=number, needs=needs, before=before))
        written.append(path)
    return written


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _compare(  # noqa: PLR0913, PLR0917 - what is measured, where, how often, against what
    what: str,
    root: Path,
    files: Sequence[Path],
    steps: Sequence[Path],
    folder: Path,
    rounds: int,
    bar: float | None,
) -> None:
    schema = folder / "step.json"
    schema.write_text(json.dumps(schema_of("step")), "utf-8")
    found = _interleaved(
        {
            "bare": (sys.executable, "-c", "pass"),
            "check": (*CHECK, str(root)),
            "yamllint": (*LINT, *map(str, files)),
            "jsonschema": (*SCHEMA, str(schema), *map(str, steps)),
        },
        rounds,
    )
    check = found["check"]
    print(f"{what}, {len(files)} YAML files")
    for name, of in (("check", ""), ("yamllint", " of these"), ("jsonschema", " of the steps")):
        run = found[name]
        shown = {"jsonschema": "check-jsonschema"}.get(name, name) + of
        memory = run.memory / 1024
        print(f"  {shown:<32}{run.wall:8.3f} s {run.cpu:8.3f} s CPU {memory:7.0f} MB")
    ratio = check.wall / found["yamllint"].wall
    told = f"   bar {bar:.2f}" if bar is not None else ""
    print(f"  {'check : yamllint':<32}{ratio:8.2f} x{told}")
    print(f"  {'check : check-jsonschema':<32}{check.wall / found['jsonschema'].wall:8.2f} x")
    print(f"  {'check : bare interpreter':<32}{check.wall / found['bare'].wall:8.1f} x", flush=True)


def _interleaved(tasks: Mapping[str, tuple[str, ...]], rounds: int) -> dict[str, Run]:
    """The median of each task, taken in turns so that noise falls on all of them alike."""
    taken: dict[str, list[Run]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, words in tasks.items():
            run = _measured(words)
            if number:
                taken[name].append(run)
    return {
        name: Run(*(statistics.median(values) for values in zip(*runs, strict=True)))
        for name, runs in taken.items()
    }


def _measured(words: tuple[str, ...]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    assert process.returncode in {0, 1}, (words[:6], said[-2000:])
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss)


if __name__ == "__main__":
    main()
