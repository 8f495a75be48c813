"""What stories and walks have seen of a playbook: steps done, conditions true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.model.event import PROGRAMME, Instance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.engine.answering import Fault
    from collab_playbook.engine.process import GuardPath, GuardSite, Process
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
        self._rests_on = {site.path: self._steps_behind(site) for site in self._sites}
        self._last: dict[tuple[GuardPath, str], tuple[object, ...]] = {}

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
        for path, site in tuple(self._open.items()):
            for scope in self._scopes(view, site):
                if self._as_before(view, path, scope):
                    continue
                verdict = self._verdict(view, site, scope)
                if isinstance(verdict, bool):
                    self._note(path, verdict=verdict)

    def _steps_behind(self, site: GuardSite) -> frozenset[str]:
        paths = self.process.reads(site.text)
        return frozenset({site.path.owner, *(part for path in paths for part in path[:2])})

    def _as_before(self, view: View, path: GuardPath, scope: str) -> bool:
        """Whether nothing was recorded since for the steps that a condition reads."""
        records = view.state.records
        now = (
            view.today,
            *(
                records.get(Instance(home, step))
                for step in sorted(self._rests_on[path])
                for home in dict.fromkeys((scope, PROGRAMME))
            ),
        )
        last = self._last.get((path, scope))
        self._last[path, scope] = now
        return (
            last is not None
            and all(one is other for one, other in zip(last[1:], now[1:], strict=True))
            and last[0] == now[0]
        )

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
