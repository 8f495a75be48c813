"""Sections on what is judged: gates with their evidence, risks and barriers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.days import day_in
from collab_playbook.engine.people import name_alone
from collab_playbook.report.marks import marked
from collab_playbook.report.markup import Html, joined, said, tag
from collab_playbook.report.tables import Table, folded, lines, listed, prose, table
from collab_playbook.schedule.load import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.openings import Condition
    from collab_playbook.report.content import (
        CriterionRow,
        Evidence,
        GateRow,
        Report,
        RiskList,
    )
    from collab_playbook.report.markup import Part
    from collab_playbook.report.words import Words
    from collab_playbook.schedule.load import Warned

_MOST_EVIDENCE = 6
_PHASES = frozenset({"idle", "active", "submitted"})
"""What a criterion rests on where a step is not done."""


# -- gates --------------------------------------------------------------------------------


def gates(report: Report, words: Words) -> Iterator[Part]:
    """Each gate with its verdict, its conditions, its criteria and what they rest on."""
    if not report.gates:
        yield tag("p", words("gates.none"))
    for gate in report.gates:
        yield from _gate(gate, words)


def _gate(gate: GateRow, words: Words) -> Iterator[Part]:
    stands, state = gate.stands, gate.stands.state
    verdict = marked(state, words(f"gate.{state}"))
    yield tag("h3", said(stands.at.gate.title), " ", verdict, class_="gate-head")
    yield tag("p", *_told(gate, words))
    if stands.decision is not None and stands.decision.reason:
        reason = words("gate.reason", reason=stands.decision.reason)
        yield tag("div", prose(words, reason), class_="reason")
    if stands.open_conditions:
        conditions = [_condition(each, words) for each in stands.open_conditions]
        yield tag("p", words("gate.conditions"), class_="soft")
        yield listed(words, conditions)
    heads = [words(f"column.{name}") for name in ("criterion", "verdict", "evidence")]
    rows = [_criterion(each, words) for each in gate.criteria]
    caption = words("gate.evidence")
    criteria = table(words, Table(f"{caption}: {stands.at.gate.title}", heads, rows))
    counted = words("gate.met", met=gate.met, total=len(gate.criteria))
    summary = f"{caption}: {counted}"
    is_settled = gate.is_open and not gate.judged.wants_a_look
    yield folded(summary, criteria, kind="printed") if is_settled else criteria


def _told(gate: GateRow, words: Words) -> Iterator[Part]:
    at, decision = gate.stands.at, gate.stands.decision
    key = "gate.opens_phase" if at.phase is not None else "gate.opens_circle"
    yield said(words(key, title=gate.opens))
    if decision is None:
        if gate.decided_by:
            yield joined((" ", said(words("gate.decided_by", role=gate.decided_by))))
    else:
        verdict = words(f"gate.{decision.verdict}").capitalize()
        by, day = name_alone(decision.by), words.day(date.fromisoformat(decision.at[:10]))
        yield joined((" ", said(words("gate.decision", verdict=verdict, day=day, by=by))))
        if decision.verdict == "hold" and gate.stands.due is not None:
            yield f" {words('gate.review', day=words.day(gate.stands.due))}"
    if decision is None or not decision.opens:
        advice = words(f"gate.{gate.judged.advice}")
        yield f" {words('gate.advice', verdict=advice)}"
    elif gate.judged.wants_a_look:
        yield joined((" ", marked("late", words("gate.moved"))))


def _condition(condition: Condition, words: Words) -> Html:
    due = day_in(condition.due)
    day = words.day(due) if due is not None else condition.due
    return prose(words, words("gate.condition", day=day, text=condition.text))


def _criterion(each: CriterionRow, words: Words) -> tuple[Part, ...]:
    told: list[Part] = [marked(each.verdict, words(f"verdict.{each.verdict}"))]
    if each.critical:
        told.append(tag("span", words("criterion.critical"), class_="soft"))
    if each.lacks:
        lacks = words("criterion.lacks", names=", ".join(each.lacks))
        told.append(tag("span", said(lacks), class_="small"))
    evidence = [_evidence(one, words) for one in each.evidence]
    return said(each.text), lines(told), _few(evidence, words)


def _few(items: Sequence[Html], words: Words) -> Part:
    if not items:
        return words("evidence.none")
    first = tag("ul", *(tag("li", item) for item in items[:_MOST_EVIDENCE]))
    rest = items[_MOST_EVIDENCE:]
    if not rest:
        return first
    more = tag("ul", *(tag("li", item) for item in rest))
    return joined((first, folded(words.counted("more", len(rest)), more)))


def _evidence(one: Evidence, words: Words) -> Html:
    says = words(f"evidence.{one.says}") if one.says in _PHASES else one.says
    told = said(words("evidence", name=one.name, says=says))
    if not one.by or one.on is None:
        return told
    by = ", ".join(name_alone(name) for name in one.by.split(", "))
    signed = words("evidence.by", by=by, day=words.day(one.on))
    return joined((told, " ", tag("span", "(", said(signed), ")", class_="soft")))


# -- risks --------------------------------------------------------------------------------


def risks(report: Report, words: Words) -> Iterator[Part]:
    """Each list of risks, the heaviest first, and who carries too much."""
    if not report.risks and not report.warnings:
        yield tag("p", words("risks.none"))
    for each in report.risks:
        yield from _risks(each, words)
    if report.warnings:
        yield tag("h3", words("risks.people"))
        yield listed(words, list(_warnings(report.warnings, words)))


def _risks(each: RiskList, words: Words) -> Iterator[Part]:
    title = f"{each.where}: {each.title}" if each.where else each.title
    yield tag("h3", said(title))
    if each.kept_back:
        yield tag("p", words.counted("risks.kept_back", each.entries))
    elif each.rows:
        rows = [[prose(words, cell) for cell in row] for row in each.rows]
        yield table(words, Table(title, each.headings, rows))
    else:
        yield tag("p", words("risks.all_over"))
    if each.left_out:
        yield tag("p", words.counted("risks.over", each.left_out), class_="soft")


def _warnings(warnings: Sequence[Warned], words: Words) -> Iterator[Html]:
    """A sentence each; the roles that nobody holds share one."""
    unheld = [warned.who for warned in warnings if warned.kind == "no_holder"]
    for warned in warnings:
        if warned.kind != "no_holder":
            found, limit = (
                words.number(in_digits(number)) for number in (warned.found, warned.limit)
            )
            text = words(f"load.{warned.kind}", who=warned.who, found=found, limit=limit)
            yield said(text)
    if unheld:
        yield said(words("load.no_holder", who=", ".join(unheld)))
