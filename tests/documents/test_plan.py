from __future__ import annotations

from collab_playbook.documents.due import Due, Place
from collab_playbook.documents.plan import (
    CONFLICT,
    Found,
    Merged,
    Row,
    Text,
    placing,
    standing_still,
)
from collab_playbook.documents.standing import Entry
from collab_playbook.engine.digest import digest_of
from documents.world import DOCUMENT

PLACE = Place("charter", "programme", "en")
PATH = "documents/01-plan/charter.md"
BESIDE = "documents/01-plan/charter.new.md"
DRAFT = False
DUE = Due(DOCUMENT, PLACE, PATH)


def new(text: str, reason: str = "plan.name changed") -> Text:
    return Text(DUE, text, ("plan.empty",), {"plan.name": "d2"}, DRAFT, reason)


def entry(text: str, **more: str) -> Entry:
    return Entry(PLACE, PATH, digest_of(text), {"plan.name": "d1"}, (), DRAFT, **more)


def after(text: str, **more: str) -> Entry:
    return Entry(PLACE, PATH, digest_of(text), {"plan.name": "d2"}, ("plan.empty",), DRAFT, **more)


def row(state: str, reason: str = "") -> Row:
    return Row("charter", "programme", "en", "md", PATH, state, ("plan.empty",), reason)  # type: ignore[arg-type]


def join(base: str, yours: str, text: str) -> Merged:
    """A merge that tells what it was given."""
    return Merged(f"{base}+{yours}+{text}", 0)


def clash(base: str, yours: str, text: str) -> Merged:
    return Merged(f"{base}!{yours}!{text}", 1)


def test_a_new_document_is_written() -> None:
    outcome = placing(new("one", ""), None, Found(), join)

    assert outcome.row == row("written", "the file was missing")
    assert (outcome.files, outcome.entry, outcome.base) == ({PATH: "one"}, after("one"), "one")


def test_a_file_that_already_says_the_same_is_taken_over() -> None:
    outcome = placing(new("one"), None, Found(text="one"), join)

    assert outcome.row == row("unchanged")
    assert (outcome.files, outcome.entry) == ({}, after("one"))


def test_a_file_that_the_program_did_not_write_stays() -> None:
    outcome = placing(new("one"), None, Found(text="mine"), join)

    assert outcome.row.state == "conflict"
    assert outcome.files == {BESIDE: "one"}


def test_an_untouched_file_is_replaced() -> None:
    outcome = placing(new("two"), entry("one"), Found(text="one", base="one"), join)

    assert outcome.row == row("written", "plan.name changed")
    assert outcome.files == {PATH: "two"}


def test_the_same_text_from_other_answers_touches_nothing() -> None:
    outcome = placing(new("one"), entry("one"), Found(text="one", base="one"), join)

    assert (outcome.row, outcome.files, outcome.entry) == (row("unchanged"), {}, after("one"))


def test_an_edited_file_is_kept_while_there_is_nothing_new() -> None:
    outcome = placing(new("one"), entry("one"), Found(text="one, edited", base="one"), join)

    assert outcome.row == row("kept", "edited by hand, nothing new to bring in")
    assert outcome.files == {}


def test_an_edited_file_is_merged_and_says_so() -> None:
    outcome = placing(new("two"), entry("one"), Found(text="mine", base="one"), join)

    assert outcome.row == row("merged", "plan.name changed; merged with the edits made by hand")
    assert (outcome.files, outcome.base) == ({PATH: "one+mine+two"}, "two")


def test_a_conflict_leaves_the_file_and_puts_the_merge_beside_it() -> None:
    outcome = placing(new("two"), entry("one"), Found(text="mine", base="one"), clash)

    assert outcome.row == row(
        "conflict",
        "plan.name changed, in lines that were edited by hand:"
        f" bring what you want of '{BESIDE}' into it, then delete that file",
    )
    assert outcome.files == {BESIDE: "one!mine!two"}
    assert outcome.entry == Entry(
        PLACE,
        PATH,
        digest_of("one"),
        {"plan.name": "d2"},
        ("plan.empty",),
        DRAFT,
        digest_of("one!mine!two"),
        digest_of("two"),
    )
    assert (outcome.base, outcome.pending) == ("one", "two")


def pending(text: str) -> Entry:
    return entry("one", beside=digest_of("one!mine!two"), pending=digest_of(text))


