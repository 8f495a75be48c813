"""What belongs into calendars, and the file that it is written to, read back by two readers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject

from build import LEAD, NOW, SPONSOR, Journal, process, programme, question, step
from collab_playbook.engine.answering import Entry as Given
from collab_playbook.engine.answering import answer
from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.lifecycle import submit
from collab_playbook.engine.people import People
from collab_playbook.files.calendar_file import calendar_file
from collab_playbook.model.event import Draft
from collab_playbook.schedule.calendar import Calendar
from collab_playbook.schedule.entries import Entry, entries_of
from collab_playbook.schedule.schedule import schedule_of

if TYPE_CHECKING:
    from collab_playbook.engine.process import Process

GATE = {"id": "go", "title": "Go", "criteria": [{"id": "c", "text": "C", "that": "aim.done"}]}
MEETINGS = {
    "type": "records",
    "label": "Meetings",
    "fields": [
        {"id": "date", "type": "date", "label": "Date"},
        {"id": "about", "type": "text", "label": "About"},
    ],
}
MONDAY = date(2026, 3, 2)


def meeting() -> Process:
    aim = step(
        "aim",
        questions=[question("meetings", **MEETINGS), question("ready_on", type="date")],
        sign_off={"all_of": ["sponsor"], "expires": "P1Y"},
        repeat={"every": "P1M", "questions": ["meetings"]},
        duration={"work_days": 1},
    )
    make = step("make", 2, phase="build", duration={"work_days": 2})
    phases = [{"id": "frame", "title": "Frame"}, {"id": "build", "title": "Build", "gate": GATE}]
    schedule = {"dates": ["aim.meetings.date", "aim.ready_on"]}
    return process(aim, make, phases=phases, schedule=schedule)


def answered() -> Journal:
    journal = Journal(meeting())
    meetings = [{"date": "2026-03-09", "about": "Rules"}, {"date": "2026-04-09"}]
    for name, value in (("meetings", meetings), ("ready_on", "2026-05-01")):
        asked = journal.process.playbook.question("aim", name)
        assert asked is not None
        journal.append(answer(journal.view, Given(programme("aim"), asked, value), LEAD))
    return journal


def entries(journal: Journal) -> dict[str, Entry]:
    schedule = schedule_of(journal.board, Calendar())
    return {entry.id: entry for entry in entries_of(journal.board, schedule)}


def days(journal: Journal) -> dict[str, tuple[date, date]]:
    return {name: (entry.start, entry.end) for name, entry in entries(journal).items()}


def on(text: str) -> tuple[date, date]:
    return (date.fromisoformat(text), date.fromisoformat(text))


def test_steps_gates_and_answered_days_have_entries() -> None:
    assert days(answered()) == {
        "step/aim": on("2026-03-02"),
        "step/make": (date(2026, 3, 3), date(2026, 3, 4)),
        "gate/go": on("2026-03-02"),
        "date/aim.meetings.date/1": on("2026-03-09"),
        "date/aim.meetings.date/2": on("2026-04-09"),
        "date/aim.ready_on": on("2026-05-01"),
    }
    titles = [e.title for e in entries(answered()).values() if e.kind == "date"]
    assert titles == ["Meetings: Rules", "Meetings: Date", "What is ready_on?"]


def test_sign_offs_are_awaited_and_run_out_and_what_is_done_comes_back() -> None:
    journal = answered()
    journal.append(submit(journal.view, programme("aim"), LEAD))
    assert days(journal)["sign-off/aim/sponsor"] == on("2026-03-02")

    signature = Signature(SPONSOR, "sponsor")
    journal.append(approve(journal.view, programme("aim"), signature, People()))

    after = days(journal)
    assert "sign-off/aim/sponsor" not in after
    assert after["expiry/aim"] == on("2027-03-02")
    assert after["repeat/aim"] == on("2026-04-02")


def test_conditions_and_reviews_of_gates_have_entries() -> None:
    journal = answered()
    conditions = [{"text": "Budget is found", "due": "2026-06-30"}]
    data = {"gate": "go", "verdict": "hold", "review": "2026-04-01", "conditions": conditions}
    journal.append((Draft("gate_decided", "programme", None, 1, {"role": "", **data}),))

    found = days(journal)

    assert found["review/go"] == on("2026-04-01")
    assert found[f"condition/go/{journal.events[-1].id[:12]}/1"] == on("2026-06-30")


def test_an_identity_does_not_depend_on_the_day() -> None:
    journal = answered()
    later = journal.at(datetime(2026, 5, 5, 9, tzinfo=UTC))

    assert list(days(later)) == list(days(journal))
    assert days(later)["step/make"] != days(journal)["step/make"]


NASTY = 'Plan; act, "check": \\ C:\\new\nline two 🚀 ' + "é🚀" * 60
WRITTEN = (
    Entry("step/aim", "step", NASTY, MONDAY, date(2026, 3, 6), NASTY),
    Entry("date/x/1", "date", "Day", date(2026, 12, 31), date(2026, 12, 31), is_certain=True),
)


def written(sequence: int = 7) -> bytes:
    return calendar_file(WRITTEN, "Acme; Söhne, Ltd", "w1.collab-playbook", NOW, sequence)


def test_icalendar_reads_back_what_was_written() -> None:
    calendar = icalendar.Calendar.from_ical(written())

    events = [_told(event) for event in calendar.walk("VEVENT")]
    assert str(calendar["x-wr-calname"]) == "Acme; Söhne, Ltd"
    assert events == [
        (f"{e.id}@w1.collab-playbook", e.title, e.start, e.end.toordinal() + 1, e.note)
        for e in WRITTEN
    ]


def _told(event: Any) -> tuple[str, str, date, int, str]:
    return (
        str(event["uid"]),
        str(event["summary"]),
        event.decoded("dtstart"),
        event.decoded("dtend").toordinal(),
        str(event.get("description", "")),
    )


def test_another_reader_reads_the_same() -> None:
    events = vobject.readOne(written().decode()).vevent_list

    assert [(e.uid.value, e.summary.value, e.dtstart.value) for e in events] == [
        (f"{e.id}@w1.collab-playbook", e.title, e.start) for e in WRITTEN
    ]
    assert [e.dtend.value for e in events] == [date(2026, 3, 7), date(2027, 1, 1)]


def test_characters_that_the_format_does_not_admit_are_left_out() -> None:
    odd = Entry("x", "date", "a\x00b\x1bc\ud800d\r\ne", MONDAY, MONDAY)
    data = calendar_file([odd], "t\x07", "w", NOW, 1)

    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["summary"]) == "abcd\ne"
    assert b"\x00" not in data


def test_lines_end_in_crlf_and_hold_75_octets_at_most() -> None:
    data = written()

    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    assert [line.decode() for line in lines]  # no character is cut in two


def test_the_stamp_is_that_of_the_journal_and_days_have_no_zone() -> None:
    text = written().decode()

    assert text.count("DTSTAMP:20260302T090000Z") == len(WRITTEN)
    assert "DTSTART;VALUE=DATE:20260302" in text
    assert "VTIMEZONE" not in text
    assert written() == written()


@pytest.mark.parametrize("sequence", [8, 9])
def test_a_later_file_updates_the_same_entries(sequence: int) -> None:
    def of(data: bytes) -> list[tuple[str, int]]:
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        return [(str(event["uid"]), int(str(event["sequence"]))) for event in events]

    assert of(written(sequence)) == [(uid, sequence) for uid, _ in of(written())]
