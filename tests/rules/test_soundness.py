"""Each case in ``tests/cases/playbooks`` is a faulty playbook with the problems it must give."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from collab_playbook.files.playbook import load_playbook, shipped_root
from collab_playbook.rules.soundness import unsound

CASES = sorted((Path(__file__).parents[1] / "cases" / "playbooks").glob("*.yaml"))


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_faulty_playbook_gives_its_problems_with_their_places(case: Path, tmp_path: Path) -> None:
    content = yaml.safe_load(case.read_text("utf-8"))
    loaded = load_playbook(_written(tmp_path, content["files"]))
    assert loaded.playbook is not None, [str(p) for p in loaded.problems]
    found = [f"{p.place} {p.code} {p.message}" for p in unsound(loaded.playbook, loaded.places)]
    assert found == content["problems"]


def test_the_shipped_playbook_is_sound() -> None:
    loaded = load_playbook(shipped_root())
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert unsound(loaded.playbook, loaded.places) == ()
    assert [step.number for step in loaded.playbook.steps] == list(range(1, 26))
