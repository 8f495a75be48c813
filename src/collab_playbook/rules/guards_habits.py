"""Guards that can be read and are still not what their author meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collab_playbook.engine.values import fit
from collab_playbook.language.syntax import Binary, Logic, Name
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Fix, Problem
from collab_playbook.model.question import Computed
from collab_playbook.rules.domains_terms import alike, path_of, shape_of
from collab_playbook.rules.guards_currencies import currencies_compared, unknown_currency
from collab_playbook.rules.guards_examined import edit_at, examined, problem_at
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.guards_examined import Examined

_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_REPEATED: Final = ("PB313", "repeated-condition")
_JOINED: Final = re.compile(r"\s*(&&|\|\||and\b|or\b)")


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
            for part in guard.parts
        )
        if not looks:
            message = say("This check of '{id}' never looks at the answer", id=guard.question.id)
            hint = say("Write value for the answer, or make it a criterion of the step.")
            yield problem_at(
                checked,
                guard,
                rule,
                message,
                guard.sound.span,
                hint=hint,
            )


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
    Fix:
        The repetition is taken out. Unsafe: it may have been meant to be something else.
    """
    for guard in examined(checked):
        for part in guard.parts if guard.sound is not None else ():
            if isinstance(part, Binary) and part.operator in _RELATIONS:
                if alike(part.left, part.right):
                    message = say("Both sides of this comparison are the same")
                    hint = say("Compare it with something else.")
                    yield problem_at(checked, guard, _REPEATED, message, part.span, hint=hint)
            elif isinstance(part, Logic):
                yield from _said_twice(checked, guard, part)


def _said_twice(checked: Checked, guard: Examined, node: Logic) -> Iterator[Problem]:
    seen: set[tuple[object, ...]] = set()
    for at, operand in enumerate(node.operands):
        shape = shape_of(operand)
        if shape in seen:
            cut = (node.operands[at - 1].span.end, operand.span.end)
            text = guard.site.text[slice(*cut)]
            whole = _JOINED.match(text) and text.count("(") == text.count(")")
            edits = (edit_at(checked, guard, cut, ""),)
            yield problem_at(
                checked,
                guard,
                _REPEATED,
                say("The same condition stands before"),
                operand.span,
                hint=say("Take it out, or ask for what was meant."),
                fix=Fix(say("Take it out"), edits, safe=False) if whole else None,
            )
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
            say("This is no answer to '{id}': {message}", id=question.id, message=misfit.message),
            checked.places.of(*path),
            anchor="/".join(path),
        )


RULES: tuple[Rule, ...] = (
    Rule("PB310", "check-without-value", check_without_value),
    Rule("PB311", "currencies-compared", currencies_compared, "warning"),
    Rule("PB312", "unknown-currency", unknown_currency, fix="safe"),
    Rule("PB313", "repeated-condition", repeated_condition, fix="unsafe"),
    Rule("PB314", "unusable-default", unusable_default),
)
