from __future__ import annotations

from collab_playbook.documents.due import Place
from collab_playbook.documents.provenance import Provenance, Reached, provenance_of, reached_by
from collab_playbook.documents.standing import Entry

CHARTER = Place("charter", "programme", "en")
GUIDE = Place("guide", "circle:friends", "en")
NOW = {"plan.name": "2", "friends/plan.name": "1", "given(plan.secret)": "1"}
ENTRIES = [
    Entry(
        GUIDE,
        "documents/circles/friends/01-plan/guide.md",
        "g",
        {"friends/plan.name": "1", "given(plan.secret)": "1"},
    ),
    Entry(
        CHARTER,
        "documents/01-plan/charter.md",
        "c",
        {
            "plan.name": "1",
            "plan.end": "-",
            "friends/plan.name": "1",
            "approvals(plan)": "-",
            "catalogue(roles)": "-",
            "people()": "-",
            "wording(plan)": "-",
            "renderer()": "-",
            "template(charter/body.md.j2)": "-",
        },
    ),
]


def digest(name: str) -> str:
    return NOW.get(name, "-")


def test_a_document_tells_what_made_it_and_what_changed_since() -> None:
    assert provenance_of(ENTRIES[1], digest) == Provenance(
        (("friends/plan", ("name",)), ("plan", ("end", "name"))),
        ("charter/body.md.j2",),
        ("the approvals of plan", "the catalogue roles", "the people of workspace.yaml"),
        ("plan.name",),
    )


def test_an_answer_tells_the_documents_that_it_reaches() -> None:
    charter = Reached(CHARTER, "documents/01-plan/charter.md", current=False)
    guide = Reached(GUIDE, "documents/circles/friends/01-plan/guide.md", current=True)

    assert reached_by("plan.name", ENTRIES, digest) == (charter,)
    assert reached_by("friends/plan.name", ENTRIES, digest) == (charter, guide)
    assert reached_by("plan.secret", ENTRIES, digest) == (guide,)
    assert reached_by("plan.other", ENTRIES, digest) == ()
