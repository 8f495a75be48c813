"""Reports for tests: of the sample company, and of a small programme full of hostile texts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from build import LEAD, Journal, playbook, question, step
from collab_playbook.documents.signed import Signed
from collab_playbook.engine.derive import derive
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.engine.state import Approval
from collab_playbook.files.translations import translation_for
from collab_playbook.model.event import Draft, Instance
from collab_playbook.report.content import Altered, Since
from collab_playbook.report.gathering import Material, report_of
from collab_playbook.report.page import page
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.loading import load_of
from collab_playbook.schedule.schedule import schedule_of
from documents.company import sample_company

if TYPE_CHECKING:
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Event
    from collab_playbook.model.workspace import Person
    from collab_playbook.report.content import Report

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></svg></bdi><h1>x",
    "& &amp; &#60;b&#62; ' \" `",
    "\u202eturned\u202c \x07 rung \x00 lone",
    "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u064a\u0645\u064a\u0646",
    "x" * 10_000,
    "first\nsecond\tthird",
    "{{ 7 * 7 }} {% raw %} ${x} --><!--",
)
"""Texts that a page could take for something else."""
HIDDEN = "nobody may read this"


def material(
    view: View,
    events: list[Event] | tuple[Event, ...],
    people: tuple[Person, ...] = (),
    organisation: str = "Ateliers Brévent",
    altered: tuple[Altered, ...] = (),
) -> Material:
    """What a report is made from, in a week of Monday to Friday."""
    board = derive(view)
    schedule = schedule_of(board, Calendar())
    load = load_of(board, people, schedule)
    return Material(board, People(people), events, schedule, load, altered, organisation)


@cache
def sample_report(language: str = "en") -> Report:
    """The report of the sample company at the end of its walk, against the first of October."""
    company = sample_company(language)
    made_from = material(company.view, company.events, tuple(company.workspace.people))
    since = Since(date(2026, 10, 1), is_report=False)
    return report_of(made_from, since, translation_for(language))


@cache
def sample_page(language: str = "en") -> str:
    """The page of it."""
    return page(sample_report(language), translation_for(language))


def said(scope: str, step_id: str, question_id: str, value: Any) -> Draft:
    """An answer as the journal keeps it."""
    data = {"question": question_id, "value": value, "source": "typed"}
    return Draft("answered", scope, step_id, 1, data)


def hostile_journal(texts: tuple[str, ...] = HOSTILE, rows: int = 500) -> Journal:
    """Titles, answers, reasons, circles, lessons and readings of these texts."""
    a, b, c, *_ = texts
    fields: list[dict[str, Any]] = [
        {"id": "name", "type": "text", "label": a},
        {"id": "weight", "type": "scale", "label": b, "min": "1", "max": "5"},
    ]
    gate: dict[str, Any] = {
        "id": "ready",
        "title": c,
        "decided_by": "sponsor",
        "criteria": [{"id": "known", "text": a, "that": "size(aim.risks) > 600"}],
    }
    opens: dict[str, Any] = {"id": "outward", "title": b, "circles": ["friends"]}
    process = Process(
        playbook(
            step(
                "aim",
                1,
                title=a,
                questions=[
                    question("risks", type="records", label=b, fields=fields),
                    question("secret", type="records", label=c, fields=fields, sensitive=True),
                ],
                sign_off={"all_of": ["sponsor"]},
            ),
            step("build", 2, title=b, phase="do", needs=["aim"], scopes=["programme", "circle"]),
            title=c,
            phases=[{"id": "frame", "title": a}, {"id": "do", "title": b, "gate": gate}],
            gates=[opens],
            report={
                "risks": [
                    {"answer": "aim.risks", "weight": "weight"},
                    {"answer": "aim.secret", "fields": ["name"]},
                ]
            },
            catalogues=[
                {
                    "id": "circles",
                    "title": "Circles",
                    "records": [{"id": "employees", "title": a}, {"id": "friends", "title": b}],
                },
                {"id": "roles", "title": "Roles", "records": [{"id": "sponsor", "title": c}]},
                {
                    "id": "indicators",
                    "title": "Indicators",
                    "records": [{"id": "calls", "title": a, "code": b, "target_m3": c}],
                },
            ],
        )
    )
    journal = Journal(process)
    named = [{"name": f"{texts[n % len(texts)]} {n}", "weight": n % 5 + 1} for n in range(rows)]
    journal.append(
        (
            Draft("started", "programme", "aim", 1, {}),
            said("programme", "aim", "risks", named),
            said("programme", "aim", "secret", [{"name": HIDDEN, "weight": 1}]),
            Draft("circle_added", "programme", None, 1, _circle(texts)),
            Draft("gate_decided", "programme", None, 1, _verdict(texts)),
            Draft("skipped", "programme", "build", 1, {"reason": texts[6]}),
            *(_lesson(text) for text in texts),
            *(_reading(month) for month in (1, 2, 3)),
            Draft("evidence_attached", "programme", "aim", 1, {"name": texts[1], "digest": "0"}),
        ),
        by=f"{texts[0]} <a@example.org>",
    )
    journal.append(submit(journal.view, Instance("programme", "aim"), LEAD))
    return journal


def _circle(texts: tuple[str, ...]) -> dict[str, str]:
    return {"id": "fans", "title": texts[0], "kind": "friends", "reason": texts[1]}


def _verdict(texts: tuple[str, ...]) -> dict[str, Any]:
    conditions = [{"text": text, "due": "2026-02-01"} for text in texts]
    held = {"gate": "ready", "verdict": "go_with_conditions", "role": "sponsor"}
    return {**held, "reason": texts[6], "conditions": conditions}


def _lesson(text: str) -> Draft:
    return Draft("lesson_added", "programme", None, 1, {"lesson": text, "change": text})


def _reading(month: int) -> Draft:
    data = {"indicator": "calls", "period": f"2026-0{month}", "value": f"{month}"}
    return Draft("indicator_recorded", "programme", None, 1, data)


@cache
def hostile_page(rows: int = 500) -> str:
    """The page of all that."""
    journal, (title, path, *_) = hostile_journal(rows=rows), HOSTILE
    approval = Approval("sponsor", f"{title} <x@example.org>", "2026-02-01T09:00:00Z", "e", "d")
    altered = (Altered(title, path, Signed((approval,), altered=True)),)
    made_from = material(journal.view, journal.events, (), HOSTILE[0], altered)
    return page(report_of(made_from, Since(date(2026, 1, 1), is_report=False)))
