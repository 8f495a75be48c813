"""The names that guards may use, made into values when a guard touches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.circles import circle_of
from collab_playbook.engine.experience import told_circle
from collab_playbook.engine.readings import readings_of, seen
from collab_playbook.language.values import Record as Fields
from collab_playbook.language.values import Value, typed
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collab_playbook.engine.state import Stored
    from collab_playbook.engine.view import View
    from collab_playbook.model.question import Question

_OF_SCOPES = frozenset({"circles", "communities", "circle", "community"})


class Names(Mapping[str, Value]):
    """The roots of guards, typed only when a guard touches them."""

    def __init__(
        self,
        view: View,
        scope: str,
        answers: Mapping[tuple[str, str], Mapping[str, Stored]],
        value: tuple[str, Question, Stored] | None,
    ) -> None:
        self._view, self._scope, self._answers, self._value = view, scope, answers, value
        self._made: dict[str, Value] = {}

    def __getitem__(self, root: str) -> Value:
        if root not in self._made:
            self._made[root] = self._make(root)
        return self._made[root]

    def __iter__(self) -> Iterator[str]:
        steps = (step.id for step in self._view.process.steps)
        return iter((ORGANISATION, *steps, "today", "programme", "circles", "communities"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _make(self, root: str) -> Value:
        view = self._view
        if root == "today":
            return view.today
        if root == "value" and self._value is not None:
            step_id, question, stored = self._value
            return typed(question, stored, f"{step_id}.{question.id}")
        if root == PROGRAMME:
            return Fields("programme", Names(view, PROGRAMME, self._answers, None))
        if root in _OF_SCOPES:
            return self._of_scopes(root)
        if root in {"indicator", "gate"}:
            parts = _Indicators if root == "indicator" else _Gates
            return Fields(root, parts(view, self._scope))
        if root == ORGANISATION or root in view.process.playbook.step_by_id:
            return self._step(root)
        raise KeyError(root)

    def _of_scopes(self, root: str) -> Value:
        if root in {"circles", "communities"}:
            return self._children("circle:" if root == "circles" else "community:")
        return self._owner(root)

    def _step(self, step_id: str) -> Value:
        scope = self._view.home(step_id, self._scope)
        stored = dict(self._answers.get((scope, step_id), {}))
        if self._value is not None and self._value[0] == step_id:
            stored[self._value[1].id] = self._value[2]
        return Fields(step_id, StepFields(self._view, scope, step_id, stored))

    def _children(self, prefix: str) -> Value:
        scopes = (scope for scope in self._view.scopes if scope.startswith(prefix))
        return tuple(
            Fields(f"{scope.partition(':')[2]}/", Names(self._view, scope, self._answers, None))
            for scope in scopes
        )

    def _owner(self, kind: str) -> Value:
        """The circle or community at hand; a community knows the circle that it is in, too."""
        view = self._view
        if kind == "circle":
            scope = circle_of(view.state, self._scope)
            return Fields(kind, told_circle(view, scope) if scope else {})
        owned, _, owner = self._scope.partition(":")
        return Fields(
            kind, {"id": owner, "title": view.state.title(self._scope)} if owned == kind else {}
        )


class _Indicators(Mapping[str, Value]):
    """The indicators of a scope by id, whether read or not."""

    def __init__(self, view: View, scope: str) -> None:
        self._view, self._scope = view, scope

    def __getitem__(self, name: str) -> Value:
        return seen(readings_of(self._view.state, self._scope, name), name)

    def __iter__(self) -> Iterator[str]:
        return (name for scope, name in self._view.state.readings if scope == self._scope)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Gates(Mapping[str, Value]):
    """The gates by id with the verdict in force: the scope's own, else the programme's."""

    def __init__(self, view: View, scope: str) -> None:
        self._view, self._scope = view, scope

    def __getitem__(self, name: str) -> Value:
        state = self._view.state
        decision = state.decision(self._scope, name) or state.decision(PROGRAMME, name)
        fields: dict[str, Value] = {"open": decision is not None and decision.opens}
        if decision is not None:
            fields["verdict"] = decision.verdict
            fields["decided_on"] = date.fromisoformat(decision.at[:10])
        return Fields(f"gate.{name}", MappingProxyType(fields))

    def __iter__(self) -> Iterator[str]:
        return iter(self._view.process.playbook.gate_by_id)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class StepFields(Mapping[str, Value]):
    """The answers of a step as typed values, with ``done``, ``skipped`` and ``state``."""

    def __init__(self, view: View, scope: str, step_id: str, stored: Mapping[str, Stored]) -> None:
        self._view, self._scope, self._step, self._stored = view, scope, step_id, stored

    def __getitem__(self, name: str) -> Any:
        question = self._view.process.playbook.question(self._step, name)
        if question is not None:
            stored = self._stored.get(name)
            if stored is None:
                raise KeyError(name)
            return typed(question, stored, f"{self._step}.{name}")
        phase = self._view.record(Instance(self._scope, self._step)).phase
        match name:
            case "done" | "skipped":
                return phase == name
            case "state":
                return phase
            case _:
                raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter((*self._stored, "done", "skipped", "state"))

    def __len__(self) -> int:
        return len(self._stored) + 3
