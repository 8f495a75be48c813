"""A playbook made ready to run: guards parsed once, what they read, the order of its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

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
