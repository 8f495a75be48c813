"""A story told on the engine alone: each turn is a real request, each expectation is compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.approving import Signature, approve, authors, refuse
from collab_playbook.engine.expecting import Mismatch, Write, mismatches
from collab_playbook.engine.lifecycle import reaffirm, reopen, skip, submit
from collab_playbook.engine.people import People, is_among
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import acting_on
from collab_playbook.engine.signing import signing
from collab_playbook.engine.staging import Stage
from collab_playbook.engine.turning import OPENING, opening
from collab_playbook.engine.undoing import undo
from collab_playbook.language.near import or_near
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.noting import Notes
    from collab_playbook.engine.process import Process
    from collab_playbook.model.event import Instance
    from collab_playbook.model.example import Example
    from collab_playbook.model.story import Story, Turn

__all__ = ["Mismatch", "Told", "tell"]

Path = tuple[str | int, ...]


class Told(NamedTuple):
    """How a story went: what was not as told, and the stage as it was left."""

    mismatches: tuple[Mismatch, ...]
    stage: Stage


def tell(  # noqa: PLR0913, PLR0917 - what a story is told with
    story: Story,
    process: Process,
    example: Example | None,
    write: Write,
    notes: Notes,
    translation: str = "",
) -> Told:
    """Tells a story from its first answer to its last turn.

    A turn that does not go as told ends the story, because all that follows rests on it; an
    expectation that is not met does not.

    Args:
        story: The story.
        process: The playbook.
        example: The sample company, where the playbook carries one.
        write: Writes a document as things stand.
        notes: Where what was seen is noted, for the coverage.
        translation: The language of the playbook's texts where it is not its first.
    """
    persons = story.people
    if not persons and story.example and example is not None:
        persons = example.company.people
    start = datetime(story.at.year, story.at.month, story.at.day, 9, tzinfo=UTC)
    stage = Stage(process, People(persons), start, story.by, translation)
    teller = _Teller(story, stage, example, write, notes)
    return Told(tuple(teller.told()), stage)


class _Teller:
    """The telling of one story."""

    def __init__(
        self, story: Story, stage: Stage, example: Example | None, write: Write, notes: Notes
    ) -> None:
        self.story, self.stage, self.example = story, stage, example
        self.write, self.notes = write, notes

    def told(self) -> Iterator[Mismatch]:
        """Everything that is not as told."""
        failed = tuple(self._beginning())
        self.notes.look(self.stage.view)
        yield from failed
        for number, turn in enumerate(() if failed else self.story.story):
            path: Path = ("story", number)
            if turn.at is not None:
                if turn.at < self.stage.now:
                    yield Mismatch((*path, "at"), "time runs backwards here")
                    return
                self.stage.now = turn.at
            if turn.expect is not None:
                yield from mismatches(
                    turn.expect, self.stage, self.write, self.notes, (*path, "expect")
                )
                continue
            wrong = self._carried_out(turn, path)
            self.notes.look(self.stage.view)
            if wrong is not None:
                yield wrong
                return

    def _is_among(self, wanted: str, said: str) -> bool:
        """Whether reasons hold a text; in a translation it is enough that there are some."""
        return bool(self.stage.translation) or wanted.casefold() in said.casefold()

    # -- the start ---------------------------------------------------------------------------

    def _beginning(self) -> Iterator[Mismatch]:
        known = self.example.answers if self.example is not None else {}
        given: dict[str, tuple[Mapping[str, Any], Path]] = {}
        for number, step_id in enumerate(self.story.example):
            if step_id not in known:
                maybe = or_near(step_id, known)
                yield Mismatch(
                    ("example", number), f"the sample company has no answers to '{step_id}'{maybe}"
                )
            else:
                given[step_id] = (known[step_id], ("example", number))
        for step_id, values in self.story.given.items():
            former = given.get(step_id, ({}, ()))[0]
            given[step_id] = ({**former, **values}, ("given", step_id))
        for step_id, (values, path) in given.items():
            wrong = self._answered(step_id, values, self.stage.by, path)
            if wrong is not None:
                yield wrong

    # -- turns -------------------------------------------------------------------------------

    def _carried_out(self, turn: Turn, path: Path) -> Mismatch | None:
        by = self.stage.actor(turn.by) if turn.by else self.stage.by
        step_id: str = getattr(turn, turn.verb)
        if turn.verb == "undo":
            who = self.stage.actor(step_id)
            outcome = undo(self.stage.view, self.stage.events, who)
            return self._judged(turn, path, outcome, who)
        if turn.verb == "answer":
            return self._answering(turn, path, by)
        if turn.verb in OPENING:
            return self._opened(turn, path, by)
        return self._of_step(turn, path, step_id, by)

    def _opened(self, turn: Turn, path: Path, by: str) -> Mismatch | None:
        requested = opening(self.stage.view, self.stage.people, turn, by)
        if isinstance(requested, str):
            return Mismatch((*path, turn.verb), requested)
        return self._judged(turn, path, requested, by)

    def _of_step(self, turn: Turn, path: Path, step_id: str, by: str) -> Mismatch | None:
        instance = self.stage.instance(step_id)
        if instance is None or instance.step == ORGANISATION:
            return Mismatch((*path, turn.verb), self._no_step(step_id))
        if turn.verb == "finish":
            return self._finished(turn, path, instance, by)
        return self._judged(turn, path, _REQUESTS[turn.verb](self.stage, instance, turn, by), by)

    def _answering(self, turn: Turn, path: Path, by: str) -> Mismatch | None:
        wrong = self._answered(turn.answer or "", turn.give or {}, by, (*path, "give"))
        if turn.refused is None:
            return wrong
        if wrong is None:
            return Mismatch((*path, "refused"), "the answers were taken", turn.refused, "accepted")
        if not self._is_among(turn.refused, wrong.message):
            return Mismatch(
                (*path, "refused"), "refused for other reasons", turn.refused, wrong.message
            )
        return None

    def _answered(
        self, step_path: str, values: Mapping[str, Any], by: str, path: Path
    ) -> Mismatch | None:
        stage = self.stage
        instance = stage.instance(step_path)
        if instance is None:
            at = path if path[0] != "story" else (*path[:-1], "answer")
            return Mismatch(at, self._no_step(step_path))
        questions = {q.id: q for q in stage.process.playbook.questions_of(instance.step)}
        stranger = next((name for name in values if name not in questions), None)
        if stranger is not None:
            maybe = or_near(stranger, questions)
            return Mismatch(
                (*path, stranger), f"'{instance.step}' asks no question '{stranger}'{maybe}"
            )
        again = acting_on(stage.view, instance) != instance
        source = "typed" if again or path[0] == "story" else "file"
        entries = [Entry(instance, questions[q], raw, source) for q, raw in values.items()]
        drafts, faults = answer_all(stage.view, entries, by)
        self.notes.refused(instance.step, faults)
        if faults:
            first = faults[0]
            at = (*path, first.entry.question.id, *first.path)
            return Mismatch(at, "; ".join(f.message for f in faults))
        stage.record(drafts, by)
        return None

    def _finished(self, turn: Turn, path: Path, instance: Instance, by: str) -> Mismatch | None:
        stage = self.stage
        waived = dict.fromkeys(turn.waive, turn.reason)
        acting = acting_on(stage.view, instance)
        wrong = self._judged(turn, path, submit(stage.view, acting, by, waived), by)
        if wrong is not None or turn.refused is not None:
            return wrong
        step = stage.process.playbook.step_by_id[instance.step]
        signed = signing(stage.view, step, instance)
        for role in signed.missing if signed is not None else ():
            signatory = self._signatory(role, instance, by)
            outcome = approve(stage.view, instance, Signature(signatory, role), stage.people)
            wrong = self._judged(turn, path, outcome, signatory)
            if wrong is not None:
                return wrong
        return None

    def _signatory(self, role: str, instance: Instance, by: str) -> str:
        if not self.stage.people.persons:
            return by
        written_by = authors(self.stage.view, instance)
        holders = [person.actor for person in self.stage.people.holding(role)]
        free = (actor for actor in holders if not is_among(actor, written_by))
        return next(free, next(iter(holders), by))

    def _judged(self, turn: Turn, path: Path, outcome: Outcome, by: str) -> Mismatch | None:
        """Records what was granted, or says that it should not have gone this way."""
        if not isinstance(outcome, Refusal):
            if turn.refused is not None:
                return Mismatch((*path, "refused"), "this was granted", turn.refused, "granted")
            self.stage.record(outcome, by)
            return None
        said = "; ".join(outcome.problems)
        if turn.refused is None:
            return Mismatch((*path, turn.verb), f"refused: {said}")
        if self._is_among(turn.refused, said):
            return None
        return Mismatch((*path, "refused"), "refused for other reasons", turn.refused, said)

    def _no_step(self, name: str) -> str:
        steps = (step.id for step in self.stage.process.playbook.steps)
        return f"there is no step '{name}'{or_near(name, steps)}"


def _signature(turn: Turn, by: str) -> Signature:
    return Signature(by, turn.as_ or "", turn.reason, turn.waive)


_REQUESTS: Mapping[str, Callable[[Stage, Instance, Turn, str], Outcome]] = {
    "submit": lambda stage, instance, turn, by: submit(
        stage.view,
        acting_on(stage.view, instance),
        by,
        dict.fromkeys(turn.waive, turn.reason),
    ),
    "approve": lambda stage, instance, turn, by: approve(
        stage.view, instance, _signature(turn, by), stage.people
    ),
    "refuse": lambda stage, instance, turn, by: refuse(
        stage.view, instance, _signature(turn, by), stage.people
    ),
    "skip": lambda stage, instance, turn, _: skip(stage.view, instance, turn.reason),
    "reopen": lambda stage, instance, turn, _: reopen(stage.view, instance, turn.reason),
    "reaffirm": lambda stage, instance, turn, _: reaffirm(stage.view, instance, turn.reason),
}
