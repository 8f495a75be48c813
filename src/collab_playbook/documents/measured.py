"""Indicators as templates see them: what was read of each, and what it should reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.absent import Blank, Hidden
from collab_playbook.documents.facts import Fact, Group, Many, Text
from collab_playbook.documents.formatting import month_text
from collab_playbook.documents.naming import key
from collab_playbook.documents.scalars import Day, Number
from collab_playbook.engine.readings import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.reading import Reading

    Told = Mapping[str, Any]

INDICATORS = key("catalogue", CATALOGUE)
INDICATOR_NAMES = (
    "code",
    "title",
    "unit",
    "last",
    "on",
    "aim",
    "baseline",
    "months",
)
_UNREAD: Told = {"readings": (), "baseline": None, "sensitive": False}


def indicators(reading: Reading, owner: str) -> Group:
    """Every indicator of the catalogue by its id; one without a reading has blanks.

    Args:
        reading: The material.
        owner: The prefix of the programme, the circle or the community whose readings are meant.
    """
    records = {each["id"]: each for each in reading.glimpse(INDICATORS) or ()}

    def find(name: str) -> Group:
        record = records[name]
        courses = reading.part(key("courses", owner)) or ()
        course = next((each for each in courses if each["id"] == name), _UNREAD)
        parts = _parts(reading, record, course)
        return Group(f"indicator.{name}", parts.__getitem__, lambda: parts, shown="last")

    return Group("indicator", find, lambda: records)


def has_hidden_aims(reading: Reading, course: Told) -> bool:
    """Whether a document for everybody must not show what an indicator should reach."""
    return bool(course["sensitive"]) and not reading.restricted


def _parts(reading: Reading, record: Told, course: Told) -> dict[str, Any]:
    percent = record.get("unit") == "%"

    def number(value: str | None) -> Fact:
        return Blank() if value is None else Number(Decimal(value), reading.manner, percent=percent)

    def aimed(value: str | None) -> Fact:
        hidden = value is not None and has_hidden_aims(reading, course)
        return Hidden(reading.manner) if hidden else number(value)

    last = course["readings"][-1] if course["readings"] else None
    texts = {name: Text(str(record.get(name) or "")) for name in ("code", "title", "unit")}
    return {
        **texts,
        "last": number(last["value"] if last else None),
        "on": Day(date.fromisoformat(last["until"]), reading.manner) if last else Blank(),
        "aim": aimed(last["aim"] if last else None),
        "baseline": aimed(course["baseline"]),
        "months": Many(lambda: [_month(reading, *each, number) for each in _by_month(course)]),
    }


def _by_month(course: Told) -> list[tuple[str, str]]:
    """The last reading that ends in each month, oldest first."""
    latest = {each["until"][:7]: each["value"] for each in course["readings"]}
    return sorted(latest.items())


def _month(reading: Reading, month: str, value: str, number: Any) -> Group:
    parts = {
        "month": Text(month_text(date.fromisoformat(f"{month}-01"), reading.manner)),
        "value": number(value),
    }
    return Group(f"month {month}", parts.__getitem__, lambda: parts, shown="value")
