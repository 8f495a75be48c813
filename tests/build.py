"""Values for tests, built from the least that a test has to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.derive import Board, derive
from collab_playbook.engine.fold import fold
from collab_playbook.engine.process import Process
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.state import State
from collab_playbook.engine.view import View
from collab_playbook.model.event import Draft, Event, Instance
from collab_playbook.model.playbook import Playbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


LEAD = "Mathieu Perrillat <mathieu@example.org>"
SPONSOR = "Claire Fontanel <claire@example.org>"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

ROLES = {"accountable": "sponsor", "responsible": ["lead"]}


def question(question_id: str, **keys: Any) -> dict[str, Any]:
    """A question, of type text unless it says otherwise."""
    return {"id": question_id, "type": "text", "ask": f"What is {question_id}?", **keys}


def step(step_id: str, number: int = 1, **keys: Any) -> dict[str, Any]:
    """A step with whatever the test is about."""
    return {
        "id": step_id,
        "number": number,
        "title": step_id.replace("_", " ").capitalize(),
        "phase": "frame",
        "purpose": "Because.",
        "roles": ROLES,
        "duration": {"work_days": 5},
        **keys,
    }


def playbook(*steps: Mapping[str, Any], **keys: Any) -> Playbook:
    """A playbook of one phase with these steps."""
    return Playbook.model_validate(
        {
            "id": "test",
            "version": "1",
            "title": "Test",
            "phases": [{"id": "frame", "title": "Frame"}],
            "steps": list(steps),
            "digest": "d",
            **keys,
        }
    )


def process(*steps: Mapping[str, Any], **keys: Any) -> Process:
    """A process of these steps."""
    return Process(playbook(*steps, **keys))


def view_of(what: Process, events: Iterable[Event] = (), now: datetime = NOW) -> View:
    """A view over the fold of some events."""
    return View(what, fold(events), now, now.date())


class Journal:
    """A journal in memory: drafts in, events with ids and times out, the view always at hand."""

    def __init__(self, what: Process, now: datetime = NOW) -> None:
        self.process = what
        self.now = now
        self.events: list[Event] = []
        self._folded: tuple[int, State] = (0, State())

    def append(
        self, drafts: Sequence[Draft] | Refusal, by: str = LEAD, at: datetime | None = None
    ) -> None:
        """Appends what the engine asked for; a refusal fails the test with its reasons."""
        assert not isinstance(drafts, Refusal), drafts.problems
        moment = (at or self.now).strftime("%Y-%m-%dT%H:%M:%SZ")
        for draft in drafts:
            number = len(self.events)
            self.events.append(
                Event(
                    id=f"e{number}",
                    at=moment,
                    by=by,
                    type=draft.type,
                    scope=draft.scope,
                    step=draft.step,
                    occurrence=draft.occurrence,
                    data=draft.data,
                    playbook="d",
                    prev=(f"e{number - 1}",) if number else (),
                )
            )

    @property
    def state(self) -> State:
        """The fold of everything so far; what is new is folded onto what was."""
        count, state = self._folded
        new = self.events[count:]
        voids = any(event.type == "voided" for event in new)
        state = fold(self.events) if voids else fold(new, state)
        self._folded = (len(self.events), state)
        return state

    @property
    def view(self) -> View:
        """The view now."""
        return View(self.process, self.state, self.now, self.now.date())

    @property
    def board(self) -> Board:
        """The board now."""
        return derive(self.view)

    def at(self, now: datetime) -> Journal:
        """The same journal at another time."""
        other = Journal(self.process, now)
        other.events = self.events
        return other

    def state_of(self, step_id: str, scope: str = "programme") -> str:
        """The derived state of a step."""
        return self.board.standing(Instance(scope, step_id)).state


def programme(step_id: str, occurrence: int = 1) -> Instance:
    """The programme's instance of a step."""
    return Instance("programme", step_id, occurrence)


def without_ids(state: State) -> State:
    """A state without the ids of events, to compare journals that number them otherwise."""
    records = {
        instance: replace(
            record,
            answers={q: given._replace(event="") for q, given in record.answers.items()},
            approvals=tuple(approval._replace(event="") for approval in record.approvals),
        )
        for instance, record in state.records.items()
    }
    return replace(state, records=records, voided=frozenset(), oddities=())
