"""The first screen: where we are, what is late, what is asked of the committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.report.marks import marked
from collab_playbook.report.markup import Html, joined, said, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.report.content import Ask, Report
    from collab_playbook.report.words import Words
    from collab_playbook.schedule.schedule import Schedule

_MOST = 4
"""As many entries as a card shows; all of them stand in a section below."""


def opening(report: Report, words: Words) -> Html:
    """Three cards, each with one thing to know first."""
    cards = (_where(report, words), _late(report, words), _asked(report, words))
    return tag("div", *cards, class_="cards")


def _card(name: str, words: Words, *inside: Html | None) -> Html:
    heading = tag("h2", words(f"short.{name}"), id=f"short-{name}")
    return tag("section", heading, *inside, class_="card", aria_labelledby=f"short-{name}")


def _where(report: Report, words: Words) -> Html:
    told = words("where.done", done=report.done, total=report.total)
    share = 100 * report.done // report.total if report.total else 0
    bar = tag("div", tag("span", style=f"width:{share}%"), class_="bar", aria_hidden="true")
    return _card(
        "where",
        words,
        tag("p", told, class_="big"),
        bar,
        tag("p", _phase(report, words)),
        _circles(report, words),
        _gate_ahead(report, words),
        tag("p", ending(report.schedule, words)),
    )


def _phase(report: Report, words: Words) -> Html:
    now = report.stage_now
    if now is None:
        return joined((words("where.all"),))
    return joined((words("where.phase", title=now.title, done=now.done, total=now.total),))


def _circles(report: Report, words: Words) -> Html | None:
    opened = [stage.title for stage in report.circles if stage.state == "open"]
    return tag("p", words("where.circles", titles=", ".join(opened))) if opened else None


def _gate_ahead(report: Report, words: Words) -> Html | None:
    gate = report.gate_ahead
    if gate is None:
        return None
    counted = words("gate.met", met=gate.met, total=len(gate.criteria))
    return tag("p", said(words("where.gate", title=gate.stands.at.gate.title, met=counted)))


def ending(schedule: Schedule, words: Words) -> str:
    """When it ends, and by how much that differs from the plan."""
    if not schedule.rows:
        return words("end.none")
    verb = "ended" if schedule.is_finished else "end"
    when = "late" if schedule.slip > 0 else "early" if schedule.slip < 0 else "on_time"
    days = words.counted("days", abs(schedule.slip))
    return words(f"{verb}.{when}", end=words.day(schedule.end), days=days)


def _late(report: Report, words: Words) -> Html:
    told = list(told_late(report, words))
    if report.belated:
        told.append(marked_line("late", words.counted("late.steps", len(report.belated))))
    if not told:
        return _card("late", words, tag("p", marked("done", words("late.none"))))
    return _card("late", words, _few(told, "late", words))


def told_late(report: Report, words: Words) -> Iterator[Html]:
    """What is due, overdue or no longer holds, one by one."""
    for each in report.pressing:
        day = words.day(each.due)
        when = marked(each.flag, words(f"late.{each.flag}", day=day))
        yield joined((said(_capital(words.said(each.what))), tag("br"), when))
    for document in report.altered:
        yield marked_line("late", words("late.altered", title=document.title))
    for stale in report.stale:
        changed, title = "; ".join(stale.changed), stale.stands.step.title
        yield marked_line("late", words("late.stale", title=title, changed=changed))


def marked_line(state: str, text: str) -> Html:
    """A sentence with the mark of a state before it."""
    return joined((marked(state, ""), said(text)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asked(report: Report, words: Words) -> Html:
    if not report.asks:
        return _card("asks", words, tag("p", marked("done", words("asks.none"))))
    return _card("asks", words, _few([_ask(ask, words) for ask in report.asks], "asks", words))


def _ask(ask: Ask, words: Words) -> Html:
    rest = [part for part in (ask.who, _by(ask, words)) if part]
    return joined(
        (
            tag("strong", words(f"ask.{ask.act}")),
            ": ",
            said(words.said(ask.what)),
            joined((tag("br"), tag("span", said(", ".join(rest)), class_="soft"))) if rest else "",
        )
    )


def _by(ask: Ask, words: Words) -> str:
    return words("ask.by", day=words.day(ask.due)) if ask.due is not None else ""


def _few(items: list[Html], section: str, words: Words) -> Html:
    """The first few, and where the others stand."""
    shown = [tag("li", item) for item in items[:_MOST]]
    rest = len(items) - len(shown)
    if rest:
        shown.append(tag("li", tag("a", words.counted("more", rest), href=f"#{section}")))
    return tag("ul", *shown)
