"""A worked example walked through real requests, so that its journal is as true as anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.answering import Entry, answer_all
from collab_playbook.engine.approving import Signature, approve, authors
from collab_playbook.engine.lifecycle import Outcome, skip, submit
from collab_playbook.engine.people import LEAD, People, is_among
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import recurrence
from collab_playbook.engine.signing import signing
from collab_playbook.engine.simulate import after
from collab_playbook.engine.turning import OPENING, opening
from collab_playbook.errors import PlaybookError
from collab_playbook.model.event import PROGRAMME, Draft, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.view import View
    from collab_playbook.model.example import Example, Leg
    from collab_playbook.model.story import Turn

_MORNING, _NOON, _EVENING = 9, 12, 17


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
    moments = [
        *((_at(leg.started, _MORNING), partial(rehearsal.beginning, leg)) for leg in example.walk),
        *((turn.at or view.now, partial(rehearsal.turn, turn)) for turn in example.turns),
    ]
    for leg in example.walk:
        if leg.done is not None:
            moments.append((_at(leg.done, _EVENING), partial(rehearsal.completion, leg)))
        moments += [(_at(d, _EVENING), partial(rehearsal.signatures, leg)) for d in leg.renewed]
        moments += [
            (_at(again.on, _NOON), partial(rehearsal.repeat, leg)) for again in leg.repeated
        ]
    moments.sort(key=lambda moment: moment[0])
    if moments:
        yield from rehearsal.answers(
            Instance(PROGRAMME, ORGANISATION), example.walk[0].by, moments[0][0]
        )
    for at, play in moments:
        yield from play(at)


class _Rehearsal:
    """The walk so far."""

    def __init__(self, example: Example, view: View, people: People) -> None:
        self.example, self.view, self.people = example, view, people

    def beginning(self, leg: Leg, at: datetime) -> Iterator[Act]:
        """The answers to a step, on the day when it was taken up."""
        yield from self.answers(self._instance(leg.step, leg.within), leg.by, at)

    def completion(self, leg: Leg, at: datetime) -> Iterator[Act]:
        """A step handed in, and everybody's signature under it."""
        self._move_to(at)
        instance, actor = self._instance(leg.step, leg.within), self._actor(leg.by)
        yield self._act(_granted(leg.step, submit(self.view, instance, actor)), actor, at)
        yield from self.signatures(leg, at)

    def signatures(self, leg: Leg, at: datetime) -> Iterator[Act]:
        """Every signature that a step lacks at the time."""
        self._move_to(at)
        instance = self._instance(leg.step, leg.within)
        signed = signing(self.view, self.view.process.playbook.step_by_id[leg.step], instance)
        for role in signed.missing if signed is not None else ():
            by = self._signatory(role, instance)
            drafts = _granted(
                leg.step, approve(self.view, instance, Signature(by, role), self.people)
            )
            yield self._act(drafts, by, at)

    def repeat(self, leg: Leg, at: datetime) -> Iterator[Act]:
        """A repeat: some questions answered anew, the rest confirmed, the occurrence handed in."""
        self._move_to(at)
        step = self.view.process.playbook.step_by_id[leg.step]
        coming = recurrence(self.view, step, self._instance(leg.step, leg.within))
        if coming is None or step.repeat is None:
            raise PlaybookError(
                say("the sample company repeats '{step}', which does not come back", step=leg.step)
            )
        anew = next(again.answers for again in leg.repeated if again.on == at.date())
        standing = self.view.answers_of(self._instance(leg.step, leg.within).scope, leg.step)
        given = {name: anew.get(name, standing.get(name)) for name in step.repeat.questions}
        yield from self._given(coming.instance, given, leg.by, at)
        actor = self._actor(leg.by)
        yield self._act(_granted(leg.step, submit(self.view, coming.instance, actor)), actor, at)

    def answers(self, instance: Instance, by: str, at: datetime) -> Iterator[Act]:
        """The sample's answers to a step, or to the organisation's profile."""
        self._move_to(at)
        owner = instance.scope.partition(":")[2]
        known = self.example.inside.get(owner, {}) if owner else self.example.answers
        yield from self._given(instance, known.get(instance.step, {}), by, at)

    def turn(self, turn: Turn, at: datetime) -> Iterator[Act]:
        """Something decided beside the steps: on a gate, a circle, a step that is passed over."""
        self._move_to(at)
        by = self._actor(turn.by or self.people.first(LEAD))
        if turn.skip is None and turn.verb not in OPENING:
            raise PlaybookError(
                say("the sample company's walk has no place for '{verb}'", verb=turn.verb)
            )
        requested: Outcome | str
        if turn.skip is not None:
            within, _, step = turn.skip.rpartition("/")
            requested = skip(self.view, self._instance(step, within or None), turn.reason)
        else:
            requested = opening(self.view, self.people, turn, by)
        what = f"{turn.verb} {getattr(turn, turn.verb)}"
        if isinstance(requested, str):
            raise PlaybookError(
                say(
                    "the sample company cannot '{what}': {requested}",
                    what=what,
                    requested=requested,
                )
            )
        yield self._act(_granted(what, requested), by, at)

    def _given(
        self, instance: Instance, given: Mapping[str, Any], by: str, at: datetime
    ) -> Iterator[Act]:
        actor = self._actor(by)
        questions = {q.id: q for q in self.view.process.playbook.questions_of(instance.step)}
        strangers = sorted(given.keys() - questions.keys())
        if strangers:
            raise PlaybookError(
                say(
                    "the sample company answers '{step}.{strangers}', which is not asked",
                    step=instance.step,
                    strangers=strangers[0],
                )
            )
        source = "file" if instance.occurrence == 1 else "typed"
        entries = [Entry(instance, questions[name], raw, source) for name, raw in given.items()]
        drafts, faults = answer_all(self.view, entries, actor)
        if faults:
            told = "; ".join(f"{f.entry.question.id}{_within(f.path)}: {f.message}" for f in faults)
            raise PlaybookError(
                say(
                    "the sample company's answers to '{step}' do not fit: {told}",
                    step=instance.step,
                    told=told,
                )
            )
        if drafts:
            yield self._act(drafts, actor, at)

    def _instance(self, step: str, within: str | None) -> Instance:
        if step not in self.view.process.playbook.step_by_id:
            raise PlaybookError(
                say("the sample company walks '{step}', which is no step", step=step)
            )
        if within is None:
            return Instance(PROGRAMME, step)
        scopes = (s for s in self.view.scopes if s.partition(":")[2] == within)
        scope = next(scopes, None)
        if scope is None:
            raise PlaybookError(
                say("the sample company walks in '{within}', which is not there", within=within)
            )
        return Instance(scope, step)

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


def _granted(what: str, outcome: Outcome) -> tuple[Draft, ...]:
    if isinstance(outcome, Refusal):
        raise PlaybookError(
            say(
                "the sample company cannot do '{what}': {problems}",
                what=what,
                problems="; ".join(outcome.problems),
            )
        )
    return outcome


def _within(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
