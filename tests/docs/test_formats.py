"""The page on workspaces names every key that other programs may read, and no other."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any, get_args

import pytest

from collab_playbook.cli.opening import writing
from collab_playbook.cli.options import Options
from collab_playbook.documents.plan import RowState
from collab_playbook.engine.signing import SignOffState
from collab_playbook.model.event import Draft, Event, EventType
from collab_playbook.model.standing import Derived
from collab_playbook.model.workspace import Brand, WorkCalendar, Workspace
from docs.pages import REPOSITORY, Shell, page, rows_under

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGE = "docs/workspace.md"
FORMATS = (
    *("status", "next", "build", "package", "schedule", "load", "log"),
    *("indicators", "lessons", "evidence", "why-document"),
    *("circles", "communities", "gates", "gate"),
)
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "circles": ("circle", "list"),
    "communities": ("community", "list"),
    "evidence": ("evidence", "list"),
    "gate": ("gate", "show", "framed"),
    "gates": ("gate", "list"),
    "indicators": ("indicator", "list"),
    "lessons": ("lesson", "list"),
    "load": ("schedule", "--load"),
    "why-document": ("why-document", "goal_sheet", "Halve the waiting"),
}
"""The command of a format that is not named after it."""
BESIDES = {
    "build": ("--dry-run",),
    "package": ("--dry-run", "--to", "md"),
    "schedule": ("--set", "start=2100-01-04"),
}
"""What makes a command tell all its keys, and write nothing."""
SMALL = REPOSITORY / "tests" / "cases" / "small_playbook"
GOAL = "goal.aim='Halve the waiting time' goal.until=2026-12-31 org.company=Acme org.headcount=9"
LOOK = "look"
CIRCLE = "a circle"
SCOPES = "s/^phase: begin/phase: begin\\nscopes: [programme, circle]/"
OURS = f"sed -i.bak '{SCOPES}' ours/steps/01*/step.yaml"
PROFILE = (
    "--set company=Acme --set sector=Pumps --set headcount=9 --set union_reps=yes "
    """--set country_law=fr --set sites='[{"site": "Leeds", "country": "UK"}]'"""
)
PASSED = "--waive mandate_signed --waive committee_sits --reason 'A trial'"
CONDITIONS = "--condition '2100-01-04 Four objectives' --condition '2100-01-05 Owners'"
STORY = (
    f"collab-playbook init acme --no-input --playbook '{SMALL}'",
    "cd acme",
    f"collab-playbook answer {GOAL} goal.budget=",
    LOOK,
    "collab-playbook answer goal.pace=fast",
    "collab-playbook build",
    "collab-playbook answer goal.note=None goal.pace=calm",
    "echo Agreed >minutes.txt",
    "collab-playbook evidence attach goal minutes.txt --criterion aim_is_whole",
    "collab-playbook evidence attach goal minutes.txt",
    "collab-playbook build goal_sheet --to html",
    "collab-playbook submit goal",
    LOOK,
    "collab-playbook approve goal --as sponsor --by Sam",
    "collab-playbook answer goal.until=2027-01-31",
    LOOK,
    "cd ..",
    f"collab-playbook init big --no-input {PROFILE}",
    "cd big",
    "collab-playbook indicator record K13 12 --period 2025-01",
    "collab-playbook indicator record K13 11 --period 2025-02",
    f"collab-playbook gate decide framed go_with_conditions {PASSED} {CONDITIONS}",
    "collab-playbook gate settle framed 1 --note 'Said by all'",
    "collab-playbook circle add friends --reason 'They ask for it'",
    "printf 'people: [{name: Ann, roles: [lead]}]\\n' >>workspace.yaml",
    "collab-playbook build stakeholder_map",
    "echo Mine >>documents/01-leadership/stakeholder_map.md",
    LOOK,
    "cd ..",
    f"cp -r '{SMALL}' ours && {OURS}",
    "collab-playbook init circles --no-input --playbook ours --set company=Acme --set headcount=9",
    "cd circles",
    "collab-playbook lesson add 'Too many' --change 'Cut to seven' --about goal",
    "collab-playbook lesson add 'Too few' --change 'Two more' --about goal",
    CIRCLE,
    "collab-playbook lesson apply 2 --circle friends --change 'Nine'",
    LOOK,
)
"""A walk on which every key of every format has a value of its own at least once."""


ELSEWHERE = {"events[].data", "decisions[].verdicts", "decisions[].waived"}
"""Keys whose own keys are names, or are told with the events."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Any]]:
    root: Path = tmp_path_factory.mktemp("formats")
    (root / "home").mkdir()
    (root / "work").mkdir()
    shell = Shell(root / "home", root / "work")
    found: dict[str, list[Any]] = {name: [] for name in FORMATS}
    for command in STORY:
        if command == CIRCLE:
            _open_circle(shell.folder)
            continue
        if command != LOOK:
            code, output = shell.run(command)
            assert code == 0, output
            continue
        for name in FORMATS:
            said = StringIO()
            shell.call(
                [*COMMANDS.get(name, (name,)), "--format", "json", *BESIDES.get(name, ())],
                said,
                StringIO(),
            )
            if said.getvalue():  # the small playbook has no gate to show
                found[name].append(json.loads(said.getvalue()))
    return found


