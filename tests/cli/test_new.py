"""``new``: what is written passes ``check`` and ``test`` as it stands, and refuses to overwrite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from collab_playbook.files.shape import plain
from collab_playbook.files.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli

KINDS = {
    "playbook/playbook.yaml": "playbook",
    "playbook/catalogues": "catalogue",
    "playbook/stories": "story",
    "steps": "step",
    "templates": "document",
}


@pytest.fixture
def begun(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new playbook, in which the test then stands."""
    said = cli("new", "playbook", str(tmp_path / "Inner source"), "--title", "Inner source: open")
    assert said.code == 0, said.err
    monkeypatch.chdir(tmp_path / "Inner source")
    return tmp_path / "Inner source"


def _sound(cli: Cli, root: Path) -> None:
    checked = cli("check", str(root), "--fail-on", "warning", "--format", "concise")
    assert (checked.code, checked.out) == (0, "")
    tested = cli("test", str(root), "--walks", "2")
    assert tested.code == 0, tested.out


def test_a_new_playbook_is_sound_and_can_be_walked(cli: Cli, begun: Path, tmp_path: Path) -> None:
    _sound(cli, begun)
    tested = cli("test", str(begun), "--format", "json").data
    assert tested["coverage"]["steps"]["missing"] == []
    said = cli("init", str(tmp_path / "ws"), "--playbook", str(begun), "--no-input")
    assert said.code == 0, said.err


def test_everything_else_that_is_added_is_sound(cli: Cli, begun: Path) -> None:
    assert cli("new", "step", "first_month", "--title", "Look: after it, #1").code == 0
    assert cli("new", "step", "later", "--phase", "begin").code == 0
    assert cli("new", "document", "month_report", "--step", "first_month").code == 0
    assert cli("new", "document", "later_report").code == 0
    said = cli("new", "story", "second")
    assert (said.code, said.out) == (0, "playbook/stories/second.yaml\n")
    _sound(cli, begun)


def test_what_is_added_to_the_shipped_playbook_is_sound(cli: Cli, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - only here

    from collab_playbook.files.playbook import shipped_root  # noqa: PLC0415 - likewise

    for folder in ("playbook", "steps", "templates"):
        shutil.copytree(shipped_root() / folder, tmp_path / "book" / folder)
    here = ("--playbook", str(tmp_path / "book"))
    assert cli("new", "step", "afterwards", *here).code == 0
    assert cli("new", "document", "brief", "--step", "leadership", *here).code == 0
    assert cli("new", "story", "another", *here).code == 0
    checked = cli("check", str(tmp_path / "book"), "--format", "json").data["problems"]
    assert [(p["code"], p["file"]) for p in checked if p["severity"] == "error"] == []
    told = cli("test", str(tmp_path / "book/playbook/stories/another.yaml"))
    assert told.code == 0, told.out
    body = (tmp_path / "book/templates/brief/body.md.j2").read_text("utf-8")
    assert "leadership.vision" in body
    assert "leadership.coalition" not in body, "a sensitive answer is left out"


def test_every_file_names_its_schema_and_fits_it(cli: Cli, begun: Path) -> None:
    assert cli("new", "step", "first_month").code == 0
    assert cli("new", "story", "second").code == 0
    looked = 0
    for path in sorted(begun.rglob("*.yaml")):
        text = path.read_text("utf-8")
        first = text.partition("\n")[0]
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        name = path.relative_to(begun).as_posix()
        kind = next(kind for start, kind in KINDS.items() if name.startswith(start))
        assert named.resolve() == (begun / ".schemas" / f"{kind}.json").resolve()
        schema = json.loads(named.read_text("utf-8"))
        root = read_source(text, name).root
        assert root is not None
        import yaml  # noqa: PLC0415 - the way an editor reads it

        data = yaml.safe_load(text)
        errors = Draft202012Validator(schema).iter_errors(_as_json(data))
        assert [error.message for error in errors] == []
        assert plain(root).keys() == data.keys()
        looked += 1
    assert looked == 7


def _as_json(data: object) -> object:
    """Dates as editors see them, which read YAML 1.2."""
    return json.loads(json.dumps(data, default=str))


def test_nothing_is_overwritten(cli: Cli, begun: Path) -> None:
    text = (begun / "templates/goal_sheet/body.md.j2").read_text("utf-8")
    said = cli("new", "document", "goal_sheet")
    assert said.code == 3
    assert "'templates/goal_sheet/document.yaml' is there already" in said.err
    assert (begun / "templates/goal_sheet/body.md.j2").read_text("utf-8") == text
    assert cli("new", "playbook", str(begun)).code == 3
    assert cli("new", "step", "goal").code == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("step", "First-Month"), "'First-Month' is not an id"),
        (("step", "more", "--phase", "begins"), "Did you mean 'begin'?"),
        (("document", "more", "--step", "gaol"), "Did you mean 'goal'?"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(
    cli: Cli, begun: Path, line: tuple[str, ...], said: str
) -> None:
    before = sorted(begun.rglob("*"))
    found = cli("new", *line)
    assert found.code == 2
    assert said in found.err
    assert sorted(begun.rglob("*")) == before


def test_a_folder_without_a_playbook_takes_no_step(cli: Cli, tmp_path: Path) -> None:
    found = cli("new", "step", "more", "--playbook", str(tmp_path))
    assert found.code == 2
    assert "collab-playbook new playbook DIR" in found.err
