"""Every sentence that the code asks for exists, and every one that exists is asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import collab_playbook.terminal
from collab_playbook.model.event import EventType
from collab_playbook.model.question import QUESTION_TYPES
from collab_playbook.model.standing import CircleState, GateState
from collab_playbook.terminal.entry_actions import Action
from collab_playbook.terminal.words import ENGLISH

SOURCE = "\n".join(
    file.read_text("utf-8")
    for file in Path(collab_playbook.terminal.__file__).parent.glob("*.py")
    if file.name != "words.py"
)
FAMILIES = {
    "type": [*(kind for kind in QUESTION_TYPES if kind != "long_text")],
    "type.long_text": ["line", "rich"],
    "row": ["answered", "open", "passed", "not_asked"],
    "log": [*get_args(EventType)],
    "records": [*get_args(Action)],
    "review": ["submit", "waive", "edit", "go_on", "leave"],
    "choices": ["one", "many"],
    "indicator": [
        *("up", "down", "level", "better", "worse"),
        *("in_words", "formula", "unit", "cadence", "benchmark", "source"),
    ],
    "load": ["hours_before", "hours_after", "hours_agreed", "steps", "held"],
    "load.warned": ["hours", "accountable", "agreed", "role", "no_holder"],
    "schedule.end": ["on_time", "late", "early"],
    "schedule.ended": ["on_time", "late", "early"],
    "board": [
        *("overdue", "due", "due_soon", "coming"),
        *("gate_overdue", "gate_due", "gate_coming"),
    ],
    "state": [*get_args(CircleState)],
    "gate": [*get_args(GateState)],
    "circle": ["none"],
    "community": ["none"],
}


def test_every_sentence_has_its_use_and_every_use_its_sentence() -> None:
    literal = set(re.findall(r"""["']([a-z]+(?:\.[a-z_]+)+)["']""", SOURCE))
    literal |= {"yes", "no", "note", "understood", "prompt", "skipped", "cleared", "quit"}
    literal |= {"interrupted"}
    made = {f"{family}.{name}" for family, names in FAMILIES.items() for name in names}
    used = {key for key in literal if key in ENGLISH} | made
    assert used == set(ENGLISH)
    assert {key for key in literal if key.split(".")[0] in {"header", "problem", "paste"}} <= used


def test_sentences_do_not_shout() -> None:
    assert [key for key, text in ENGLISH.items() if "!" in text] == []
