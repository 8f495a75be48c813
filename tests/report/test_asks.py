"""What is asked of the committee: the decisions among what is to be done, and nothing else."""

from __future__ import annotations

from typing import Any

from build import LEAD, Journal, process, question, step
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.people import People
from collab_playbook.model.event import Instance
from collab_playbook.model.workspace import Person
from collab_playbook.report.asks import asks_of
from collab_playbook.report.content import Ask
from report.samples import said

AIM = Instance("programme", "aim")
PEOPLE = People(
    (
        Person.model_validate(
            {"name": "Claire Fontanel", "email": "claire@example.org", "roles": ["sponsor"]}
        ),
    )
)
ROLES = {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Boss"}]}


def journal(*steps: dict[str, Any], **keys: Any) -> Journal:
    return Journal(process(*steps, catalogues=[ROLES], **keys))


def test_a_signature_is_asked_of_the_one_who_holds_the_role() -> None:
    told = journal(step("aim", title="Agree on the aim", sign_off={"all_of": ["sponsor"]}))
    assert asks_of(told.board, PEOPLE) == ()
    told.append(submit(told.view, AIM, LEAD))

    why = "'Agree on the aim' waits for the approval of the role 'sponsor'"
    assert asks_of(told.board, PEOPLE) == (
        Ask("approve", "Agree on the aim", why, "Claire Fontanel, Boss"),
    )


def test_a_verdict_is_asked_once_every_criterion_of_the_gate_is_met() -> None:
    criteria = [{"id": "known", "text": "It is known.", "that": "aim.done"}]
    gate = {"id": "ready", "title": "Ready", "decided_by": "sponsor", "criteria": criteria}
    phases = [{"id": "frame", "title": "Frame"}, {"id": "do", "title": "Do", "gate": gate}]
    told = journal(step("aim"), step("build", 2, phase="do"), phases=phases)
    assert asks_of(told.board, PEOPLE) == ()
    told.append(submit(told.view, AIM, LEAD))

    why = "every criterion of 'Ready' is met"
    assert asks_of(told.board, PEOPLE) == (Ask("decide", "Ready", why, "Claire Fontanel"),)


def test_a_criterion_that_stays_open_is_put_to_the_committee() -> None:
    done_when = [{"id": "enough", "text": "Enough", "that": "aim.size > 2"}]
    told = journal(
        step("aim", title="Aim", questions=[question("size", type="integer")], done_when=done_when)
    )
    told.append((said("programme", "aim", "size", 1),))
    told.append((said("programme", "aim", "size", 2),))

    asks = [(ask.act, ask.what) for ask in asks_of(told.board, PEOPLE)]
    assert asks == [("waive", "Aim")]
