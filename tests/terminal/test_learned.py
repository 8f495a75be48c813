from __future__ import annotations

from io import StringIO

from build import LEAD, Journal, process, question, step
from collab_playbook.cli.machine import next_content
from collab_playbook.engine.asking import next_asked
from collab_playbook.engine.following import Next, Wanted
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.learning import add_lesson
from collab_playbook.model.event import Draft, Instance
from collab_playbook.terminal.console import Console
from collab_playbook.terminal.line_asker import LineAsker
from collab_playbook.terminal.outline import say_header
from collab_playbook.terminal.step_page import page_lines
from collab_playbook.terminal.words import Words

RULES = step("rules", scopes=["programme", "circle"], questions=[question("x")])
FRIENDS = Instance("circle:friends", "rules")
COMMAND = 'collab-playbook lesson apply 1 --circle friends --change "..."'
OFFER = "1. Too many rules (the programme) Changed: Seven rules"


def _journal() -> Journal:
    journal = Journal(process(RULES))
    journal.append([Draft("circle_added", "programme", None, 1, {"id": "friends"})])
    journal.append(add_lesson(journal.view, "Too many rules", "Seven rules", "rules", "programme"))
    return journal


def test_a_session_in_a_circle_begins_with_what_was_learned_elsewhere() -> None:
    said = StringIO()
    console = Console(StringIO(), said, width=100, is_line_mode=True)
    asker = LineAsker(console, StringIO(), Words())
    say_header(asker, Words(), Interview(_journal().view, FRIENDS, LEAD))
    told = said.getvalue()
    assert f"Learned elsewhere about this step\n- {OFFER}\n  {COMMAND}\n" in told


def test_the_page_of_a_step_and_the_next_question_offer_lessons() -> None:
    board = _journal().board
    console = Console(StringIO(), StringIO(), width=100)
    lines = page_lines(console, board, FRIENDS, Words())
    assert f"  - {OFFER}" in lines
    assert f"    {COMMAND}" in lines
    asked = next_asked(board.view, FRIENDS)
    assert asked is not None
    told = next_content(board, Next(Wanted(FRIENDS, asked)), LEAD)  # type: ignore[arg-type] # asked once
    assert told["question"]["lessons"] == [
        {
            "number": 1,
            "lesson": "Too many rules",
            "change": "Seven rules",
            "scope": "programme",
            "command": COMMAND,
        }
    ]
