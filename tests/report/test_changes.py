"""What changed since: what still stands, told once, by the titles that people know."""

from __future__ import annotations

from datetime import UTC, date, datetime

from build import LEAD, SPONSOR, Journal, process, question, step
from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.lifecycle import reopen, skip, submit
from collab_playbook.engine.people import People
from collab_playbook.engine.undoing import undo
from collab_playbook.model.event import Draft, Instance
from collab_playbook.report.changes import changes_since, since_of
from collab_playbook.report.content import Change, Since
from report.samples import said

AIM, TEAM = Instance("programme", "aim"), Instance("programme", "team")
MARCH, APRIL = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 4, 2, 9, tzinfo=UTC)
REPORTED = (Draft("reported", "programme", None, 1, {}),)
REPORT = Since(date(2026, 3, 2), is_report=True)


def begun() -> Journal:
    """The aim reached and told to the committee on one day in March."""
    gate = {"id": "ready", "title": "Ready", "criteria": []}
    journal = Journal(
        process(
            step("aim", 1, title="Agree on the aim", questions=[question("words")]),
            step("team", 2, title="Find the team", sign_off={"all_of": ["sponsor"]}),
            step("work", 3, phase="do"),
            phases=[{"id": "frame", "title": "Frame"}, {"id": "do", "title": "Do", "gate": gate}],
            catalogues=[
                {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Boss"}]},
                {
                    "id": "indicators",
                    "title": "Indicators",
                    "records": [
                        {"id": "calls", "title": "Calls", "code": "K1", "unit": "% of all"}
                    ],
                },
            ],
        ),
        MARCH,
    )
    journal.append(submit(journal.view, AIM, LEAD))
    journal.append(REPORTED)
    return journal


def changes(journal: Journal, since: Since | None = REPORT) -> tuple[Change, ...]:
    return changes_since(journal.view, journal.events, since, "en")


def test_a_report_compares_with_the_last_one_or_with_the_day_asked_for() -> None:
    made = ("2026-03-02T09:00:00Z", "2026-04-02T09:00:00Z")

    assert since_of((), None) is None
    assert since_of(made, None) == Since(date(2026, 4, 2), is_report=True)
    assert since_of(made, date(2026, 3, 9)) == Since(date(2026, 3, 9), is_report=False)


def test_nothing_is_told_twice_even_on_the_day_of_the_report() -> None:
    journal = begun()
    assert changes(journal) == ()
    journal.append(reopen(journal.view, AIM, "Too vague"))

    told = [(change.kind, change.what, change.detail) for change in changes(journal)]
    assert told == [("reopened", "Agree on the aim", "Too vague")]


def test_a_day_asked_for_counts_from_its_first_moment() -> None:
    journal = begun()

    on_the_day = changes(journal, Since(date(2026, 3, 2), is_report=False))
    assert [change.kind for change in on_the_day] == ["completed"]
    assert changes(journal, Since(date(2026, 3, 3), is_report=False)) == ()
    assert changes(journal, None) == ()


def test_steps_gates_circles_lessons_and_readings_are_told_by_their_titles() -> None:
    journal = begun()
    journal.append(
        (
            Draft("circle_added", "programme", None, 1, {"id": "fans", "title": "Fans"}),
            Draft("gate_decided", "programme", None, 1, _verdict()),
            _read("2026-01", "9"),
            _read("2026-02", "7.5"),
            Draft("lesson_added", "circle:fans", None, 1, {"lesson": "Less", "change": "Cut"}),
            Draft("evidence_attached", "programme", "aim", 1, {"name": "a.pdf", "digest": "0"}),
        ),
        at=APRIL,
    )
    journal.append(skip(journal.view, TEAM, "Nobody left"), SPONSOR, APRIL)

    on, lead = date(2026, 4, 2), "Mathieu Perrillat"
    assert changes(journal) == (
        Change("circle_added", "Fans", "", on, lead),
        Change("gate_decided", "Ready", "", on, lead, "hold"),
        Change("indicator_recorded", "Calls", "", on, lead, "7.5 % (February 2026)"),
        Change("lesson_added", "Less", "Fans", on, lead, "Cut"),
        Change("evidence_attached", "Agree on the aim", "", on, lead, "a.pdf"),
        Change("skipped", "Find the team", "", on, "Claire Fontanel", "Nobody left"),
    )


def _verdict() -> dict[str, str]:
    return {"gate": "ready", "verdict": "hold", "role": "", "reason": "Not yet"}


def _read(period: str, value: str) -> Draft:
    data = {"indicator": "calls", "period": period, "value": value}
    return Draft("indicator_recorded", "programme", None, 1, data)


def test_what_was_taken_back_since_leaves_no_trace_and_what_was_told_before_does() -> None:
    journal = begun()
    journal.append(skip(journal.view, TEAM, "Nobody left"), at=APRIL)
    journal.append(undo(journal.view, journal.events, LEAD), at=APRIL)
    assert changes(journal) == ()

    journal = begun()
    journal.append((Draft("circle_added", "programme", None, 1, {"id": "a", "title": "A"}),))
    journal.append(REPORTED, SPONSOR)
    journal.append(undo(journal.view, journal.events, LEAD), at=APRIL)
    assert [(c.kind, c.detail) for c in changes(journal)] == [("voided", "circle_added")]


def test_a_report_that_was_taken_back_counts_no_more() -> None:
    journal = begun()
    journal.append(undo(journal.view, journal.events, LEAD))

    assert since_of(journal.state.reports, None) is None


def test_a_signature_that_an_answer_has_overtaken_is_told() -> None:
    journal = Journal(
        process(
            step(
                "team",
                2,
                title="Find the team",
                questions=[question("size", type="integer")],
                sign_off={"all_of": ["sponsor"]},
            )
        ),
        MARCH,
    )
    journal.append((said("programme", "team", "size", 4),))
    journal.append(submit(journal.view, TEAM, LEAD))
    signature = Signature(SPONSOR, "sponsor")
    journal.append(approve(journal.view, TEAM, signature, People()), SPONSOR)
    journal.append(REPORTED)
    journal.append((said("programme", "team", "size", 5),), at=APRIL)

    lapsed = [change for change in changes(journal) if change.kind == "lapsed"]
    on = date(2026, 4, 2)
    assert lapsed == [Change("lapsed", "Find the team", "", on, "Mathieu Perrillat", "sponsor")]
