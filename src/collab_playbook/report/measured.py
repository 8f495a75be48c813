"""Sections on what is on record: indicators, signatures, lessons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_playbook.engine.indicators import sparkline, with_unit
from collab_playbook.engine.people import name_alone
from collab_playbook.report.marks import marked
from collab_playbook.report.markup import Html, joined, said, tag
from collab_playbook.report.tables import Table, lines, listed, prose, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.indicators import Course, Target
    from collab_playbook.engine.state import Approval
    from collab_playbook.report.content import (
        Altered,
        CourseIn,
        Learned,
        Report,
        SignedStep,
    )
    from collab_playbook.report.markup import Part
    from collab_playbook.report.words import Words

_MOST_READINGS = 24
"""As many of the latest readings as the course of an indicator draws."""


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
