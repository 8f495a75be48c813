"""Whatever the bytes of a playbook become, a check gives problems with places, and no traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.fuzz import SMALL, changed, checked, files_of

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = files_of(SMALL)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], frozenset[str]]:
    """Checks the small playbook with other bytes in one file."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("fuzz") / "playbook"))

    def call(name: str, data: bytes) -> frozenset[str]:
        former = (root / name).read_bytes()
        (root / name).write_bytes(data)
        try:
            return checked(root)
        finally:
            (root / name).write_bytes(former)

    return call


@settings(max_examples=150)
@given(name=st.sampled_from(NAMES), seed=st.integers(0, 2**32))
def test_a_file_changed_by_chance_gives_problems(
    tried: Callable[[str, bytes], frozenset[str]], name: str, seed: int
) -> None:
    tried(name, changed((SMALL / name).read_bytes(), random.Random(seed)))


@settings(max_examples=60)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=200))
def test_a_file_of_any_bytes_gives_problems(
    tried: Callable[[str, bytes], frozenset[str]], name: str, data: bytes
) -> None:
    tried(name, data)


@settings(max_examples=100)
@given(guard=st.text(max_size=60))
def test_a_guard_of_any_text_gives_problems(
    tried: Callable[[str, bytes], frozenset[str]], guard: str
) -> None:
    name = "steps/02-team/step.yaml"
    lines = [line for line in (SMALL / name).read_text("utf-8").splitlines() if line]
    text = "\n".join(lines) + "\nwhen: |-\n  " + guard.replace("\n", "\n  ") + "\n"
    tried(name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(body=st.text(max_size=40), inside=st.text(max_size=40))
def test_a_template_of_any_text_gives_problems(
    tried: Callable[[str, bytes], frozenset[str]], body: str, inside: str
) -> None:
    text = f"{body}{{{{ {inside} }}}}{{% if goal.aim %}}{body}{{% endif %}}"
    tried("templates/goal_sheet/body.md.j2", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("text", ["{{ \x08 }}", '{% import "a\nb" as parts %}'])
def test_a_message_holds_no_control_characters_of_a_template(
    tried: Callable[[str, bytes], frozenset[str]], text: str
) -> None:
    assert tried("templates/goal_sheet/body.md.j2", text.encode()) & {"PB415", "PB416"}
