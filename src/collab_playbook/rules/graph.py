"""The graph of needs: it has no circle, so that every step can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.rules.placing import Placing


def circular_needs(playbook: Playbook, places: Placing) -> Iterator[Problem]:
    """Every circle of steps that wait for each other, told once, with its whole path."""
    for circle in _circles(playbook):
        first = circle[0]
        path = " -> ".join((*circle, first))
        place = places.of("steps", first, "needs")
        message = f"These steps wait for each other: {path}"
        yield Problem(
            "PB201",
            "circular-needs",
            message,
            place,
            "Take one need out, or make it 'better_after'.",
        )


def _circles(playbook: Playbook) -> list[list[str]]:
    """Walks along needs without recursion; a step met again on the way closes a circle."""
    needs = {
        step.id: [n.step for n in step.needs if n.step in playbook.step_by_id]
        for step in playbook.steps
    }
    finished: set[str] = set()
    circles: list[list[str]] = []
    for start in needs:
        way: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            step, is_left = waiting.pop()
            if is_left:
                way.pop()
                finished.add(step)
            elif step in way:
                circles.append(way[way.index(step) :])
            elif step not in finished:
                way.append(step)
                waiting.append((step, True))
                waiting += [(need, False) for need in needs[step]]
    return circles
