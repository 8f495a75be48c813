"""What a condition rests on, one by one: answers, finished steps, readings, facts of circles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.circles import circle_of
from collab_playbook.engine.digest import digest_of
from collab_playbook.engine.readings import readings_of
from collab_playbook.engine.showing import shown
from collab_playbook.engine.signing import signing
from collab_playbook.engine.wording import in_words
from collab_playbook.language.syntax import Comprehension, Name, Node, Select, walk
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.saying import say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.view import View

LONGEST = 80
"""Characters of an answer that are repeated."""


class Ground(NamedTuple):
    """One thing that a condition rests on: what it is, what it says, by whom, on which day.

    ``digest`` is that of all it says, which may be more than the words repeat.
    """

    path: str
    says: str
    by: str = ""
    on: str = ""
    digest: str = ""


def grounds_of(view: View, guard: str, scope: str, language: str = "en") -> tuple[Ground, ...]:
    """What a guard reads, as it stands, in the order of the names."""
    here = {(scope, path) for path in view.process.reads(guard)}
    told = here | {
        (other, path) for other, path in _seen_in_circles(view, view.process.guard(guard), scope)
    }
    found = (_told(view, path, where, language) for where, path in sorted(told))
    return tuple(each for each in found if each is not None)


def _seen_in_circles(view: View, node: Node, scope: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What an aggregate over circles reads: in the circle before this one, else in every one."""
    circle = view.state.circles.get(circle_of(view.state, scope).partition(":")[2])
    before = view.evaluate("circle.before", scope) if circle is not None else None
    for part in walk(node):
        if not isinstance(part, Comprehension) or not _is_name(part.target, "circles"):
            continue
        scopes = [s for s in view.scopes if s.startswith("circle:")]
        wanted = [f"circle:{before}"] if isinstance(before, str) else scopes
        for inner in walk(part.body):
            path = _below(inner, part.variable)
            if len(path) > 1:
                yield from ((other, path[:2]) for other in wanted)


def _is_name(node: Node, name: str) -> bool:
    return isinstance(node, Name) and node.id == name


def _below(node: Node, variable: str) -> tuple[str, ...]:
    """The names after the item of a list: ``circle``, ``state`` for ``c.circle.state``."""
    parts: list[str] = []
    while isinstance(node, Select):
        parts.append(node.field)
        node = node.target
    return tuple(reversed(parts)) if _is_name(node, variable) else ()


def _told(view: View, path: tuple[str, ...], scope: str, language: str) -> Ground | None:
    if path[0] == PROGRAMME:
        scope, path = PROGRAMME, path[1:]
    if len(path) < 2:
        return None
    root, name = path[0], path[1]
    if root == "indicator":
        return _reading(view, scope, name)
    if root == "gate":
        return _gate(view, scope, name)
    if root in {"circle", "community"}:
        return _fact(view, scope, root, name)
    if name in {"done", "skipped", "state"}:
        return _step(view, scope, root)
    return _answer(view, scope, root, name, language)


def _reading(view: View, scope: str, name: str) -> Ground:
    readings = readings_of(view.state, scope, name)
    owner = f"{scope.partition(':')[2]}/" if scope != PROGRAMME else ""
    path = f"{owner}indicator.{name}"
    if not readings:
        return Ground(path, say("no reading"))
    said = say_all(
        ", ",
        (say("{value} in {period}", value=r.value, period=r.period) for r in readings[-3:]),
    )
    last = readings[-1]
    return Ground(path, said, last.by, last.at[:10], last.event)


def _gate(view: View, scope: str, name: str) -> Ground:
    decision = view.state.decision(scope, name) or view.state.decision(PROGRAMME, name)
    if decision is None:
        return Ground(f"gate.{name}", say("not decided"))
    return Ground(f"gate.{name}", in_words(decision.verdict), decision.by, decision.at[:10])


def _fact(view: View, scope: str, root: str, name: str) -> Ground | None:
    value = view.evaluate(f"{root}.{name}", scope)
    if name in {"id", "before"} or not isinstance(value, str | int | date):
        return None
    return Ground(f"{scope.partition(':')[2]}: {name.replace('_', ' ')}", f"{value}")


def _step(view: View, scope: str, step_id: str) -> Ground | None:
    step = view.process.playbook.step_by_id.get(step_id)
    if step is None:
        return None
    instance = Instance(view.home(step_id, scope), step_id)
    record = view.record(instance)
    if record.phase != "done":
        return Ground(instance.path, in_words(record.phase))
    signed = signing(view, step, instance)
    by = ", ".join(a.by for a in signed.approvals) if signed is not None else record.done_by
    said = (
        in_words("done")
        if signed is None or signed.state == "given"
        else say("done, sign-off {state}", state=in_words(signed.state))
    )
    return Ground(instance.path, said, by, record.done_at[:10])


def _answer(view: View, scope: str, step_id: str, question_id: str, language: str) -> Ground | None:
    question = view.process.playbook.question(step_id, question_id)
    if question is None:
        return None
    home = view.home(step_id, scope)
    path = f"{Instance(home, step_id).path}.{question_id}"
    value = view.answers_of(home, step_id).get(question_id)
    given = view.given(home, step_id, question_id)
    if value is None:
        return Ground(path, say("not answered"))
    words = shown(question, value, view.process.playbook.choices_of(question), language)
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    if question.sensitive:
        words = say("answered, kept back")
    by, on = (given.giver, given.at[:10]) if given is not None else ("", "")
    return Ground(path, words, by, on, digest_of(value))
