"""Steps and their needs as a graph: what lies before what, which steps wait for each other."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.model.playbook import Playbook
    from collab_playbook.rules.checked import Checked


@dataclass(frozen=True)
class Needs:
    """Which steps each step needs directly; names that lead nowhere are left out.

    Attributes:
        direct: Step ids by step id, in the order of the playbook.
    """

    direct: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, playbook: Playbook) -> Needs:
        """The needs of a playbook's steps."""
        return cls(
            {
                step.id: tuple(n.step for n in step.needs if n.step in playbook.step_by_id)
                for step in playbook.steps
            }
        )

    @cached_property
    def components(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components, what is needed before what needs it.

        Tarjan's walk with a stack of its own, so that a long chain is no deep recursion.
        """
        number: dict[str, int] = {}
        low: dict[str, int] = {}
        open_steps: dict[str, None] = {}
        found: list[tuple[str, ...]] = []
        for start in self.direct:
            way = [(start, iter(self.direct[start]))] if start not in number else []
            while way:
                step, rest = way[-1]
                if step not in number:
                    number[step] = low[step] = len(number)
                    open_steps[step] = None
                following = next(rest, None)
                if following is None:
                    way.pop()
                    if way:
                        low[way[-1][0]] = min(low[way[-1][0]], low[step])
                    if low[step] == number[step]:
                        found.append(_closed(open_steps, step))
                elif following not in number:
                    way.append((following, iter(self.direct[following])))
                elif following in open_steps:
                    low[step] = min(low[step], number[following])
        return tuple(found)

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The components of more than one step, each in the order of the playbook."""
        place = {step: at for at, step in enumerate(self.direct)}
        several = (each for each in self.components if len(each) > 1)
        ordered = (tuple(sorted(each, key=place.__getitem__)) for each in several)
        return tuple(sorted(ordered, key=lambda each: place[each[0]]))

    def way_round(self, circle: tuple[str, ...]) -> tuple[str, ...]:
        """The shortest way from the first step of a circle back to it, without its last link."""
        first, inside = circle[0], frozenset(circle)
        came_from: dict[str, str] = {}
        waiting = deque([first])
        while waiting:
            step = waiting.popleft()
            for need in self.direct[step]:
                if need == first != step:
                    return _traced(came_from, step, first)
                if need in inside and need not in came_from:
                    came_from[need] = step
                    waiting.append(need)
        return circle  # a component always has a way round

    @cached_property
    def _bit(self) -> dict[str, int]:
        return {step: 1 << at for at, step in enumerate(self.direct)}

    @cached_property
    def _before(self) -> dict[str, int]:
        """For each step, the steps that it needs at any remove, as bits."""
        before: dict[str, int] = {}
        for component in self.components:
            inside = sum(self._bit[step] for step in component) if len(component) > 1 else 0
            for step in component:
                for need in self.direct[step]:
                    inside |= self._bit[need] | before.get(need, 0)
            for step in component:
                before[step] = inside
        return before

    def is_before(self, earlier: str, later: str) -> bool:
        """Whether a step is needed by another, directly or through others."""
        return bool(self._bit.get(earlier, 0) & self._before.get(later, 0))


def needs_of(checked: Checked) -> Needs:
    """The needs of a playbook, walked once however many rules look at them."""
    kept = vars(checked)  # where cached properties keep theirs
    if "needs" not in kept:
        kept["needs"] = Needs.of(checked.playbook)
    found: Needs = kept["needs"]
    return found


def _closed(open_steps: dict[str, None], root: str) -> tuple[str, ...]:
    """Takes a finished component off the stack."""
    members: list[str] = []
    while not members or members[-1] != root:
        members.append(open_steps.popitem()[0])
    return tuple(reversed(members))


def _traced(came_from: Mapping[str, str], last: str, first: str) -> tuple[str, ...]:
    way = [last]
    while way[-1] != first:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
