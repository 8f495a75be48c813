"""The SVG: well-formed whatever the titles, told in words, the same every time, readable on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from figures import HOSTILE, titled, two_phases, under_way

from build import Journal
from collab_playbook.drawing.figure import one_line
from collab_playbook.drawing.figuring import figure_of_board
from collab_playbook.drawing.letters import width
from collab_playbook.drawing.svg import drawing, svg, told
from collab_playbook.engine.process import Process
from collab_playbook.files.playbook import load_playbook, shipped_root

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook

SVG = "{http://www.w3.org/2000/svg}"
A4 = 794
"""Pixels of CSS that the width of a sheet of A4 has."""


def shipped() -> Playbook:
    found = load_playbook(shipped_root()).playbook
    assert found is not None
    return found


def root_of(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text


def test_hostile_titles_arrive_as_they_are() -> None:
    root = root_of(drawing(titled().playbook))
    titles = [title.text for title in root.iterfind(f"{SVG}g/{SVG}title")]
    wanted = [f"{number} · {one_line(title)}" for number, title in enumerate(HOSTILE, 1)]
    assert titles == wanted


def test_it_has_a_title_and_a_text_that_says_everything() -> None:
    root = root_of(drawing(under_way().board, "page"))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == title.get("id") == "page-title"
    assert root.get("aria-describedby") == description.get("id") == "page-desc"
    assert description.text == (
        "Frame: 1 · Agree on the aim; done. 2 · Find the team; ready; after Agree on the aim.\n"
        "Do: gate: Ready to build; not decided; after Find the team."
        " 3 · Build it; blocked; after Ready to build, Find the team."
        " 4 · Write the rules; blocked; after Ready to build, Agree on the aim."
    )


def test_a_state_is_a_word_and_a_line_before_it_is_a_colour() -> None:
    root = root_of(drawing(under_way().board))
    groups = {g.get("class"): [t.text for t in g.iter(f"{SVG}text")] for g in root.iter(f"{SVG}g")}
    assert groups["step done"] == ["1 · Agree on the aim", "done"]
    assert groups["step blocked"] == ["4 · Write the rules", "blocked"]
    assert groups["gate gate_closed"] == ["Ready to build", "not decided"]
    waiting = [p for p in root.iter(f"{SVG}path") if "waits" in (p.get("class") or "")]
    assert len(waiting) >= 3


@pytest.mark.parametrize("scopes", [("programme",), ("circle:fans",), ("programme", "circle:fans")])
def test_no_word_runs_over_the_edge(scopes: tuple[str, ...]) -> None:
    root = root_of(svg(figure_of_board(under_way().board, scopes)))
    for text in root.iter(f"{SVG}text"):
        share = 0.5 if text.get("text-anchor") else 1
        end = float(text.get("x", "0")) + share * width(text.text or "", 11)
        assert end <= float(root.get("width", "0")), text.text


def test_ids_and_rules_keep_to_the_drawing_that_they_belong_to() -> None:
    text = drawing(two_phases().playbook, "one")
    ids = [found for e in root_of(text).iter() if (found := e.get("id"))]
    assert all(name.startswith("one-") for name in ids)
    style = root_of(text).find(f"{SVG}style")
    assert style is not None
    assert style.text is not None
    rules = [line for line in style.text.splitlines() if line.startswith(("@", "."))]
    assert {line.split()[0] for line in rules} == {".one", "@media"}
    assert "prefers-color-scheme: dark" in text


def test_the_shipped_steps_fit_the_width_of_a_sheet_of_a4() -> None:
    root = root_of(drawing(shipped()))
    assert int(root.get("width", "0")) <= A4
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert [text for text in texts if text.endswith("…")] == []
    assert sum(1 for g in root.iter(f"{SVG}g") if g.get("class") == "step plain") == 25


@pytest.mark.parametrize("what", [two_phases().playbook, under_way().board])
def test_the_same_process_gives_the_same_bytes(what: Playbook) -> None:
    assert drawing(what) == drawing(what)


def test_a_playbook_without_steps_is_an_empty_sheet() -> None:
    empty = two_phases().playbook.model_copy(update={"steps": (), "phases": ()})
    figure = figure_of_board(Journal(Process(empty)).board)
    assert told(figure) == ""
    assert root_of(svg(figure)).get("viewBox") is not None
