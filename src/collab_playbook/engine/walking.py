"""A walk: whatever valid answers come, following ``next`` has to lead to the end."""

from __future__ import annotations

import shlex
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.following import next_of
from collab_playbook.engine.interview import Interview
from collab_playbook.engine.inventing import DAYS_AROUND, Chance, invented
from collab_playbook.engine.lifecycle import acting_on, reaffirm, reopen, skip, submit
from collab_playbook.engine.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.following import Next
    from collab_playbook.engine.interview import Prompt
    from collab_playbook.engine.lifecycle import Outcome
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
                open_ = [s for s in stage.board.standings.values() if s.state not in _ENDS]
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
        _, verb, path, *flags = shlex.split(command)
        given: dict[str, list[str]] = {}
        for name, value in zip(flags[::2], flags[1::2], strict=True):
            given.setdefault(name, []).append(value)
        outcome, by = self._outcome(verb, path, given)
        if isinstance(outcome, Refusal):
            problems = "; ".join(outcome.problems)
            raise _StuckError(f"'{verb} {path}' is offered and refused: {problems}", "steps", path)
        self._record(f"{verb} {path}", outcome, by)

    def _outcome(self, verb: str, path: str, given: dict[str, list[str]]) -> tuple[Outcome, str]:
        stage = self.stage
        view, people = stage.view, stage.people
        reason = given.get("--reason", [""])[0]
        by, waived = given.get("--by", [stage.by])[0], given.get("--waive", [])
        instance = stage.instance(path)
        if instance is None:
            raise _StuckError(f"'{verb} {path}' names no step", "steps", path)
        match verb:
            case "submit":
                acting = acting_on(view, instance)
                return submit(view, acting, by, dict.fromkeys(waived, reason)), by
            case "approve":
                signature = Signature(by, given["--as"][0], reason, tuple(waived))
                return approve(view, instance, signature, people), by
            case "reaffirm":
                return reaffirm(view, instance, reason), by
            case "reopen":
                return reopen(view, instance, reason), by
            case _:
                return skip(view, instance, reason), by

    def _record(self, what: str, drafts: Any, by: str = "") -> None:
        self.last.append(what)
        self.stage.record(drafts, by or self.stage.by)


def _site(name: str) -> tuple[str, ...]:
    step_id, _, question_id = name.partition(".")
    return ("steps", step_id, "questions", question_id)
