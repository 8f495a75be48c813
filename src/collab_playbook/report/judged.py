"""Sections on what is judged: gates, risks, indicators, signatures, lessons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.engine.indicators import sparkline, with_unit
from collab_playbook.engine.people import name_alone
from collab_playbook.report.marks import marked
from collab_playbook.report.markup import Html, joined, said, tag
from collab_playbook.report.tables import Table, folded, lines, listed, prose, table
from collab_playbook.schedule.load import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.indicators import Course, Target
    from collab_playbook.engine.openings import Condition
    from collab_playbook.engine.state import Approval
    from collab_playbook.report.content import (
        Altered,
        CourseIn,
        CriterionRow,
        Evidence,
        GateRow,
        Learned,
        Report,
        RiskList,
        SignedStep,
    )
    from collab_playbook.report.markup import Part
    from collab_playbook.report.words import Words
    from collab_playbook.schedule.load import Warned

_MOST_READINGS = 24
"""As many of the latest readings as the course of an indicator draws."""
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
    is_settled = gate.is_open and not gate.judged.has_moved
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
    elif gate.judged.has_moved:
        yield joined((" ", marked("late", words("gate.moved"))))


def _condition(condition: Condition, words: Words) -> Html:
    day = words.day(date.fromisoformat(condition.due)) if _is_day(condition.due) else condition.due
    return prose(words, words("gate.condition", day=day, text=condition.text))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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


# -- indicators ---------------------------------------------------------------------------


def indicators(report: Report, words: Words) -> Iterator[Part]:
    """What was read, against its target; what was never read is named below."""
    if not report.indicators:
        yield tag("p", words("indicators.none"))
    for where in dict.fromkeys(each.where for each in report.indicators):
        mine = [each for each in report.indicators if each.where == where]
        yield from _courses(where, mine, words)


def _courses(where: str, mine: Sequence[CourseIn], words: Words) -> Iterator[Part]:
    read = [each.course for each in mine if each.course.readings]
    unread = [each.course.record.title for each in mine if not each.course.readings]
    caption = words("indicators.caption", where=where) if where else words("indicators.programme")
    heads = [words(f"column.{name}") for name in ("indicator", "last", "trend", "target", "course")]
    if where:
        yield tag("h3", said(where))
    if read:
        yield table(words, Table(caption, heads, [_course(course, words) for course in read]))
    if unread:
        titles = ", ".join(unread)
        told = words.counted("indicators.unread", len(unread), titles=titles)
        yield tag("p", said(told), class_="soft")


def _course(course: Course, words: Words) -> tuple[Part, ...]:
    last = course.readings[-1]
    value = with_unit(words.number(last.value), course.record)
    return (
        said(f"{course.record.code} {course.record.title}".strip()),
        words("reading", value=value, period=words.period(last.period)),
        _trend(course, words),
        _targets(course.targets, words),
        _spark(course, words),
    )


def _trend(course: Course, words: Words) -> Part:
    trend = course.trend
    if trend is None:
        return words("trend.none")
    told = words(f"trend.{trend.direction}", by=words.number(trend.by))
    if trend.judgement in {"better", "worse"}:
        return marked(trend.judgement, f"{told}, {words(f'trend.{trend.judgement}')}")
    return told


def _targets(targets: Sequence[Target], words: Words) -> Part:
    if not targets:
        return words("target.none")
    told = ", ".join(words("target", value=each.value, at=each.at) for each in targets)
    return said(told if targets[0].ours else words("target.suggested", targets=told))


def _spark(course: Course, words: Words) -> Part:
    """The course as bars, in words for those who do not see them; nothing for one reading."""
    readings = course.readings
    if len(readings) < 2:
        return ""
    first, last = readings[0], readings[-1]
    label = words(
        "course",
        count=len(readings),
        first=f"{words.number(first.value)} ({words.period(first.period)})",
        last=f"{words.number(last.value)} ({words.period(last.period)})",
    )
    bars = sparkline([Decimal(reading.value) for reading in readings[-_MOST_READINGS:]])
    return tag("span", bars, class_="spark", role="img", aria_label=label)


# -- signatures ---------------------------------------------------------------------------


def sign_offs(report: Report, words: Words) -> Iterator[Part]:
    """Who signed which step, what is missing, and the documents that were changed since."""
    if report.altered:
        yield tag("h3", words("altered"))
        yield listed(words, [_altered(each, words) for each in report.altered])
    if not report.sign_offs:
        yield tag("p", words("sign_offs.none"))
        return
    heads = [words(f"column.{name}") for name in ("step", "state", "signed", "missing")]
    rows = [_signed(each, report, words) for each in report.sign_offs]
    yield table(words, Table(words("sign_offs.caption"), heads, rows))


def _signed(each: SignedStep, report: Report, words: Words) -> tuple[Part, ...]:
    step, signed = each.stands.step, each.stands.signing
    title = f"{step.number}. {step.title}"
    if signed is None:
        return said(title), "", "", ""
    given = [said(_approval("signed.by", one, report, words)) for one in signed.approvals]
    lapsed = [
        said(_approval("signed.lapsed", one.approval, report, words)) for one in signed.lapsed
    ]
    return (
        said(f"{each.where}: {title}" if each.where else title),
        marked(signed.state, words(f"signed.{signed.state}")),
        lines([*given, *lapsed]),
        said(", ".join(each.missing)),
    )


def _approval(key: str, one: Approval, report: Report, words: Words) -> str:
    role = report.roles.get(one.role, one.role)
    day = words.day(date.fromisoformat(one.at[:10]))
    return words(key, by=name_alone(one.by), role=role, day=day)


def _altered(each: Altered, words: Words) -> Html:
    last = each.signed.approvals[-1]
    day = words.day(date.fromisoformat(last.at[:10]))
    told = words("altered.one", title=each.title, path=each.path, by=name_alone(last.by), day=day)
    return said(told)


# -- lessons ------------------------------------------------------------------------------


def lessons(report: Report, words: Words) -> Iterator[Part]:
    """What was learned, the latest first, what it changed and where it was applied."""
    if not report.lessons:
        yield tag("p", words("lessons.none"))
        return
    yield listed(words, [_lesson(each, words) for each in reversed(report.lessons)])


def _lesson(each: Learned, words: Words) -> Html:
    lesson = each.lesson
    told: list[Part] = [prose(words, lesson.lesson)]
    told.append(prose(words, words("lesson.changed", change=lesson.change)))
    told += [
        prose(words, words("lesson.applied", where=where or words("programme"), change=change))
        for where, change in each.applied
    ]
    told.append(tag("span", said(words("lesson.where", where=each.where)), class_="soft"))
    return joined(told, str(tag("br")))
