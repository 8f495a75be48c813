"""Turns of a story that open up: circles, communities and gates, as real requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.deciding import Ruling, decide, settle
from collab_playbook.engine.gates import gate_named, gates_at
from collab_playbook.engine.learning import add_lesson, apply_lesson
from collab_playbook.engine.measuring import Measured, record_all
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.widening import (
    NewCircle,
    NewCommunity,
    add_circle,
    add_community,
    close,
)
from collab_playbook.language.near import or_near
from collab_playbook.model.event import PROGRAMME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.people import People
    from collab_playbook.engine.view import View
    from collab_playbook.model.story import Turn


def opening(view: View, people: People, turn: Turn, by: str) -> Outcome | str:
    """What the engine makes of such a turn; a sentence where it names what is not there."""
    return OPENING[turn.verb](view, people, turn, by)


def _circle(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    return add_circle(view, NewCircle(turn.circle or "", turn.id or "", turn.title, turn.reason))


def _community(view: View, _people: People, turn: Turn, by: str) -> Outcome | str:
    new = NewCommunity(turn.community or "", turn.title, turn.within or "", by)
    return add_community(view, new)


def _close(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    name = turn.close or ""
    scope = next((s for s in view.scopes if s.partition(":")[2] == name), None)
    if scope is None:
        known = [s.partition(":")[2] for s in view.scopes if ":" in s]
        return f"there is no circle or community '{name}'{or_near(name, known)}"
    return close(view, scope, turn.reason)


def _decide(view: View, people: People, turn: Turn, by: str) -> Outcome | str:
    at = gate_named(view, turn.decide or "")
    if at is None:
        return _no_gate(view, turn.decide or "")
    conditions = tuple((c.due, c.text) for c in turn.conditions)
    ruling = Ruling(turn.verdict, by, turn.reason, turn.waive, conditions, turn.review)
    return decide(view, at, ruling, people)


def _settle(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    at = gate_named(view, turn.settle or "")
    if at is None:
        return _no_gate(view, turn.settle or "")
    return settle(view, at, turn.condition, turn.reason)


def _read(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    scope = _scope(view, turn)
    if scope is None:
        return _no_owner(view, turn)
    reading = Measured(scope, turn.read or "", turn.period, turn.value, turn.reason)
    drafts, misfits = record_all(view, (reading,), "en")
    return Refusal(tuple(misfit.message for _, misfit in misfits)) if misfits else drafts


def _learn(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    scope = _scope(view, turn)
    if scope is None:
        return _no_owner(view, turn)
    return add_lesson(view, turn.learn or "", turn.change, turn.about or "", scope)


def _apply(view: View, _people: People, turn: Turn, _by: str) -> Outcome | str:
    scope = _scope(view, turn)
    if scope is None:
        return _no_owner(view, turn)
    return apply_lesson(view, turn.apply or 0, scope, turn.change)


def _scope(view: View, turn: Turn) -> str | None:
    """The scope that a turn is about; the programme where it names none."""
    if turn.within is None:
        return PROGRAMME
    return next((s for s in view.scopes if s.partition(":")[2] == turn.within), None)


def _no_owner(view: View, turn: Turn) -> str:
    known = [scope.partition(":")[2] for scope in view.scopes if ":" in scope]
    name = turn.within or ""
    return f"there is no circle or community '{name}'{or_near(name, known)}"


def _no_gate(view: View, path: str) -> str:
    return f"there is no gate '{path}'{or_near(path, [at.path for at in gates_at(view)])}"


OPENING: Mapping[str, Callable[[View, People, Turn, str], Outcome | str]] = {
    "circle": _circle,
    "community": _community,
    "close": _close,
    "decide": _decide,
    "settle": _settle,
    "read": _read,
    "learn": _learn,
    "apply": _apply,
}
"""What such a turn asks the engine for, by its verb."""
