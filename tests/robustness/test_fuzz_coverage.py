"""Inputs that once went wrong under the fuzzer, and the inputs that it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from robustness.targets import TARGETS, fed
from rules.fuzz import obeyed

CASES = Path(__file__).parents[1] / "cases" / "fuzz"
FOUND = sorted(path.relative_to(CASES).as_posix() for path in CASES.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", FOUND)
def test_what_the_fuzzer_once_found_stays_mended(name: str) -> None:
    fed(name.partition("/")[0], (CASES / name).read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzer_begins_with_is_sound(name: str) -> None:
    seeds = TARGETS[name].seeds()
    assert len(seeds) > 10
    for seed in seeds[:: max(1, len(seeds) // 25)]:
        fed(name, seed)


@pytest.mark.parametrize("text", ["a\nb", "\x1b[31m", "a\u202eb", "\u2028", "\x85", "\ud800"])
def test_what_a_terminal_obeys_is_told_from_what_it_shows(text: str) -> None:
    assert obeyed(text)
    assert not obeyed("Ça va ? — 100 % \U0001f468\u200d\U0001f469 \u00a0\u3000")
