"""Amounts of money in guards: their currencies agree, and are currencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collab_playbook.language.syntax import (
    Binary,
    ListOf,
    Literal,
    Node,
    Select,
    walk,
)
from collab_playbook.model.problem import Fix, Problem
from collab_playbook.rules.domains_terms import Around, path_of
from collab_playbook.rules.guards_examined import edit_at, examined, problem_at
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.guards_examined import Examined

_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def currencies_compared(checked: Checked) -> Iterator[Problem]:
    """Amounts of two answers are compared, and nobody looks whether their currencies agree.

    The fields of one record are typed side by side and may be compared as they are.

    Why:
        12,000 JPY is not more than 900 EUR.
    Bad:
        # file: steps/02-team/step.yaml
        questions:
          - {id: cost, type: money, ask: What does the team cost?, example: 9000 EUR}
        done_when:
          - {id: paid, text: The budget pays for it, that: team.cost.amount <= goal.budget.amount}
    Good:
        # file: steps/02-team/step.yaml
        questions:
          - {id: cost, type: money, ask: What does the team cost?, example: 9000 EUR}
        done_when:
          - id: paid
            text: The budget pays for it
            that: >-
              team.cost.currency == goal.budget.currency && team.cost.amount <= goal.budget.amount
    Says:
        steps/02-team/step.yaml:5:52: PB311 These amounts may be of different currencies
          [currencies-compared]
    """
    rule = ("PB311", "currencies-compared")
    for guard in examined(checked):
        if guard.sound is None or ".currency" in guard.site.text:
            continue
        value = guard.question if guard.use == "check" else None
        around = Around(checked.playbook, value)
        for part in guard.parts:
            if isinstance(part, Binary) and part.operator in _RELATIONS:
                owners = {
                    owner for side in (part.left, part.right) for owner in _money(side, around)
                }
                if len(owners) > 1 and _money(part.left, around) and _money(part.right, around):
                    message = say("These amounts may be of different currencies")
                    hint = say("Compare their .currency as well.")
                    yield problem_at(
                        checked,
                        guard,
                        rule,
                        message,
                        part.span,
                        hint=hint,
                    )


def _money(node: Node, around: Around) -> set[tuple[str, ...]]:
    """The answers whose amounts a form adds up."""
    found = set()
    for part in walk(node):
        if isinstance(part, Select) and part.field == "amount" and around.term(part) is not None:
            question = around.question(part.target)
            path = path_of(part.target)
            if question is None or question.type == "money":
                found.add(path if question is not None else path[:-1])
    return found


def unknown_currency(checked: Checked) -> Iterator[Problem]:
    """A currency is compared with something that is no currency.

    Why:
        Currencies are kept as three capital letters, so that any other text is never found.
    Bad:
        # file: templates/goal_sheet/document.yaml
        when: goal.budget.currency == 'eur'
    Good:
        # file: templates/goal_sheet/document.yaml
        when: goal.budget.currency == 'EUR'
    Says:
        templates/goal_sheet/document.yaml:2:31: PB312 'eur' is no currency [unknown-currency]
    Fix:
        Small letters become capitals. Safe: no other currency can have been meant.
    """
    for guard in examined(checked):
        if guard.sound is None or "currency" not in guard.site.text:
            continue
        value = guard.question if guard.use == "check" else None
        around = Around(checked.playbook, value)
        for part in guard.parts:
            if not isinstance(part, Binary) or part.operator not in {"==", "!=", "in"}:
                continue
            sides = (part.left, part.right)
            if any(_is_currency(side, around) for side in sides):
                for literal in (text for side in sides for text in _texts(side)):
                    if not _CURRENCY.fullmatch(str(literal.value)):
                        yield _no_currency(checked, guard, literal)


def _no_currency(checked: Checked, guard: Examined, literal: Literal) -> Problem:
    capital = str(literal.value).strip().upper()
    fix = None
    if _CURRENCY.fullmatch(capital):
        inside = (literal.span.start + 1, literal.span.end - 1)
        fix = Fix(
            say("Write '{capital}'", capital=capital), (edit_at(checked, guard, inside, capital),)
        )
    return problem_at(
        checked,
        guard,
        ("PB312", "unknown-currency"),
        say("'{value}' is no currency", value=literal.value),
        literal.span,
        hint=say("Write its three capital letters, such as 'EUR'."),
        fix=fix,
    )


def _is_currency(node: Node, around: Around) -> bool:
    return isinstance(node, Select) and node.field == "currency" and around.term(node) is not None


def _texts(node: Node) -> Iterator[Literal]:
    for item in node.items if isinstance(node, ListOf) else (node,):
        if isinstance(item, Literal) and isinstance(item.value, str):
            yield item
