from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from build import LEAD, SPONSOR, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.approving import Signature, approve, authors, refuse
from collab_playbook.engine.people import People, same_person
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.workspace import Person
from worlds import attempt

if TYPE_CHECKING:
    from collab_playbook.model.event import Draft

TEAM = People(
    (
        Person(name="Mathieu Perrillat", email="mathieu@example.org", roles=("lead", "finance")),
        Person(name="Claire Fontanel", email="claire@example.org", roles=("sponsor",)),
    )
)


def _submitted(**sign_off: Any) -> Journal:
    journal = Journal(process(step("goal", questions=[question("x")], sign_off=sign_off)))
    for verb in ("answer", "submit"):
        assert attempt(journal, verb, "goal", LEAD)
    return journal


def _approve(
    journal: Journal, by: str, role: str, people: People = TEAM, reason: str = "", *waived: str
) -> tuple[Draft, ...] | Refusal:
    return approve(journal.view, programme("goal"), Signature(by, role, reason, waived), people)


def test_the_last_approval_completes_the_step() -> None:
    journal = _submitted(all_of=["sponsor", "finance"])
    journal.append(_approve(journal, SPONSOR, "sponsor"), SPONSOR)
    assert journal.state_of("goal") == "awaiting_approval"
    journal.append(_approve(journal, LEAD, "finance"))
    assert journal.state_of("goal") == "done"


def test_a_quorum_takes_any_of_its_roles() -> None:
    journal = _submitted(at_least=1, of=["sponsor", "finance"])
    journal.append(_approve(journal, LEAD, "finance"))
    assert journal.state_of("goal") == "done"


def test_only_a_holder_of_the_role_approves() -> None:
    journal = _submitted(all_of=["sponsor"])
    assert _approve(journal, LEAD, "sponsor") == Refusal(
        (f"{LEAD} does not hold the role 'sponsor'; {SPONSOR} does",),
        hint=f"Sign with --as sponsor --by '{SPONSOR}'.",
    )


def test_an_author_does_not_approve_where_the_step_forbids_it() -> None:
    journal = _submitted(all_of=["finance"], not_author=True)
    refused = _approve(journal, LEAD, "finance")
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        f"{LEAD} is an author of 'Goal', and its authors may not approve it",
    )
    journal.append(
        _approve(journal, LEAD, "finance", TEAM, "Nobody else holds the role.", "not_author")
    )
    assert journal.state.record(programme("goal")).approvals[0].waived == ("not_author",)


def test_an_author_is_recognised_by_address_whatever_the_spelling_of_the_name() -> None:
    assert same_person("M. Perrillat <Mathieu@example.org>", LEAD)
    assert not same_person("Mathieu Perrillat <other@example.org>", LEAD)
    assert same_person("mathieu perrillat", LEAD)


def test_without_people_the_lead_signs_for_every_role_and_the_record_says_so() -> None:
    journal = _submitted(all_of=["sponsor"], not_author=True)
    journal.append(_approve(journal, LEAD, "sponsor", People()))
    approval = journal.state.record(programme("goal")).approvals[0]
    assert (approval.role, approval.by, approval.reason) == (
        "sponsor",
        LEAD,
        "nobody is recorded for this role",
    )


def test_changing_what_was_signed_voids_the_sign_off_visibly() -> None:
    journal = _submitted(all_of=["sponsor"])
    journal.append(_approve(journal, SPONSOR, "sponsor"), SPONSOR)
    assert attempt(journal, "answer", "goal", LEAD, "other")
    stands = journal.board.standing(programme("goal"))
    assert stands.signing is not None
    assert (stands.state, stands.signing.state) == ("stale", "void")


def test_a_sign_off_runs_out_and_is_renewed_without_reopening() -> None:
    journal = _submitted(all_of=["sponsor"], expires="P1Y")
    journal.append(_approve(journal, SPONSOR, "sponsor"), SPONSOR)
    later = journal.at(datetime(2027, 3, 3, 9, tzinfo=UTC))
    stands = later.board.standing(programme("goal"))
    assert stands.signing is not None
    assert (stands.state, stands.signing.state, stands.flags) == ("stale", "expired", ("overdue",))
    later.append(_approve(later, SPONSOR, "sponsor"), SPONSOR)
    assert later.state_of("goal") == "done"


def test_a_refusal_needs_a_reason_and_sends_the_step_back() -> None:
    journal = _submitted(all_of=["sponsor"])
    signature = Signature(SPONSOR, "sponsor")
    refused = refuse(journal.view, programme("goal"), signature, TEAM)
    assert isinstance(refused, Refusal)
    assert refused.problems == (
        "a refusal needs a reason, so that the authors know what to change",
    )
    journal.append(
        refuse(journal.view, programme("goal"), Signature(SPONSOR, "sponsor", "Too vague."), TEAM)
    )
    assert (journal.state_of("goal"), journal.state.record(programme("goal")).refusal) == (
        "active",
        "Too vague.",
    )


def test_whoever_gave_an_answer_and_whoever_recorded_it_are_both_authors() -> None:
    journal = Journal(
        process(
            step(
                "goal",
                questions=[question("x")],
                sign_off={"all_of": ["sponsor"], "not_author": True},
            )
        )
    )
    entry = Entry(
        programme("goal"),
        journal.process.playbook.questions_of("goal")[0],
        "a",
        "questionnaire",
        SPONSOR,
    )
    drafts, faults = answer_all(journal.view, [entry], LEAD)
    assert faults == ()
    journal.append(drafts, by=LEAD)
    assert authors(journal.view, programme("goal")) == {LEAD, SPONSOR}
    assert attempt(journal, "submit", "goal", LEAD)
    refused = _approve(journal, "Claire Fontanel <claire@example.org>", "sponsor")
    assert isinstance(refused, Refusal)
    assert refused.problems[0].endswith("its authors may not approve it")
