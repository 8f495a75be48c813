"""A walk: whatever valid answers come, following ``next`` has to lead to the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.carrying_out import carried_out, spoken
from collab_playbook.engine.following import next_of
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.inventing import DAYS_AROUND, Chance, invented
from collab_playbook.engine.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.derive import Standing
    from collab_playbook.engine.following import Next
    from collab_playbook.engine.interview import Prompt
    from collab_playbook.engine.noting import Notes
    from collab_playbook.engine.staging import Stage

_TRIES = 60
"""Random answers to one question before the sample company's own is taken."""
_FAR = timedelta(days=2 * DAYS_AROUND)
_MOVES_A_QUESTION = 12
"""More moves than this for each question of the playbook, and the walk goes in circles."""


class Walked(NamedTuple):
    """How a walk went.

    Attributes:
        moves: How many answers and decisions it took.
        trouble: Why it did not come to its end; empty where it did.
        about: What the trouble is about, as a path of ``Places``.
        last: The last moves before the trouble.
    """

    moves: int
    trouble: str = ""
    about: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


class _StuckError(Exception):
    def __init__(self, trouble: str, *about: str) -> None:
        super().__init__(trouble)
        self.trouble, self.about = trouble, about


def walk(
    stage: Stage,
    chance: Chance,
    known: Mapping[str, Mapping[str, Any]],
    wanted: Mapping[str, Any],
    notes: Notes,
) -> Walked:
    """Walks a playbook to its end.

    Args:
        stage: An empty stage.
        chance: Decides on the answers.
        known: Answers that are known to fit, by step and question, such as the sample company's.
        wanted: Answers to give if they are accepted, by ``step.question``.
        notes: Where what was seen is noted.
    """
    walking = _Walking(stage, chance, known, wanted)
    playbook = stage.process.playbook
    count = sum(len(step.questions) + 4 for step in playbook.steps) + len(playbook.org)
    notes.look(stage.view)
    for number in range(count * _MOVES_A_QUESTION):
        found = next_of(stage.board, stage.people, stage.by)
        try:
            if not walking.moved(found):
                open_ = [s for s in stage.board.standings.values() if not _has_ended(s)]
                if not open_:
                    return Walked(number)
                name = open_[0].instance.step
                why = f"'{name}' is {open_[0].state} and nothing is left to do"
                return Walked(number, why, ("steps", name), tuple(walking.last[-5:]))
        except _StuckError as stuck:
            return Walked(number, stuck.trouble, stuck.about, tuple(walking.last[-5:]))
        notes.look(stage.view)
    return Walked(
        count * _MOVES_A_QUESTION,
        "the walk goes in circles",
        ("playbook",),
        tuple(walking.last[-5:]),
    )


_ENDS = frozenset({"done", "skipped", "not_applicable"})


def _has_ended(stands: Standing) -> bool:
    """Whether a step is at an end: finished, or behind a gate that somebody keeps closed."""
    return stands.state in _ENDS or any(blocker.kind == "gate" for blocker in stands.blocked_by)


class _Walking:
    def __init__(
        self,
        stage: Stage,
        chance: Chance,
        known: Mapping[str, Mapping[str, Any]],
        wanted: Mapping[str, Any],
    ) -> None:
        self.stage, self.chance, self.known, self.wanted = stage, chance, known, wanted
        self.last: list[str] = []

    def moved(self, found: Next) -> bool:
        if found.question is not None:
            self._reply(found)
        elif found.actions:
            self._act(found.actions[0].command)
        else:
            return False
        return True

    def _reply(self, found: Next) -> None:
        stage, wanted = self.stage, found.question
        assert wanted is not None  # noqa: S101 - the caller looked
        question = wanted.asked.question
        interview = Interview(stage.view, wanted.instance, stage.by, cursor=question.id)
        prompt = interview.prompt()
        name = f"{wanted.instance.step}.{question.id}"
        if prompt is None:
            raise _StuckError(f"'{name}' is wanted and not asked", *_site(name))
        if not prompt.required and name not in self.wanted and self.chance.random() < 0.3:
            replied = interview.skip()
            if not isinstance(replied, Refusal) and replied[1]:
                self._record(f"pass {name}", replied[1])
                return
        reasons = ""
        for value in self._candidates(name, prompt):
            answered = interview.reply(value)
            if isinstance(answered, Refusal):
                reasons = "; ".join(answered.problems)
                continue
            if not answered[1]:
                raise _StuckError(f"an answer to '{name}' changes nothing", *_site(name))
            self._record(f"answer {name}", answered[1])
            return
        raise _StuckError(f"no answer to '{name}' passes its checks: {reasons}", *_site(name))

    def _candidates(self, name: str, prompt: Prompt) -> Iterator[Any]:
        """What may be answered: what was asked for, chance, what is known to fit, far dates."""
        step_id, _, question_id = name.partition(".")
        today = self.stage.view.today
        yield from (value for value in (self.wanted.get(name),) if value is not None)
        yield from (invented(prompt, self.chance, today) for _ in range(_TRIES))
        last = (self.known.get(step_id, {}).get(question_id), prompt.default)
        yield from (value for value in last if value is not None)
        for day in (today + _FAR, today - _FAR):  # a check may want later, or earlier, than a date
            yield from (invented(prompt, self.chance, day) for _ in range(_TRIES))

    def _act(self, command: str) -> None:
        stage, said = self.stage, spoken(command)
        what = " ".join(said.words)
        by = said.one("--by", stage.by)
        outcome = carried_out(stage.view, stage.people, said, by)
        if isinstance(outcome, Refusal):
            problems = "; ".join(outcome.problems)
            trouble = f"'{what}' is offered and refused: {problems}"
            raise _StuckError(trouble, "steps", said.words[-1])
        self._record(what, outcome, by)

    def _record(self, what: str, drafts: Any, by: str = "") -> None:
        self.last.append(what)
        self.stage.record(drafts, by or self.stage.by)


def _site(name: str) -> tuple[str, ...]:
    step_id, _, question_id = name.partition(".")
    return ("steps", step_id, "questions", question_id)
