"""The derived state of every step instance, and the reasons behind it; computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from collab_playbook.engine.basis import changed_since
from collab_playbook.engine.blocking import Blocker, closed_gates
from collab_playbook.engine.circles import is_closed
from collab_playbook.engine.repeats import Recurrence, recurrence
from collab_playbook.engine.signing import Signing, signing
from collab_playbook.language.values import Failure, Unknown
from collab_playbook.model.event import Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from collab_playbook.engine.view import View
    from collab_playbook.model.standing import Derived, Flag, Verdict
    from collab_playbook.model.step import Criterion, Step


class Judged(NamedTuple):
    """An exit criterion with its verdict, the answers it lacks and the answers it reads."""

    criterion: Criterion
    verdict: Verdict
    missing: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    reason: str = ""


class Standing(NamedTuple):
    """Where one step instance stands, and why."""

    instance: Instance
    step: Step
    state: Derived
    blocked_by: tuple[Blocker, ...] = ()
    changed: tuple[str, ...] = ()
    signing: Signing | None = None
    recurrence: Recurrence | None = None
    flags: tuple[Flag, ...] = ()
    due: date | None = None


@dataclass(frozen=True)
class Board:
    """Every instance with its standing, in order."""

    view: View
    standings: Mapping[Instance, Standing] = field(default_factory=dict)

    def standing(self, instance: Instance) -> Standing:
        """The standing of an instance; that of its first occurrence for a later one."""
        return self.standings[instance._replace(occurrence=1)]


def derive(view: View) -> Board:
    """The board: one pass over the instances, each looking only at recorded phases and answers."""
    step_by_id = view.process.playbook.step_by_id
    standings = {i: standing(view, step_by_id[i.step], i) for i in view.instances}
    return Board(view, standings)


FINISHED = frozenset({"done", "skipped"})
"""States with nothing left to do; a stale step wants a look, so it does not count."""


def progress(standings: Iterable[Standing]) -> tuple[int, int]:
    """How many steps are finished, and how many apply."""
    states = [each.state for each in standings if each.state != "not_applicable"]
    return sum(1 for state in states if state in FINISHED), len(states)


def standing(view: View, step: Step, instance: Instance) -> Standing:
    """Where one instance stands."""
    if is_closed(view.state, instance.scope):
        return _of_closed(view, step, instance)
    return _standing(view, step, instance)


def _standing(view: View, step: Step, instance: Instance) -> Standing:
    phase = view.record(instance).phase
    signed = signing(view, step, instance)
    changed = changed_since(view, step, instance) if phase == "done" else ()
    as_before = phase == "done" and _applies_as_before(view, step, instance, changed)
    applies, doubt = (True, None) if as_before else _applies(view, step, instance.scope)
    if not applies and doubt is None:
        return Standing(instance, step, "not_applicable")
    match phase:
        case "done":
            return _done(view, step, instance, signed, changed)
        case "skipped":
            return Standing(instance, step, "skipped", signing=signed)
        case "submitted" if signed is not None and signed.missing:
            waits = _awaited(view, signed)
            return Standing(instance, step, "awaiting_approval", waits, signing=signed)
        case "active" | "submitted":
            # submitted, and cut off before it was completed: to be handed in again
            waits = _waits(view, step, instance.scope)
            return Standing(instance, step, "active", waits, signing=signed)
    blockers = (*((doubt,) if doubt else ()), *_waits(view, step, instance.scope))
    return Standing(instance, step, "blocked" if blockers else "ready", blockers, signing=signed)


def _of_closed(view: View, step: Step, instance: Instance) -> Standing:
    """A step of a closed circle or community: what was finished stays, and nothing comes back."""
    phase = view.record(instance).phase
    if phase == "done":
        return Standing(instance, step, "done")
    return Standing(instance, step, "skipped" if phase == "skipped" else "not_applicable")


def _applies_as_before(
    view: View, step: Step, instance: Instance, changed: tuple[str, ...]
) -> bool:
    """Whether a done step applies because nothing that its condition reads has changed since."""
    if step.when is None:
        return True
    reads = view.process.names_read(step.when)
    basis = view.record(instance).basis.keys()
    return "today" not in step.when and not changed and basis >= set(reads)


def _done(
    view: View, step: Step, instance: Instance, signed: Signing | None, changed: tuple[str, ...]
) -> Standing:
    coming = recurrence(view, step, instance)
    expired = signed is not None and signed.state == "expired"
    flags: list[Flag] = [coming.flag] if coming and coming.flag else []
    if expired:
        flags = ["overdue", *(f for f in flags if f != "overdue")]
    days = [d for d in (coming.due if coming else None, signed.expires if signed else None) if d]
    state: Derived = "stale" if changed or expired else "done"
    return Standing(
        instance,
        step,
        state,
        changed=changed,
        signing=signed,
        recurrence=coming,
        flags=tuple(flags),
        due=min(days, default=None),
    )


def _applies(view: View, step: Step, scope: str) -> tuple[bool, Blocker | None]:
    """Whether the step applies; with a blocker while that cannot be told."""
    if step.when is None:
        return True, None
    verdict = view.evaluate(step.when, scope)
    if verdict is True:
        return True, None
    if isinstance(verdict, Unknown):
        missing = ", ".join(sorted(verdict.paths))
        kind: Literal["answer"] = "answer"
        return False, Blocker(
            kind,
            missing,
            say("whether it applies depends on {missing}, not answered yet", missing=missing),
        )
    if isinstance(verdict, Failure):
        return False, Blocker(
            "guard",
            step.id,
            say("whether it applies cannot be told: {reason}", reason=verdict.reason),
        )
    return False, None


def is_finished(view: View, step: Step, scope: str) -> bool:
    """Whether a need for this step is met: done, skipped, or not applicable."""
    phase = view.record(Instance(scope, step.id)).phase
    if phase in {"done", "skipped"}:
        return True
    applies, doubt = _applies(view, step, scope)
    return not applies and doubt is None


def _waits(view: View, step: Step, scope: str) -> tuple[Blocker, ...]:
    """The gates that are not open and the steps that are not finished."""
    return (*closed_gates(view, step, scope), *_unmet_needs(view, step, scope))


def _unmet_needs(view: View, step: Step, scope: str) -> tuple[Blocker, ...]:
    blockers = []
    for need in step.needs:
        needed = view.process.playbook.step_by_id.get(need.step)
        if needed is None:
            continue
        home = Instance(view.home(need.step, scope), need.step)
        if need.state == "done":
            met = view.record(home).phase == "done"
        else:
            met = is_finished(view, needed, home.scope)
        if not met:
            wanted = say("done, not skipped") if need.state == "done" else say("done first")
            blockers.append(
                Blocker(
                    "step",
                    home.path,
                    say("'{title}' has to be {wanted}", title=needed.title, wanted=wanted),
                )
            )
    return tuple(blockers)


def _awaited(view: View, signed: Signing | None) -> tuple[Blocker, ...]:
    if signed is None:
        return ()
    roles = view.process.playbook.catalogue_by_id.get("roles")
    titles = {r.id: r.title for r in roles.records} if roles else {}
    return tuple(
        Blocker("sign_off", role, say("approval by: {titles}", titles=titles.get(role, role)))
        for role in signed.missing
    )


def judge(view: View, step: Step, instance: Instance) -> tuple[Judged, ...]:
    """The exit criteria of an instance with their verdicts; a waiver counts in its own revision."""
    if instance.occurrence > 1:
        return ()
    waived = view.record(instance).waived
    return tuple(
        _judge(view, criterion, instance.scope, criterion.id in waived)
        for criterion in step.done_when
    )


def _judge(view: View, criterion: Criterion, scope: str, waived: bool) -> Judged:
    reads = view.process.names_read(criterion.that)
    verdict = view.evaluate(criterion.that, scope)
    if verdict is True:
        return Judged(criterion, "met", reads=reads)
    if waived:
        return Judged(criterion, "waived", reads=reads)
    if isinstance(verdict, Unknown):
        return Judged(criterion, "unknown", tuple(sorted(verdict.paths)), reads)
    if isinstance(verdict, Failure):
        return Judged(criterion, "unmet", (), reads, verdict.reason)
    return Judged(criterion, "unmet", (), reads)
