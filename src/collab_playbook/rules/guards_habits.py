"""Guards that can be read and are still not what their author meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collab_playbook.engine.values import fit
from collab_playbook.language.syntax import (
    Binary,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Select,
    walk,
)
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Problem
from collab_playbook.model.question import Computed
from collab_playbook.rules.domains_terms import Around, path_of, shape_of
from collab_playbook.rules.guards import examined, problem_at
from collab_playbook.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked

_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def check_without_value(checked: Checked) -> Iterator[Problem]:
    """A check of an answer never looks at the answer.

    Why:
        It is asked of every answer and says the same of each, so that no answer can mend it.
    Bad:
        # file: steps/01-goal/step.yaml
        questions:
          - {id: aim, type: text, ask: What do you want to reach?, example: Halve the waiting time}
          - id: until
            type: date
            ask: Until when?
            example: "2026-12-31"
            check:
              - {that: size(goal.aim) >= 10, message: Write a whole sentence.}
    Good:
        # file: steps/01-goal/step.yaml
        questions:
          - id: aim
            type: text
            ask: What do you want to reach?
            example: Halve the waiting time
            check:
              - {that: size(value) >= 10, message: Write a whole sentence.}
          - {id: until, type: date, ask: Until when?, example: "2026-12-31"}
    Says:
        steps/01-goal/step.yaml:9:16: PB310 This check of 'until' never looks at the answer
          [check-without-value]
    """
    rule = ("PB310", "check-without-value")
    for guard in examined(checked):
        if guard.use != "check" or guard.sound is None or guard.question is None:
            continue
        own = (guard.site.path.owner, guard.question.id)
        looks = any(
            (isinstance(part, Name) and part.id == "value") or path_of(part) == own
            for part in walk(guard.sound)
        )
        if not looks:
            message = f"This check of '{guard.question.id}' never looks at the answer"
            hint = "Write value for the answer, or make it a criterion of the step."
            yield problem_at(
                checked,
                guard,
                rule,
                message,
                guard.sound.span,
                hint=hint,
            )


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
        for part in walk(guard.sound):
            if isinstance(part, Binary) and part.operator in _RELATIONS:
                owners = {
                    owner for side in (part.left, part.right) for owner in _money(side, around)
                }
                if len(owners) > 1 and _money(part.left, around) and _money(part.right, around):
                    message = "These amounts may be of different currencies"
                    hint = "Compare their .currency as well."
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
        when: goal.budget.currency == 'euro'
    Good:
        # file: templates/goal_sheet/document.yaml
        when: goal.budget.currency == 'EUR'
    Says:
        templates/goal_sheet/document.yaml:2:31: PB312 'euro' is no currency [unknown-currency]
    """
    for guard in examined(checked):
        if guard.sound is None or "currency" not in guard.site.text:
            continue
        value = guard.question if guard.use == "check" else None
        around = Around(checked.playbook, value)
        for part in walk(guard.sound):
            if not isinstance(part, Binary) or part.operator not in {"==", "!=", "in"}:
                continue
            sides = (part.left, part.right)
            if any(_is_currency(side, around) for side in sides):
                for literal in (text for side in sides for text in _texts(side)):
                    if not _CURRENCY.fullmatch(str(literal.value)):
                        message = f"'{literal.value}' is no currency"
                        hint = "Write its three capital letters, such as 'EUR'."
                        yield problem_at(
                            checked,
                            guard,
                            ("PB312", "unknown-currency"),
                            message,
                            literal.span,
                            hint=hint,
                        )


def _is_currency(node: Node, around: Around) -> bool:
    return isinstance(node, Select) and node.field == "currency" and around.term(node) is not None


def _texts(node: Node) -> Iterator[Literal]:
    for item in node.items if isinstance(node, ListOf) else (node,):
        if isinstance(item, Literal) and isinstance(item.value, str):
            yield item


def repeated_condition(checked: Checked) -> Iterator[Problem]:
    """The same condition stands twice in one ``&&`` or ``||``, or a value is compared with itself.

    Why:
        One of the two was meant to be something else.
    Bad:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast' and goal.pace != 'fast'
    Good:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast'
    Says:
        templates/team_list/document.yaml:2:31: PB313 The same condition stands before
          [repeated-condition]
    """
    rule = ("PB313", "repeated-condition")
    for guard in examined(checked):
        for part in walk(guard.sound) if guard.sound is not None else ():
            if isinstance(part, Binary) and part.operator in _RELATIONS:
                if type(part.left) is type(part.right) and shape_of(part.left) == shape_of(
                    part.right
                ):
                    message = "Both sides of this comparison are the same"
                    hint = "Compare it with something else."
                    yield problem_at(checked, guard, rule, message, part.span, hint=hint)
            elif isinstance(part, Logic):
                seen: set[tuple[object, ...]] = set()
                for operand in part.operands:
                    shape = shape_of(operand)
                    if shape in seen:
                        message = "The same condition stands before"
                        hint = "Take it out, or ask for what was meant."
                        yield problem_at(checked, guard, rule, message, operand.span, hint=hint)
                    seen.add(shape)


def unusable_default(checked: Checked) -> Iterator[Problem]:
    """A default is no answer to its own question.

    Why:
        Whoever accepts what is offered is then told that it is wrong.
    Bad:
        # file: steps/01-goal/step.yaml
        questions:
          - {id: aim, type: text, ask: What do you want to reach?, example: Halve the waiting time}
          - {id: days, type: integer, ask: In how many days?, min: 1, max: 30, default: 90}
    Good:
        # file: steps/01-goal/step.yaml
        questions:
          - {id: aim, type: text, ask: What do you want to reach?, example: Halve the waiting time}
          - {id: days, type: integer, ask: In how many days?, min: 1, max: 30, default: 10}
    Says:
        steps/01-goal/step.yaml:4:81: PB314 This is no answer to 'days': 90 is more than 30
          [unusable-default]
    """
    for question in checked.playbook.org:
        yield from _default(checked, "org", ORGANISATION, question)
    for step in checked.playbook.steps:
        for question in step.questions:
            yield from _default(checked, "steps", step.id, question)


def _default(checked: Checked, kind: str, owner: str, question: Question) -> Iterator[Problem]:
    if question.default is None or isinstance(question.default, Computed):
        return
    choices = checked.playbook.choices_of(question)
    if question.catalogue is not None and not choices:
        return  # the catalogue is missing, as another rule says
    path = (kind, owner, "questions", question.id, "default")
    for misfit in fit(question, question.default, choices, checked.playbook.choices_of)[1][:1]:
        yield Problem(
            "PB314",
            "unusable-default",
            f"This is no answer to '{question.id}': {misfit.message}",
            checked.places.of(*path),
            anchor="/".join(path),
        )


RULES: tuple[Rule, ...] = (
    Rule("PB310", "check-without-value", check_without_value),
    Rule("PB311", "currencies-compared", currencies_compared, "warning"),
    Rule("PB312", "unknown-currency", unknown_currency),
    Rule("PB313", "repeated-condition", repeated_condition),
    Rule("PB314", "unusable-default", unusable_default),
)
