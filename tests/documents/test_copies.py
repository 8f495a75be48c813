from __future__ import annotations

import pytest

from collab_playbook.documents.copies import (
    Copied,
    Copy,
    Lying,
    Wanted,
    copy_path,
    copy_standings,
    copying,
)
from collab_playbook.documents.due import Place
from collab_playbook.documents.plan import Row, RowState, beside
from collab_playbook.documents.standing import DocumentStanding, DocumentState

TEXT = Place("charter", "programme", "en")
PLACE = TEXT._replace(format="docx")
PATH = "documents/01-plan/charter.docx"
BESIDE = "documents/01-plan/charter.new.docx"
WANTED = Wanted(PLACE, PATH, "text 2", "look 1")
SAME = Copy(PLACE, PATH, "text 2", "look 1", "ours")
OLD = SAME._replace(source="text 1")


def row(state: RowState, reason: str = "") -> Row:
    return Row("charter", "programme", "en", "docx", PATH, state, (), reason)


def make() -> tuple[bytes, str]:
    return b"new", "new"


def never() -> tuple[bytes, str]:
    raise AssertionError("it is made without need")


def test_the_copy_lies_beside_its_document() -> None:
    assert copy_path("documents/x/charter.fr.md", "docx") == "documents/x/charter.fr.docx"
    assert beside("documents/x/charter.fr.docx") == "documents/x/charter.fr.new.docx"


@pytest.mark.parametrize(
    ("before", "lying", "reason"),
    [
        (None, Lying(), "built for the first time"),
        (SAME, Lying(), "the file was missing"),
        (OLD, Lying("ours"), "its Markdown changed"),
        (SAME._replace(look="look 0"), Lying("ours"), "the brand or the program changed"),
    ],
)
def test_a_copy_that_is_missing_or_stale_is_written(
    before: Copy | None, lying: Lying, reason: str
) -> None:
    assert copying(WANTED, before, lying, make) == Copied(
        row("written", reason),
        SAME._replace(output="new"),
        ((PATH, b"new"),),
        ((PATH, lying.copy),),
    )


def test_a_copy_that_stands_is_not_made_again() -> None:
    assert copying(WANTED, SAME, Lying("ours"), never) == Copied(row("unchanged"), SAME)


def test_a_copy_that_somebody_changed_stays_while_there_is_nothing_new() -> None:
    kept = row("kept", "edited by hand, nothing new to bring in")

    assert copying(WANTED, SAME, Lying("theirs"), never) == Copied(kept, SAME)
    assert copying(WANTED, OLD, Lying("theirs"), lambda: (b"ours", "ours")) == Copied(kept, SAME)


def test_the_new_one_is_put_beside_a_copy_that_somebody_changed() -> None:
    copied = copying(WANTED, OLD, Lying("theirs"), make)

    assert copied == Copied(
        row(
            "conflict",
            "somebody changed it: "
            f"bring what you want of '{BESIDE}' into it, then delete that file",
        ),
        SAME._replace(beside="new"),
        ((BESIDE, b"new"),),
        ((BESIDE, ""),),
    )


def test_a_file_of_somebody_else_is_not_written_over() -> None:
    copied = copying(WANTED, None, Lying("theirs"), make)

    assert (copied.row.state, copied.files) == ("conflict", ((BESIDE, b"new"),))


def test_a_file_of_somebody_else_beside_it_is_not_written_over_either() -> None:
    copied = copying(WANTED, OLD, Lying("theirs", "somebody's"), make)

    assert (copied.row.state, copied.files, copied.copy) == ("conflict", (), OLD)
    assert copied.row.reason == (
        f"somebody is at work in '{BESIDE}' too; the new one comes once that file is gone"
    )


def test_what_comes_while_somebody_is_at_work_beside_it_is_offered_afterwards() -> None:
    clash = OLD._replace(beside="offered")

    waiting = copying(WANTED, clash, Lying("theirs", "half merged"), make)
    assert (waiting.row.state, waiting.files, waiting.copy) == ("conflict", (), clash)
    assert copying(WANTED, waiting.copy, Lying("merged"), make).files == ((BESIDE, b"new"),)


