"""What has surely been done once another step is done, in every scope where that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.step import Need, Step
    from collab_playbook.rules.graph_paths import Needs

_SCOPES = ("programme", "circle", "community")


class _Promise(NamedTuple):
    """Instances, as bits, that are finished, and those that are done, once another one is done."""

    finished: int = 0
    done: int = 0


@dataclass(frozen=True)
class Promises:
    """What the end of each step promises of the steps before it.

    A step that may be skipped, or may not apply, promises nothing of what it needs; hence only
    needs for the state ``done`` count, from link to link. A need may also mean another instance of
    a step in a circle than in the programme; what is promised has to be promised in each. Steps
    that wait for each other promise nothing.
    """

    playbook: Playbook
    needs: Needs

    def implies(self, step: Step, need: Need) -> str | None:
        """Another need of a step that cannot have been done unless this one is met."""
        for other in step.needs:
            is_apart = other.step not in {need.step, step.id}
            if other.state != "done" or not is_apart or not step.scopes:
                continue
            if all(self._is_met(other, need, scope) for scope in step.scopes):
                return other.step
        return None

    def _is_met(self, other: Need, wanted: Need, scope: str) -> bool:
        promise = self._promised.get(self._home(other.step, scope), _Promise())
        bits = promise.done if wanted.state == "done" else promise.finished
        return bool(bits & self._bit(self._home(wanted.step, scope)))

    @cached_property
    def _promised(self) -> dict[tuple[str, str], _Promise]:
        """By instance; what is needed comes before what needs it."""
        found: dict[tuple[str, str], _Promise] = {}
        for component in self.needs.components:
            for scope in _SCOPES:
                for name in component:
                    alone = len(component) == 1
                    found[name, scope] = self._of(name, scope, found) if alone else _Promise()
        return found

    def _of(self, name: str, scope: str, found: dict[tuple[str, str], _Promise]) -> _Promise:
        finished = done = 0
        for need in self.playbook.step_by_id[name].needs:
            if need.step == name or need.step not in self.playbook.step_by_id:
                continue
            home = self._home(need.step, scope)
            finished |= self._bit(home)
            if need.state == "done":
                before = found[home]
                finished |= before.finished
                done |= self._bit(home) | before.done
        return _Promise(finished, done)

    def _home(self, name: str, scope: str) -> tuple[str, str]:
        """The instance that a step's name means, as the engine resolves it."""
        step = self.playbook.step_by_id.get(name)
        return name, scope if step is not None and scope in step.scopes else _SCOPES[0]

    def _bit(self, instance: tuple[str, str]) -> int:
        return 1 << (self._number.get(instance[0], 0) * len(_SCOPES) + _SCOPES.index(instance[1]))

    @cached_property
    def _number(self) -> dict[str, int]:
        return {step: at for at, step in enumerate(self.needs.direct)}