def test_a_pending_conflict_stays_one_and_writes_nothing_twice() -> None:
    found = Found(text="mine", beside="one!mine!two", base="one", pending="two")

    outcome = placing(new("two"), pending("two"), found, clash)

    assert (outcome.row.state, outcome.files) == ("conflict", {})


def test_a_pending_conflict_follows_newer_answers_from_the_same_base() -> None:
    found = Found(text="mine", beside="one!mine!two", base="one", pending="two")

    outcome = placing(new("three"), pending("two"), found, clash)

    assert outcome.files == {BESIDE: "one!mine!three"}
    assert outcome.entry.output == digest_of("one")


def test_work_on_the_file_beside_is_not_overwritten() -> None:
    found = Found(text="mine", beside="half resolved", base="one", pending="two")

    outcome = placing(new("three"), pending("two"), found, clash)

    assert (outcome.row.state, outcome.files) == ("conflict", {})
    assert outcome.entry.beside == digest_of("one!mine!two")
    assert outcome.row.reason == (
        "plan.name changed, in lines that were edited by hand: "
        f"somebody is at work in '{BESIDE}'; the new text comes once it is gone"
    )


def test_what_comes_while_somebody_works_beside_it_is_merged_afterwards() -> None:
    found = Found(text="mine", beside="half resolved", base="one", pending="two")
    waiting = placing(new("three"), pending("two"), found, clash)

    assert (waiting.entry.pending, waiting.pending) == (digest_of("two"), None)

    resolved = Found(text="mine and two", base="one", pending="two")
    after_all = placing(new("three"), waiting.entry, resolved, join)
    assert after_all.files == {PATH: "two+mine and two+three"}


def test_a_file_of_somebody_beside_another_is_never_known_as_the_programs() -> None:
    outcome = placing(new("two"), None, Found(text="mine", beside="mine too"), join)

    assert (outcome.row.state, outcome.files) == ("conflict", {})
    assert outcome.entry.beside == digest_of("two")


def test_deleting_the_file_beside_settles_the_conflict() -> None:
    found = Found(text="mine and two", base="one", pending="two")

    outcome = placing(new("two"), pending("two"), found, clash)

    assert outcome.row == row("kept", "edited by hand, nothing new to bring in")
    assert outcome.entry == after("two")


def test_after_a_settled_conflict_the_next_text_is_merged_from_what_was_settled() -> None:
    found = Found(text="mine and two", base="one", pending="two")

    outcome = placing(new("three"), pending("two"), found, join)

    assert outcome.files == {PATH: "two+mine and two+three"}


def test_marks_of_a_conflict_left_in_the_file_are_still_a_conflict() -> None:
    found = Found(text=f"mine\n{CONFLICT}end]**", base="one", pending="two")

    outcome = placing(new("two"), pending("two"), found, join)

    assert (
        outcome.row.reason
        == "the file still holds marks of a conflict: settle them and remove the marks"
    )
    assert outcome.files == {}
    assert standing_still(DUE, outcome.entry, digest_of(found.text or "")) is None


def test_a_deleted_file_is_written_again() -> None:
    outcome = placing(new("one", ""), entry("one"), Found(base="one"), join)

    assert (outcome.row, outcome.files) == (row("written", "the file was missing"), {PATH: "one"})


def test_without_the_base_an_edited_file_is_never_guessed_at() -> None:
    outcome = placing(new("two"), entry("one"), Found(text="mine"), join)

    assert (outcome.row.state, outcome.files) == ("conflict", {BESIDE: "two"})


def test_a_file_that_is_no_text_stays() -> None:
    outcome = placing(new("two"), entry("one"), Found(base="one", readable=False), join)

    assert (outcome.row.state, outcome.files) == ("conflict", {BESIDE: "two"})


def test_an_unchanged_document_is_not_rendered() -> None:
    outcome = standing_still(DUE, entry("one"), digest_of("one"))

    assert outcome is not None
    assert (outcome.row.state, outcome.entry) == ("unchanged", entry("one"))


def test_an_edited_document_with_an_unchanged_basis_is_not_rendered_either() -> None:
    outcome = standing_still(DUE, entry("one"), digest_of("mine"))

    assert outcome is not None
    assert outcome.row.state == "kept"


def test_a_missing_or_conflicting_document_has_to_be_rendered() -> None:
    assert standing_still(DUE, entry("one"), None) is None
    assert standing_still(DUE, pending("two"), digest_of("mine")) is None
