"""A document says below its signatures which of them a later change has undone."""

from __future__ import annotations

from pathlib import Path

from build import SPONSOR, Journal, process, programme, question, step
from collab_playbook.documents.render import Rendered, render
from collab_playbook.engine.answering import Entry, answer
from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.people import People
from worlds import attempt

PART = Path(__file__).parents[2] / "templates/_parts/document.md.j2"
TEXT = '{% import "_parts/document.md.j2" as doc with context %}\n{{ doc.signatures(goal) }}\n'
GOAL = step("goal", questions=[question("x"), question("y")], sign_off={"all_of": ["sponsor"]})
DOCUMENT = {"id": "sheet", "title": "Sheet", "audience": "All", "step": "goal", "kind": "sheet"}


def test_a_signature_that_lapsed_is_told_in_the_document() -> None:
    roles = {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Sponsor"}]}
    what = process(GOAL, documents=[DOCUMENT], catalogues=[roles])
    journal = Journal(what)
    for name in ("x", "y"):
        asked = what.playbook.question("goal", name)
        assert asked is not None
        journal.append(answer(journal.view, Entry(programme("goal"), asked, "one"), SPONSOR))
    journal.append(submit(journal.view, programme("goal"), SPONSOR))
    signature = Signature(SPONSOR, "sponsor")
    journal.append(approve(journal.view, programme("goal"), signature, People()), SPONSOR)
    signed = "| Sponsor | Claire Fontanel | 2 March 2026 |"
    assert signed in _text(journal)
    assert attempt(journal, "answer", "goal", SPONSOR, "two")
    told = "> Signed by Claire Fontanel (Sponsor) on 2 March 2026, changed since: goal.x."
    assert told in _text(journal).splitlines()
    assert signed not in _text(journal)


def _text(journal: Journal) -> str:
    templates = {"_parts/document.md.j2": PART.read_text("utf-8"), "sheet/body.md.j2": TEXT}
    (document,) = journal.process.playbook.documents
    made = render(document, journal.view, templates, (), "en", final=False)
    assert isinstance(made, Rendered), made
    return made.text
