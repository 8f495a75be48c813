"""Taking back the last thing that somebody did, as long as nothing later rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.openings import key_of_lesson
from collab_playbook.engine.people import same_person
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.event import Draft, Event, Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.view import View

_NEVER = frozenset({"created", "voided"})
_OF_OWNERS = frozenset({"circle_closed", "community_added", "community_closed"})
APART: frozenset[str] = frozenset(
    {"indicator_recorded", "indicator_withdrawn", "lesson_added", "lesson_applied"}
    | {"evidence_attached", "reported"}
)
"""What stands beside the steps: only its like, or what names it, rests on it."""
_CONSEQUENCES = frozenset({"completed", "reopened"})


def undo(view: View, events: Sequence[Event], by: str) -> Outcome:
    """Voids the last live act of one person: a request and what it brought about go together.

    Args:
        view: Things as they are.
        events: The whole journal, in order.
        by: Who takes back.
    """
    live = [e for e in events if e.id not in view.state.voided and e.type != "voided"]
    last = next((n for n in range(len(live) - 1, -1, -1) if _is_act_of(live[n], by)), None)
    if last is None:
        return Refusal((say("{by} has done nothing here that could be taken back", by=by),))
    act = _whole_act(live, last)
    taken = {event.id for event in act}
    later = [e for e in live[live.index(act[0]) :] if e.id not in taken]
    resting = tuple(_resting(view, act, later))
    if resting:
        told = tuple(say("{describe} rests on it", describe=describe(e)) for e in resting[:5])
        hint = "" if act[0].type in APART else say("Reopen the step instead.")
        return Refusal(
            (say("{describe} cannot be taken back", describe=describe(act[0])), *told), hint=hint
        )
    return tuple(
        Draft("voided", e.scope, e.step, e.occurrence, {"event": e.id, "type": e.type})
        for e in reversed(act)
    )


def describe(event: Event) -> str:
    """An event in a few words: ``answered objectives.items by Mathieu Perrillat``."""
    what = Instance(event.scope, event.step, event.occurrence).path if event.step else event.scope
    data = event.data
    question = data.get("question")
    what = f"{what}.{question}" if question else what
    if event.type in APART:
        owner = event.scope.partition(":")[2]
        learned = str(data.get("lesson", ""))[:40] if event.type == "lesson_added" else ""
        named = (data.get("indicator"), data.get("period"), data.get("name"), learned)
        parts = (owner, event.step, *named)
        what = " ".join(str(part) for part in parts if part) or say("in the programme")
    return say(
        "'{type} {what}' by {who}",
        type=event.type.replace("_", " "),
        what=what,
        who=event.by.partition(" <")[0],
    )


def _is_act_of(event: Event, by: str) -> bool:
    return event.type not in _NEVER and same_person(event.by, by)


def _whole_act(live: Sequence[Event], at: int) -> list[Event]:
    """The request and its consequences: a submission, the completion and reopenings it caused."""
    first = at
    while first > 0 and _is_consequence(live[first], live[first - 1]):
        first -= 1
    last = at
    while last + 1 < len(live) and _is_consequence(live[last + 1], live[last]):
        last += 1
    return list(live[first : last + 1])


def _is_consequence(event: Event, before: Event) -> bool:
    if event.by != before.by or event.at != before.at or event.type not in _CONSEQUENCES:
        return False
    if event.type == "completed":
        same = (event.scope, event.step, event.occurrence) == (
            before.scope,
            before.step,
            before.occurrence,
        )
        return same and before.type in {"submitted", "approved"}
    return "because" in event.data and before.type in _CONSEQUENCES


def _resting(view: View, act: Sequence[Event], later: Sequence[Event]) -> Iterator[Event]:
    touched = {(e.scope, e.step) for e in act if e.step}
    finished = {e.step for e in act if e.type in {"completed", "skipped"}}
    given = {f"{e.step}.{e.data['question']}" for e in act if "question" in e.data}
    owners = {e.data["id"] for e in act if e.type in {"circle_added", "community_added"}}
    for event in later:
        if _is_inside(event, owners):
            yield event
            continue
        if event.type in APART or act[0].type in APART:
            if _rests_apart(act[0], event):
                yield event
            continue
        if (
            any(_is_behind(view, event, decided) for decided in act)
            or ((event.scope, event.step) in touched and not _independent(act, event))
            or (event.step and finished & set(_needed(view, event.step)))
            or given & set(event.data.get("basis", {}))
        ):
            yield event


def _is_inside(event: Event, owners: set[str]) -> bool:
    """Whether something happened in one of these circles or communities, or to it."""
    of = event.data.get("circle") if event.type == "community_added" else event.data.get("id")
    named = of if event.type in _OF_OWNERS else event.scope.partition(":")[2]
    return named in owners


def _is_behind(view: View, event: Event, decided: Event) -> bool:
    """Whether something was handed in, or a condition settled, on the word of a verdict."""
    if decided.type != "gate_decided" or event.type not in {"submitted", "condition_settled"}:
        return False
    gate = decided.data["gate"]
    if event.type == "condition_settled":
        return (event.scope, event.data["gate"]) == (decided.scope, gate)
    step = view.process.playbook.step_by_id.get(event.step or "")
    phase = view.process.playbook.phase_by_id.get(step.phase) if step is not None else None
    of_phase = phase is not None and phase.gate is not None and phase.gate.id == gate
    of_circle = any(gate == other.id for other in view.process.playbook.gates)
    return event.scope == decided.scope and (of_phase or of_circle)


def _rests_apart(done: Event, event: Event) -> bool:
    """Whether a later event rests on something beside the steps."""
    if done.type in {"indicator_recorded", "indicator_withdrawn"}:
        return event.data.get("was") == done.id
    if done.type == "lesson_added":
        key = key_of_lesson(done.data["lesson"])
        return event.type == "lesson_applied" and event.data.get("lesson") == key
    if done.type == "evidence_attached":
        signed = event.type in {"submitted", "approved", "completed"}
        return signed and (event.scope, event.step) == (done.scope, done.step)
    return False


def _needed(view: View, step_id: str) -> tuple[str, ...]:
    step = view.process.playbook.step_by_id.get(step_id)
    return tuple(need.step for need in step.needs) if step else ()


def _independent(act: Sequence[Event], event: Event) -> bool:
    """Answers to different questions of one step do not rest on each other."""
    questions = {e.data.get("question") for e in act}
    asked = event.data.get("question")
    return asked is not None and None not in questions and asked not in questions
