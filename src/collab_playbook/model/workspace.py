"""``workspace.yaml``: which playbook, which organisation, which people."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from collab_playbook.model.shape import Id, Shape


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

    logo: str = Field("", description="An image file in the workspace.")
    colour: str = Field("", description="The main colour: #1F5C99.")
    font: str = Field("", description="The font of headings and text.")
    footer: str = Field("", description="What stands at the foot of every page.")


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
    people: tuple[Person, ...] = Field((), description="Who takes part, and in which roles.")
    brand: Brand = Field(
        Brand.model_construct(), description="What makes documents look like the organisation's."
    )
    heads: tuple[str, ...] = Field(
        (), description="The journal heads that this view was written from."
    )
