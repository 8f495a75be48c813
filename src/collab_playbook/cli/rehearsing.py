"""Stories and walks of one playbook, carried out in memory, and what they saw of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from collab_playbook.documents.branching import Branch, Proofs
from collab_playbook.documents.fault import RenderFault
from collab_playbook.engine.expecting import Mismatch, Written
from collab_playbook.engine.inventing import Chance
from collab_playbook.engine.noting import Notes
from collab_playbook.engine.pairing import Choice, choices_that_matter, pairwise
from collab_playbook.engine.people import People
from collab_playbook.engine.process import Process
from collab_playbook.engine.staging import Stage
from collab_playbook.engine.telling import tell
from collab_playbook.engine.walking import walk
from collab_playbook.files.example import read_example
from collab_playbook.files.playbook import Loaded
from collab_playbook.files.stories import StoryFile
from collab_playbook.files.translation import language_of
from collab_playbook.model.example import Example
from collab_playbook.model.playbook import Playbook
from collab_playbook.model.problem import Place, Problem
from collab_playbook.model.workspace import Person

_START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class StoryResult:
    """How a story went: what is wrong with its file, and what was not as told."""

    file: StoryFile
    title: str
    language: str
    problems: tuple[Problem, ...]
    mismatches: tuple[tuple[Place, Mismatch], ...]

    @property
    def as_told(self) -> bool:
        """Whether everything in it is so."""
        return not self.problems and not self.mismatches


@dataclass(frozen=True)
class WalkResult:
    """How a walk went: its seed, the choices it was made to take, where it ran into trouble."""

    seed: int
    choices: Mapping[str, Choice]
    moves: int
    trouble: str
    place: Place | None
    last: tuple[str, ...]


class Rehearsal:
    """Everything that is carried out in one language for one run of ``test``.

    Args:
        playbook: The playbook in that language.
        loaded: Its files.
        language: The language.
    """

    def __init__(self, playbook: Playbook, loaded: Loaded, language: str) -> None:
        self.language = language
        self.translation = "" if language == playbook.languages[0] else language
        self.process = Process(playbook)
        self.loaded = loaded
        self.notes = Notes(self.process)
        self.proofs = Proofs(loaded.templates, language)
        self.example: Example | None = (
            read_example(loaded.example, language) if loaded.example else None
        )

    def told(self, file: StoryFile) -> StoryResult:
        """Tells one story, and writes at its end every document that is due."""
        name = Path(file.file).name
        if file.story is None:
            return StoryResult(file, name, self.language, file.problems, ())
        told = tell(
            file.story, self.process, self.example, self._written, self.notes, self.translation
        )
        found = [(file.place(each.path), each) for each in told.mismatches]
        found += [
            (_place_of(fault), Mismatch((), f"a document cannot be written: {fault.message}"))
            for fault in self.proofs.faults(told.stage.view, told.stage.people.persons)
            if not any(str(fault) in each.message for each in told.mismatches)
        ]
        mismatches = tuple(dict.fromkeys(found))
        return StoryResult(file, file.story.title, self.language, (), mismatches)

    def walked(
        self, chance: Chance, seed: int, choices: Mapping[str, Choice] | None = None
    ) -> WalkResult:
        """Walks to the end with random answers, and writes every document that is due there."""
        stage = Stage(self.process, self._people(), _START)
        known: Mapping[str, Mapping[str, Any]] = self.example.answers if self.example else {}
        found = walk(stage, chance, known, choices or {}, self.notes)
        place = self.loaded.places.of(*found.about) if found.trouble else None
        trouble = found.trouble
        fault = next(self.proofs.faults(stage.view, stage.people.persons), None)
        if not trouble and fault is not None:
            trouble, place = f"a document cannot be written: {fault.message}", _place_of(fault)
        return WalkResult(seed, choices or {}, found.moves, trouble, place, found.last)

    def pairs(self) -> Iterator[dict[str, Choice]]:
        """Choices for walks in which every pair of them comes up."""
        return iter(pairwise(choices_that_matter(self.process)))

    def branches(self) -> Iterator[Branch]:
        """The branches of the templates that are written in this language."""
        return (b for b in self.proofs.branches() if language_of(b.file) == self.translation)

    def _written(self, stage: Stage, document: str) -> Written:
        made = self.proofs.write(stage.view, stage.people.persons, document)
        if made is None:
            return Written(due=False)
        if isinstance(made, RenderFault):
            return Written(due=True, fault=str(made))
        return Written(due=True, text=made.text, open=made.open)

    def _people(self) -> People:
        """Somebody for every role, so that nothing waits for a signature that nobody can give."""
        playbook = self.process.playbook
        roles = {role for step in playbook.steps if step.sign_off for role in step.sign_off.roles}
        roles |= {gate.decided_by for gate in playbook.gate_by_id.values() if gate.decided_by}
        others = tuple(
            Person(name=f"Holder of {role}", roles=(role,)) for role in sorted(roles - {"lead"})
        )
        return People((Person(name="Project lead", roles=("lead",)), *others))


def _place_of(fault: RenderFault) -> Place:
    return Place(fault.file, fault.line, fault.column, fault.line, fault.column + 1)
