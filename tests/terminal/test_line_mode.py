"""Line mode over plain pipes: what is asked, what is recorded, and only ever appended lines."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from talking import MANY, OWNERS, RHYTHMS, Desk, question, step_of

from collab_playbook.terminal.console import Console
from collab_playbook.terminal.line_asker import LineAsker
from collab_playbook.terminal.words import Words

VISION = question(
    "vision",
    type="long_text",
    ask="What will people do differently?",
    required=True,
    why="It opens the brief.",
    help="Name no tool.",
    example="When a line stops in Cluses, the team asks Annecy.",
)
START = question("start", type="date", ask="When do you start?", required=True)
RHYTHM = question("rhythm", type="choice", ask="How often do you meet?", choices=RHYTHMS)
ITEMS = question(
    "items", type="records", ask="What are the objectives?", fields=OWNERS, min="1", required=True
)


def test_a_whole_step_reads_as_a_plain_conversation() -> None:
    desk = Desk(step_of(START, RHYTHM))
    ending, transcript = desk.typing("5/1/2026", "1", "")
    assert ending.how == "submitted"
    assert (
        transcript
        == """
Step 1 of 1: Set the frame
0 of 2 questions answered, about 2 min left
0 of 1 steps finished
? is help, < goes back, /commands lists more. Each answer is saved at once.

When do you start? (1 of 2, required)
A date: 5 January 2026, 5/1/2026 (day first), 2026-01-05, tomorrow or +3w.
> 5/1/2026
Understood: 5 January 2026

How often do you meet? (2 of 2, optional)
Enter without an answer passes this question.
  1. Every week
  2. Once a month
Enter a number between 1 and 2, or the beginning of a text.
> 1

Review of 'Set the frame'

The questions of this step:
  1. When do you start?: answered
     5 January 2026
  2. How often do you meet?: answered
     Every week

What now?
Enter: Hand the step in
  1. Hand the step in
  2. Change an answer
  3. Leave the step as it is
