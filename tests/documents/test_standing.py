from __future__ import annotations

import pytest

from collab_playbook.documents.due import Due, Place
from collab_playbook.documents.standing import (
    DocumentStanding,
    Entry,
    changed_since,
    digests_of,
    document_standings,
    reason_of,
)
from collab_playbook.engine.digest import digest_of
from documents.world import DOCUMENT

PLACE = Place("charter", "programme", "en")
PATH = "documents/01-plan/charter.md"
FINAL, DRAFT = True, False
BUILT = Entry(PLACE, PATH, "text", {"plan.name": "a", "catalogue(roles)": "b"}, (), FINAL)
NOW = {"plan.name": "a", "catalogue(roles)": "b"}


def standing(
    entry: Entry | None, found: str | None, now: dict[str, str] | None = None
) -> DocumentStanding:
    digests = NOW if now is None else now
    entries = {} if entry is None else {PLACE: entry}
    on_disk = {} if found is None else {PATH: found}
    (only,) = document_standings(
        [Due(DOCUMENT, PLACE, PATH)], entries, lambda key: digests.get(key, "-"), on_disk
    )
    return only


@pytest.mark.parametrize(
    ("entry", "found", "state"),
    [
        (None, None, "missing"),
        (None, "text", "missing"),
        (BUILT, None, "missing"),
        (BUILT, "text", "current"),
        (BUILT, "other", "edited"),
        (BUILT._replace(beside="x", pending="y"), "other", "conflict"),
        (BUILT._replace(pending="y"), "still with marks", "conflict"),
        (BUILT._replace(path="documents/02-plan/charter.md"), "text", "outdated"),
    ],
)
def test_a_document_stands_as_its_digests_say(
    entry: Entry | None, found: str | None, state: str
) -> None:
    assert standing(entry, found).state == state


def test_a_changed_answer_makes_a_document_outdated_and_is_named() -> None:
    assert standing(BUILT, "text", {"catalogue(roles)": "b"}) == DocumentStanding(
        PLACE, PATH, "outdated", DRAFT, ("plan.name",)
    )


def test_a_built_document_that_is_not_due_is_an_orphan_while_its_file_is_there() -> None:
    assert document_standings([], {PLACE: BUILT}, NOW.__getitem__, {PATH: "text"}) == (
        DocumentStanding(PLACE, PATH, "orphan", DRAFT),
    )
    assert document_standings([], {PLACE: BUILT}, NOW.__getitem__, {}) == ()


def test_answers_are_named_before_everything_else_that_changed() -> None:
    assert changed_since(BUILT, lambda _: "z") == ("plan.name", "catalogue(roles)")


def test_causes_are_told_in_words() -> None:
    assert reason_of(()) == ""
    assert reason_of(["plan.name"]) == "plan.name changed"
    assert (
        reason_of(["plan.name", "catalogue(roles)"]) == "plan.name and the catalogue roles changed"
    )
    assert reason_of(["a.b", "template(_parts/x.md.j2)", "people()", "steps()"]) == (
        "a.b, templates/_parts/x.md.j2 and 2 more changed"
    )


def test_templates_and_parts_are_digested_alike() -> None:
    digest = digests_of(lambda key: f"part {key}", {"a.j2": "text"})

    assert digest("plan.name") == "part plan.name"
    assert digest("template(a.j2)") == digest_of("text")
    assert digest("template(gone.j2)") == "-"
