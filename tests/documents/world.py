"""A small playbook with one question of every kind, answered, for templates to be tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build import LEAD, NOW, Journal, process, question, step
from collab_playbook.documents.render import Rendered, RenderFault, render
from collab_playbook.model.document import Document
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.model.workspace import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.view import View

CADENCES = [
    {"id": "weekly", "text": "Every week"},
    {"id": "monthly", "text": "Every | month", "help": "Slow."},
]
FIELDS = [
    {"id": "text", "type": "text", "label": "What", "required": True},
    {"id": "owner", "type": "person", "label": "Owner"},
    {"id": "target", "type": "integer", "label": "Target"},
    {"id": "kind", "type": "choice", "label": "Kind", "choices": CADENCES},
    {"id": "due", "type": "date", "label": "Due"},
]
QUESTIONS = [
    question("name"),
    question("vision", type="long_text", label="Vision of *the* sponsor", required=True),
    question("people", type="integer"),
    question("rate", type="decimal"),
    question("share", type="percent"),
    question("budget", type="money"),
    question("spent", type="money"),
    question("start", type="date"),
    question("length", type="period"),
    question("agreed", type="boolean"),
    question("cadence", type="choice", choices=CADENCES),
    question("rhythms", type="choices", choices=CADENCES),
    question("barrier", type="choice", catalogue="barriers"),
    question("sponsor", type="person"),
    question("email", type="email"),
    question("site", type="link"),
    question("proof", type="file"),
    question("mandate", type="record", fields=FIELDS, label="Mandate"),
    question("items", type="records", fields=FIELDS, label="Objectives"),
    question("secret", sensitive=True, label="Secret"),
    question("empty", label="Never answered"),
    question("nothing", type="records", fields=FIELDS, label="No records"),
]
ANSWERS: Mapping[str, Any] = {
    "name": "A *bold* | plan",
    "vision": "First line.\nSecond line.\n\n- one\n- two",
    "people": 1250,
    "rate": "0.50",
    "share": "12.5",
    "budget": {"amount": "12000", "currency": "EUR"},
    "spent": {"amount": "1500.5", "currency": "EUR"},
    "start": "2026-01-05",
    "length": "P1Y3M",
    "agreed": True,
    "cadence": "weekly",
    "rhythms": ["weekly", "monthly"],
    "barrier": "no_time",
    "sponsor": {"name": "Claire_F", "email": "claire@example.org", "function": ""},
    "email": "a_b@example.org",
    "site": "https://example.org/a|b?c=<d>",
    "proof": {"name": "mandate_v1.pdf", "digest": "abc"},
    "mandate": {"text": "Go", "target": 5},
    "items": [
        {
            "text": "beta",
            "owner": {"name": "Bo", "email": "", "function": ""},
            "target": 20,
            "kind": "weekly",
        },
        {"text": "Alpha", "target": 5, "kind": "monthly", "due": "2026-03-01"},
        {"text": "gamma", "kind": "weekly"},
    ],
    "secret": "the merger",
}
CATALOGUES = [
    {
        "id": "barriers",
        "title": "Barriers",
        "records": [
            {"id": "no_time", "code": "B1", "title": "No time", "response": "Free <two> hours"},
            {"id": "no_trust", "code": "B2", "title": "No trust"},
        ],
    },
    {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Sponsor"}]},
]
DOCUMENT = Document.model_validate(
    {"id": "charter", "title": "The charter", "audience": "All", "step": "plan", "kind": "charter"}
)
PEOPLE = (Person(name="Claire", email="claire@example.org", roles=("sponsor",)),)


def answered(answers: Mapping[str, Any] = ANSWERS, **more: Any) -> Journal:
    """A journal in which the questions of the step ``plan`` are answered so."""
    what = process(
        step("plan", 1, questions=QUESTIONS, sign_off={"all_of": ["sponsor"]}),
        step("later", 2, questions=[question("note")]),
        org=[question("company")],
        catalogues=CATALOGUES,
        glossary=[{"id": "circle", "term": "Circle", "means": "A ring of people."}],
        documents=[DOCUMENT.model_dump()],
    )
    journal = Journal(what)
    give(journal, "plan", {**answers, **more})
    give(journal, "org", {"company": "Brévent & Sons"})
    return journal


def give(
    journal: Journal, step_id: str, answers: Mapping[str, Any], scope: str = PROGRAMME
) -> None:
    """Answers questions of a step."""
    journal.append(
        [
            Draft(
                "answered", scope, step_id, 1, {"question": name, "value": value, "source": "typed"}
            )
            for name, value in answers.items()
        ],
        by=LEAD,
        at=NOW,
    )


def rendered(  # noqa: PLR0913 - one keyword for each thing a template sees
    body: str,
    view: View | None = None,
    *,
    language: str = "en",
    final: bool = False,
    parts: Mapping[str, str] | None = None,
    document: Document = DOCUMENT,
    scope: str = PROGRAMME,
) -> Rendered | RenderFault:
    """A template tried on the answered playbook."""
    templates = {"charter/body.md.j2": body, **(parts or {})}
    return render(document, view or answered().view, templates, PEOPLE, language, final, scope)


def printed(body: str, view: View | None = None, **how: Any) -> str:
    """What a sound template prints, without the line break at the end."""
    result = rendered(body, view, **how)
    assert isinstance(result, Rendered), result
    return result.text.removesuffix("\n")
