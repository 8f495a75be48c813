"""What stories and walks have seen of a playbook: steps done, conditions true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.engine.answering import Fault
    from collab_playbook.engine.process import GuardPath, GuardSite, Process
    from collab_playbook.engine.state import State
    from collab_playbook.engine.view import View


class Seen(NamedTuple):
    """A condition and how it was seen."""

    site: GuardSite
    true: bool
    false: bool


class Notes:
    """What was seen, gathered over any number of stories and walks.

    A condition counts where its step may be worked on, its document may be written or its gate may
    be read; the default value of a question is no condition.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.done: set[str] = set()
        self._sites = tuple(s for s in process.sites() if s.path.keys[-1:] != ("from",))
        self._found: dict[GuardPath, set[bool]] = {site.path: set() for site in self._sites}
        self._open = {site.path: site for site in self._sites}
        self._resting: dict[str, list[GuardPath]] = {}
        for site in self._sites:
            for step in self._steps_behind(site):
                self._resting.setdefault(step, []).append(site.path)
        self._last: View | None = None

    @property
    def conditions(self) -> tuple[Seen, ...]:
        """Every condition of the playbook in reading order."""
        return tuple(
            Seen(site, True in self._found[site.path], False in self._found[site.path])
            for site in self._sites
        )

    def look(self, view: View) -> None:
        """Notes what can be seen now."""
        for instance, record in view.state.records.items():
            if record.phase == "done":
                self.done.add(instance.step)
        anew = self._anew(view)
        self._last = view
        for path in tuple(self._open) if anew is None else anew:
            site = self._open.get(path)
            if site is None:
                continue
            for scope in self._scopes(view, site):
                if anew is None or not anew[path].isdisjoint((scope, PROGRAMME)):
                    self._look_at(view, site, scope)

    def _look_at(self, view: View, site: GuardSite, scope: str) -> None:
        verdict = self._verdict(view, site, scope)
        if isinstance(verdict, bool):
            self._note(site.path, verdict=verdict)

    def _anew(self, view: View) -> dict[GuardPath, set[str]] | None:
        """The scopes where something was recorded since for a step that a condition reads.

        ``None`` where everything is to be looked at: at the beginning, on another day, or where
        a circle, a verdict, a reading or a lesson has come.
        """
        last = self._last
        if last is None or last.today != view.today or last.scopes != view.scopes:
            return None
        if _beside_steps(last.state) != _beside_steps(view.state):
            return None
        before, now = last.state.records, view.state.records
        found: dict[GuardPath, set[str]] = {}
        for instance in before.keys() | now.keys():
            if instance.occurrence == 1 and before.get(instance) is not now.get(instance):
                for path in self._resting.get(instance.step, ()):
                    found.setdefault(path, set()).add(instance.scope)
        return found

    def _steps_behind(self, site: GuardSite) -> frozenset[str]:
        paths = self.process.reads(site.text)
        return frozenset({site.path.owner, *(part for path in paths for part in path[:2])})

    def refused(self, step_id: str, faults: Iterable[Fault]) -> None:
        """Notes the checks that answers failed."""
        for fault in faults:
            for number, check in enumerate(fault.entry.question.check):
                if check.message == fault.message and not fault.path:
                    path = self._check(step_id, fault.entry.question.id, number)
                    self._note(path, verdict=False)

    def _check(self, step_id: str, question_id: str, number: int) -> GuardPath | None:
        keys = ("questions", question_id, "check", str(number), "that")
        return next((p for p in self._found if p.owner == step_id and p.keys == keys), None)

    def _note(self, path: GuardPath | None, *, verdict: bool) -> None:
        if path is None:
            return
        self._found[path].add(verdict)
        if len(self._found[path]) > 1:
            self._open.pop(path, None)

    def _scopes(self, view: View, site: GuardSite) -> tuple[str, ...]:
        if site.path.kind == "gates":
            gate = self.process.playbook.gate_by_id[site.path.owner]
            opened = (c.id for c in view.state.circles.values() if c.kind in gate.circles)
            return tuple(f"circle:{name}" for name in opened)
        step = self.process.playbook.step_by_id.get(site.path.owner)
        if site.path.kind != "steps" or step is None:
            return (PROGRAMME,)
        return tuple(scope for scope in view.scopes if view.runs_in(step, scope))

    def _verdict(self, view: View, site: GuardSite, scope: str) -> object:
        from collab_playbook.language.evaluate import evaluate  # noqa: PLC0415 - as in the view

        _, owner, keys = site.path
        if "check" not in keys:
            return view.evaluate(site.text, scope)
        question = self.process.playbook.question(owner, keys[1])
        stored = view.answers_of(scope, owner).get(keys[1])
        if question is None or stored is None:
            return None
        names = view.names(scope, value=(owner, question, stored))
        return evaluate(self.process.guard(site.text), names)


def _beside_steps(state: State) -> tuple[object, ...]:
    """All that conditions may read besides answers and steps."""
    return (state.circles, state.communities, state.decisions, state.readings, state.lessons)
