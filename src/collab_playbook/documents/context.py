"""The names that a template may use, each found when it is first read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.answers import answer, catalogue_record, structure
from collab_playbook.documents.facts import Group, Many, Text
from collab_playbook.documents.measured import indicators
from collab_playbook.documents.naming import GLOSSARY, PEOPLE, PHASES, PLAYBOOK, STEPS, key, prefix
from collab_playbook.documents.scalars import Day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.reading import Reading

ORGANISATION = "org"
PROGRAMME = "programme"
STEP_NAMES = (
    "approvals",
    "lapsed",
    "done",
    "done_on",
    "skipped",
    "title",
    "number",
    "phase",
    "purpose",
    "roles",
    "duration_days",
    "waiting_days",
)
DOCUMENT_NAMES = (
    "id",
    "title",
    "audience",
    "kind",
    "purpose",
    "status",
    "version",
    "step_title",
    "step_number",
)
ROOTS = (
    PROGRAMME,
    ORGANISATION,
    "organisation",
    "catalogue",
    "playbook",
    "document",
    "people",
    "glossary",
    "indicator",
    "circle",
    "community",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being written: which document, of which step, for which instance, in which state."""

    document: str
    step: str
    scope: str = PROGRAMME
    final: bool = False


def names(reading: Reading, subject: Subject) -> Mapping[str, Any]:
    """The names of the contract for one document."""
    context = _Context(reading, subject)
    owner = prefix(subject.scope)
    steps = {step: context.step(step, owner) for step in context.step_ids}
    organisation = context.step(ORGANISATION, "")
    return {
        **steps,
        ORGANISATION: organisation,
        "organisation": organisation,
        PROGRAMME: Group(PROGRAMME, context.programme, lambda: (*context.step_ids, ORGANISATION)),
        "catalogue": Group("catalogue", context.catalogue, context.catalogue_ids),
        "playbook": Group(
            "playbook", context.playbook, lambda: ("id", "title", "version", "steps", "phases")
        ),
        "document": Group("document", context.document, lambda: DOCUMENT_NAMES),
        "people": Many(lambda: structure(reading.part(PEOPLE) or [], "people").items),
        "glossary": Many(lambda: structure(reading.part(GLOSSARY) or [], "glossary").items),
        "indicator": indicators(reading, owner),
        "circle": context.owner("circle"),
        "community": context.owner("community"),
    }


def home_of(reading: Reading, step: str, owner: str) -> str:
    """The instance that a step means for an owner: its own, else the programme's."""
    return f"{owner}{step}" if reading.has(key("done", f"{owner}{step}")) else step


class _Context:
    def __init__(self, reading: Reading, subject: Subject) -> None:
        self.reading = reading
        self.subject = subject
        self.step_ids: tuple[str, ...] = tuple(step["id"] for step in reading.glimpse(STEPS) or ())

    def step(self, step: str, owner: str) -> Group:
        home = home_of(self.reading, step, owner)
        questions = self.reading.glimpse(key("wording", step)) or {}

        def find(name: str) -> Any:
            if name in questions:
                return answer(self.reading, f"{home}.{name}", f"{step}.{name}")
            if step == ORGANISATION or name not in STEP_NAMES:
                raise KeyError(name)
            return self._about(step, home, name)

        def known() -> tuple[str, ...]:
            return (*questions, *(() if step == ORGANISATION else STEP_NAMES))

        return Group(step, find, known, kind="step")

    def _about(self, step: str, home: str, name: str) -> Any:
        match name:
            case "approvals":
                given = self.reading.part(key("approvals", home)) or []
                return Many(lambda: [self._approval(each, home) for each in given])
            case "lapsed":
                gone = self.reading.part(key("lapsed", home)) or []
                return Many(lambda: [self._approval(each, home) for each in gone])
            case "done":
                return self.reading.part(key("done", home)) is not None
            case "done_on":
                day = self.reading.part(key("done", home))
                return Day(date.fromisoformat(day), self.reading.manner) if day else None
            case "skipped":
                return bool(self.reading.part(key("skipped", home)))
            case _:
                return structure(self.reading.part(key("step", step))[name], f"{step}.{name}")

    def _approval(self, given: Mapping[str, str], home: str) -> Any:
        day = Day(date.fromisoformat(given["date"]), self.reading.manner)
        parts = {"role": Text(given["role"]), "name": Text(given["name"]), "date": day}
        if "changed" in given:
            parts["changed"] = Text(given["changed"])
        return Group(f"{home}.approvals", parts.__getitem__, lambda: parts, shown="name")

    def programme(self, name: str) -> Any:
        if name not in (*self.step_ids, ORGANISATION):
            raise KeyError(name)
        return self.step(name, "")

    def catalogue(self, name: str) -> Any:
        which = key("catalogue", name)
        if not self.reading.has(which):
            raise KeyError(name)
        return Many(lambda: [catalogue_record(entry) for entry in self.reading.part(which)])

    def catalogue_ids(self) -> tuple[str, ...]:
        return tuple(self.reading.glimpse(key("catalogues", "")) or ())

    def playbook(self, name: str) -> Any:
        match name:
            case "steps":
                return Many(lambda: structure(self.reading.part(STEPS), "playbook.steps").items)
            case "phases":
                return Many(lambda: structure(self.reading.part(PHASES), "playbook.phases").items)
            case _:
                return structure(self.reading.part(PLAYBOOK)[name], f"playbook.{name}")

    def document(self, name: str) -> Any:
        if name not in DOCUMENT_NAMES:
            raise KeyError(name)
        step = self.subject.step
        match name:
            case "status":
                return Text(
                    self.reading.manner.statuses["final" if self.subject.final else "draft"]
                )
            case "version":
                home = home_of(self.reading, step, prefix(self.subject.scope))
                return self.reading.part(key("revision", home)) or 1
            case "step_title" | "step_number":
                about = self.reading.part(key("step", step)) or {"title": "", "number": 0}
                return structure(about[name.removeprefix("step_")], f"document.{name}")
            case _:
                about = self.reading.part(key("document", self.subject.document))
                return structure(about[name], f"document.{name}")

    def owner(self, kind: str) -> Group:
        """The circle or community of the instance; without one, its parts are empty texts."""

        def find(name: str) -> Any:
            if name not in {"id", "title"}:
                raise KeyError(name)
            owned, _, _ = self.subject.scope.partition(":")
            about = self.reading.part(key("owner", self.subject.scope)) if owned == kind else None
            return Text((about or {}).get(name, ""))

        return Group(kind, find, lambda: ("id", "title"), shown="title")
