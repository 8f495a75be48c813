"""``workspace.yaml``: which playbook, which organisation, which people."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from collab_playbook.model.shape import Id, Shape


class Pin(Shape):
    """The playbook that this workspace runs."""

    id: Id
    version: str
    digest: str
    source: str = "shipped"


class Person(Shape):
    """Someone who answers, submits or approves, with the roles they hold."""

    name: str = Field(min_length=1)
    email: str = ""
    function: str = ""
    roles: tuple[Id, ...] = ()

    @property
    def actor(self) -> str:
        """How an event names this person."""
        return f"{self.name} <{self.email}>" if self.email else self.name


class Brand(Shape):
    """What makes a document look like the organisation's own."""

    logo: str = ""
    colour: str = ""
    font: str = ""
    footer: str = ""


class Workspace(Shape):
    """One organisation's use of a playbook."""

    playbook: Pin
    organisation: dict[str, Any] = Field(
        default_factory=dict, description="A view of the answers to `org`."
    )
    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/Paris"
    people: tuple[Person, ...] = ()
    brand: Brand = Brand.model_construct()
    heads: tuple[str, ...] = Field(
        (), description="The journal heads that this view was written from."
    )
