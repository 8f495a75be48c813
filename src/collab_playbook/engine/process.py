"""A playbook made ready to run: guards parsed once, what they read, the order of its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.remembering import Memory
from collab_playbook.model.event import PROGRAMME
from collab_playbook.model.playbook import ORGANISATION, Playbook
from collab_playbook.model.question import Computed, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.language.syntax import Node
    from collab_playbook.model.step import Step

Reads = frozenset[tuple[str, ...]]
"""The names a guard mentions, as ``(step, question)`` or ``(programme, step, question)``."""

DEFAULT_CIRCLE = "employees"
DEFAULT_COMMUNITY = "first"


class StepRead(NamedTuple):
    """A step that a guard reads, and whether it means the programme's whatever its own scope."""

    step: str
    above: bool


class GuardPath(NamedTuple):
    """Where a guard stands in the playbook: owner kind, owner id, and the keys below it."""

    kind: str
    owner: str
    keys: tuple[str, ...]


class GuardSite(NamedTuple):
    """A guard and where it stands."""

    path: GuardPath
    text: str


@dataclass(frozen=True)
class Process:
    """A playbook with its guards parsed on demand and kept, so that each is parsed at most once.

    Attributes:
        playbook: The playbook.
        known_reads: What guards read, by their text, where somebody has kept it; the others are
            parsed.
    """

    playbook: Playbook
    known_reads: Mapping[str, Reads] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _parsed(self) -> dict[str, Node]:
        return {}

    @cached_property
    def _reads(self) -> dict[str, Reads]:
        return dict(self.known_reads)

    def guard(self, text: str) -> Node:
        """The parsed form of a guard of this playbook.

        Raises:
            GuardError: The text is no guard; a playbook that passed its checks holds none such.
        """
        node = self._parsed.get(text)
        if node is None:
            from collab_playbook.language.parser import parse  # noqa: PLC0415 - a board often needs no guard

            node = self._parsed[text] = parse(text)
        return node

    def reads(self, text: str) -> Reads:
        """The names a guard mentions."""
        found = self._reads.get(text)
        if found is None:
            from collab_playbook.language.reads import reads  # noqa: PLC0415 - likewise

            found = self._reads[text] = reads(self.guard(text))
        return found

    def names_read(self, text: str) -> tuple[str, ...]:
        """The names that a guard mentions, as ``step.question``, in alphabetical order."""
        if text not in self._names_read:
            self._names_read[text] = tuple(sorted(".".join(path) for path in self.reads(text)))
        return self._names_read[text]

    @cached_property
    def _names_read(self) -> dict[str, tuple[str, ...]]:
        return {}

    def steps_read(self, text: str) -> tuple[StepRead, ...] | None:
        """The steps that a guard reads; ``None`` where it reads more, such as all circles."""
        if text not in self._steps_read:
            found = {_step_read(path) for path in self.reads(text)}
            known = all(s == ORGANISATION or s in self.playbook.step_by_id for s, _ in found)
            self._steps_read[text] = tuple(sorted(found)) if known else None
        return self._steps_read[text]

    @cached_property
    def _steps_read(self) -> dict[str, tuple[StepRead, ...] | None]:
        return {}

    @cached_property
    def memory(self) -> Memory:
        """What was worked out for one view and may still hold for the next."""
        return Memory()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps by number."""
        return tuple(sorted(self.playbook.steps, key=lambda step: step.number))

    @cached_property
    def folder_of(self) -> dict[str, str]:
        """The name of each step's folder and files: ``03-objectives``."""
        names = {step.id: f"{step.number:02d}-{step.id}" for step in self.playbook.steps}
        return {ORGANISATION: f"00-{ORGANISATION}", **names}

    def guards_of_step(self, step: Step) -> tuple[str, ...]:
        """The guards that a completed step rests on: its own, its questions', its criteria's."""
        own = [step.when] if step.when else []
        own += [q.when for q in step.questions if q.when]
        own += [criterion.that for criterion in step.done_when]
        return tuple(own)

    def answers_read(self, text: str) -> frozenset[str]:
        """The answers that a guard mentions, as ``step.question``, with ``programme.`` or not."""
        return frozenset(".".join(path) for path in self.reads(text) if self._is_answer(path))

    def answers_behind(self, step: Step) -> frozenset[str]:
        """The answers that a completed step rests on besides its own."""
        if step.id not in self._answers_behind:
            guards = self.guards_of_step(step)
            self._answers_behind[step.id] = frozenset().union(*map(self.answers_read, guards))
        return self._answers_behind[step.id]

    @cached_property
    def _answers_behind(self) -> dict[str, frozenset[str]]:
        return {}

    def steps_of_guards(self, step: Step) -> tuple[StepRead, ...]:
        """The steps whose answers a completed step rests on."""
        if step.id not in self._steps_of_guards:
            paths = self.answers_behind(step)
            found = {_step_read(tuple(path.split("."))) for path in paths}
            self._steps_of_guards[step.id] = tuple(sorted(found))
        return self._steps_of_guards[step.id]

    @cached_property
    def _steps_of_guards(self) -> dict[str, tuple[StepRead, ...]]:
        return {}

    def _is_answer(self, path: tuple[str, ...]) -> bool:
        root, *rest = path[1:] if path[0] == PROGRAMME else path
        return bool(rest) and self.playbook.question(root, rest[0]) is not None

    def sites(self) -> Iterator[GuardSite]:
        """Every guard of the playbook with its place, in reading order."""
        for step in self.steps:
            yield from _sites_of_step(step)
        for question in self.playbook.org:
            yield from _sites_of_question("org", ORGANISATION, question, ("questions", question.id))
        for document in self.playbook.documents:
            if document.when:
                yield GuardSite(GuardPath("documents", document.id, ("when",)), document.when)
        for phase in self.playbook.phases:
            for criterion in phase.gate.criteria if phase.gate else ():
                keys = ("gate", "criteria", criterion.id, "that")
                yield GuardSite(GuardPath("phases", phase.id, keys), criterion.that)
        for gate in self.playbook.gates:
            for criterion in gate.criteria:
                path = GuardPath("gates", gate.id, ("criteria", criterion.id, "that"))
                yield GuardSite(path, criterion.that)


def _step_read(path: tuple[str, ...]) -> StepRead:
    above = path[0] == PROGRAMME and len(path) > 1
    return StepRead(path[1] if above else path[0], above)


def _sites_of_step(step: Step) -> Iterator[GuardSite]:
    if step.when:
        yield GuardSite(GuardPath("steps", step.id, ("when",)), step.when)
    for question in step.questions:
        yield from _sites_of_question("steps", step.id, question, ("questions", question.id))
    for criterion in step.done_when:
        yield GuardSite(
            GuardPath("steps", step.id, ("done_when", criterion.id, "that")), criterion.that
        )
    for position, reopen in enumerate(step.reopens):
        yield GuardSite(
            GuardPath("steps", step.id, ("reopens", str(position), "when")), reopen.when
        )


def _sites_of_question(
    kind: str, owner: str, question: Question, keys: tuple[str, ...]
) -> Iterator[GuardSite]:
    if question.when:
        yield GuardSite(GuardPath(kind, owner, (*keys, "when")), question.when)
    if isinstance(question.default, Computed):
        yield GuardSite(GuardPath(kind, owner, (*keys, "default", "from")), question.default.from_)
    for position, check in enumerate(question.check):
        yield GuardSite(GuardPath(kind, owner, (*keys, "check", str(position), "that")), check.that)
