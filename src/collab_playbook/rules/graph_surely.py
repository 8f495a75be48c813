"""What has surely been done once another step is done, in every scope where that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.step import Need, Step

_PROGRAMME = "programme"


def surely_done_before(playbook: Playbook, step: Step, need: Need) -> str | None:
    """Another need of a step that cannot have been done unless this one is met.

    A step that may be skipped, or may not apply, promises nothing of what it needs; hence only
    needs for the state ``done`` count, from link to link. A need may also mean another instance of
    a step in a circle than in the programme; what is promised has to be promised in each.
    """
    for other in step.needs:
        if other.state != "done" or other.step in {need.step, step.id}:
            continue
        if step.scopes and all(_promises(playbook, other, need, scope) for scope in step.scopes):
            return other.step
    return None


def _promises(playbook: Playbook, other: Need, wanted: Need, scope: str) -> bool:
    """Whether a step that is done, seen from a scope, has had another one before it."""
    target = (wanted.step, _home(playbook, wanted.step, scope))
    waiting = [(other.step, _home(playbook, other.step, scope))]
    seen = set(waiting)
    while waiting:
        name, here = waiting.pop()
        for need in _needs(playbook, name):
            found = (need.step, _home(playbook, need.step, here))
            if found == target and (need.state == "done" or wanted.state != "done"):
                return True
            if need.state == "done" and found not in seen:
                seen.add(found)
                waiting.append(found)
    return False


def _needs(playbook: Playbook, name: str) -> Iterator[Need]:
    step = playbook.step_by_id.get(name)
    return iter(step.needs if step is not None else ())


def _home(playbook: Playbook, name: str, scope: str) -> str:
    """The scope of the instance that a step's name means, as the engine resolves it."""
    step = playbook.step_by_id.get(name)
    return scope if step is not None and scope in step.scopes else _PROGRAMME
