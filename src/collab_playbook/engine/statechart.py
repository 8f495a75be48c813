"""A process as a statechart in SCXML, one parallel region a step, for other engines to run.

It carries the recorded phases and the needs; answers, criteria and people are left to us, as events
that happen or do not. Our tests drive it in an engine that nobody here wrote, beside our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.process import Process
    from collab_playbook.engine.state import Phase
    from collab_playbook.model.step import Step

NAMESPACE = "http://www.w3.org/2005/07/scxml"


def statechart(process: Process, phases: Mapping[str, Phase] | None = None) -> str:
    """The SCXML document of a process.

    Events are named ``<verb>.<step>`` with the verbs answer, submit, approve, refuse, skip and
    reopen; states ``<step>_<phase>``.

    Args:
        process: The process.
        phases: Where each step begins, by its id; idle if absent.
    """
    begun = phases or {}
    lines = [f'<scxml xmlns="{NAMESPACE}" version="1.0" datamodel="ecmascript" initial="process">']
    lines.append('  <parallel id="process">')
    for step in process.steps:
        lines += [f"    {line}" for line in _region(process, step, begun.get(step.id, "idle"))]
    lines += ["  </parallel>", "</scxml>", ""]
    return "\n".join(lines)


def _region(process: Process, step: Step, begun: Phase) -> Iterator[str]:
    name = step.id
    if begun == "submitted" and not step.sign_off:
        begun = "active"  # cut off before it was completed: to be handed in again
    handed_in = f"{name}_submitted" if step.sign_off else f"{name}_done"
    ready = _ready(process, step)
    yield f"<state id={quoteattr(name)} initial={quoteattr(f'{name}_{begun}')}>"
    for phase in ("idle", "active"):
        yield f"  <state id={quoteattr(f'{name}_{phase}')}>"
        if phase == "idle":
            yield _transition(f"answer.{name}", f"{name}_active")
        yield _transition(f"submit.{name}", handed_in, ready)
        yield _transition(f"skip.{name}", f"{name}_skipped")
        yield "  </state>"
    if step.sign_off:
        yield f"  <state id={quoteattr(f'{name}_submitted')}>"
        yield _transition(f"answer.{name}", f"{name}_active")
        yield _transition(f"approve.{name}", f"{name}_done")
        yield _transition(f"refuse.{name}", f"{name}_active")
        yield _transition(f"reopen.{name}", f"{name}_active")
        yield "  </state>"
    for phase in ("done", "skipped"):
        yield f"  <state id={quoteattr(f'{name}_{phase}')}>"
        if phase == "skipped":
            yield _transition(f"answer.{name}", f"{name}_active")
        yield _transition(f"reopen.{name}", f"{name}_active")
        yield "  </state>"
    yield "</state>"


def _transition(event: str, target: str, condition: str = "") -> str:
    guarded = f" cond={quoteattr(condition)}" if condition else ""
    return f"    <transition event={quoteattr(event)} target={quoteattr(target)}{guarded}/>"


def _ready(process: Process, step: Step) -> str:
    """The needs as a condition over the states of other regions."""
    parts = []
    for need in step.needs:
        if need.step not in process.playbook.step_by_id:
            continue
        done, skipped = f"In('{need.step}_done')", f"In('{need.step}_skipped')"
        parts.append(done if need.state == "done" else f"({done} || {skipped})")
    return " && ".join(parts)
