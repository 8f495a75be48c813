"""What a completed step rested on, as digests, and what of it has changed since.

The basis holds the answers that the step's own guards read, its own answers, and the verdict of
its sign-off. Redoing an earlier step with the same outcome leaves every basis as it was, so nothing
after it goes stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.digest import digest_of
from collab_playbook.engine.signing import signing
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.engine.state import Record
    from collab_playbook.engine.view import View
    from collab_playbook.model.step import Step

SIGN_OFF = "sign_off"


def basis_of(view: View, step: Step, instance: Instance) -> Mapping[str, str]:
    """The basis of an instance as things stand: a digest for every path it rests on."""
    steps = view.process.steps_of_guards(step)
    ground = (
        view.today,
        view.record(instance),
        view.answered_later(instance),
        view.answers_of(instance.scope, step.id),
        *view.ground(steps, instance.scope),
    )
    return view.process.memory.recalled(
        ("basis", instance), ground, lambda: _basis(view, step, instance)
    )


def _basis(view: View, step: Step, instance: Instance) -> dict[str, str]:
    answers = view.answers_of(instance.scope, step.id)
    paths = {f"{step.id}.{question}" for question, value in answers.items() if value is not None}
    paths |= view.process.answers_behind(step)
    basis = {path: digest_of(_value(view, instance.scope, path)) for path in sorted(paths)}
    verdict = _verdict(view, step, instance)
    if verdict is not None:
        basis[SIGN_OFF] = verdict
    return basis


def digests(view: View, scope: str, guard: str) -> str:
    """One digest over every answer that a guard reads, as things stand."""
    paths = sorted(view.process.answers_read(guard))
    return digest_of([digest_of(_value(view, scope, path)) for path in paths])


def changed_since(view: View, step: Step, instance: Instance) -> tuple[str, ...]:
    """The paths of a done instance whose digest is no longer the one it was completed on."""
    recorded = _latest_basis(view, instance)
    current = basis_of(view, step, instance)
    ignored = {SIGN_OFF, *(f"{step.id}.{q}" for q in _in_the_making(view, instance))}
    return tuple(
        path
        for path in sorted({*recorded, *current})
        if path not in ignored and recorded.get(path, "-") != current.get(path, "-")
    )


def _latest_basis(view: View, instance: Instance) -> Mapping[str, str]:
    """The basis recorded last, by completing, reaffirming or repeating."""
    first = view.record(instance)
    later = (record for record in _repeats(view, instance) if record.phase == "done")
    return max((first, *later), key=lambda record: record.based_at).basis


def _in_the_making(view: View, instance: Instance) -> set[str]:
    """The questions that an occurrence still open has answered anew."""
    return {
        q for record in _repeats(view, instance) if record.phase != "done" for q in record.answers
    }


def _repeats(view: View, instance: Instance) -> tuple[Record, ...]:
    last = view.state.latest(instance.scope, instance.step)
    return tuple(view.record(instance._replace(occurrence=n)) for n in range(2, last + 1))


def _value(view: View, scope: str, path: str) -> object:
    parts = path.split(".")
    if parts[0] == PROGRAMME:
        scope, parts = PROGRAMME, parts[1:]
    step_id, question = parts[0], parts[1]
    home = PROGRAMME if step_id == ORGANISATION else view.home(step_id, scope)
    return view.answers_of(home, step_id).get(question)


def _verdict(view: View, step: Step, instance: Instance) -> str | None:
    signed = signing(view, step, instance)
    if signed is None:
        return None
    return digest_of([[a.role, a.by, a.digest] for a in signed.approvals])