Enter a number between 1 and 3, or the beginning of a text.
> \n\
Handed in.
"""
    )


@pytest.mark.parametrize("width", [60, 120])
def test_no_escape_byte_and_no_line_beyond_the_edge(width: int) -> None:
    desk = Desk(step_of(VISION, START, RHYTHM, ITEMS))
    hostile = "a\x1b[2Jb \u202egnirts\u202c " + "long " * 60
    _, transcript = desk.typing(
        "?", "??", "/list", "/guide", "/commands", hostile, ".", "<", "", "31/2", "+3w", "",
        "", hostile, "", "Karine Bosson", "show 1", "done", "",
        width=width,
    )  # fmt: skip
    echoed = hostile.split("\n")
    printed = [line for line in transcript.split("\n") if not any(e in line for e in echoed)]
    assert "\x1b" not in "\n".join(printed)
    assert "\u202e" not in "\n".join(printed)
    assert max(map(len, printed)) <= width
    assert desk.answers["vision"].startswith("a[2Jb") or desk.answers["vision"].startswith("ab")


def test_every_answer_is_recorded_before_the_next_question_is_put() -> None:
    desk = Desk(step_of(START, RHYTHM))
    recorded: list[int] = []
    desk.before_append = lambda: recorded.append(len(desk.journal.events))
    ending, _ = desk.typing("5/1/2026", "/quit")
    assert (ending.how, recorded) == ("quit", [0])
    assert desk.answers == {"start": "2026-01-05"}


def test_a_session_resumes_at_the_exact_question() -> None:
    desk = Desk(step_of(VISION, START, RHYTHM))
    desk.typing("A line.", ".", "/quit")
    _, transcript = desk.typing("/quit")
    assert "When do you start? (2 of 3, required)" in transcript
    assert "What will people do differently?" not in transcript


def test_the_end_of_input_saves_and_quits() -> None:
    desk = Desk(step_of(START, RHYTHM))
    ending, transcript = desk.typing("5/1/2026")
    assert ending.how == "quit"
    assert transcript.endswith(
        "Saved. 1 of 2 questions of this step are answered.\n"
        "Continue with: collab-playbook run frame\n"
    )


def test_back_loses_nothing() -> None:
    desk = Desk(step_of(VISION, START, RHYTHM))
    _, transcript = desk.typing("First.", ".", "5/1/2026", "<", "<", "", "", "monthly", "/quit")
    assert "Your answer: First. (Enter keeps it)" in transcript
    assert "Your answer: 5 January 2026 (Enter keeps it)" in transcript
    assert desk.answers == {"vision": "First.", "start": "2026-01-05", "rhythm": "monthly"}
    assert [event.data.get("question") for event in desk.journal.events] == [
        *("vision", "start", "rhythm"),
    ]


def test_back_at_the_first_question_says_so() -> None:
    _, transcript = Desk(step_of(START)).typing("<", "/quit")
    assert "This is the first question." in transcript


def test_shift_tab_goes_back_in_line_mode_too() -> None:
    desk = Desk(step_of(START, RHYTHM))
    _, transcript = desk.typing("5/1/2026", "\x1b[Z", "6/1/2026", "/quit")
    assert transcript.count("When do you start?") == 2
    assert desk.answers == {"start": "2026-01-06"}


def test_a_wrong_answer_gets_the_reason_and_an_example() -> None:
    _, transcript = Desk(step_of(START)).typing("soon", "/quit")
    assert "> soon\n'soon' is not a date.\nExample: 5 January 2026" in transcript


def test_a_check_of_the_question_refuses_at_the_prompt() -> None:
    check = [{"that": "value >= date('2026-01-01')", "message": "Give a day of this year."}]
    desk = Desk(step_of({**START, "check": check}))
    _, transcript = desk.typing("31/12/2025", "1/2/2026", "/quit")
    assert "> 31/12/2025\nGive a day of this year.\nWhen do you start?\n> 1/2" in transcript
    assert desk.answers == {"start": "2026-02-01"}


def test_enter_alone_does_not_pass_a_required_question() -> None:
    desk = Desk(step_of(START))
    _, transcript = desk.typing("", "/skip", "/quit")
    assert "'When do you start?' is required, so it needs an answer." in transcript
    assert "'When do you start?' is required: without it the step cannot be" in transcript
    assert desk.answers == {}


def test_enter_alone_passes_an_optional_question_and_the_list_tells() -> None:
    desk = Desk(step_of(RHYTHM, START))
    _, transcript = desk.typing("", "/list", "/edit 1", "weekly", "/quit")
    assert "Passed. /list shows it as open; /edit 1 brings it back." in transcript
    assert "  1. How often do you meet?: passed\n" in transcript
    assert "  2. When do you start?: open, required (here)\n" in transcript
    assert desk.answers == {"rhythm": "weekly"}


def test_enter_alone_takes_the_default_and_says_where_it_comes_from() -> None:
    end = question(
        "end", type="date", ask="When does it end?", default={"from": "frame.start + period('P1M')"}
    )
    desk = Desk(step_of(START, end))
    _, transcript = desk.typing("5/1/2026", "", "/quit")
    assert "Enter takes: 5 February 2026 (from frame.start)" in transcript
    assert desk.answers == {"start": "2026-01-05", "end": "2026-02-05"}
    assert desk.journal.events[-1].data["source"] == "derived"


def test_an_answer_can_be_withdrawn() -> None:
    desk = Desk(step_of(START, RHYTHM))
    _, transcript = desk.typing("5/1/2026", "<", "/clear", "/quit")
    assert "The answer is withdrawn." in transcript
    assert desk.answers == {"start": None}


def test_long_text_keeps_its_lines_and_commands_only_count_on_the_first() -> None:
    desk = Desk(step_of(VISION, START))
    desk.typing("First", "", "/list is a word here", "< and this is text", ".", "/quit")
    assert desk.answers == {"vision": "First\n\n/list is a word here\n< and this is text"}


def test_a_long_text_can_be_written_in_an_editor() -> None:
    desk = Desk(step_of(VISION, START))
    desk.editor = lambda text: f"{text}Written elsewhere."
    _, transcript = desk.typing("/editor", "/quit")
    assert desk.answers == {"vision": "Written elsewhere."}
    assert "Written elsewhere." in transcript


def test_help_why_guide_and_commands_change_nothing() -> None:
    desk = Desk(step_of(VISION))
    _, transcript = desk.typing("?", "??", "/guide", "/commands", "/quit")
    assert (
        "Name no tool.\nExample: When a line stops in Cluses, the team asks Annecy.\n" in transcript
    )
    assert "- It opens the brief.\n" in transcript
    assert "Guide to frame\n\nFirst line of a paragraph.\n\n- one\n- two\n" in transcript
    assert "  /edit N    go to question N of the list\n" in transcript
    assert desk.journal.events == []


def test_a_misspelt_command_is_no_answer_and_a_space_makes_it_one() -> None:
    name = question("name", ask="What is it called?")
    desk = Desk(step_of(name, START))
    _, transcript = desk.typing("/lisst", " /lisst", "/quit")
    assert "There is no command '/lisst'; did you mean /list?" in transcript
    assert desk.answers == {"name": "/lisst"}


def test_edit_by_number_returns_to_where_it_was() -> None:
    desk = Desk(step_of(VISION, START, RHYTHM))
    _, transcript = desk.typing("One.", ".", "5/1/2026", "/edit 1", "Two.", ".", "/quit")
    assert desk.answers == {"vision": "Two.", "start": "2026-01-05"}
    assert transcript.count("How often do you meet?") == 2


def test_a_failing_criterion_asks_again_and_is_waived_with_a_reason() -> None:
    step = step_of(
        START,
        done_when=[
            {
                "id": "soon",
                "text": "It starts this year.",
                "that": "frame.start < date('2027-01-01')",
            }
        ],
    )
    desk = Desk(step)
    ending, transcript = desk.typing("5/1/2027", "", "waive", "The board wants 2027.")
    assert "Asked again, because this is not met yet: It starts this year." in transcript
    assert "Hand it in although a criterion is not met" in transcript
    assert ending.how == "submitted"
    submitted = next(e for e in desk.journal.events if e.type == "submitted")
    assert submitted.data["waived"] == {"soon": "The board wants 2027."}


def test_what_cannot_be_saved_is_not_lost() -> None:
    desk = Desk(step_of(START, RHYTHM))
    desk.failures = 1
    _, transcript = desk.typing("5/1/2026", "5/1/2026", "/quit")
    assert "Not saved: the disk is full\nMake room and try again.\n" in transcript
    assert desk.answers == {"start": "2026-01-05"}


def test_choices_are_picked_by_number_or_text() -> None:
    channels = question("channels", type="choices", ask="Which channels?", choices=RHYTHMS)
    desk = Desk(step_of(channels, START))
    _, transcript = desk.typing("2, every", "<", "/quit")
    assert desk.answers == {"channels": ["weekly", "monthly"]}
    assert "  1. Every week (chosen)\n  2. Once a month (chosen)\n" in transcript


def test_a_long_list_is_searched_instead_of_read_out() -> None:
    kpi = question("kpi", type="choice", ask="Which indicator?", choices=MANY)
    desk = Desk(step_of(kpi, START))
    _, transcript = desk.typing("indicator number 1", "59", "/quit")
    assert "60 choices. Type part of a text to find some, or * to list them all." in transcript
    assert "11 of them match:\n  1. Indicator number 1, of kind y\n" in transcript
    assert desk.answers == {"kpi": "k59"}


def test_a_star_lists_all_choices() -> None:
    kpi = question("kpi", type="choice", ask="Which indicator?", choices=MANY)
    _, transcript = Desk(step_of(kpi)).typing("*", "/quit")
    assert " 60. Indicator number 60, of kind x\n" in transcript


def test_a_file_is_attached_by_its_path() -> None:
    desk = Desk(step_of(question("proof", type="file", ask="Where are the minutes?"), START))
    _, transcript = desk.typing("nowhere.pdf", "minutes.pdf", "/quit")
    assert "There is no file 'nowhere.pdf'.\nExample: Give the path of a file.\n" in transcript
    assert desk.answers == {"proof": {"name": "minutes.pdf", "digest": "0123456789abcdef"}}


def test_a_sensitive_question_says_what_happens_to_its_answer() -> None:
    _, transcript = Desk(step_of({**START, "sensitive": True})).typing("/quit")
    assert "Sensitive: the journal keeps it in clear, exports mask it." in transcript


def test_bytes_that_are_no_text_are_asked_again() -> None:
    desk = Desk(step_of(START))

    replies: list[Any] = [UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "bad"), "1/2/2026\n", ""]

    class Broken:
        def readline(self) -> str:
            reply = replies.pop(0)
            if isinstance(reply, Exception):
                raise reply
            return str(reply)

    out = StringIO()
    desk.with_asker(LineAsker(Console(out, out), Broken(), Words()))
    assert "That line is not UTF-8 text; type it again." in out.getvalue()
    assert desk.answers == {"start": "2026-02-01"}
