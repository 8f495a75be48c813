"""One document in each format beside other tools that make it of the same Markdown, as ratios.

pandoc makes a file with a process of its own, so that it has no warm figure. docxtpl fills a Word
file that holds the same text. What is not installed is left out and said so. Rounds alternate, so
that noise falls on all alike; the ratio of CPU says more than the clock where others are at work.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import rivals

from collab_playbook.formats.look import Look
from collab_playbook.formats.registry import FORMATS, writer_of

_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
Work = Callable[[], object]
GOLDEN = Path(__file__).parents[1] / "tests/cases/documents/golden/en"
DOCUMENT = GOLDEN / "18-moderation/moderation_guide.md"
LOOK = Look("en", rivals.COMPANY, "#1f5c99", "", "Internal")
OURS = """
import sys
from pathlib import Path
from collab_playbook.formats.look import Look
from collab_playbook.formats.registry import writer_of
write = writer_of(sys.argv[1], Look("en", sys.argv[2], "#1f5c99", "", "Internal"))
for path in sys.argv[3:]:
    write(Path(path).read_text("utf-8"))
"""


def process(*words: str) -> Work:
    return lambda: subprocess.run(words, capture_output=True, check=True)


def ours(format_: str, *paths: Path) -> Work:
    """Our writer in a process of its own."""
    return process(sys.executable, "-c", OURS, format_, rivals.COMPANY, *map(str, paths))


def theirs(tool: str, format_: str, path: Path) -> Work:
    """Another tool in a process of its own, with no more around it than it needs."""
    if tool == "pandoc" and format_ != "pdf":
        return process(*rivals.pandoc_command(format_), str(path))
    return process(sys.executable, rivals.__file__, tool, format_, str(path))


class Taken(NamedTuple):
    """Seconds on the clock, and of CPU in this process and those that it started."""

    clock: float
    cpu: float


def took(work: Work) -> Taken:
    def spent() -> Taken:
        own, others = (resource.getrusage(who) for who in _WHO)
        cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
        return Taken(time.perf_counter(), cpu)

    start = spent()
    work()
    end = spent()
    return Taken(end.clock - start.clock, end.cpu - start.cpu)


def in_turns(we: Work, they: Work, rounds: int) -> str:
    """The medians of both on the clock, and of the ratios of each round: clock, and CPU."""
    we(), they()
    times = [(took(we), took(they)) for _ in range(rounds)]
    mine, other = (
        1000 * statistics.median(t.clock for t in each) for each in zip(*times, strict=True)
    )
    clock = statistics.median(a.clock / b.clock for a, b in times)
    low, cpu, high = statistics.quantiles([a.cpu / b.cpu for a, b in times], n=4)
    return (
        f"{mine:6.0f} ms {other:6.0f} ms {clock:5.2f} x; CPU {cpu:5.2f} x ({low:.2f} to {high:.2f})"
    )


def one(path: Path, rounds: int) -> None:
    """One document, new and warm."""
    absent = " ".join(rivals.missing())
    write = {name: writer_of(name, LOOK) for name, each in FORMATS.items() if each.is_installed}
    formats = [name for name in rivals.PANDOC_TO if name in write and "pandoc" not in absent]
    for name in formats:
        told = in_turns(ours(name, path), theirs("pandoc", name, path), rounds)
        print(f"{name:<5} : pandoc, new   {told}", flush=True)
    if "docx" in write and "docxtpl" not in absent:
        text = path.read_text("utf-8")
        tagged = text.replace(rivals.COMPANY, "{{ company }}")
        rivals.template_of(path).write_bytes(write["docx"](tagged))
        told = in_turns(ours("docx", path), theirs("docxtpl", "docx", path), rounds)
        print(f"docx  : docxtpl, new  {told}", flush=True)
        told = in_turns(lambda: write["docx"](text), lambda: rivals.docxtpl(path), rounds)
        print(f"docx  : docxtpl, warm {told}", flush=True)


def whole(rounds: int) -> None:
    """Every third golden document in one process of ours, beside a process of pandoc for each."""
    paths = sorted(GOLDEN.rglob("*.md"))[::3]
    for name in [name for name in ("html", "docx", "pdf") if FORMATS[name].is_installed]:
        make = rivals.pandoc(name)
        they = lambda make=make: [make(path) for path in paths]  # noqa: E731
        told = in_turns(ours(name, *paths), they, rounds)
        print(f"{name:<5} : pandoc, {len(paths)} documents {told}", flush=True)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    parser.add_argument("--whole", action="store_true", help="every third document too: minutes")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    for told in rivals.missing():
        print(told)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / given.document.name
        path.write_bytes(given.document.read_bytes())
        print(f"{path.name}, {path.stat().st_size} bytes, {given.rounds} rounds, medians")
        one(path, given.rounds)
    if given.whole and not any("pandoc" in each for each in rivals.missing()):
        whole(2)


if __name__ == "__main__":
    main()
