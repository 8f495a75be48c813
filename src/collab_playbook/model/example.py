"""The worked sample company that a playbook may carry: its people and how they walked the steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict, Field

from collab_playbook.model.shape import Day, Id, Shape
from collab_playbook.model.story import Turn
from collab_playbook.model.workspace import Person, WorkCalendar


class Repeated(Shape):
    """A repeat of a step: on which day, what was answered anew; the rest was confirmed."""

    on: Day
    answers: Mapping[str, Any] = Field(default_factory=dict)


class Leg(Shape):
    """One step of the walk: answered on one day, handed in and signed on another if at all."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    step: Id
    within: Id | None = Field(
        None, alias="in", description="The circle or community that walks it; else the programme."
    )
    started: Day
    done: Day | None = Field(None, description="Nothing while the step is under way.")
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
    turns: tuple[Turn, ...] = Field(
        (), description="What else was decided, each on its day: gates, circles, communities."
    )


class Company(Shape):
    """The sample company's own ``workspace.yaml``, without a playbook."""

    organisation: str
    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/Paris"
    calendar: WorkCalendar = WorkCalendar.model_construct()
    people: tuple[Person, ...] = ()


class Example(Shape):
    """A sample company: its people, its walk, its answers by step as they stand in its files.

    ``inside`` holds the answers of circles and communities, by their id, then by step.
    """

    company: Company
    walk: tuple[Leg, ...]
    answers: Mapping[str, Mapping[str, Any]]
    inside: Mapping[str, Mapping[str, Mapping[str, Any]]] = Field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
