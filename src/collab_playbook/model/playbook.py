"""The playbook as one frozen value: phases with gates, steps, documents, catalogues, glossary."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import ConfigDict, Field

from collab_playbook.model.question import Choice, Question
from collab_playbook.model.shape import Boolean, Guard, Id, Shape
from collab_playbook.model.step import Criterion, Step

ORGANISATION = "org"
"""The step id under which the organisation's own profile is asked and answered."""


class Gate(Shape):
    """Criteria that open the way to a phase or a circle; read and shown, decided by people."""

    id: Id
    title: str
    criteria: tuple[Criterion, ...] = ()


class Phase(Shape):
    """A stretch of the process, with the gate that opens it."""

    id: Id
    title: str
    purpose: str = ""
    gate: Gate | None = None


class Record(Shape):
    """An entry of a catalogue: an id, a title and whatever fields its catalogue holds."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: Id
    title: str
    code: str = Field("", description="The short reference people use, such as K13.")


class Catalogue(Shape):
    """A list of records that the playbook ships for picking from."""

    id: Id
    title: str
    source: str = ""
    records: tuple[Record, ...]

    def record(self, record_id: str) -> Record | None:
        """The record of that id."""
        return next((r for r in self.records if r.id == record_id), None)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The records as choices of a question."""
        return tuple(
            Choice.model_construct(id=r.id, text=f"{r.code} {r.title}".strip(), help="")
            for r in self.records
        )


class Term(Shape):
    """A word of the field and what it means here."""

    id: Id
    term: str
    means: str


class Document(Shape):
    """A deliverable made from a template and the answers."""

    id: Id
    title: str
    audience: str = Field(description="Who reads it.")
    step: Id = Field(description="The step that it comes from.")
    scope: Literal["programme", "circle", "community"] = "programme"
    kind: str
    formats: tuple[str, ...] = ("md",)
    when: Guard | None = Field(None, description="Built only where this guard is true.")
    restricted: Boolean = Field(
        default=False, description="For named readers only; sensitive answers stay readable."
    )
    purpose: str = ""


class Playbook(Shape):
    """The definition of a process. ``digest`` covers its meaning, not its wording."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, ignored_types=(cached_property,)
    )

    id: Id
    version: str
    title: str
    languages: tuple[str, ...] = ("en",)
    phases: tuple[Phase, ...]
    org: tuple[Question, ...] = Field(
        (), description="The organisation's profile, asked once before the first step."
    )
    steps: tuple[Step, ...] = ()
    documents: tuple[Document, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    glossary: tuple[Term, ...] = ()
    digest: str = ""

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def catalogue_by_id(self) -> dict[str, Catalogue]:
        """Catalogues by id."""
        return {catalogue.id: catalogue for catalogue in self.catalogues}

    @cached_property
    def document_by_id(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    def questions_of(self, step_id: str) -> tuple[Question, ...]:
        """The questions of a step, or of the organisation's profile under ``org``."""
        if step_id == ORGANISATION:
            return self.org
        step = self.step_by_id.get(step_id)
        return step.questions if step else ()

    def question(self, step_id: str, question_id: str) -> Question | None:
        """One question by step and id."""
        return next((q for q in self.questions_of(step_id) if q.id == question_id), None)

    def choices_of(self, part: Any) -> tuple[Choice, ...]:
        """What a choice question or field admits, its catalogue resolved."""
        if part.catalogue is None:
            return tuple(part.choices)
        catalogue = self.catalogue_by_id.get(part.catalogue)
        return catalogue.choices if catalogue else ()
