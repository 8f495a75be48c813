"""The pages for developers speak of code that exists, and of the layers that are enforced."""

from __future__ import annotations

import re
import tomllib

import pytest

from docs.pages import REPOSITORY, page

PACKAGE = REPOSITORY / "src" / "collab_playbook"
PAGES = ("docs/design.md", "CONTRIBUTING.md")
PATH = re.compile(r"`([a-z_]+(?:/[A-Za-z_*.-]+)+)`")
MODULE = re.compile(r"\b(engine|files|documents|language|rules|terminal|cli)\.([a-z_]+)\b")


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_a_page_names_exists(name: str) -> None:
    paths = [p for p in PATH.findall(page(name)) if not re.search(r"[A-Z]{2}", p)]
    lost = [p for p in paths if not any((root / p).exists() for root in (PACKAGE, REPOSITORY))]
    assert lost == []


def test_every_module_in_the_diagram_exists() -> None:
    named = {f"{package}/{module}.py" for package, module in MODULE.findall(page("docs/design.md"))}
    assert sorted(name for name in named if not (PACKAGE / name).is_file()) == []


def test_the_layers_on_the_page_are_those_that_are_enforced() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    enforced = next(each["layers"] for each in contracts if each["type"] == "layers")
    section = page("docs/design.md").partition("## Layers\n")[2].partition("\n\nA package")[0]
    shown = [re.split(r"  +", line.strip())[0] for line in section.splitlines() if line.strip()]
    assert shown == enforced
