"""Bytes of a playbook changed by chance: whatever they become is a list of problems, no traceback.

    python tests/rules/fuzz.py --minutes 10 [--seed 1]

Each round takes a file of a small playbook, changes it in a few places, and loads and checks the
whole. It is guided by coverage: a change that makes some line of the program call a function that
it did not call before joins the pool of starts for more, so that the changes grow into corners.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category

from collab_playbook.errors import PlaybookError
from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.registry import RULES

if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Self

SMALL = Path(__file__).parents[1] / "cases" / "small_playbook"
SLOW = 5.0
"""Seconds of one check after which a round counts as a failure: the playbook has three steps."""
_TURNING = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})
_PACKAGE = "collab_playbook"
PIECES = (
    b": ", b"- ", b"\n", b"  ", b"\t", b"[", b"]", b"{", b"}", b'"', b"'", b"|", b">", b"#",
    b"&a ", b"*a", b"!!x ", b"<<: ", b"---\n", b"...\n", b"null", b"~", b"true", b"0", b"-1",
    b"1e999", b"9" * 400, b"\xff", b"\xef\xbb\xbf", b"\x00", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\r", b"\r\n", b"id: goal\n", b"when: ", b"goal.aim", b"team.members", b".all(m, ", b"&&",
    b"||", b"==", b"in ", b"(", b")", b"? ", b"{{ ", b" }}", b"{% for x in ", b"{% endfor %}",
    b"{% if ", b"{% endif %}", b"{# ", b"{% include '", b"{% macro a(", b"| ", b"[0]", b"P1M",
    b"P0D", b"2026-02-30", b"/", b"..", b"# playbook: ignore[PB401] ", "é".encode(),
    "\U0001f600".encode(), b"value", b"today", b"%",
)  # fmt: skip


def files_of(root: Path) -> list[str]:
    """The files of a playbook that may be changed."""
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


_WORD = re.compile(rb"[A-Za-z_]{2,}")
_WORDS = sorted({w for n in files_of(SMALL) for w in _WORD.findall((SMALL / n).read_bytes())})


def changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few pieces put in, taken out, doubled, moved or replaced."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 2, 5, 20, 80)))
        match chance.randrange(12):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + chance.choice(PIECES) + data[at:]
            case 2:
                data = data[:at] + chance.choice(PIECES) + data[to:]
            case 3:
                data = data[:to] + data[at:to] + data[to:]
            case 4:
                there = chance.randint(0, len(data))
                data = data[:there] + data[at:to] + data[there:]
            case 5 | 6 | 7 | 8 | 9 | 10:
                word = chance.choice(list(_WORD.finditer(data)) or [None])
                if word is not None:
                    data = data[: word.start()] + chance.choice(_WORDS) + data[word.end() :]
            case _:
                data = data[:at] + bytes([chance.randrange(32, 127)]) + data[at + 1 :]
    return data


def checked(root: Path) -> frozenset[str]:
    """The codes that a check gives; ``refused`` where that is so.

    Raises:
        AssertionError: A problem stands nowhere, or says what a terminal obeys.
    """
    try:
        problems = check_playbook(root, RULES).problems
    except PlaybookError:
        return frozenset({"refused"})
    for problem in problems:
        place = problem.place
        assert place.line >= 1, problem
        assert place.column >= 1, problem
        assert (place.end_line, place.end_column) >= (place.line, place.column), problem
        assert not obeyed(problem.message + problem.hint), problem
    return frozenset(problem.code for problem in problems)


def obeyed(text: str) -> bool:
    """Whether a text holds a character that a terminal obeys or a line ends with."""
    return any(
        category(char) in {"Cc", "Cs", "Zl", "Zp"} or bidirectional(char) in _TURNING
        for char in text
    )


class Coverage:
    """Which line of the program called which function, over all that was run inside."""

    def __init__(self) -> None:
        self.calls: set[tuple[CodeType, int, CodeType]] = set()

    def __enter__(self) -> Self:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        caller = frame.f_back
        if event == "call" and caller is not None and _PACKAGE in frame.f_code.co_filename:
            self.calls.add((caller.f_code, caller.f_lineno, frame.f_code))


def fuzz(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Rounds until the time is over: what they gave, and the failures with what brought them."""
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SMALL, Path(folder) / "playbook"))
        names = files_of(root)
        pool = {name: [(root / name).read_bytes()] for name in names}
        coverage = Coverage()
        with coverage:
            seen = {checked(root)}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            name = chance.choice(names)
            data = changed(chance.choice(pool[name]), chance)
            (root / name).write_bytes(data)
            begun = time.monotonic()
            before = len(coverage.calls)
            with coverage:
                codes = _round(root, name, data, failures)
            if time.monotonic() - begun > SLOW:
                failures.append(f"slow: {name}: {data!r}")
            counted["rounds"] += 1
            counted.update(codes)
            seen.add(codes)
            if len(coverage.calls) > before:
                pool[name].append(data)
            (root / name).write_bytes(pool[name][0])
        counted["sets of codes"] = len(seen)
        counted["calls"] = len(coverage.calls)
        counted["kept"] = sum(len(kept) - 1 for kept in pool.values())
    return counted, failures


def _round(root: Path, name: str, data: bytes, failures: list[str]) -> frozenset[str]:
    try:
        return checked(root)
    except Exception:  # noqa: BLE001 - whatever it is, is what is looked for
        failures.append(f"{name}: {data!r}\n{traceback.format_exc()}")
        return frozenset({"failure"})


def main() -> int:
    """Prints what the rounds gave; 1 where any of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counted, failures = fuzz(asked.minutes * 60, asked.seed)
    names = ("rounds", "sets of codes", "calls", "kept")
    rounds, sets, calls, kept = (counted.pop(name) for name in names)
    lines = [
        f"{rounds} rounds in {asked.minutes:g} minutes, seed {asked.seed}.",
        f"{len(failures)} failures.",
        f"{sets} different sets of codes; {calls} calls covered; {kept} changes kept as starts.",
    ]
    lines += [f"  {count:6} {code}" for code, count in counted.most_common()]
    lines += failures[:20]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
