"""What is known of a circle when the next one is opened: its state, its age, its lessons."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from collab_playbook.engine.circles import (
    circle_before,
    circle_of,
    circle_state,
    opened_on,
)
from collab_playbook.engine.process import DEFAULT_CIRCLE
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.openings import Lesson
    from collab_playbook.engine.state import State
    from collab_playbook.engine.view import View
    from collab_playbook.language.values import Value


def lessons_from(state: State, scope: str) -> tuple[Lesson, ...]:
    """The lessons that a circle taught, its communities' among them, each with a change.

    What was learned in the programme as a whole is the experience of the circle of all staff.
    """
    return tuple(
        lesson
        for lesson in state.lessons.values()
        if lesson.change and _taught_in(state, lesson.scope) == scope
    )


def _taught_in(state: State, scope: str) -> str:
    return f"circle:{DEFAULT_CIRCLE}" if scope == PROGRAMME else circle_of(state, scope)


def lessons_applied(state: State, scope: str) -> tuple[Lesson, ...]:
    """The lessons of elsewhere that changed something in a circle."""
    return tuple(
        lesson
        for lesson in state.lessons.values()
        if any(applied.scope == scope for applied in lesson.applied)
    )


def told_circle(view: View, scope: str) -> Mapping[str, Value]:
    """A circle as guards see it; a missing part is unknown."""
    playbook, state = view.process.playbook, view.state
    name = scope.partition(":")[2]
    circle = state.circles.get(name)
    fields: dict[str, Value] = {
        "id": name,
        "title": state.title(scope),
        "kind": circle.kind if circle is not None else name,
        "state": circle_state(playbook, state, name),
        "lessons": len(lessons_from(state, scope)),
        "lessons_applied": len(lessons_applied(state, scope)),
    }
    if circle is not None:
        fields["before"] = circle_before(playbook, state, circle)
    since = opened_on(playbook, state, name)
    if since is not None:
        fields["opened_on"] = since
    return MappingProxyType(fields)
