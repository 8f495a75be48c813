"""What the report gathers: stages, gates with their evidence, what is late, what was learned."""

from __future__ import annotations

from datetime import UTC, date, datetime

from build import LEAD, Journal, playbook, question, step
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.process import Process
from collab_playbook.model.event import Draft, Instance
from collab_playbook.report.content import CriterionRow, Evidence, Report
from collab_playbook.report.gathering import report_of
from report.samples import material, said

AIM = Instance("programme", "aim")
MARCH, JUNE = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)
CRITERIA = [
    {"id": "known", "text": "It is known.", "that": "aim.done"},
    {"id": "few", "text": "They are few.", "that": "aim.size < 5", "critical": True},
    {"id": "calm", "text": "It is calm.", "that": "indicator.calls.last < 3"},
]


def programme() -> Journal:
    """An aim that is reached, a step that waits behind a gate, a circle that is planned."""
    gate = {"id": "ready", "title": "Ready", "decided_by": "sponsor", "criteria": CRITERIA}
    catalogues = [
        {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": "Boss"}]},
        {"id": "indicators", "title": "Indicators", "records": [{"id": "calls", "title": "Calls"}]},
    ]
    steps = (
        step("aim", 1, title="Aim", questions=[question("size", type="integer", label="Size")]),
        step("build", 2, title="Build", phase="do", needs=["aim"], scopes=["programme", "circle"]),
    )
    phases = [{"id": "frame", "title": "Frame"}, {"id": "do", "title": "Do", "gate": gate}]
    journal = Journal(Process(playbook(*steps, phases=phases, catalogues=catalogues)), MARCH)
    journal.append((said("programme", "aim", "size", 4),))
    journal.append(submit(journal.view, AIM, LEAD))
    journal.append((Draft("circle_added", "programme", None, 1, {"id": "fans", "title": "Fans"}),))
    return journal


def report(journal: Journal) -> Report:
    return report_of(material(journal.view, journal.events), None)


def test_phases_and_circles_say_how_far_they_are() -> None:
    told = report(programme())
    stages = (*told.phases, *told.circles)

    assert (told.done, told.total) == (1, 3)
    assert [(s.title, s.state, s.done, s.total, s.is_begun, s.is_finished) for s in stages] == [
        ("Frame", "", 1, 1, True, True),
        ("Do", "", 0, 1, False, False),
        ("Fans", "open", 0, 1, False, False),
    ]
    assert told.stage_now == told.phases[1]


def test_a_gate_shows_each_criterion_with_what_it_rests_on() -> None:
    gate = report(programme()).gate_ahead
    on, lead = date(2026, 3, 2), LEAD

    assert gate is not None
    assert (gate.opens, gate.decided_by, gate.met, gate.is_open) == ("Do", "Boss", 2, False)
    assert gate.criteria == (
        CriterionRow(
            "It is known.",
            "met",
            critical=False,
            lacks=(),
            evidence=(Evidence("Aim", "done", lead, on),),
        ),
        CriterionRow(
            "They are few.",
            "met",
            critical=True,
            lacks=(),
            evidence=(Evidence("Aim, Size", "4", lead, on),),
        ),
        CriterionRow(
            "It is calm.",
            "unknown",
            critical=False,
            lacks=("Calls",),
            evidence=(Evidence("Calls", "no reading", "", None),),
        ),
    )


def test_a_criterion_that_was_passed_over_says_so_until_it_is_met() -> None:
    journal = programme()
    verdict = {"gate": "ready", "verdict": "go", "role": "", "waived": {"calm": "No phone yet"}}
    journal.append((Draft("gate_decided", "programme", None, 1, verdict),))

    told = report(journal)
    assert [each.verdict for each in told.gates[0].criteria] == ["met", "met", "waived"]
    assert told.gate_ahead is None


def test_a_step_is_belated_once_its_planned_end_has_passed() -> None:
    journal = programme()
    assert report(journal).belated == ()

    belated = report(journal.at(JUNE)).belated
    assert [(row.task.title, row.instance.path) for row in belated] == [
        ("Build", "build"),
        ("Build", "fans/build"),
    ]


def test_what_a_done_step_rests_on_is_named_by_its_title_once_it_has_changed() -> None:
    needs = {"needs": ["aim"], "done_when": [{"id": "a", "text": "A", "that": "aim.size > 1"}]}
    steps = (
        step("aim", 1, title="Aim", questions=[question("size", type="integer", label="Size")]),
        step("build", 2, title="Build", **needs),
    )
    journal = Journal(Process(playbook(*steps)), MARCH)
    journal.append((said("programme", "aim", "size", 4),))
    journal.append(submit(journal.view, AIM, LEAD))
    journal.append(submit(journal.view, Instance("programme", "build"), LEAD))
    assert report(journal).stale == ()
    journal.append((said("programme", "aim", "size", 5),))

    stale = [(each.stands.step.title, each.changed) for each in report(journal).stale]
    assert ("Build", ("Aim, Size",)) in stale


def test_a_lesson_says_what_it_changed_elsewhere() -> None:
    journal = programme()
    learned = {"lesson": "Fewer rules", "change": "Seven"}
    journal.append((Draft("lesson_added", "programme", None, 1, learned),))
    key = next(iter(journal.state.lessons))
    applied = {"lesson": key, "change": "Seven from the first day"}
    journal.append((Draft("lesson_applied", "circle:fans", None, 1, applied),))

    (lesson,) = report(journal).lessons
    assert (lesson.where, lesson.applied) == (
        "the programme",
        (("Fans", "Seven from the first day"),),
    )
