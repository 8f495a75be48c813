"""Gates for people: the list with the verdicts, and the page of one with its evidence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.gates import GateAt, gate_standings
from collab_playbook.engine.gating import JudgedCriterion, JudgedGate, judge_gate
from collab_playbook.engine.showing import shown_date
from collab_playbook.terminal.layout import Line, Span, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.openings import Condition, Decision
    from collab_playbook.engine.view import View
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words

VERDICT_MARKS = {"met": "[x]", "unmet": "[!]", "unknown": "[ ]", "waived": "[-]"}
_STYLES = {"met": "good", "unmet": "bad", "unknown": "open", "waived": "faint"}


def put_gates(console: Console, view: View, words: Words) -> None:
    """Every gate with its verdict and what is due of it."""
    for stands in gate_standings(view):
        console.put(*_standing_lines(console, words, stands, view.state.title(stands.at.scope)))


def _standing_lines(
    console: Console, words: Words, stands: GateStanding, owner: str
) -> Iterator[Line]:
    at = stands.at
    state = words(f"gate.{stands.state}")
    yield from wrapped(
        words("gate.line", path=at.path, title=at.gate.title, state=state), console.width
    )
    yield from wrapped(_opens(words, at, owner), console.width, "    ")
    yield from due_lines(console, words, stands, "    ")


def due_lines(console: Console, words: Words, stands: GateStanding, indent: str) -> Iterator[Line]:
    """The open conditions of a verdict, and the day on which a hold is looked at again."""
    for condition in stands.open_conditions:
        yield from wrapped(_condition(words, condition), console.width, indent)
    decision = stands.decision
    if decision is not None and decision.verdict == "hold" and decision.review:
        review = words("gate.review", date=_day(words, decision.review))
        yield from wrapped(review, console.width, indent)


def _opens(words: Words, at: GateAt, owner: str) -> str:
    if at.phase is not None:
        return words("gate.opens_phase", title=at.phase.title)
    return words("gate.opens_circle", title=owner)


def put_gate(console: Console, view: View, words: Words, at: GateAt) -> None:
    """A gate: what it opens, each criterion with what it rests on, every decision."""
    judged = judge_gate(view, at)
    width = console.width
    title = wrapped(f"{at.path}: {at.gate.title}", width)
    console.put(*((Span(line, "title"),) for line in title))
    console.put(*wrapped(_opens(words, at, view.state.title(at.scope)), width))
    if at.gate.decided_by:
        role = _role(view, at.gate.decided_by)
        console.put(*wrapped(words("gate.decided_by", role=role), width))
    console.put("", (Span(words("gate.criteria"), "title"),))
    for criterion in judged.criteria:
        console.put(*_criterion_lines(console, words, criterion))
    advice = words(f"gate.{judged.advice}")
    console.put("", *wrapped(words("gate.advice", verdict=advice), width))
    console.put(*_decision_lines(console, view, words, judged))


def _role(view: View, role: str) -> str:
    roles = view.process.playbook.catalogue_by_id.get("roles")
    record = roles.record(role) if roles else None
    return record.title if record else role


def _criterion_lines(console: Console, words: Words, judged: JudgedCriterion) -> Iterator[Line]:
    mark = VERDICT_MARKS[judged.verdict]
    critical = f" ({words('gate.critical')})" if judged.criterion.critical else ""
    text = f"{judged.verdict}: {judged.criterion.text}{critical}"
    first, *rest = wrapped(text, console.width - 4)
    yield (Span(f"{mark} ", _STYLES[judged.verdict]), Span(first))
    yield from (f"    {line}" for line in rest)
    for ground in judged.grounds:
        said = words("gate.ground", path=ground.path, says=ground.says)
        if ground.by and ground.on:
            said = words(
                "gate.ground_by",
                path=ground.path,
                says=ground.says,
                by=ground.by.partition(" <")[0],
                date=_day(words, ground.on),
            )
        yield from wrapped(said, console.width, "    - ", "      ")
    if judged.missing:
        yield from wrapped(
            words("gate.open", paths=", ".join(judged.missing)), console.width, "    "
        )
    if judged.reason:
        yield from wrapped(judged.reason, console.width, "    ")


def _decision_lines(
    console: Console, view: View, words: Words, judged: JudgedGate
) -> Iterator[Line]:
    at = judged.at
    decisions = view.state.decisions.get((at.scope, at.gate.id), ())
    if not decisions:
        return
    yield ""
    yield (Span(words("gate.decisions"), "title"),)
    for decision in reversed(decisions):
        yield from _told(console, words, decision)
    if judged.wants_a_look:
        yield from wrapped(words("gate.moved"), console.width)


def _told(console: Console, words: Words, decision: Decision) -> Iterator[Line]:
    said = words(
        "gate.decision",
        date=_day(words, decision.at[:10]),
        verdict=words(f"gate.{decision.verdict}"),
        by=decision.by.partition(" <")[0],
    )
    yield from wrapped(said, console.width, "- ", "  ")
    if decision.reason:
        yield from wrapped(words("gate.reason", reason=decision.reason), console.width, "    ")
    if decision.waived:
        names = ", ".join(decision.waived)
        yield from wrapped(words("gate.waived", names=names), console.width, "    ")
    if decision.review:
        review = words("gate.review", date=_day(words, decision.review))
        yield from wrapped(review, console.width, "    ")
    for condition in decision.conditions:
        yield from wrapped(_condition(words, condition), console.width, "    ", "       ")


def _condition(words: Words, condition: Condition) -> str:
    if condition.settled_at:
        return words(
            "gate.settled",
            number=condition.number,
            date=_day(words, condition.settled_at[:10]),
            note=condition.note,
            text=condition.text,
        )
    day = _day(words, condition.due)
    return words("gate.condition", number=condition.number, date=day, text=condition.text)


def _day(words: Words, text: str) -> str:
    return shown_date(date.fromisoformat(text), words.language)
