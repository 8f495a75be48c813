"""A state seen through its playbook: answers in force, and the names that guards may use.

A derived answer follows its source: its value is worked out again from the answers in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collab_playbook.engine.circles import parents, scopes_of
from collab_playbook.engine.names import Names
from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY, Process
from collab_playbook.language.values import Failure, Unknown, plain
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.question import Computed, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from collab_playbook.engine.process import StepRead
    from collab_playbook.engine.remembering import Ground
    from collab_playbook.engine.state import Given, Record, State, Stored
    from collab_playbook.language.values import Value
    from collab_playbook.model.step import Step

_FEEDBACK_ROUNDS = 10
"""Derived answers may rest on derived answers; more than this many links are left as recorded."""


@dataclass(frozen=True)
class View:
    """A process, a state and a moment: everything that a derivation may look at."""

    process: Process
    state: State
    now: datetime
    today: date

    # -- instances ------------------------------------------------------------------------

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Every scope there is: the programme, the circles, the communities."""
        return scopes_of(self.process.playbook, self.state)

    def runs_in(self, step: Step, scope: str) -> bool:
        """Whether a step has an instance in a scope.

        The programme's instance of a step serves the default circle and the default community too.
        """
        kind, _, owner = scope.partition(":")
        if kind not in step.scopes:
            return False
        return not (PROGRAMME in step.scopes and owner in {DEFAULT_CIRCLE, DEFAULT_COMMUNITY})

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        """First occurrences of steps in every scope where they run, programme first, by number."""
        return tuple(
            Instance(scope, step.id)
            for scope in self.scopes
            for step in self.process.steps
            if self.runs_in(step, scope)
        )

    def home(self, step_id: str, scope: str) -> str:
        """The scope that a step's id means: ``scope`` itself, its circle, or the programme."""
        step = self.process.playbook.step_by_id.get(step_id)
        if step is not None:
            for near in (scope, *parents(self.state, scope)):
                if self.runs_in(step, near):
                    return near
        return PROGRAMME

    # -- answers --------------------------------------------------------------------------

    @cached_property
    def _latest(self) -> dict[tuple[str, str], dict[str, Given]]:
        by_occurrence = sorted(self.state.records.items(), key=lambda item: item[0].occurrence)
        answers: dict[tuple[str, str], dict[str, Given]] = {}
        for instance, record in by_occurrence:
            answers.setdefault((instance.scope, instance.step), {}).update(record.answers)
        return answers

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], Mapping[str, Stored]]:
        """The answers in force by scope and step; ``None`` for a withdrawn one."""
        recorded: dict[tuple[str, str], dict[str, Stored]] = {
            key: {q: given.value for q, given in answers.items()}
            for key, answers in self._latest.items()
        }
        derived = [
            (key, question)
            for key, answers in self._latest.items()
            for q, given in answers.items()
            if given.source == "derived" and (question := self._computed(key[1], q)) is not None
        ]
        for _ in range(_FEEDBACK_ROUNDS if derived else 0):
            if not self._follow_sources(recorded, derived):
                break
        return recorded

    def _computed(self, step_id: str, question_id: str) -> Question | None:
        question = self.process.playbook.question(step_id, question_id)
        return question if question is not None and isinstance(question.default, Computed) else None

    def _follow_sources(
        self,
        answers: dict[tuple[str, str], dict[str, Stored]],
        derived: list[tuple[tuple[str, str], Question]],
    ) -> bool:
        changed = False
        for (scope, step_id), question in derived:
            value = self.computed_default(question, self.names(scope, answers))
            current = answers[scope, step_id].get(question.id)
            if value is not None and value != current:
                answers[scope, step_id][question.id] = value
                changed = True
        return changed

    def answers_of(self, scope: str, step_id: str) -> Mapping[str, Stored]:
        """The answers in force of one step."""
        return self.answers.get((scope, step_id), {})

    def given(self, scope: str, step_id: str, question_id: str) -> Given | None:
        """How an answer was given, whichever occurrence it stands in."""
        return self._latest.get((scope, step_id), {}).get(question_id)

    def carried(self, question: Question, instance: Instance) -> tuple[Stored, str] | None:
        """What a circle or community takes over for an answer, and the scope that it comes from."""
        if not question.carry:
            return None
        for scope in parents(self.state, instance.scope):
            value = self.answers_of(scope, instance.step).get(question.id)
            if value is not None:
                return value, scope
        return None

    def record(self, instance: Instance) -> Record:
        """The recorded facts of an instance."""
        return self.state.record(instance)

    def answered_later(self, instance: Instance) -> frozenset[str]:
        """The questions that occurrences after the first have answered anew."""
        found: set[str] = set()
        for occurrence in range(2, self.state.latest(instance.scope, instance.step) + 1):
            found.update(self.record(instance._replace(occurrence=occurrence)).answers)
        return frozenset(found)

    # -- names ----------------------------------------------------------------------------

    def names(
        self,
        scope: str,
        answers: Mapping[tuple[str, str], Mapping[str, Stored]] | None = None,
        *,
        value: tuple[str, Question, Stored] | None = None,
    ) -> Mapping[str, Value]:
        """The roots of guards in a scope; with ``value``, as if that question had that answer."""
        return Names(self, scope, self.answers if answers is None else answers, value)

    @cached_property
    def _shared_names(self) -> dict[str, Mapping[str, Value]]:
        return {}

    @cached_property
    def _verdicts(self) -> dict[tuple[str, str], Value | Unknown | Failure]:
        return {}

    def evaluate(self, guard: str, scope: str) -> Value | Unknown | Failure:
        """What a guard says here and now; worked out once, however many ask."""
        verdicts = self._verdicts
        if (guard, scope) not in verdicts:
            ground = self._ground(guard, scope)
            verdicts[guard, scope] = (
                self._evaluated(guard, scope)
                if ground is None
                else self.process.memory.recalled(
                    ("guard", guard, scope), ground, lambda: self._evaluated(guard, scope)
                )
            )
        return verdicts[guard, scope]

    def _ground(self, guard: str, scope: str) -> Ground | None:
        """All that a guard rests on; ``None`` where it looks at more than some steps."""
        steps = self.process.steps_read(guard)
        return None if steps is None else (self.today, *self.ground(steps, scope))

    def ground(self, steps: Iterable[StepRead], scope: str) -> Iterator[object]:
        """All that a guard of a scope may know of the steps that it reads."""
        for step_id, above in steps:
            home = PROGRAMME if above else self.home(step_id, scope)
            yield self.answers_of(home, step_id)
            yield self.record(Instance(home, step_id)).phase

    def _evaluated(self, guard: str, scope: str) -> Value | Unknown | Failure:
        from collab_playbook.language.evaluate import evaluate  # noqa: PLC0415 - a board often needs no guard

        names = self._shared_names.get(scope)
        if names is None:
            names = self._shared_names[scope] = self.names(scope)
        return evaluate(self.process.guard(guard), names)

    def computed_default(self, question: Question, names: Mapping[str, Value]) -> Stored | None:
        """The stored form of a computed default, or ``None`` while it cannot be told."""
        if not isinstance(question.default, Computed):
            return None
        from collab_playbook.engine.values import fit  # noqa: PLC0415 - only a computed default needs them
        from collab_playbook.language.evaluate import evaluate  # noqa: PLC0415

        value = evaluate(self.process.guard(question.default.from_), names)
        if isinstance(value, Unknown | Failure) or value is None:
            return None
        stored, misfits = fit(question, plain(value), self.process.playbook.choices_of(question))
        return None if misfits else stored
