"""Paths that guards read, by the titles that people know: ``objectives.items``, ``gate.framed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.circles import CATALOGUE as CIRCLES
from collab_playbook.engine.indicators import course
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collab_playbook.engine.view import View


def name_of(view: View, path: str) -> str:
    """What people call a step, an answer, an indicator or a gate, with its circle if it has one.

    A path that names none of these stays as it is.
    """
    owner, slash, rest = path.rpartition("/")
    rest = rest.removeprefix(f"{PROGRAMME}.")
    named = _named(view, rest)
    if named is None:
        return path
    return f"{_title(view, owner)}: {named}" if slash else named


def _named(view: View, path: str) -> str | None:
    playbook = view.process.playbook
    root, _, name = path.partition(".")
    name = name.partition(".")[0]
    if root == "indicator":
        return course(view, PROGRAMME, name, chosen=True).record.title
    if root == "gate":
        gate = playbook.gate_by_id.get(name)
        return gate.title if gate is not None else None
    question = playbook.question(root, name)
    step = playbook.step_by_id.get(root)
    if question is None:
        return step.title if step is not None else None
    return f"{step.title}, {question.short}" if step is not None else question.short


def _title(view: View, owner: str) -> str:
    """What a circle or community is called; one that nobody added as its kind is."""
    if owner in view.state.communities:
        return view.state.title(f"community:{owner}")
    if owner in view.state.circles:
        return view.state.title(f"circle:{owner}")
    catalogue = view.process.playbook.catalogue_by_id.get(CIRCLES)
    record = catalogue.record(owner) if catalogue is not None else None
    return record.title if record is not None else owner
