"""What the pages show is what happens: every command is run, every shown output compared."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from collab_playbook.cli.app import app
from collab_playbook.cli.commands import COMMANDS
from docs.conversing import held
from docs.pages import REPOSITORY, Block, Shell, agrees, blocks, dialogue, page

if TYPE_CHECKING:
    from collections.abc import Mapping

RUN = (
    "README.md",
    "docs/tutorial.md",
    "docs/workspace.md",
    "docs/opening.md",
    "docs/playbook.md",
    "docs/checking.md",
    "docs/stories.md",
    "docs/ci.md",
    "docs/graph.md",
    "examples/innersource/README.md",
)
NOT_RUN: Mapping[str, str] = {
    "python3.11 -m venv .venv && .venv/bin/pip install . &&": "installs; .ci/run does it",
    "python3.11 -m venv .venv && .venv/bin/pip install -e '.[dev]' &&": "installs; .ci/run does it",
    "collab-playbook run ": "asks a person; the sessions of the tutorial are held",
    "collab-playbook submit leadership ": "needs answers; the tutorial gives them",
    "collab-playbook approve leadership ": "needs answers; the tutorial gives them",
    "collab-playbook build --watch": "goes on until Ctrl-C; tests/cli/test_build_watch.py ends it",
    "collab-playbook --install-completion": "changes the reader's shell",
}
"""The lines of ``sh`` blocks that are not run, by their beginning, each with the reason."""

UNDER_WAY: Mapping[str, str] = {}
"""Commands that no page explains yet, each with the reason."""

SAMPLE = "collab-playbook init --example brevent --now 2026-11-16"
READY: Mapping[str, tuple[str, ...]] = {
    "README.md": (
        SAMPLE,
        "mkdir acme && printf 'leadership: {sponsor_level_ok: true}' >acme/interview.yaml",
        f"mkdir .venv && ln -s '{Path(sys.executable).parent}' .venv/bin",
    ),
    "docs/workspace.md": (SAMPLE, "cd brevent"),
    "docs/opening.md": (SAMPLE, "cd brevent"),
    "docs/ci.md": ("collab-playbook new playbook ours", "cd ours"),
    "docs/graph.md": (SAMPLE, "collab-playbook new playbook innersource", "cd brevent"),
    "examples/innersource/README.md": (f"ln -s '{REPOSITORY / 'examples'}' examples",),
}
"""What the reader of a page has already done."""


@pytest.mark.parametrize("name", RUN)
def test_a_page_can_be_followed_from_top_to_bottom(name: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    shell = Shell(tmp_path / "home", tmp_path / "work")
    for command in READY.get(name, ()):
        assert shell.run(command)[0] == 0, command
    for block in blocks(name):
        if block.file:
            shell.save(block)
        elif block.language == "sh":
            _follow(block, shell)
        elif block.language == "console":
            _compare(block, shell)
        elif block.language == "session":
            assert held(block, shell) == block.text, block.place
        elif block.language == "diff":
            shell.change(block)


def _follow(block: Block, shell: Shell) -> None:
    for line in block.text.splitlines():
        if _reason_not_to_run(line):
            continue
        code, output = shell.run(line)
        assert code == 0, f"{block.place}: {line}\n{output}"


def _compare(block: Block, shell: Shell) -> None:
    for said in dialogue(block):
        code, output = shell.run(said.command)
        assert agrees(said.output, output), f"{block.place}: $ {said.command}\n{output}"
        refused = any(line.startswith("Error: ") for line in said.output.splitlines())
        assert code == 0 or refused, f"{block.place}: $ {said.command}\nended with {code}"


def _reason_not_to_run(line: str) -> str:
    command = line.partition("#")[0].rstrip() + " "
    return next((reason for start, reason in NOT_RUN.items() if command.startswith(start)), "")


@pytest.mark.parametrize("start", NOT_RUN)
def test_what_is_not_run_still_stands_on_a_page(start: str) -> None:
    assert any(start.strip() in page(name) for name in RUN)


def test_every_block_of_commands_is_of_a_kind_that_is_run() -> None:
    kinds = {block.language for name in RUN for block in blocks(name)}
    assert kinds <= {
        "sh",
        "console",
        "session",
        "yaml",
        "markdown",
        "json",
        "text",
        "jinja",
        "diff",
    }


def test_every_command_is_shown_on_a_page_that_is_run() -> None:
    shown = "\n".join(
        block.text
        for name in RUN
        for block in blocks(name)
        if block.language in {"sh", "console", "session"}
    )
    words = [line.split() for line in shown.splitlines() if "collab-playbook" in line]
    used = {word for line in words for word in line}
    assert sorted(COMMANDS.keys() - used - UNDER_WAY.keys()) == []


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS.keys() - UNDER_WAY.keys())])
def test_every_option_is_explained_on_a_page(name: str) -> None:
    group: Any = get_command(app)
    command = group.commands[name] if name else group
    acts = [*getattr(command, "commands", {}).values()] if name else []
    params = [param for each in (command, *acts) for param in each.params]
    options = {opt for param in params for opt in param.opts if opt.startswith("--")}
    words = set(re.findall(r"--[a-z-]+", "\n".join(page(each) for each in RUN)))
    assert sorted(options - words - {"--help", "--show-completion"}) == []


def test_what_is_under_way_is_not_on_the_pages_yet() -> None:
    shown = "\n".join(page(name) for name in RUN)
    assert [name for name in UNDER_WAY if f"collab-playbook {name}" in shown] == []


@pytest.mark.parametrize("heading", ["## Try it", "## Test it"])
def test_a_heading_of_the_readme_is_followed_by_one_command_for_everybody(heading: str) -> None:
    text = page("README.md")
    section = text.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    fences = [line for line in section.splitlines() if line.startswith("```")]
    commands = [block for block in blocks("README.md") if block.text in section]
    assert len(fences) == 2
    assert [len(block.text.splitlines()) for block in commands] == [1]


def test_the_changelog_says_what_comes_next() -> None:
    first = next(line for line in page("CHANGELOG.md").splitlines() if line.startswith("## "))
    assert first.endswith(", not released yet")


def test_the_text_of_the_pages_is_calm() -> None:
    loud = [name for name in RUN if "!" in _prose(name)]
    assert loud == []


def _prose(name: str) -> str:
    text = page(name).replace("![", "[")
    for block in blocks(name):
        text = text.replace(block.text, "")
    return "".join(part for number, part in enumerate(text.split("`")) if number % 2 == 0)
