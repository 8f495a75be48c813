"""What templates see of indicators."""

from __future__ import annotations

import pytest

from collab_playbook.documents.absent import Hidden
from collab_playbook.documents.facts import Group, NameFault
from collab_playbook.documents.measured import indicators
from collab_playbook.documents.reading import Reading
from collab_playbook.documents.render import Rendered
from documents.world import answered, rendered

COURSES = "courses(customers/)"
PARTS = {
    "catalogue(indicators)": [
        {"id": "coverage", "code": "K01", "title": "Coverage", "unit": "%"},
        {"id": "reply_time", "code": "K14", "title": "Time to reply", "unit": "hours"},
    ],
    COURSES: [
        {
            "id": "coverage",
            "sensitive": True,
            "baseline": "12.5",
            "readings": [
                {"until": "2026-03-15", "value": "20", "aim": "30"},
                {"until": "2026-03-31", "value": "25.5", "aim": "30"},
                {"until": "2026-05-31", "value": "1040", "aim": "40"},
            ],
        }
    ],
}


def seen(name: str, language: str = "en", *, restricted: bool = True) -> tuple[Group, Reading]:
    reading = Reading(PARTS, language, restricted=restricted)
    return indicators(reading, "customers/").field(name), reading


def test_the_last_reading_is_printed_as_the_language_writes_it() -> None:
    coverage, reading = seen("coverage", "fr")

    told = [str(coverage.field(name)) for name in ("last", "on", "aim", "baseline", "code")]

    assert told == ["1\u202f040\u00a0%", "31 mai 2026", "40\u00a0%", "12,5\u00a0%", "K01"]
    assert reading.keys == (COURSES,)


def test_a_month_has_its_last_reading() -> None:
    months = seen("coverage")[0].field("months")

    assert [(str(m.field("month")), str(m.field("value"))) for m in months] == [
        ("March 2026", "25.5 %"),
        ("May 2026", "1,040 %"),
    ]


def test_what_was_not_read_is_blank() -> None:
    unread, _ = seen("reply_time")

    assert [str(unread.field(name)) for name in ("last", "on", "aim", "baseline")] == ["-"] * 4
    assert not unread.field("last").answered
    assert not unread.field("months").answered


def test_a_sensitive_aim_is_masked_in_a_document_for_everybody() -> None:
    coverage, _ = seen("coverage", restricted=False)

    assert isinstance(coverage.field("aim"), Hidden)
    assert isinstance(coverage.field("baseline"), Hidden)
    assert str(coverage.field("last")) == "1,040 %"


def test_an_indicator_that_does_not_exist_is_a_fault_of_the_template() -> None:
    with pytest.raises(NameFault, match="coverrage"):
        seen("coverrage")


def test_an_indicator_that_is_not_chosen_yet_prints_its_own_placeholder() -> None:
    view = answered(barrier=None).view

    found = rendered("{{ indicator[plan.barrier.id].last }}", view)

    assert isinstance(found, Rendered)
    assert "to complete" in found.text
    assert found.open == ("plan.barrier",)
