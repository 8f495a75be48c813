"""Whatever a person types, the conversation goes on, and only sound answers are recorded."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from talking import MANY, OWNERS, RHYTHMS, Desk, question, step_of

from collab_playbook.engine.values import fit
from collab_playbook.model.question import QUESTION_TYPES
from collab_playbook.terminal.commands import SIGNS, WORDS

PARTS: dict[str, dict[str, Any]] = {
    "choice": {"choices": MANY},
    "choices": {"choices": RHYTHMS, "required": True},
    "record": {"fields": OWNERS},
    "records": {"fields": OWNERS, "min": "1"},
    "integer": {"min": "1", "max": "900", "required": True},
    "text": {"pattern": "[A-Z].*"},
}
STEP = step_of(
    *(question(kind, **{"type": kind, **PARTS.get(kind, {})}) for kind in QUESTION_TYPES),
    done_when=[{"id": "some", "text": "There are some.", "that": "frame.integer > 3"}],
)
HANDY = [
    *("", "1", "2", "3", "12", "yes", "no", "add", "done", "edit 1", "delete 1", "move 2 1"),
    *("paste", ".", "show 1", "Goal\tOwner", "A\tB", "*", "none", "all", "5/1/2026", "+3w"),
    *("12k€", "50 %", "3 months", "Ann <a@x.example>, lead", "a@x.example", "https://x.example"),
    *("minutes.pdf", "Agora", "/edit 1", "/edit 4", "/edit 99", "submit", "leave", "go on"),
    *SIGNS,
    *(word for word in WORDS if word != "/quit"),
]
lines = st.lists(st.sampled_from(HANDY) | st.text(max_size=12), max_size=60)


@given(lines)
def test_any_typing_ends_well_and_records_what_fits(typed: list[str]) -> None:
    desk = Desk(STEP)
    one_line = [line.replace("\n", " ").replace("\r", " ") for line in typed]
    ending, transcript = desk.typing(*one_line)
    assert ending.how in {"quit", "left", "submitted"}
    said = transcript
    for line in one_line:
        said = said.replace(line, "") if "\x1b" in line else said
    assert "\x1b" not in said
    for name, stored in desk.answers.items():
        asked = desk.journal.process.playbook.question("frame", name)
        assert asked is not None
        assert fit(asked, stored, asked.choices) == (stored, ())


@given(st.lists(st.sampled_from(HANDY), max_size=40), st.integers(min_value=0, max_value=40))
def test_breaking_off_and_coming_back_loses_no_recorded_answer(typed: list[str], at: int) -> None:
    desk = Desk(STEP)
    desk.typing(*typed[:at])
    before = len(desk.journal.events)
    desk.typing(*typed[at:])
    assert [event.id for event in desk.journal.events[:before]] == [f"e{n}" for n in range(before)]
