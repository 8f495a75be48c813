"""Workbooks made from answers, readings and roles, compared as whole values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from build import LEAD, Journal, process, programme, question, step
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.reading import Reading
from collab_playbook.documents.sheets import Chart, Column, Money, Reach, Series, Sheet, Spark
from collab_playbook.documents.workbook import workbook_of
from collab_playbook.engine.lifecycle import submit
from collab_playbook.model.event import Draft
from collab_playbook.model.workspace import Person
from documents.world import give

if TYPE_CHECKING:
    from collab_playbook.documents.sheets import Workbook

CHOICES = [{"id": "open", "text": "Open"}, {"id": "done", "text": "Done: all"}]
FIELDS = [
    {"id": "what", "type": "text", "label": "What", "required": True, "help": "As they said it."},
    {"id": "weight", "type": "scale", "label": "Weight", "min": "1", "max": "5"},
    {"id": "share", "type": "percent", "label": "Share", "max": "100"},
    {"id": "cost", "type": "money", "label": "Cost"},
    {"id": "due", "type": "date", "label": "Due", "min": "2026-01-01"},
    {"id": "state", "type": "choice", "label": "State", "choices": CHOICES},
    {"id": "kind", "type": "choice", "label": "Kind", "catalogue": "barriers"},
    {"id": "told", "type": "boolean", "label": "Told"},
    {"id": "owner", "type": "person", "label": "Owner"},
    {"id": "every", "type": "period", "label": "Every"},
    {"id": "seen", "type": "choices", "label": "Seen", "choices": CHOICES},
]
AIMS = [
    {"id": "indicator", "type": "choice", "label": "Indicator", "catalogue": "indicators"},
    {"id": "baseline", "type": "decimal", "label": "Today"},
    {"id": "m3", "type": "decimal", "label": "Month 3"},
    {"id": "m6", "type": "decimal", "label": "Month 6"},
    {"id": "owner", "type": "person", "label": "Owner"},
]
SPONSOR = {"code": "SP", "hours_before": "2", "hours_after": "1"}
HUNT = {"id": "hunt", "title": "Hunt, 2001", "what": "A book", "address": "https://h.example"}
RECORDS = {
    "barriers": [{"id": "time", "code": "B1", "title": "No time"}],
    "roles": [
        {"id": "sponsor", "title": "Sponsor", **SPONSOR},
        {"id": "lead", "title": "Lead", "mission": "Leads : well", "remark": "See [@hunt]."},
    ],
    "indicators": [
        {"id": "rate", "code": "K1", "title": "Rate", "unit": "%", "better": "up", "data": "All"},
        {"id": "wait", "code": "K2", "title": "Wait", "unit": "hours", "better": "down"},
    ],
    "sources": [HUNT],
}
RECORDS["indicators"][1]["source"] = "[@hunt]"
CATALOGUES = [{"id": n, "title": n.title(), "records": held} for n, held in RECORDS.items()]
ENTRY = {
    "what": "=1+1",
    "weight": 4,
    "share": "12.5",
    "cost": {"amount": "1200", "currency": "EUR"},
    "due": "2026-07-10",
    "state": "done",
    "kind": "time",
    "told": True,
    "owner": {"name": "Ann", "email": "ann@example.org", "function": ""},
    "every": "P3M",
    "seen": ["open", "done"],
}


def journal(*sheets: dict[str, Any], sensitive: bool = False, restricted: bool = False) -> Journal:
    """A journal over a playbook whose document ``register`` has these sheets."""
    document = {
        "id": "register",
        "title": "The register",
        "purpose": "What is open.",
        "audience": "All",
        "step": "plan",
        "kind": "register",
        "restricted": restricted,
        "workbook": [{"id": f"s{n}", "title": "Open", **each} for n, each in enumerate(sheets)],
    }
    questions = [
        question("items", type="records", fields=FIELDS, sensitive=sensitive),
        question("aims", type="records", fields=AIMS, sensitive=sensitive),
    ]
    swapped = {"accountable": "lead", "responsible": ["sponsor"]}
    return Journal(
        process(
            step("plan", questions=questions),
            step("launch", 2, roles=swapped),
            catalogues=CATALOGUES,
            load={"launch": "launch"},
            documents=[document],
        )
    )


def made(what: Journal, language: str = "en", load: Any = None) -> tuple[Workbook, Reading]:
    people = (Person(name="Ann", roles=("lead",)), Person(name="Ben", roles=("lead",)))
    parts = Parts(what.view, people, {"load()": lambda: load})
    document = what.process.playbook.documents[0]
    reading = Reading(parts, language, restricted=document.restricted)
    return workbook_of(reading, "register", "programme", language), reading


def sheet(what: Journal, language: str = "en", at: int = 0, load: Any = None) -> Sheet:
    return made(what, language, load)[0].sheets[at]


def read(what: Journal, indicator: str, period: str, value: str) -> None:
    data = {
        "indicator": indicator,
        "period": period,
        "value": value,
        "source": "By hand",
        "note": "",
    }
    what.append([Draft("indicator_recorded", "programme", None, 1, data)], by=LEAD)  # fmt: skip


def aimed(*, sensitive: bool = False) -> Journal:
    """Two indicators with aims; the first was read three times, once after the launch."""
    card, course = {"from": "scorecard"}, {"from": "readings", "chart": "line"}
    what = journal(card, course, sensitive=sensitive)
    owner = {"name": "Ann", "email": "", "function": ""}
    rate = {"indicator": "rate", "baseline": "0", "m3": "20", "m6": "25.5", "owner": owner}
    give(what, "plan", {"aims": [rate, {"indicator": "wait", "m3": "8"}]})
    what.append(submit(what.view, programme("launch"), LEAD))  # on 2 March 2026
    for period, value in (("2026-02", "5"), ("2026-08", "24"), ("2026-09", "26.5")):
        read(what, "rate", period, value)
    return what


def test_entries_become_typed_cells_and_columns_say_what_they_admit() -> None:
    what = journal({"from": "plan.items"})
    give(what, "plan", {"items": [ENTRY, {"what": "Bare"}]})

    assert sheet(what) == Sheet(
        "Open",
        (
            Column("What", hint="As they said it."),
            Column("Weight", "whole", low=Decimal(1), high=Decimal(5)),
            Column("Share", "percent", high=Decimal(100)),
            Column("Cost", "money"),
            Column("Due", "date", low=date(2026, 1, 1)),
            Column("State", "choice", ("Open", "Done: all")),
            Column("Kind", "choice", ("B1 No time",)),
            Column("Told", "choice", ("yes", "no")),
            Column("Owner"),
            Column("Every"),
            Column("Seen"),
        ),
        (
            (
                *("=1+1", Decimal(4), Decimal("12.5"), Money(Decimal(1200), "EUR")),
                *(date(2026, 7, 10), "Done: all", "B1 No time", "yes", "Ann", "3 months"),
                "Open; Done: all",
            ),
            ("Bare", *[None] * 10),
        ),
        grows=True,
    )


def test_what_is_open_is_an_empty_register_ready_to_be_filled_in() -> None:
    found = sheet(journal({"from": "plan.items", "columns": ["due", "what"], "chart": "line"}))

    assert [column.heading for column in found.columns] == ["Due", "What"]
    assert (found.rows, found.charts, found.grows) == ((), (), True)


def test_numbers_are_drawn_over_the_first_column() -> None:
    drawn = {"from": "plan.items", "columns": ["what", "weight", "share"], "chart": "bars"}
    what = journal(drawn, {**drawn, "series": ["share"]})
    give(what, "plan", {"items": [ENTRY, ENTRY]})
    labels = Reach(0, 0, 1)
    weight, share = (Series(n, labels, Reach(at, 0, 1)) for at, n in ((1, "Weight"), (2, "Share")))

    assert sheet(what).charts == (Chart("bars", "Open", (weight, share)),)
    assert sheet(what, at=1).charts == (Chart("bars", "Open", (share,)),)


@pytest.mark.parametrize("restricted", [False, True])
def test_a_sensitive_answer_is_masked_unless_the_document_is_restricted(
    *, restricted: bool
) -> None:
    what = journal({"from": "plan.items"}, sensitive=True, restricted=restricted)
    give(what, "plan", {"items": [ENTRY]})
    found = sheet(what).rows

    assert found[0][:2] == (("=1+1", Decimal(4)) if restricted else ("[confidential]",) * 2)
    reading = made(what)[1]
    assert ("plan.items" in reading.keys) is restricted


def test_readings_stand_beside_what_was_aimed_at_then() -> None:
    found = sheet(aimed(), at=1)
    told = [
        ("2026-02", date(2026, 2, 28), "5", "20"),
        ("2026-08", date(2026, 8, 31), "24", "20"),
        ("2026-09", date(2026, 9, 30), "26.5", "25.5"),
    ]

    assert found.rows == tuple(
        (
            *("K1", "Rate", period, until, Decimal(value), "%"),
            *(Decimal(aim), Decimal(0), "By hand", None),
        )
        for period, until, value, aim in told
    )
    value, labels = Reach(4, 0, 2), Reach(3, 0, 2)
    lines = (
        Series("Value", labels, value),
        Series("Aimed at", labels, Reach(6, 0, 2), "aim"),
        Series("At the start", labels, Reach(7, 0, 2), "start"),
    )
    assert found.charts == (Chart("line", "K1 Rate", lines, "%", dated=True),)


def test_the_scorecard_says_which_aims_are_reached_and_draws_the_course() -> None:
    found = sheet(aimed())

    assert [column.heading for column in found.columns] == [
        *("Code", "Indicator", "Unit", "Good is", "At the start", "Month 3", "Month 6"),
        *("Last reading", "Read on", "Change", "Aimed at now", "Aim reached", "Course", "Owner"),
    ]
    last, change, aim = Decimal("26.5"), Decimal("2.5"), Decimal("25.5")
    assert found.rows == (
        (
            *("K1", "Rate", "%", "up", Decimal(0), Decimal(20), aim),
            *(last, date(2026, 9, 30), change, aim, "yes", None, "Ann"),
        ),
        ("K2", "Wait", "hours", "down", None, Decimal(8), *[None] * 8),
    )
    assert found.sparks == (Spark(0, 12, 1, Reach(4, 0, 2)),)


def test_aims_that_are_sensitive_are_masked_and_not_drawn() -> None:
    what = aimed(sensitive=True)
    card, course = sheet(what), sheet(what, at=1)

    assert card.rows[0][4:7] == ("[confidential]",) * 3
    assert card.rows[0][10:12] == (None, None)
    assert [series.role for series in course.charts[0].series] == ["read"]


def test_the_dictionary_tells_what_is_followed_and_names_its_sources() -> None:
    what = journal({"from": "indicators"})
    give(what, "plan", {"aims": [{"indicator": "rate"}]})
    book = made(what)[0]

    assert [row[:3] for row in book.sheets[0].rows] == [("K1", "Rate", "yes"), ("K2", "Wait", "no")]
    assert book.sheets[0].rows[0][8] == "All"
    assert book.sheets[0].rows[1][-1] == "Hunt, 2001"
    assert book.sheets[1].rows == (("Hunt, 2001", "A book", "https://h.example"),)


def test_a_step_has_a_letter_under_each_role() -> None:
    found = sheet(journal({"from": "raci"}))

    assert [column.heading for column in found.columns[3:]] == ["Sponsor", "Lead"]
    assert found.rows == (
        (Decimal(1), "Plan", "Frame", "A", "R"),
        (Decimal(2), "Launch", "Frame", "R", "A"),
    )


def test_roles_are_listed_with_those_who_hold_them() -> None:
    assert sheet(journal({"from": "roles"})).rows == (
        ("SP", "Sponsor", None, None, Decimal(2), Decimal(1), None),
        ("", "Lead", "Leads : well", "Ann, Ben", None, None, "See (Hunt, 2001)."),
    )


def test_hours_are_summed_by_month_and_drawn_role_upon_role() -> None:
    told = [
        {"id": name, "title": name.title(), "holders": ["Ann"], "by_month": ["10", "4"]}
        for name in ("lead", "sponsor")
    ]
    load = {"months": ["2026-01-01", "2026-02-01"], "roles": told}
    found = sheet(journal({"from": "load", "chart": "bars"}), load=load)

    assert found.rows == (
        (date(2026, 1, 1), Decimal(10), Decimal(10), Decimal(20)),
        (date(2026, 2, 1), Decimal(4), Decimal(4), Decimal(8)),
    )
    assert (found.total, found.summed) == ("Together", (1, 2, 3))
    assert [series.name for series in found.charts[0].series] == ["Lead", "Sponsor"]


def test_a_french_workbook_is_set_as_french_is() -> None:
    what = journal({"from": "roles"}, {"from": "scorecard"}, {"from": "readings"})
    give(what, "plan", {"aims": [{"indicator": "wait", "m3": "8"}]})

    roles, card, *_ = made(what, "fr")[0].sheets
    assert roles.rows[1][2] == "Leads\u00a0: well"
    assert card.rows[0][2:4] == ("heures", "baisse")
    assert [column.heading for column in card.columns[5:7]] == ["Mois 3", "Dernier relevé"]


def test_a_workbook_rests_on_what_it_read() -> None:
    _, reading = made(journal({"from": "plan.items"}))

    assert reading.keys == (
        "catalogue(barriers)",
        "document(register)",
        "fields(plan.items)",
        "plan.items",
        "renderer()",
        "wording(plan)",
        "workbook(register)",
    )
