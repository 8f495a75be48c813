"""A plain value of the line is converted without adapters, any other by Typer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from collab_playbook.cli.app import app


def converted(command: str, name: str, value: Any) -> Any:
    """What a command gets for the value of a parameter."""
    group: Any = get_command(app)
    found = group if not command else group.commands[command]
    context = found.context_class(found, info_name=command)
    parameters = {parameter.name: parameter for parameter in found.get_params(context)}
    return parameters[name].process_value(context, value)


def test_paths_come_as_paths_whether_they_are_there_or_not(tmp_path: Path) -> None:
    here, nowhere = str(tmp_path), str(tmp_path / "nowhere")
    assert converted("", "workspace", here) == Path(here)
    assert converted("", "workspace", nowhere) == Path(nowhere)
    assert converted("check", "paths", (here, nowhere)) == [Path(here), Path(nowhere)]
    assert converted("check", "paths", (here,)) == [Path(here)]


def test_what_is_not_said_comes_as_nothing() -> None:
    assert converted("", "workspace", None) is None
    assert not converted("check", "paths", None)


@pytest.mark.parametrize("words", [["-C", "{}", "status"], ["check", "{}"]])
def test_a_path_on_the_line_brings_no_adapters(workspace: Path, words: list[str]) -> None:
    line = [word.format(workspace) for word in words]
    code = (
        "import sys\n"
        "from collab_playbook.cli.boundary import run\n"
        f"code = run({line!r})\n"
        "print(code, 'typer._adapters' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"


def test_a_build_with_nothing_to_do_brings_nothing_that_makes_copies(workspace: Path) -> None:
    line = ["-C", str(workspace), "build"]
    heavy = (
        "collab_playbook.cli.branding",
        "collab_playbook.files.presses",
        "collab_playbook.files.word_file",
        "zipfile",
    )
    code = (
        "import sys\n"
        "from collab_playbook.cli.boundary import run\n"
        f"code = run({line!r})\n"
        f"print(code, [name for name in {heavy!r} if name in sys.modules])\n"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    assert done.stdout.splitlines()[-1] == "0 []"
