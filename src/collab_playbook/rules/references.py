"""References: each step, phase, role, question and catalogue that a playbook names is in it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION, Playbook
from collab_playbook.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.model.question import Question
    from collab_playbook.model.step import Step
    from collab_playbook.rules.placing import Placing

    Path = tuple[str | int, ...]

UNKNOWN = {
    "step": "PB102",
    "role": "PB103",
    "phase": "PB107",
    "question": "PB108",
    "catalogue": "PB110",
}
"""The code of a name that leads nowhere, by what it names."""
RESERVED_QUESTIONS = frozenset({"done", "state", "due", "skipped"})
RESERVED_STEPS = frozenset(
    {
        ORGANISATION,
        "indicator",
        "gate",
        "circle",
        "community",
        "programme",
        "today",
        "circles",
        "communities",
        "value",
    }
)


def broken_references(playbook: Playbook, places: Placing) -> Iterator[Problem]:
    """Every name that leads nowhere, and every id that the program keeps for itself."""
    for step in playbook.steps:
        yield from _of_step(playbook, step, places)
    for question in playbook.org:
        yield from _of_question(playbook, "org", ORGANISATION, question, places)
    for document in playbook.documents:
        if document.step not in playbook.step_by_id:
            path = ("documents", document.id, "step")
            yield _unknown("step", document.step, playbook.step_by_id, path, places)


def _of_step(playbook: Playbook, step: Step, places: Placing) -> Iterator[Problem]:
    base = ("steps", step.id)
    if step.id in RESERVED_STEPS:
        yield _reserved(step.id, (*base, "id"), places)
    if step.phase not in {phase.id for phase in playbook.phases}:
        known = [phase.id for phase in playbook.phases]
        yield _unknown("phase", step.phase, known, (*base, "phase"), places)
    wanted: list[tuple[str, Path]] = [
        (need.step, ("needs", number)) for number, need in enumerate(step.needs)
    ]
    wanted += [(other, ("better_after", number)) for number, other in enumerate(step.better_after)]
    wanted += [
        (reopen.step, ("reopens", number, "step")) for number, reopen in enumerate(step.reopens)
    ]
    for name, keys in wanted:
        if name not in playbook.step_by_id:
            yield _unknown("step", name, playbook.step_by_id, (*base, *keys), places)
    yield from _roles(playbook, step, places)
    own = [question.id for question in step.questions]
    for number, name in enumerate(step.repeat.questions if step.repeat else ()):
        if name not in own:
            path = (*base, "repeat", "questions", number)
            yield _unknown("question", name, own, path, places)
    for question in step.questions:
        yield from _of_question(playbook, "steps", step.id, question, places)


def _roles(playbook: Playbook, step: Step, places: Placing) -> Iterator[Problem]:
    catalogue = playbook.catalogue_by_id.get("roles")
    if catalogue is None:
        return
    known = [record.id for record in catalogue.records]
    named: list[tuple[str, Path]] = [(step.roles.accountable, ("roles", "accountable"))]
    for key in ("responsible", "consulted", "informed"):
        named += [
            (role, ("roles", key, number)) for number, role in enumerate(getattr(step.roles, key))
        ]
    if step.sign_off is not None:
        for key in ("all_of", "of"):
            named += [
                (role, ("sign_off", key, n)) for n, role in enumerate(getattr(step.sign_off, key))
            ]
    for role, keys in named:
        if role not in known:
            yield _unknown("role", role, known, ("steps", step.id, *keys), places)


def _of_question(
    playbook: Playbook, kind: str, owner: str, question: Question, places: Placing
) -> Iterator[Problem]:
    base = (kind, owner, "questions", question.id)
    if question.id in RESERVED_QUESTIONS:
        yield _reserved(question.id, (*base, "id"), places)
    parts: list[tuple[str | None, Path]] = [(question.catalogue, (*base, "catalogue"))]
    parts += [
        (field.catalogue, (*base, "fields", field.id, "catalogue")) for field in question.fields
    ]
    for name, path in parts:
        if name is not None and name not in playbook.catalogue_by_id:
            yield _unknown("catalogue", name, playbook.catalogue_by_id, path, places)


def _reserved(name: str, path: Path, places: Placing) -> Problem:
    message = f"'{name}' is a name that the program keeps for itself"
    return Problem("PB111", "reserved-id", message, places.of(*path), "Choose another id.")


def _unknown(what: str, name: str, known: Iterable[str], path: Path, places: Placing) -> Problem:
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'?" if near else ""
    message = f"There is no {what} '{name}'"
    return Problem(UNKNOWN[what], f"unknown-{what}", message, places.of(*path), hint)
