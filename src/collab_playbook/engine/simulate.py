"""A view as it will be once some drafts are in the journal; looking ahead records nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from collab_playbook.engine.fold import fold
from collab_playbook.model.event import Draft, Event, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from collab_playbook.engine.view import View


def after(view: View, drafts: Iterable[Draft], by: str) -> View:
    """The view after these drafts, as if ``by`` had written them now.

    Drafts that void are not meant for this: taking back needs the whole journal.
    """
    events = events_of(drafts, by, view.now)
    return replace(view, state=fold(events, view.state))


def events_of(drafts: Iterable[Draft], by: str, now: datetime, first: int = 0) -> list[Event]:
    """Drafts as events that no journal holds; their ids count from ``first``."""
    at = stamp(now)
    return [
        Event.model_construct(
            id=f"ahead:{number}",
            at=at,
            by=by,
            type=draft.type,
            scope=draft.scope,
            step=draft.step,
            occurrence=draft.occurrence,
            data=draft.data,
        )
        for number, draft in enumerate(drafts, first)
    ]
