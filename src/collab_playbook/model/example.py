"""The worked sample company that a playbook may carry: its people and how they walked the steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from collab_playbook.model.shape import Id, Shape
from collab_playbook.model.workspace import Person, WorkCalendar

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def _day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError("write a day such as 2026-01-05")


Day = Annotated[date, BeforeValidator(_day)]


class Repeated(Shape):
    """A repeat of a step: on which day, what was answered anew; the rest was confirmed."""

    on: Day
    answers: Mapping[str, Any] = Field(default_factory=dict)


class Leg(Shape):
    """One step of the walk: answered on one day, handed in and signed on another."""

    step: Id
    started: Day
    done: Day
    by: str = Field(description="The name of the person who answers and submits.")
    repeated: tuple[Repeated, ...] = Field(
        (), description="The times the step came back, in order."
    )
    renewed: tuple[Day, ...] = Field(
        (), description="Days on which a sign-off that ran out was given again."
    )


class Walk(Shape):
    """The walk through the steps; its legs may overlap."""

    walk: tuple[Leg, ...]


class Company(Shape):
    """The sample company's own ``workspace.yaml``, without a playbook."""

    organisation: str
    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/Paris"
    calendar: WorkCalendar = WorkCalendar.model_construct()
    people: tuple[Person, ...] = ()


class Example(Shape):
    """A sample company: its people, its walk, its answers by step as they stand in its files."""

    company: Company
    walk: tuple[Leg, ...]
    answers: Mapping[str, Mapping[str, Any]]