def _open_circle(workspace: Path) -> None:
    """A circle in which a step is under way, so that the next question is one of the circle."""
    added = Draft("circle_added", "programme", None, 1, {"id": "friends", "title": "Friends"})
    with writing(Options(workspace=workspace, by="Ann"), "test") as desk:
        desk.append([added, Draft("started", "circle:friends", "goal", 1, {})])


def _keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, list) and path != "circles[].gates":  # those of the format `gates`
        for item in value:
            yield from _keys(item, f"{path}[]")
    elif isinstance(value, dict) and path not in ELSEWHERE:
        for key, held in value.items():
            at = f"{path}.{key}".removeprefix(".")
            yield at
            yield from _keys(held, at)


@pytest.mark.parametrize("name", FORMATS)
def test_every_key_of_a_format_is_documented_and_real(
    answers: Mapping[str, list[Any]], name: str
) -> None:
    real = {key for answer in answers[name] for key in _keys(answer)}
    assert sorted(rows_under(PAGE, f"`{name}`")) == sorted(real)
    assert {answer["schema"] for answer in answers[name]} == {f"collab-playbook/{name}@1"}
    assert f"`collab-playbook/{name}@1`" in page(PAGE)


def test_every_part_of_a_journal_line_and_every_type_of_event_is_documented() -> None:
    section = page(PAGE).partition("## The journal")[2].partition("\n## ")[0]
    first = [
        cell for line in section.splitlines() if line.startswith("| `") for cell in _cell(line)
    ]
    assert sorted(first) == sorted([*Event.model_fields, *get_args(EventType)])


def _cell(line: str) -> list[str]:
    return re.findall(r"`([^`]+)`", line.split("|")[1])


def test_every_key_of_workspace_yaml_is_documented() -> None:
    assert sorted(rows_under(PAGE, "`workspace.yaml`")) == sorted(Workspace.model_fields)


def test_every_key_of_the_brand_is_documented() -> None:
    assert sorted(rows_under(PAGE, "The brand")) == sorted(Brand.model_fields)


def test_every_key_of_a_calendar_is_documented() -> None:
    assert sorted(rows_under(PAGE, "Working days")) == sorted(WorkCalendar.model_fields)


def test_every_state_of_a_build_is_documented() -> None:
    rows = rows_under(PAGE, "Documents that were edited")
    assert sorted(rows) == sorted(get_args(RowState))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("steps[].state", get_args(Derived)),
        ("steps[].sign_off.state", get_args(SignOffState)),
        ("documents[].state", get_args(RowState)),
    ],
)
def test_the_words_of_a_key_are_those_of_the_program(key: str, words: tuple[str, ...]) -> None:
    row = next(line for line in page(PAGE).splitlines() if line.startswith(f"| `{key}` |"))
    assert sorted(re.findall(r"`([^`]+)`", row.split("|")[2])) == sorted(words)


def test_the_exit_codes_are_those_of_the_design() -> None:
    codes = rows_under(PAGE, "Exit codes")
    assert codes == ["0", "1", "2", "3", "70", "129", "130", "143"]
