"""``graph``: what is drawn where, in which format, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commandline import Cli


def test_a_playbook_is_drawn_as_it_is_defined(cli: Cli, small: Path) -> None:
    said = cli("graph", "--playbook", str(small))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("%% ")
    assert "flowchart TB" in said.out
    assert ":::plain" in said.out


def test_the_folder_decides_between_a_playbook_and_a_workspace(
    cli: Cli, small: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    assert ":::plain" in cli("graph").out
    monkeypatch.chdir(workspace)
    assert ":::ready" in cli("graph").out
    assert ":::plain" in cli("graph", "--playbook", "collaborative_enterprise").out


@pytest.mark.parametrize("form", ["svg", "scxml"])
def test_what_is_xml_is_well_formed(cli: Cli, sample: Path, form: str) -> None:
    said = cli("graph", "--to", form, cwd=sample)
    assert said.code == 0
    assert ET.fromstring(said.out).tag.endswith(f"}}{form}")  # noqa: S314 - our own text


def test_a_statechart_begins_where_the_workspace_stands(cli: Cli, sample: Path) -> None:
    assert 'initial="objectives_done"' in cli("graph", "--to", "scxml", cwd=sample).out


def test_dot_is_a_directed_graph(cli: Cli, sample: Path) -> None:
    said = cli("graph", "--to", "dot", cwd=sample)
    assert said.out.startswith("digraph process {")
    assert said.out.endswith("}\n")


def test_all_scopes_of_a_workspace_can_be_drawn(cli: Cli, sample: Path) -> None:
    here, everywhere = (cli("graph", *more, cwd=sample).out for more in ((), ("--all",)))
    assert "Customers who mount our components" not in here
    assert "Customers who mount our components" in everywhere


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--to", "png"), "'png' is no format"),
        (("--circle", "a", "--all"), "exclude each other"),
        (("--circle", "employes"), "Did you mean 'employees'?"),
        (("--community", "nowhere"), "Known are: first."),
        (("--circle", "employees"), "has no steps of its own"),
        (("--to", "scxml", "--all"), "one scope"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    cli: Cli, workspace: Path, line: tuple[str, ...], said: str
) -> None:
    found = cli("graph", *line, cwd=workspace)
    assert (found.code, found.out) == (2, "")
    assert said in " ".join(found.err.split())


def test_a_playbook_alone_has_no_circle(cli: Cli, small: Path) -> None:
    found = cli("graph", "--playbook", str(small), "--circle", "friends")
    assert found.code == 2
    assert "A playbook alone has no circle yet" in found.err


def test_neither_playbook_nor_workspace_is_refused(cli: Cli, tmp_path: Path) -> None:
    assert cli("graph", cwd=tmp_path).code == 3
