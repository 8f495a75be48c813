"""Roles as sheets: who does what in which step, who holds them, and the hours that they take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from collab_playbook.documents.naming import LOAD, PEOPLE, PHASES, STEPS, key
from collab_playbook.documents.sheet_words import words_in
from collab_playbook.documents.sheets import Cell, Chart, Column, Reach, Series, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collab_playbook.documents.cells import Hand

_ROLES: Final = key("catalogue", "roles")
_LETTERS: Final = ("A", "R", "C", "I")
_MOST_SERIES: Final = 8
"""More roles than this cannot be told apart in one chart; the lightest are drawn together."""


def raci(hand: Hand, told: Mapping[str, Any]) -> Sheet:
    """A step a line, a role a column: accountable, responsible, consulted, informed."""
    word, roles = words_in(hand.language), hand.reading.part(_ROLES) or ()
    titles = {each["id"]: hand.text(each["title"]) for each in hand.reading.part(PHASES) or ()}
    columns = (
        Column("N\N{DEGREE SIGN}" if hand.language == "fr" else "No.", "whole"),
        Column(word["step"]),
        Column(word["phase"]),
        *(Column(hand.text(role["title"]), "mark", _LETTERS) for role in roles),
    )
    rows = tuple(
        (
            Decimal(step["number"]),
            hand.text(step["title"]),
            titles.get(step["phase"]),
            *(_letter(step["roles"], role["id"]) for role in roles),
        )
        for step in sorted(hand.reading.part(STEPS) or (), key=lambda step: step["number"])
    )
    note = word["marks_note"]
    return Sheet(hand.text(told["title"]), columns, rows, named=2, note=note)


def _letter(roles: Mapping[str, Any], role: str) -> str | None:
    if role == roles["accountable"]:
        return "A"
    named = zip(_LETTERS[1:], ("responsible", "consulted", "informed"), strict=True)
    return next((letter for letter, name in named if role in roles[name]), None)


def roles(hand: Hand, told: Mapping[str, Any]) -> Sheet:
    """A role a line: its mission, who holds it, the hours that it usually takes."""
    word, people = words_in(hand.language), hand.reading.part(PEOPLE) or ()
    columns = (
        Column(word["code"]),
        Column(word["role"]),
        Column(word["mission"]),
        Column(word["holders"]),
        Column(word["before"], "number"),
        Column(word["after"], "number"),
        Column(word["remark"]),
    )
    rows = tuple(
        (
            role["code"],
            hand.text(role["title"]),
            hand.playbook(role.get("mission", "")) or None,
            ", ".join(each["name"] for each in people if role["id"] in each["roles"]) or None,
            _number(role.get("hours_before")),
            _number(role.get("hours_after")),
            hand.playbook(role.get("remark", "")) or None,
        )
        for role in hand.reading.part(_ROLES) or ()
    )
    return Sheet(hand.text(told["title"]), columns, rows, named=2)


def load(hand: Hand, told: Mapping[str, Any]) -> Sheet:
    """A month a line, a role a column: the hours of all who hold it; their sum at the end."""
    word, found = words_in(hand.language), hand.reading.part(LOAD)
    held = found["roles"]
    columns = (
        Column(word["month_column"], "month"),
        *(Column(hand.text(role["title"]), "number") for role in held),
        Column(word["total"], "number"),
    )
    months = [date.fromisoformat(month) for month in found["months"]]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            month,
            *(hours := [Decimal(role["by_month"][at]) for role in held]),
            sum(hours, Decimal(0)),
        )
        for at, month in enumerate(months)
    )
    summed = tuple(range(1, len(columns)))
    title, note = hand.text(told["title"]), word["load_note"]
    sheet = Sheet(title, columns, rows, total=word["total"], summed=summed, note=note)
    if told["chart"] is None or not rows or not held:
        return sheet
    return sheet._replace(charts=(_drawn(hand, sheet, held),))


def _drawn(hand: Hand, sheet: Sheet, held: list[dict[str, Any]]) -> Chart:
    """The hours a month, role upon role; where there are too many of them, all of them as one."""
    word, last = words_in(hand.language), len(sheet.rows) - 1
    apart = len(held) <= _MOST_SERIES
    at = range(1, len(held) + 1) if apart else (len(held) + 1,)
    title = word["hours_by_role" if apart else "hours_by_month"]
    series = tuple(
        Series(sheet.columns[n].heading, Reach(0, 0, last), Reach(n, 0, last)) for n in at
    )
    return Chart("bars", title, series, dated=True, stacked=True)


def _number(told: object) -> Decimal | None:
    try:
        return Decimal(str(told)) if told is not None else None
    except ArithmeticError:
        return None
