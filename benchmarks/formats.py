"""Each format of the golden documents beside the bare work of its library, in turns, as ratios.

The yardsticks write the lines of the same text without any form: markdown-it's own HTML, a Word
file of plain paragraphs, a PDF of plain paragraphs. Other tools are in ``beside.py``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import typst
from markdown_it import MarkdownIt

from collab_playbook.files.presses import processors
from collab_playbook.formats.look import Look
from collab_playbook.formats.pdf.markup import literal
from collab_playbook.formats.registry import FORMATS, writer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

GOLDEN = Path(__file__).parents[1] / "tests/cases/documents/golden/en"
LOOK = Look("en", "Ateliers Brévent", "#1f5c99", "", "Internal")
ALL = ",".join(name for name, each in FORMATS.items() if each.is_installed)
BUILD = (sys.executable, "-m", "collab_playbook", "-C")


def bare_html(text: str) -> None:
    MarkdownIt("commonmark").enable("table").render(text)


def bare_docx(text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(BytesIO())


def bare_pdf(text: str) -> None:
    lines = "\n".join(f"par({literal(line)})" for line in text.splitlines() if line)
    source = f'#set document(title: "t", date: none)\n#{{\n{lines}\n}}'
    typst.compile(source.encode(), ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"])


BARE: Mapping[str, Callable[[str], object]] = {
    "html": bare_html,
    "docx": bare_docx,
    "pdf": bare_pdf,
}


def took(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Seconds for all texts."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def writers(rounds: int) -> None:
    """Each writer beside its bare library, warm, over all documents; slides over the decks."""
    every = [(path.stem, path.read_text("utf-8")) for path in sorted(GOLDEN.rglob("*.md"))]
    print(f"{len(every)} documents, {rounds} rounds, medians")
    for name, format_ in FORMATS.items():
        if format_.from_data:
            continue  # a workbook has no Markdown; the whole sample below has them
        texts = [t for stem, t in every if stem.endswith("_deck") or not format_.named]
        write = writer_of(name, LOOK)
        took(write, texts[:1])
        if name not in BARE:
            print(f"{name:<5} {1000 * took(write, texts) / len(texts):6.1f} ms a document")
            continue
        pairs = [(took(write, texts), took(BARE[name], texts)) for _ in range(rounds)]
        ours = statistics.median(mine for mine, _ in pairs)
        ratio = statistics.median(mine / bare for mine, bare in pairs)
        each = 1000 * ours / len(texts)
        print(f"{name:<5} {each:6.1f} ms a document   {ratio:4.1f} x its bare library")


def whole(rounds: int) -> None:
    """The whole sample as a command: first in every format, then with nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "PYTHONDONTWRITEBYTECODE": ""}

        def command(workspace: str, *more: str) -> float:
            start = time.perf_counter()
            line = [*BUILD, workspace, *more]
            subprocess.run(line, env=environment, capture_output=True, check=True)
            return time.perf_counter() - start

        first, markdown, again = [], [], []
        for number in range(rounds):
            for name in ("md", "all"):
                line = [*BUILD[:-1], "init", "--example", f"{folder}/{name}{number}"]
                subprocess.run(line, env=environment, capture_output=True, check=True)
            markdown.append(command(f"{folder}/md{number}", "build"))
            first.append(command(f"{folder}/all{number}", "build", "--to", ALL))
            again.append(command(f"{folder}/all{number}", "build"))
        base = statistics.median(markdown)
        print(f"whole sample, Markdown alone           {base:5.2f} s")
        for title, found in ((f"Markdown and {ALL}", first), ("nothing to do", again)):
            ratio = statistics.median(f / m for f, m in zip(found, markdown, strict=True))
            print(f"whole sample, {title:<26} {statistics.median(found):5.2f} s  {ratio:4.2f} x")


def side_by_side(rounds: int) -> None:
    """All copies of the sample by one process and by as many as pay, in turns, as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "PYTHONDONTWRITEBYTECODE": ""}

        def command(*line: str) -> float:
            start = time.perf_counter()
            subprocess.run(line, env=environment, capture_output=True, check=True)
            return time.perf_counter() - start

        pairs = []
        for number in range(rounds):
            took = []
            for name, jobs in (("one", ("--jobs", "1")), ("many", ())):
                workspace = f"{folder}/{name}{number}"
                command(*BUILD[:-1], "init", "--example", workspace)
                command(*BUILD, workspace, "build")
                took.append(command(*BUILD, workspace, "build", "--to", "html,docx,pdf", *jobs))
            pairs.append(took)
        one, many = (statistics.median(each) for each in zip(*pairs, strict=True))
        ratio = statistics.median(after / before for before, after in pairs)
        print(f"copies of the sample, one process {one:5.2f} s, side by side {many:5.2f} s")
        load = os.getloadavg()[0]
        print(f"  {ratio:4.2f} x, on {processors()} processors with a load of {load:.1f}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    writers(rounds)
    whole(rounds)
    side_by_side(rounds)


if __name__ == "__main__":
    main()
