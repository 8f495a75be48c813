"""Taking over what a circle or community carries from further in: defaults become answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.answering import Entry
from collab_playbook.engine.asking import asked_of

if TYPE_CHECKING:
    from collab_playbook.engine.view import View

SOURCE = "confirmed"


def carried_entries(view: View, scope: str) -> tuple[Entry, ...]:
    """The carried answers of every open question of a circle or community, as given there.

    Nothing for the programme, which is where they come from.
    """
    return tuple(
        Entry(instance, asked.question, found[0], SOURCE)
        for instance in view.instances
        if instance.scope == scope
        for asked in asked_of(view, instance)
        if asked.is_open and (found := view.carried(asked.question, instance)) is not None
    )
