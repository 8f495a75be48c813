"""Every sentence that the page can need is there, and every one that is there is needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from collab_playbook.model.standing import CircleState, GateState, Verdict
from collab_playbook.report.content import Act, ChangeKind
from collab_playbook.report.page import SECTIONS
from collab_playbook.report.words import ENGLISH, Words

SOURCE = Path(__file__).parents[2] / "src/collab_playbook/report"
CODE = "".join(p.read_text("utf-8") for p in sorted(SOURCE.glob("*.py")) if p.name != "words.py")
WANTED = {
    *(f"change.{kind}" for kind in get_args(ChangeKind)),
    *(f"ask.{act}" for act in get_args(Act)),
    *(f"gate.{state}" for state in get_args(GateState)),
    *(f"verdict.{verdict}" for verdict in get_args(Verdict)),
    *(f"stage.{state}" for state in get_args(CircleState)),
    *(name for name, _ in SECTIONS),
}


def test_every_kind_of_change_state_and_verdict_has_its_word() -> None:
    assert set(ENGLISH) >= WANTED


def test_every_sentence_that_the_code_names_is_there() -> None:
    named = set(re.findall(r'words\(\s*"([a-z_.]+)"', CODE))
    counted = set(re.findall(r'counted\(\s*"([a-z_.]+)"', CODE))

    assert named <= set(ENGLISH)
    assert {f"{name}.{form}" for name in counted for form in ("one", "many")} <= set(ENGLISH)


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_every_sentence_is_needed(key: str) -> None:
    stem = key.removesuffix(".one").removesuffix(".many")
    family, _, last = stem.rpartition(".")

    named = (f'"{stem}"', f"'{stem}'", f'f"{family}.{{', f'"{last}"')
    assert key in WANTED or any(each in CODE for each in named), key


@pytest.mark.parametrize(
    ("period", "shown"),
    [("2026-05", "May 2026"), ("2026-W19", "2026-W19"), ("2026-05-04", "4 May 2026"), ("x", "x")],
)
def test_a_period_is_said_as_people_say_it(period: str, shown: str) -> None:
    assert Words().period(period) == shown
