"""The load of people for people: hours by person and role, what is too much, who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.showing import shown_number
from collab_playbook.schedule.load import NONE, in_digits
from collab_playbook.terminal.layout import Line, Span, columns, cut, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from collab_playbook.schedule.load import Hours, Load, PersonLoad, Warned
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words

_CELLS = (6, 5, 9, 5)
"""The columns of hours before, hours after, agreed hours and steps."""
_FEWEST = 20
"""Fewer columns than these hold no list of roles; it goes below."""
_LONGEST_NAME = 30


def put_load(console: Console, load: Load, words: Words, title: str) -> None:
    """The whole page: warnings last, so that they are what is still on the screen."""
    console.put((Span(title, "title"),))
    if load.launch is not None:
        console.put(words("load.after" if load.is_launched else "load.before"))
    console.put("", *_people(console, load, words), "", *_roles(console, load, words))
    if load.warnings:
        console.put("", (Span(words("load.warnings"), "title"),))
    for told in _warnings(load.warnings, words):
        lines = wrapped(told, console.width, "! ", "  ")
        console.put(*((Span(line, "bad"),) for line in lines))


def _people(console: Console, load: Load, words: Words) -> Iterator[Line]:
    people = [each for each in load.people if each.roles or each.agreed != NONE]
    if console.is_line_mode:
        yield from (_sentence(each, words) for each in people)
        return
    names = min(max((columns(each.person.name) for each in people), default=0), _LONGEST_NAME)
    names = max(names, columns(words("load.people")))
    room = console.width - names - sum(_CELLS) - 2 * (len(_CELLS) + 1)
    widths = (names, *_CELLS, *((room,) if room >= _FEWEST else ()))
    headings = ("people", "hours_before", "hours_after", "hours_agreed", "steps", "held")
    head = [words(f"load.{name}") for name in headings]
    yield from table([[Span(cell, "title") for cell in head[: len(widths)]]], widths)
    for each in people:
        roles = ", ".join(held.title for held in each.roles)
        cells = [cut(each.person.name, names), *_cells(each, words), roles]
        yield from table([[Span(cell) for cell in cells[: len(widths)]]], widths)
        if len(widths) < len(cells):
            yield from wrapped(roles, console.width, "   ")
    yield words("load.legend")


def _cells(each: PersonLoad, words: Words) -> tuple[str, str, str, str]:
    agreed = " / ".join(number or "-" for number in _numbers(each.agreed, words))
    steps = str(len(each.accountable) or "")
    before, after = _numbers(each.asked, words)
    return before, after, "" if each.agreed == NONE else agreed, steps


def _numbers(hours: Hours, words: Words) -> tuple[str, str]:
    before, after = (_number(each, words) for each in hours)
    return before, after


def _number(hours: Decimal | None, words: Words) -> str:
    return "" if hours is None else shown_number(in_digits(hours), words.language)


def _sentence(each: PersonLoad, words: Words) -> str:
    before, after = _numbers(each.asked, words)
    told = words(
        "load.person",
        name=each.person.name,
        roles=", ".join(held.title for held in each.roles) or words("load.no_role"),
        before=before or "0",
        after=after or "0",
    )
    agreed = [number or "0" for number in _numbers(each.agreed, words)]
    if each.agreed != NONE:
        told += " " + words("load.agreed", before=agreed[0], after=agreed[1])
    if each.accountable:
        told += " " + words("load.accountable", count=len(each.accountable))
    return told


def _roles(console: Console, load: Load, words: Words) -> Iterator[Line]:
    yield (Span(words("load.roles"), "title"),)
    for role in load.roles:
        before, after = _numbers(role.hours, words)
        key = "load.role" if role.holders else "load.role_unheld"
        text = words(
            key,
            title=role.title,
            count=len(role.holders),
            before=before or "0",
            after=after or "0",
        )
        yield from wrapped(text, console.width, "", "  ")


def _warnings(warnings: Sequence[Warned], words: Words) -> Iterator[str]:
    """A sentence each; the roles that nobody holds share one."""
    unheld = [warned.who for warned in warnings if warned.kind == "no_holder"]
    for warned in warnings:
        if warned.kind != "no_holder":
            yield words(
                f"load.warned.{warned.kind}",
                who=warned.who,
                found=_number(warned.found, words),
                limit=_number(warned.limit, words),
                count=len(warned.holders),
            )
    if unheld:
        yield words("load.warned.no_holder", who=", ".join(unheld))
