from __future__ import annotations

import pytest

from build import playbook, question, step
from collab_playbook.language.check import check
from collab_playbook.language.names import names_of, type_of_question
from collab_playbook.language.parser import parse
from collab_playbook.language.types import BOOL, MONEY, STRING, ChoiceOf, ListOf, RecordOf

RINGS = {"id": "rings", "title": "Rings", "records": [{"id": "staff", "title": "Staff"}]}
RING = {"id": "ring", "label": "Ring", "type": "choice", "catalogue": "rings"}
INDICATORS = {
    "id": "indicators",
    "title": "Indicators",
    "records": [{"id": "zero_reply", "title": "Zero reply"}],
}
PHASE = {
    "id": "frame",
    "title": "Frame",
    "gate": {"id": "launch", "title": "Launch", "criteria": []},
}
PLAYBOOK = playbook(
    step(
        "plan",
        questions=[
            question("budget", type="money"),
            question("first", type="choice", catalogue="rings"),
            question("parts", type="records", fields=[RING]),
        ],
    ),
    org=[question("name")],
    catalogues=[RINGS, INDICATORS],
    phases=[PHASE],
)
NAMES = names_of(PLAYBOOK)


@pytest.mark.parametrize(
    "guard",
    [
        "org.name == 'Brévent' and plan.budget.amount > 3",
        "plan.first == 'staff' and plan.parts.all(p, p.ring == 'staff')",
        "plan.done or plan.skipped or plan.state == 'submitted'",
        "programme.plan.done and programme.org.name != ''",
        "circles.all(c, c.plan.done) and communities.exists(c, has(c.plan.first))",
        "circle.id == 'customers' or community.title != ''",
        "indicator.zero_reply.last < 10 and indicator.zero_reply.recent.all(r, r < 15)",
        "gate.launch.open and gate.launch.verdict == 'go' and gate.launch.decided_on < today",
        "circles.all(c, c.circle.state == 'open' and c.indicator.zero_reply.count > 2)",
        "circle.opened_on <= today - period('P3M') and circle.lessons_applied >= 3",
        "today > date('2026-01-01')",
    ],
)
def test_every_root_of_the_design_has_a_type(guard: str) -> None:
    assert check(parse(guard), NAMES, BOOL)[0] == []


@pytest.mark.parametrize(
    ("guard", "kind"),
    [
        ("plan.first == 'stuff'", "unknown-choice"),
        ("plan.parts.exists(p, p.ring == 'stuff')", "unknown-choice"),
        ("programme.plan.frist == 'staff'", "unknown-field"),
        ("circles.all(c, c.plans.done)", "unknown-field"),
        ("plan.state == 'finished'", "unknown-choice"),
        ("value == 3", "unknown-name"),
        ("indicator.zero_replies.count > 0", "unknown-field"),
        ("gate.launch.verdict == 'gone'", "unknown-choice"),
        ("gate.lunch.open", "unknown-field"),
        ("circle.state == 'opened'", "unknown-choice"),
    ],
)
def test_a_name_that_the_playbook_does_not_declare_is_a_fault(guard: str, kind: str) -> None:
    assert [fault.kind for fault in check(parse(guard), NAMES, BOOL)[0]] == [kind]


def test_questions_give_their_types_with_catalogues_resolved() -> None:
    found = [type_of_question(PLAYBOOK, q) for q in PLAYBOOK.steps[0].questions]
    ring = ChoiceOf(("staff",))
    assert found == [MONEY, ring, ListOf(RecordOf("record", {"ring": ring}))]
    assert type_of_question(PLAYBOOK, PLAYBOOK.org[0]) == STRING
