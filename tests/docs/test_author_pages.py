"""The pages for authors name every key of a story, every input of the action, every hook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from collab_playbook.files.shape import keys_of
from collab_playbook.model.story import VERBS, Expectation, Story, Turn
from docs.pages import REPOSITORY, Shell, agrees, blocks, dialogue, page, rows_under

if TYPE_CHECKING:
    from pathlib import Path

STORIES, CI = "docs/stories.md", "docs/ci.md"


@pytest.mark.parametrize("name", [STORIES, CI])
def test_a_page_for_authors_can_be_followed(name: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    shell = Shell(tmp_path / "home", tmp_path / "work")
    if name == CI:
        assert shell.run("collab-playbook new playbook house && cd house")[0] == 0
    for block in blocks(name):
        if block.file:
            shell.save(block)
        elif block.language == "diff":
            shell.change(block)
        elif block.language == "sh":
            for line in block.text.splitlines():
                code, output = shell.run(line)
                assert code == 0, f"{block.place}: {line}\n{output}"
        elif block.language == "console":
            for said in dialogue(block):
                _, output = shell.run(said.command)
                assert agrees(said.output, output), f"{block.place}: {said.command}\n{output}"


def test_every_key_of_a_story_is_explained() -> None:
    rows = rows_under(STORIES, "Keys")
    told = [*keys_of(Story), *VERBS, "expect", *keys_of(Expectation)]
    assert sorted(rows) == sorted(told)
    aside = set(keys_of(Turn)) - {*VERBS, "expect"}
    assert {key for key in aside if f"`{key}`" not in page(STORIES)} == set()


def test_every_hook_and_every_input_is_explained() -> None:
    text = page(CI)
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert rows_under(CI, "Before each commit") == [hook["id"] for hook in hooks]
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
    table = text[text.index("| input |") : text.index("## GitLab")]
    firsts = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    named = [name for first in firsts for name in re.findall(r"`([^`]+)`", first)]
    assert sorted(named) == sorted(action["inputs"])


def test_the_job_of_gitlab_and_its_variables_are_those_of_the_page() -> None:
    job = yaml.safe_load((REPOSITORY / "ci/gitlab.yml").read_text("utf-8"))
    shown = next(b for b in blocks(CI) if "include" in b.text)
    assert yaml.safe_load(shown.text)["variables"].keys() == job["variables"].keys()
    assert all(name in page(CI) for name in ("check-playbook", "test-playbook"))
