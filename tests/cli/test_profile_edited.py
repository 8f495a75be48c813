"""The profile in ``workspace.yaml`` edited by hand: nothing that a person wrote there is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.cli.opening import writing
from collab_playbook.cli.options import Options
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.model.playbook import ORGANISATION
from commandline import ANN

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from commandline import Cli


def _edit(workspace: Path, old: str, new: str) -> str:
    sheet = workspace / "workspace.yaml"
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


def test_an_edit_that_does_not_fit_stays_in_the_file(cli: Cli, answered: Path) -> None:
    cli("answer", "org.headcount=640", cwd=answered)
    edited = _edit(answered, "headcount: 640", "headcount: many")

    said = cli("answer", "goal.aim=Answer within a day", cwd=answered)

    assert said.code == 0
    assert "workspace.yaml" in said.err
    assert (answered / "workspace.yaml").read_text("utf-8") == edited


def test_a_mistyped_name_is_told_and_stays_in_the_file(cli: Cli, answered: Path) -> None:
    edited = _edit(answered, "  company: Acme", "  company: Acme\n  headcout: 640")

    said = cli("answer", "goal.aim=Answer within a day", cwd=answered)

    told = (
        "'org' asks no question 'headcout'; did you mean 'headcount'? Nothing is recorded for it."
    )
    assert (said.code, said.err.splitlines()[0]) == (0, f"workspace.yaml:1:1: {told}")
    assert (answered / "workspace.yaml").read_text("utf-8") == edited


def test_an_edit_of_the_profile_during_a_session_stays_for_the_next_command(
    cli: Cli, answered: Path
) -> None:
    with writing(Options(workspace=answered, by=ANN), "run") as desk:
        edited = _edit(answered, "  company: Acme", "  company: Acme SA")
        given = {"question": "headcount", "value": 700, "source": "typed"}
        desk.append([Draft("answered", PROGRAMME, ORGANISATION, 1, given)])
    assert (answered / "workspace.yaml").read_text("utf-8") == edited

    assert "1 change made by hand" in cli("answer", "goal.pace=calm", cwd=answered).err

    text = (answered / "workspace.yaml").read_text("utf-8")
    assert ("company: Acme SA" in text, "headcount: 700" in text) == (True, True)


def test_what_is_written_there_during_a_session_stays(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "people:\n  - {name: Nadia, email: nadia@example.org, roles: [sponsor]}\n"
    with writing(Options(workspace=answered, by=ANN), "run") as desk:
        _edit(answered, "zone:", f"{people}zone:")
        given = {"question": "headcount", "value": 700, "source": "typed"}
        desk.append([Draft("answered", PROGRAMME, ORGANISATION, 1, given)])

    text = (answered / "workspace.yaml").read_text("utf-8")
    assert ("name: Nadia" in text, "headcount: 700" in text) == (True, True)
    assert capsys.readouterr().err == ""
