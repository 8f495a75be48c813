"""A worked example walked through the real requests, so that its journal is as true as anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.approving import Signature, approve, authors
from collab_playbook.engine.lifecycle import Outcome, submit
from collab_playbook.engine.people import People, is_among
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.signing import signing
from collab_playbook.engine.simulate import after
from collab_playbook.engine.view import View
from collab_playbook.errors import PlaybookError
from collab_playbook.model.event import PROGRAMME, Draft, Instance
from collab_playbook.model.example import Example, Leg
from collab_playbook.model.playbook import ORGANISATION

_MORNING, _EVENING = 9, 17


class Act(NamedTuple):
    """What somebody did at one moment."""

    drafts: tuple[Draft, ...]
    by: str
    at: datetime


def rehearse(example: Example, view: View, people: People) -> Iterator[Act]:
    """The acts of a walk in order of time: every answer, submission and approval.

    Args:
        example: The sample company.
        view: An empty workspace's view.
        people: The company's people.

    Raises:
        PlaybookError: The engine refuses something; a sound playbook's example meets no refusal.
    """
    rehearsal = _Rehearsal(example, view, people)
    moments = [(_at(leg.started, _MORNING), 0, leg) for leg in example.walk]
    moments += [(_at(leg.done, _EVENING), 1, leg) for leg in example.walk]
    moments += [(_at(day, _EVENING), 2, leg) for leg in example.walk for day in leg.renewed]
    moments.sort(key=lambda moment: moment[:2])
    first = moments[0] if moments else None
    if first is not None:
        yield from rehearsal.answers(ORGANISATION, first[2].by, first[0])
    for at, part, leg in moments:
        if part == 0:
            yield from rehearsal.answers(leg.step, leg.by, at)
        elif part == 1:
            yield from rehearsal.completion(leg, at)
        else:
            yield from rehearsal.signatures(leg.step, at)


class _Rehearsal:
    """The walk so far."""

    def __init__(self, example: Example, view: View, people: People) -> None:
        self.example, self.view, self.people = example, view, people

    def answers(self, step_id: str, by: str, at: datetime) -> Iterator[Act]:
        actor = self._actor(by)
        self._move_to(at)
        questions = {q.id: q for q in self.view.process.playbook.questions_of(step_id)}
        given = self.example.answers.get(step_id, {})
        for name in given:
            if name not in questions:
                raise PlaybookError(f"the sample company answers '{step_id}.{name}', which is not asked")
        instance = Instance(PROGRAMME, step_id)
        entries = [Entry(instance, questions[name], raw, "file") for name, raw in given.items()]
        drafts, faults = answer_all(self.view, entries, actor)
        if faults:
            told = "; ".join(f"{f.entry.question.id}{_within(f.path)}: {f.message}" for f in faults)
            raise PlaybookError(f"the sample company's answers to '{step_id}' do not fit: {told}")
        if drafts:
            yield self._act(drafts, actor, at)

    def completion(self, leg: Leg, at: datetime) -> Iterator[Act]:
        self._move_to(at)
        actor, instance = self._actor(leg.by), Instance(PROGRAMME, leg.step)
        if leg.step not in self.view.process.playbook.step_by_id:
            raise PlaybookError(f"the sample company walks '{leg.step}', which is no step")
        yield self._act(_granted(leg.step, submit(self.view, instance, actor)), actor, at)
        yield from self.signatures(leg.step, at)

    def signatures(self, step_id: str, at: datetime) -> Iterator[Act]:
        self._move_to(at)
        step, instance = self.view.process.playbook.step_by_id[step_id], Instance(PROGRAMME, step_id)
        signed = signing(self.view, step, instance)
        for role in signed.missing if signed is not None else ():
            by = self._signatory(role, instance)
            drafts = _granted(step_id, approve(self.view, instance, Signature(by, role), self.people))
            yield self._act(drafts, by, at)

    def _signatory(self, role: str, instance: Instance) -> str:
        written_by = authors(self.view, instance)
        holders = [person.actor for person in self.people.holding(role)]
        return next((a for a in holders if not is_among(a, written_by)), next(iter(holders), ""))

    def _actor(self, name: str) -> str:
        return next((p.actor for p in self.people.persons if p.name == name), name)

    def _move_to(self, at: datetime) -> None:
        self.view = replace(self.view, now=at, today=at.date())

    def _act(self, drafts: tuple[Draft, ...], by: str, at: datetime) -> Act:
        self.view = after(self.view, drafts, by)
        return Act(drafts, by, at)


def _granted(step_id: str, outcome: Outcome) -> tuple[Draft, ...]:
    if isinstance(outcome, Refusal):
        raise PlaybookError(f"the sample company cannot walk '{step_id}': {'; '.join(outcome.problems)}")
    return outcome


def _within(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
