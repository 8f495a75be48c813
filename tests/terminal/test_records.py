"""Records at a prompt: fields back and forth, lists edited in place, rows pasted, nothing lost."""

from __future__ import annotations

import pytest
from talking import OWNERS, RHYTHMS, Desk, question, step_of

ITEMS = question(
    "items", type="records", ask="What are the objectives?", fields=OWNERS, min="1", required=True
)
MANDATE = question(
    "mandate",
    type="record",
    ask="What is granted?",
    required=True,
    fields=[
        {"id": "budget", "type": "money", "label": "Budget", "required": True},
        {"id": "start", "type": "date", "label": "Start", "required": True},
        {"id": "review", "type": "date", "label": "Review"},
        {"id": "rhythm", "type": "choice", "label": "Rhythm", "choices": RHYTHMS},
    ],
    check=[{"that": "value.review > value.start", "message": "The review comes too early."}],
)
HALVE = {"goal": "Halve incidents", "owner": {"name": "Karine Bosson"}}
FASTER = {"goal": "Answer within a day", "target": "80", "owner": {"name": "Paul Lambersens"}}


def test_a_record_is_asked_field_by_field_with_back() -> None:
    desk = Desk(step_of(MANDATE))
    _, transcript = desk.typing(
        "95 kEUR", "5/1/2026", "<", "6/1/2026", "1/6/2026", "once", "/quit"
    )  # fmt: skip
    assert "What is granted? (1 of 1, required)\n\nBudget (1 of 4, required)\n" in transcript
    assert "Your answer: 5 January 2026 (Enter keeps it)" in transcript
    assert desk.answers == {
        "mandate": {
            "budget": {"amount": "95000", "currency": "EUR"},
            "start": "2026-01-06",
            "review": "2026-06-01",
            "rhythm": "monthly",
        }
    }
    assert desk.shelf == {}


def test_a_refused_record_is_gone_through_again_with_enter() -> None:
    desk = Desk(step_of(MANDATE))
    _, transcript = desk.typing(
        "95 kEUR", "5/1/2026", "1/1/2026", "", "", "", "1/6/2026", "", "/quit"
    )
    assert "The review comes too early." in transcript
    assert desk.answers["mandate"]["review"] == "2026-06-01"


def test_back_at_the_first_field_leaves_the_record() -> None:
    desk = Desk(step_of(question("name", ask="What is its name?"), MANDATE))
    _, transcript = desk.typing("Agora", "<", "Forum", "/quit")
    assert transcript.count("What is its name?") == 2
    assert desk.answers == {"name": "Forum"}


def test_a_record_that_breaks_off_goes_on_there() -> None:
    desk = Desk(step_of(MANDATE))
    desk.typing("95 kEUR", "5/1/2026")
    assert desk.answers == {}
    _, transcript = desk.typing("<", "", "1/6/2026", "", "/quit")
    assert "Goes on with what you had entered before." in transcript
    assert "Your answer: 5 January 2026 (Enter keeps it)" in transcript
    assert desk.answers["mandate"]["start"] == "2026-01-05"


def test_entries_are_added_edited_moved_shown_and_deleted() -> None:
    desk = Desk(step_of(ITEMS))
    _, transcript = desk.typing(
        *("", "Halve incidents", "", "Karine Bosson"),
        *("add", "Answer within a week", "80 %", "Paul Lambersens"),
        *("add", "Third", "", "Claire Fontanel"),
        *("edit 2", "Answer within a day", "", ""),
        *("delete 3", "move 2 1", "show 1", "done", "/quit"),
    )
    assert desk.answers == {"items": [FASTER, HALVE]}
    assert "  1. Answer within a day, 80 %\n  2. Halve incidents, Karine Bosson\n" in transcript
    assert "  Goal: Answer within a day\n  Target: 80 %\n  Owner: Paul Lambersens\n" in transcript
    assert [event.type for event in desk.journal.events] == ["answered"]


def test_the_menu_asks_which_entry_where_the_line_does_not_say() -> None:
    desk = Desk(step_of(ITEMS))
    desk.shelf["frame.items"] = {"entries": [HALVE, FASTER]}
    _, transcript = desk.typing("delete", "7", "1", "done", "/quit")
    assert "There is no entry '7'; the numbers go from 1 to 2." in transcript
    assert desk.answers == {"items": [FASTER]}


def test_too_few_entries_are_refused_and_the_list_stays() -> None:
    desk = Desk(step_of({**ITEMS, "min": "2"}))
    desk.shelf["frame.items"] = {"entries": [HALVE]}
    _, transcript = desk.typing("done", "/quit")
    assert "1 given, at least 2 entries wanted." in transcript
    assert desk.answers == {}
    assert desk.shelf == {"frame.items": {"entries": [HALVE]}}


def test_a_list_that_breaks_off_in_the_middle_of_an_entry_goes_on_there() -> None:
    desk = Desk(step_of(ITEMS))
    desk.typing("", "Halve incidents", "", "Karine Bosson", "add", "Answer within a day")
    _, transcript = desk.typing("80", "Paul Lambersens", "done", "/quit")
    assert transcript.count("Goes on with what you had entered before.") == 1
    assert "Entry 2, Target (2 of 3, optional)" in transcript
    assert desk.answers == {"items": [HALVE, FASTER]}
    assert desk.shelf == {}


def test_back_in_an_entry_drops_it_and_nothing_else() -> None:
    desk = Desk(step_of(ITEMS))
    desk.shelf["frame.items"] = {"entries": [HALVE]}
    _, transcript = desk.typing("add", "<", "done", "/quit")
    assert "The entry is not added." in transcript
    assert desk.answers == {"items": [HALVE]}


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Goal\tTarget\tOwner",
            "Halve incidents\t\tKarine Bosson",
            "Answer within a day\t80%\tPaul Lambersens",
        ],
        ["Halve incidents\t\tKarine Bosson", "Answer within a day\t80\tPaul Lambersens"],
        [
            "owner;goal;target",
            "Karine Bosson;Halve incidents;",
            "Paul Lambersens;Answer within a day;80",
        ],
        [
            "goal,owner,target",
            '"Halve incidents",Karine Bosson',
            "Answer within a day,Paul Lambersens,80 %",
        ],
    ],
)
def test_rows_are_pasted_from_a_spreadsheet(rows: list[str]) -> None:
    desk = Desk(step_of(ITEMS))
    _, transcript = desk.typing("paste", *rows, ".", "done", "/quit")
    assert "2 rows are added." in transcript
    assert desk.answers == {"items": [HALVE, FASTER]}


def test_pasted_rows_with_faults_are_all_told_and_none_is_taken() -> None:
    desk = Desk(step_of(ITEMS))
    _, transcript = desk.typing(
        "paste", "Goal\tTarget\tOwner", "\tmany\tKarine", "Good\t5\tPaul\tx", ".", "", "/quit"
    )
    told = " ".join(transcript.split())
    assert "Row 2: Target: 'many' is not a number; row 2: 'Goal' is required; " in told
    assert "row 3: it has 4 cells, and there are 3 columns." in told
    assert desk.answers == {}


def test_garbage_on_the_shelf_does_no_harm() -> None:
    desk = Desk(step_of(ITEMS))
    desk.shelf["frame.items"] = {
        "entries": [HALVE, {"goal": 7, "owner": "x", "no": 1}, "text"],
        "entry": {"values": {"goal": ["x"]}, "at": 99, "number": -3},
    }
    desk.typing("done", "/quit")
    assert desk.answers == {"items": [HALVE]}
