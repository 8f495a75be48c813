"""The walk of a sample company as events, without a workspace or a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.people import People
from collab_playbook.engine.rehearsing import rehearse
from collab_playbook.model.event import Event

if TYPE_CHECKING:
    from collab_playbook.engine.view import View
    from collab_playbook.model.example import Example


def events_of(example: Example, start: View) -> tuple[Event, ...]:
    """All that the walk records, from the view in which it begins."""
    events: list[Event] = []
    for act in rehearse(example, start, People(example.company.people)):
        for draft in act.drafts:
            event = Event(
                id=f"e{len(events)}",
                at=act.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                by=act.by,
                type=draft.type,
                scope=draft.scope,
                step=draft.step,
                occurrence=draft.occurrence,
                data=draft.data,
                playbook=start.process.playbook.digest,
                prev=tuple(event.id for event in events[-1:]),
            )
            events.append(event)
    return tuple(events)
