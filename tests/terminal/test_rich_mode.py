"""Rich mode in this process: keys in through a pipe, answers out."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from talking import MANY, OWNERS, RHYTHMS, Desk, question, step_of

from collab_playbook.errors import InterruptedSession
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.rich_asker import RichAsker
from collab_playbook.terminal.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.terminal.asking import Ending

ENTER, UP, DOWN, BACK, F1, F2, F3, F4, F5 = (
    *("\r", "\x1b[A", "\x1b[B", "\x1b[Z", "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"),
)
DONE = "\x1b\r"
CTRL_C, CTRL_D, RUBOUT = "\x03", "\x04", "\x7f" * 6

VISION = question("vision", type="long_text", ask="What will change?", required=True, help="Short.")
START = question("start", type="date", ask="When do you start?", required=True)
RHYTHM = question("rhythm", type="choice", ask="How often do you meet?", choices=RHYTHMS)
AGREED = question("agreed", type="boolean", ask="Is it agreed?", required=True)
KPIS = question("kpis", type="choices", ask="Which indicators?", choices=MANY)


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def _hold(desk: Desk, keys: PipeInput, typed: str) -> tuple[Ending, str]:
    keys.send_text(typed)
    out = StringIO()
    ending = desk.with_asker(RichAsker(Console(StringIO(), out), Words()))
    return ending, out.getvalue()


def test_a_whole_step_by_keys(keys: PipeInput) -> None:
    desk = Desk(step_of(VISION, START, RHYTHM, AGREED))
    typed = f"One{ENTER}two{DONE}5/1/2026{ENTER}{DOWN}{ENTER}{DOWN}{ENTER}{ENTER}"
    ending, transcript = _hold(desk, keys, typed)
    assert ending.how == "submitted"
    assert desk.answers == {
        "vision": "One\ntwo",
        "start": "2026-01-05",
        "rhythm": "monthly",
        "agreed": False,
    }
    assert "Understood: 5 January 2026" in transcript


def test_shift_tab_goes_back_with_the_answer_and_with_what_was_half_typed(keys: PipeInput) -> None:
    desk = Desk(step_of(VISION, START))
    typed = f"First{DONE}5/1/{BACK} and more{DONE}2026{ENTER}{CTRL_D}"
    ending, _ = _hold(desk, keys, typed)
    assert ending.how == "quit"
    assert desk.answers == {"vision": "First and more", "start": "2026-01-05"}


def test_function_keys_show_and_keep_what_is_typed(keys: PipeInput) -> None:
    desk = Desk(step_of(VISION, START))
    desk.editor = lambda text: f"{text} from the editor"
    typed = f"Begun{F1}{F2}{F3}{F4}{CTRL_D}"
    _, transcript = _hold(desk, keys, typed)
    assert "Short." in transcript
    assert "The questions of this step:" in transcript
    assert desk.answers == {"vision": "Begun from the editor"}


def test_a_wrong_answer_stays_to_be_mended(keys: PipeInput) -> None:
    desk = Desk(step_of(START, RHYTHM))
    _, transcript = _hold(desk, keys, f"31/2/2026{ENTER}{RUBOUT}1/2026{ENTER}{CTRL_D}")
    assert "'31/2/2026' is not a day of the calendar." in transcript
    assert desk.answers == {"start": "2026-01-31"}


def test_an_optional_menu_can_be_passed(keys: PipeInput) -> None:
    desk = Desk(step_of(RHYTHM, START))
    _, transcript = _hold(desk, keys, f"{DOWN}{DOWN}{ENTER}{CTRL_D}")
    assert "Passed." in transcript
    assert desk.answers == {"rhythm": None}


def test_f5_passes_an_optional_question(keys: PipeInput) -> None:
    desk = Desk(step_of(KPIS, START))
    _hold(desk, keys, f"{F5}{CTRL_D}")
    assert desk.answers == {"kpis": None}


def test_a_long_list_is_searched_by_typing(keys: PipeInput) -> None:
    desk = Desk(step_of({**KPIS, "type": "choice"}, START))
    _hold(desk, keys, f"number 57{ENTER}{CTRL_D}")
    assert desk.answers == {"kpis": "k57"}


def test_several_are_chosen_with_space(keys: PipeInput) -> None:
    desk = Desk(step_of({**KPIS, "choices": RHYTHMS}, START))
    _, transcript = _hold(desk, keys, f" {DOWN} {ENTER}{CTRL_D}")
    assert desk.answers == {"kpis": ["weekly", "monthly"]}
    assert "Chosen: Every week, Once a month" in transcript


def test_what_stands_is_where_a_menu_begins(keys: PipeInput) -> None:
    desk = Desk(step_of(RHYTHM, START))
    _hold(desk, keys, f"{DOWN}{ENTER}{BACK}{ENTER}{CTRL_D}")
    assert desk.answers == {"rhythm": "monthly"}
    assert len(desk.journal.events) == 1


def test_records_through_menus(keys: PipeInput) -> None:
    items = question("items", type="records", ask="Which goals?", fields=OWNERS, required=True)
    desk = Desk(step_of(items))
    rows = "Goal\tOwner\rAnswer within a day\tPaul Lambersens"
    pasted = f"{DOWN}{DOWN}{DOWN}{ENTER}\x1b[200~{rows}\x1b[201~{DONE}"
    typed = f"{ENTER}Halve{ENTER}{ENTER}Karine Bosson{ENTER}{UP}{UP}{ENTER}"
    ending, _ = _hold(desk, keys, f"{typed}{pasted}{ENTER}{ENTER}")
    assert ending.how == "submitted"
    assert desk.answers == {
        "items": [
            {"goal": "Halve", "owner": {"name": "Karine Bosson"}},
            {"goal": "Answer within a day", "owner": {"name": "Paul Lambersens"}},
        ]
    }


def test_ctrl_c_saves_and_ends_with_130(keys: PipeInput) -> None:
    desk = Desk(step_of(START, RHYTHM))
    with pytest.raises(InterruptedSession) as stopped:
        _hold(desk, keys, f"5/1/2026{ENTER}{CTRL_C}")
    assert stopped.value.exit_code == 130
    assert stopped.value.message == "Saved; 1 of 2 questions of 'Set the frame' are answered."
    assert stopped.value.hint == "Continue with: collab-playbook run frame"
    assert desk.answers == {"start": "2026-01-05"}


def test_an_answer_with_direction_marks_stays_as_it_is(keys: PipeInput) -> None:
    desk = Desk(step_of(question("name", ask="What is its name?"), START))
    _hold(desk, keys, f"\u200fאב{ENTER}{BACK}{ENTER}{CTRL_D}")
    assert desk.answers == {"name": "\u200fאב"}
    assert len(desk.journal.events) == 1
