"""The playbook as one frozen value: phases with gates, steps, documents, catalogues, glossary."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pydantic import ConfigDict, Field

from collab_playbook.model.document import Document
from collab_playbook.model.question import Choice, Question
from collab_playbook.model.shape import Boolean, Id, Integer, Shape
from collab_playbook.model.step import Criterion, ScopeKind, Step

ORGANISATION = "org"
"""The step id under which the organisation's own profile is asked and answered."""


class GateCriterion(Criterion):
    """A criterion of a gate; without a critical one the gate cannot go ahead on conditions."""

    critical: Boolean = Field(
        default=False, description="Whether the gate cannot go ahead on conditions without it."
    )


class Gate(Shape):
    """Criteria that open the way to a phase or a circle; the verdict is a person's."""

    id: Id = Field(description="How the gate is named; never translated.")
    title: str = Field(description="What it opens, in a few words.")
    criteria: tuple[GateCriterion, ...] = Field(
        (), description="What has to be so before it opens."
    )
    decided_by: Id | None = Field(
        None, description="The role that decides; whoever acts may decide where none is named."
    )
    scopes: tuple[ScopeKind, ...] = Field(
        ("programme",),
        description="For the gate of a phase: where it is decided, once or for each circle.",
    )
    circles: tuple[Id, ...] = Field(
        (), description="For a gate of its own: the kinds of circle that it opens."
    )


class Phase(Shape):
    """A stretch of the process, with the gate that opens it."""

    id: Id = Field(description="How steps name the phase; never translated.")
    title: str = Field(description="Its name, as people read it.")
    purpose: str = Field("", description="What the phase is for, in a sentence or two.")
    gate: Gate | None = Field(None, description="The gate that opens it.")


class Record(Shape):
    """An entry of a catalogue: an id, a title and whatever fields its catalogue holds."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: Id = Field(description="What is stored when somebody picks it; never translated.")
    title: str = Field(description="What people read.")
    code: str = Field("", description="The short reference people use, such as K13.")


class Catalogue(Shape):
    """A list of records that the playbook ships for picking from."""

    id: Id = Field(description="How questions name the catalogue; its file is named after it.")
    title: str = Field(description="What it lists.")
    source: str = Field("", description="Where its entries come from.")
    records: tuple[Record, ...] = Field(
        description="Its entries; each may hold any keys besides `id`, `title` and `code`."
    )

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

    id: Id = Field(description="How the term is named; never translated.")
    term: str = Field(description="The word.")
    means: str = Field(description="What it means here, in a sentence or two.")


class Timing(Shape):
    """Which answers the schedule takes its dates from."""

    starts: str | None = Field(
        None, description="The answer that says when the programme starts: org.start_date."
    )
    dates: tuple[str, ...] = Field(
        (), description="Answers with days for the calendar file: steering.calendar.date."
    )
    rituals: tuple[str, ...] = Field(
        (),
        description="Answers with rituals for the calendar file: facilitation.rituals.",
    )


class HoursAnswer(Shape):
    """An answer that records the hours agreed with each holder of a role."""

    role: Id | None = Field(
        None, description="The role that the hours are for; for all that the person does if absent."
    )
    answer: str = Field(description="A question of type records with a person: committee.members.")
    before: Id | None = Field(None, description="Its field with the hours a week before launch.")
    after: Id | None = Field(None, description="Its field with the hours a week after launch.")


class Load(Shape):
    """How the hours of people are counted, and how many are too many."""

    launch: Id | None = Field(
        None, description="The step whose end is the launch; hours change there."
    )
    most_hours: Integer = Field(
        20, ge=1, le=60, description="Hours a week beyond which one person carries too much."
    )
    most_accountable: Integer = Field(
        6, ge=1, description="Steps beyond which one person answers for too much."
    )
    hours: tuple[HoursAnswer, ...] = Field((), description="Where agreed hours are recorded.")


class Concern(Shape):
    """A list of risks or barriers among the answers, as the report shows it."""

    answer: str = Field(description="A question of type records: barriers.items.")
    fields: tuple[Id, ...] = Field(
        (), description="Its fields to show, the one that names an entry first; all if absent."
    )
    weight: Id | None = Field(
        None, description="Its field with a number; the heaviest entries come first."
    )
    state: Id | None = Field(None, description="Its field of type choice that says how it stands.")
    over: tuple[Id, ...] = Field(
        (), description="The choices of that field that leave an entry out of the list."
    )


class Reporting(Shape):
    """What the report for the committee takes from answers."""

    risks: tuple[Concern, ...] = Field((), description="Where risks and barriers are recorded.")


class Playbook(Shape):
    """The definition of a process. ``digest`` covers its meaning, not its wording."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, ignored_types=(cached_property,)
    )

    id: Id = Field(description="How workspaces name the playbook.")
    version: str = Field(description="Raised with every change that people should know of: 1.0.0.")
    title: str = Field(description="Its name, as people read it.")
    languages: tuple[str, ...] = Field(
        ("en",), description="The source language, then those of the translations."
    )
    phases: tuple[Phase, ...] = Field(description="The stretches of the process, in order.")
    gates: tuple[Gate, ...] = Field((), description="The gates that open circles.")
    org: tuple[Question, ...] = Field(
        (), description="The organisation's profile, asked once before the first step."
    )
    schedule: Timing = Field(
        Timing.model_construct(), description="Where the schedule takes its dates from."
    )
    load: Load = Field(Load.model_construct(), description="How the load of people is counted.")
    report: Reporting = Field(
        Reporting.model_construct(), description="What the report takes from answers."
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

    @cached_property
    def phase_by_id(self) -> dict[str, Phase]:
        """Phases by id."""
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def gate_by_id(self) -> dict[str, Gate]:
        """Every gate by id: those of phases, then those of circles."""
        of_phases = (phase.gate for phase in self.phases if phase.gate is not None)
        return {gate.id: gate for gate in (*of_phases, *self.gates)}

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