def test_a_file_of_somebody_else_beside_another_is_never_known_as_ours() -> None:
    from_data = WANTED._replace(basis={"plan.name": "d1"})
    copied = copying(from_data, None, Lying("theirs", "somebody's"), make)

    assert copied.copy == Copy(PLACE, PATH, "", "look 1", "")
    assert copying(WANTED, copied.copy, Lying("theirs"), make).files == ((BESIDE, b"new"),)


def test_it_is_settled_once_the_file_beside_it_is_gone() -> None:
    clash = SAME._replace(beside="new")

    still = copying(WANTED, clash, Lying("theirs", "new"), make)
    assert (still.row.state, still.files) == ("conflict", ())
    settled = SAME._replace(output="new")
    assert copying(WANTED, clash, Lying("theirs"), never) == Copied(
        row("kept", "edited by hand, nothing new to bring in"), settled
    )
    assert copying(WANTED, clash, Lying("new"), never) == Copied(row("unchanged"), settled)


def test_without_what_makes_it_a_stale_copy_is_left_and_told() -> None:
    assert copying(WANTED, OLD, Lying("ours"), None) == Copied(
        row("outdated", "what makes docx is not installed"), OLD
    )
    assert copying(WANTED, SAME, Lying("ours"), None) == Copied(row("unchanged"), SAME)


def test_a_document_that_moved_gets_a_copy_at_its_new_place() -> None:
    elsewhere = SAME._replace(path="documents/02-plan/charter.docx")

    assert copying(WANTED, elsewhere, Lying(), make).files == ((PATH, b"new"),)


@pytest.mark.parametrize(
    ("copy", "lying", "source", "state"),
    [
        (SAME, Lying("ours"), "current", "current"),
        (SAME, Lying(), "current", "missing"),
        (SAME, Lying("theirs"), "edited", "edited"),
        (OLD, Lying("ours"), "current", "outdated"),
        (SAME, Lying("ours"), "outdated", "outdated"),
        (SAME._replace(beside="new"), Lying("theirs", "new"), "current", "conflict"),
        (SAME._replace(beside="new"), Lying("new"), "current", "current"),
    ],
)
def test_how_a_copy_stands(
    copy: Copy, lying: Lying, source: DocumentState, state: DocumentState
) -> None:
    text = DocumentStanding(TEXT, "documents/01-plan/charter.md", source, draft=False)
    found = copy_standings([copy], {TEXT: text}, {text.path: "text 2"}, {PATH: lying}, str)

    assert found == (DocumentStanding(PLACE, PATH, state, draft=False),)


def test_the_copy_of_a_document_that_is_not_due_does_not_stand_at_all() -> None:
    assert copy_standings([SAME], {}, {}, {PATH: Lying("ours")}, str) == ()


@pytest.mark.parametrize(("now", "state"), [("digest 1", "current"), ("digest 2", "outdated")])
def test_a_copy_of_the_data_stands_by_what_it_read(now: str, state: DocumentState) -> None:
    copy = SAME._replace(source="data", basis={"plan.items": "digest 1"})
    text = DocumentStanding(TEXT, "documents/01-plan/charter.md", "outdated", draft=False)

    found = copy_standings([copy], {TEXT: text}, {}, {PATH: Lying("ours")}, lambda _name: now)

    assert found == (DocumentStanding(PLACE, PATH, state, draft=False),)


def test_a_copy_of_the_data_says_which_of_them_changed() -> None:
    basis = {"plan.items": "digest 2"}
    wanted = WANTED._replace(source="data 2", changed="plan.items changed", basis=basis)

    assert copying(wanted, SAME, Lying("ours"), make) == Copied(
        row("written", "plan.items changed"),
        SAME._replace(source="data 2", output="new", basis=basis),
        ((PATH, b"new"),),
        ((PATH, "ours"),),
    )
