"""The board, the reasons, the page of a step and the journal, for people."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.following import next_of
from collab_playbook.engine.lifecycle import skip, submit
from collab_playbook.engine.people import People
from collab_playbook.engine.why import why
from collab_playbook.terminal.board import MARKS, put_board
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.history import history_lines
from collab_playbook.terminal.reasons import put_reasons
from collab_playbook.terminal.step_page import put_step_page
from collab_playbook.terminal.words import Words

GOALS = "Set the objectives that the whole company will be measured by"
STEPS = (
    step(
        "sponsor",
        1,
        title="Win the support of the leaders",
        questions=[question("name", required=True), question("salary", sensitive=True)],
        repeat={"every": "P1M", "questions": ["name"]},
        pitfalls=["Silence is counted as support."],
    ),
    step("committee", 2, title="Seat the committee", needs=["sponsor"], required=False),
    step(
        "goals",
        3,
        title=GOALS,
        needs=["sponsor", "committee"],
        questions=[question("items", required=True), question("more")],
        done_when=[{"id": "said", "text": "They are said.", "that": "size(goals.items) > 3"}],
        sign_off={"all_of": ["sponsor"]},
    ),
    step("launch", 4, title="Launch", needs=["goals"], when="goals.more == 'yes'"),
)


@pytest.fixture
def journal() -> Journal:
    """Step 1 done in March and overdue in May, step 2 skipped, step 3 begun."""
    made = Journal(process(*STEPS))
    first, goals = made.process.steps[0].questions, made.process.steps[2].questions
    made.append(answer(made.view, Entry(programme("sponsor"), first[0], "Claire"), LEAD))
    made.append(answer(made.view, Entry(programme("sponsor"), first[1], "90000"), LEAD))
    made.append(submit(made.view, programme("sponsor"), LEAD))
    made.append(skip(made.view, programme("committee"), "Not needed here."))
    made.append(answer(made.view, Entry(programme("goals"), goals[0], "Halve\x1b[2J it"), LEAD))
    return made.at(datetime(2026, 5, 20, 9, tzinfo=UTC))


def _board(journal: Journal, width: int, *, is_line_mode: bool = False) -> list[str]:
    out = StringIO()
    console = Console(out, StringIO(), width=width, is_line_mode=is_line_mode)
    coming = next_of(journal.board, People(), LEAD)
    put_board(console, journal.board, Words(), "Ateliers Brévent", coming)
    return out.getvalue().splitlines()


def test_the_board_on_a_wide_window(journal: Journal) -> None:
    lines = _board(journal, 120)
    assert lines[:8] == [
        "Ateliers Brévent",
        "2 of 4 steps done",
        "",
        "Frame (2 of 4 done)",
        (
            "[x]  1   Win the support of the leaders                    done               "
            "2/2      overdue since 2 April 2026"
        ),
        "[-]  2   Seat the committee                                skipped",
        "[>]  3   Set the objectives that the whole company will    active             1/2",
        "         be measured by",
    ]
    assert lines[8].startswith("[.]  4   Launch ")
    assert "waits for step 3; whether it" in lines[8]


def test_the_board_on_a_narrow_window(journal: Journal) -> None:
    lines = _board(journal, 60)
    assert max(map(len, lines)) <= 60
    assert lines[4:12] == [
        "[x]  1   Win the support of the leaders    done",
        "         overdue since 2 April 2026",
        "[-]  2   Seat the committee                skipped",
        "[>]  3   Set the objectives that the       active",
        "         whole company will be measured",
        "         by",
        "         1 of 2 questions answered",
        "[.]  4   Launch                            blocked",
    ]


def test_the_board_as_sentences(journal: Journal) -> None:
    lines = _board(journal, 80, is_line_mode=True)
    assert lines[4:7] == [
        "1. Win the support of the leaders: done. Overdue since 2 April 2026.",
        "2. Seat the committee: skipped.",
        f"3. {GOALS}: active. 1 of 2 questions answered.",
    ]


def test_next_names_the_question_and_the_command(journal: Journal) -> None:
    lines = _board(journal, 120)
    at = lines.index("Next")
    assert lines[at + 1 : at + 3] == [
        "  goals.more: What is more?",
        "    collab-playbook run goals",
    ]


def test_every_state_has_a_mark_of_its_own() -> None:
    assert len(set(MARKS.values())) == len(MARKS)


def test_the_reasons_as_a_tree(journal: Journal) -> None:
    out = StringIO()
    put_reasons(Console(out, StringIO(), width=60), why(journal.board, programme("goals")))
    assert out.getvalue().splitlines() == [
        "'Set the objectives that the whole company will be measured",
        "by' is active",
        "  [ok] every step it needs is finished",
        "    [ok] 'Win the support of the leaders' is done",
        "    [ok] 'Seat the committee' is skipped",
        "  - 1 optional question open",
        "  [ok] the exit criteria are met",
        "    [ok] met: They are said.",
        "  [open] nobody has signed yet",
        "    [open] sponsor: not signed",
    ]


def test_the_page_of_a_step(journal: Journal) -> None:
    out = StringIO()
    console = Console(out, StringIO(), width=60)
    guide = "# Guide\n\nOne\nparagraph.\n\n1. first\n   goes on\n2. second\n"
    put_step_page(console, journal.board, programme("sponsor"), Words(), guide)
    assert out.getvalue().splitlines() == [
        "Step 1: Win the support of the leaders",
        "Because.",
        "",
        "[x] done; overdue since 2 April 2026",
        "",
        "Who and when",
        "  - Accountable: sponsor",
        "  - Responsible: lead",
        "  - Usually 5 working days",
        "  - Every 1 month: What is name?",
        "",
        "Questions",
        "   1. What is name? (required)",
        "      Claire",
        "   2. What is salary?",
        "      90000",
        "",
        "Pitfalls",
        "  - Silence is counted as support.",
        "",
        "Guide",
        "",
        "One paragraph.",
        "",
        "1. first goes on",
        "2. second",
    ]


def test_the_journal_reads_as_sentences(journal: Journal) -> None:
    out = StringIO()
    Console(out, StringIO()).put(*history_lines(journal.events, journal.view, width=120))
    by = "by Mathieu Perrillat <mathieu@example.org>"
    assert out.getvalue().splitlines() == [
        f"2026-03-02 09:00  sponsor.name answered: Claire, {by}",
        f"2026-03-02 09:00  sponsor.salary answered: (sensitive), {by}",
        f"2026-03-02 09:00  sponsor handed in, {by}",
        f"2026-03-02 09:00  sponsor done, {by}",
        f"2026-03-02 09:00  committee skipped: Not needed here., {by}",
        f"2026-03-02 09:00  goals.items answered: Halve[2J it, {by}",
    ]
