"""The picture: well-formed whatever titles hold, told in words too, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from build import Journal, process, step
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.schedule import Schedule, schedule_of
from collab_playbook.schedule.svg import described, drawn

SVG = "{http://www.w3.org/2000/svg}"
GATE = {"id": "go", "title": "Go", "criteria": [{"id": "c", "text": "C", "that": "aim.done"}]}


def scheduled(title: str = "Aim") -> Schedule:
    steps = (
        step("aim", title=title, duration={"work_days": 5, "waiting_days": 10}),
        step("make", 2, phase="build", duration={"work_days": 40}),
    )
    phases = [{"id": "frame", "title": "Frame"}, {"id": "build", "title": "Build", "gate": GATE}]
    return schedule_of(Journal(process(*steps, phases=phases)).board, Calendar())


def test_every_step_and_gate_is_drawn_and_told() -> None:
    root = ET.fromstring(drawn(scheduled(), "Acme"))  # noqa: S314 - our own text

    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert titles == [
        "Acme: schedule",
        "1. Aim: 2 March 2026 to 16 March 2026, ready",
        "2. Make: 17 March 2026 to 11 May 2026, blocked",
        "Gate Go: 16 March 2026, not decided",
    ]
    bars = [each.get("class") for each in root.iter(f"{SVG}rect")]
    assert bars == [
        "gantt-page",
        "gantt-bar gantt-critical gantt-waiting",
        "gantt-bar gantt-critical",
        "gantt-bar gantt-critical",
    ]


def test_it_is_an_image_with_a_name_and_a_description_in_words() -> None:
    schedule = scheduled()
    root = ET.fromstring(drawn(schedule, "Acme"))  # noqa: S314 - our own text

    named = (root.get("aria-labelledby") or "").split()
    texts = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert root.get("role") == "img"
    assert [texts[name] for name in named] == ["Acme: schedule", described(schedule)]
    assert described(schedule) == (
        "Ends on 11 May 2026, as planned. Critical path: Aim, Make."
        " 1. Aim: 2 March 2026 to 16 March 2026, ready."
        " 2. Make: 17 March 2026 to 11 May 2026, blocked."
        " Gate Go: 16 March 2026, not decided."
    )


def test_the_same_schedule_gives_the_same_bytes() -> None:
    assert drawn(scheduled(), "Acme") == drawn(scheduled(), "Acme")


def test_any_title_stays_text() -> None:
    hostile = 'A<b> & "c" ]]>\x00\x1b\ud800 </svg>'
    text = drawn(scheduled(hostile), hostile)

    root = ET.fromstring(text.encode())  # noqa: S314 - our own text
    assert [each.tag for each in root.iter(f"{SVG}b")] == []
    assert 'A<b> & "c" ]]> </svg>: schedule' in [each.text for each in root.iter(f"{SVG}title")]


def test_every_class_has_a_style_for_light_and_dark() -> None:
    text = drawn(scheduled(), "Acme")
    used = {name for each in re.findall(r'class="([^"]+)"', text) for name in each.split()}
    light, _, dark = text.partition("@media screen and (prefers-color-scheme: dark)")
    coloured = {name for name in used if re.search(rf"\.{name} {{ (fill|stroke): ?#", light)}

    assert used - set(re.findall(r"\.([\w-]+) {", light)) == set()
    assert coloured - set(re.findall(r"\.([\w-]+) {", dark)) == set()


def test_a_schedule_without_steps_says_so() -> None:
    empty = replace(scheduled(), stretches=(), gates=(), path=(), end=date(2026, 3, 2))

    assert "No step has a date." in drawn(empty, "Acme")
