"""``workspace.yaml``: which playbook, which organisation, which people."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal, get_args

from pydantic import Field, field_validator, model_validator

from collab_playbook.model.shape import CivilDay, Id, Shape

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""The days of the week in the order in which dates count them."""

_LONGEST_CLOSURE = 366
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


class Pin(Shape):
    """The playbook that this workspace runs."""

    id: Id = Field(description="The playbook's id.")
    version: str = Field(description="The playbook's version.")
    digest: str = Field(description="What the copy in .collab-playbook/playbook/ is known by.")
    source: str = Field("shipped", description="Where it was taken from.")


class Person(Shape):
    """Someone who answers, submits or approves, with the roles they hold."""

    name: str = Field(min_length=1, description="First name and name.")
    email: str = Field("", description="What tells two people of one name apart.")
    function: str = Field("", description="What they do in the organisation.")
    roles: tuple[Id, ...] = Field((), description="The roles that they hold in this programme.")

    @property
    def actor(self) -> str:
        """How an event names this person."""
        return f"{self.name} <{self.email}>" if self.email else self.name


class Brand(Shape):
    """What makes a document look like the organisation's own."""

    folder: str = Field(
        "", description="The folder of the brand, which holds brand.yaml: brand, if it is there."
    )
    name: str = Field("", description="The name on documents, where it is not the organisation's.")
    logo: str = Field("", description="An image file, PNG or JPEG.")
    colour: str = Field("", description="The main colour, of titles and headings: #1F5C99.")
    accent: str = Field("", description="The second colour, of the headings of tables and lines.")
    font: str = Field("", description="The font of the text, and of headings without their own.")
    heading_font: str = Field("", description="The font of headings.")
    cover: str = Field("", description="A line or two on the cover, such as for whom it is.")
    footer: str = Field("", description="What stands at the foot of every page.")
    word: str = Field("", description="A Word file, whose page and styles Word documents take.")

    @field_validator("colour", "accent")
    @classmethod
    def _is_a_colour(cls, value: str) -> str:
        if value and not _COLOUR.fullmatch(value):
            raise ValueError("write a colour as #rrggbb, such as #1F5C99")
        return value


class Closure(Shape):
    """A time in which nobody works on the programme."""

    from_: CivilDay = Field(alias="from", description="Its first day.")
    to: CivilDay = Field(description="Its last day.")
    reason: str = Field("", description="Why, as the schedule says it.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Closure:
        if self.to < self.from_:
            raise ValueError("`to` is before `from`")
        if (date.fromisoformat(self.to) - date.fromisoformat(self.from_)).days > _LONGEST_CLOSURE:
            raise ValueError("a closure is at most a year long")
        return self


class WorkCalendar(Shape):
    """Which days count as working days."""

    country: str = Field("", description="Whose public holidays are free: FR; none if absent.")
    subdivision: str = Field("", description="A part of the country with days of its own: 67.")
    working_days: tuple[Weekday, ...] = Field(
        ("mon", "tue", "wed", "thu", "fri"), description="The working week."
    )
    closures: tuple[Closure, ...] = Field((), description="When nobody works.")

    @field_validator("working_days")
    @classmethod
    def _somebody_works(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if not value:
            raise ValueError("name at least one day, such as mon")
        return value


class Workspace(Shape):
    """One organisation's use of a playbook."""

    playbook: Pin = Field(description="Which playbook it runs.")
    organisation: dict[str, Any] = Field(
        default_factory=dict, description="A view of the answers to `org`."
    )
    languages: tuple[str, ...] = Field(
        ("en",), description="The languages of the documents; the first is the main one."
    )
    zone: str = Field("Europe/Paris", description="The time zone in which days begin.")
    calendar: WorkCalendar = Field(
        WorkCalendar.model_construct(),
        description="Which days the schedule counts as working days.",
    )
    people: tuple[Person, ...] = Field((), description="Who takes part, and in which roles.")
    brand: Brand = Field(
        Brand.model_construct(), description="What makes documents look like the organisation's."
    )
    heads: tuple[str, ...] = Field(
        (), description="The journal heads that this view was written from."
    )
