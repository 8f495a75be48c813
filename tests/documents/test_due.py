from __future__ import annotations

from typing import Any

from build import Journal, process, question, step
from collab_playbook.documents.due import due
from collab_playbook.model.event import Draft
from documents.world import give


def document(document_id: str, step_id: str, **keys: Any) -> dict[str, Any]:
    return {
        "id": document_id,
        "title": document_id,
        "audience": "All",
        "step": step_id,
        "kind": "note",
        **keys,
    }


def journal() -> Journal:
    everywhere = ["programme", "circle", "community"]
    return Journal(
        process(
            step("theme", 6, scopes=everywhere, questions=[question("x")]),
            step("opening", 2, questions=[question("decision")]),
            step("guests", 7, scopes=["programme", "circle"], when="opening.decision == 'go'"),
            documents=[
                document("register", "guests", scope="circle"),
                document("charter", "theme", scope="community"),
                document("plan", "theme"),
                document("note", "opening", when="theme.x == 'yes'"),
            ],
        )
    )


def paths(what: Journal, language: str = "en") -> list[str]:
    return [each.path for each in due(what.view, language, main_language=language == "en")]


def test_documents_are_due_where_their_conditions_hold() -> None:
    what = journal()
    assert paths(what) == ["documents/06-theme/charter.md", "documents/06-theme/plan.md"]

    give(what, "theme", {"x": "yes"})
    give(what, "opening", {"decision": "go"})
    assert paths(what) == [
        "documents/02-opening/note.md",
        "documents/06-theme/charter.md",
        "documents/06-theme/plan.md",
        "documents/07-guests/register.md",
    ]


def test_circles_and_communities_have_documents_of_their_own() -> None:
    what = journal()
    what.append(
        [Draft("circle_added", "programme", None, 1, {"id": "customers", "title": "Customers"})]
    )
    what.append(
        [Draft("community_added", "programme", None, 1, {"id": "quality", "title": "Quality"})]
    )
    give(what, "opening", {"decision": "go"})
    assert [path for path in paths(what) if "customers" in path or "quality" in path] == []

    for scope, step_id in (("circle:customers", "guests"), ("community:quality", "theme")):
        what.append([Draft("started", scope, step_id, 1, {})])
    what.append([Draft("started", "circle:customers", "theme", 1, {})])
    assert paths(what) == [
        "documents/06-theme/charter.md",
        "documents/circles/customers/06-theme/charter.md",
        "documents/communities/quality/06-theme/charter.md",
        "documents/06-theme/plan.md",
        "documents/07-guests/register.md",
        "documents/circles/customers/07-guests/register.md",
    ]


def test_a_step_that_a_circle_passes_over_has_no_documents_there() -> None:
    what = journal()
    what.append(
        [Draft("circle_added", "programme", None, 1, {"id": "friends", "title": "Friends"})]
    )
    give(what, "opening", {"decision": "go"})
    before = paths(what)
    what.append([Draft("answered", "circle:friends", "guests", 1, {"question": "q", "value": "x"})])
    assert [path for path in paths(what) if path not in before] == [
        "documents/circles/friends/07-guests/register.md"
    ]
    what.append([Draft("skipped", "circle:friends", "guests", 1, {"reason": "The programme's."})])
    assert paths(what) == before


def test_another_language_has_its_own_file_names() -> None:
    assert paths(journal(), "fr") == [
        "documents/06-theme/charter.fr.md",
        "documents/06-theme/plan.fr.md",
    ]
