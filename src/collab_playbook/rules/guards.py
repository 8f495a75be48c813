"""Guards: each can be read, names what there is, and fits the types that the questions declare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Fix, Problem
from collab_playbook.rules.guards_examined import Examined, edit_at, examined, problem_at
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.language.faults import Fault, FaultKind
    from collab_playbook.rules.checked import Checked

__all__ = ["RULES", "examined"]
_DOTTED = re.compile(r"(?<![\w.])[a-z_][\w.]*$")


def _of_kinds(checked: Checked, rule: tuple[str, str], *kinds: FaultKind) -> Iterator[Problem]:
    for guard in examined(checked):
        for fault in guard.faults:
            if fault.kind in kinds:
                yield problem_at(
                    checked,
                    guard,
                    rule,
                    fault.message,
                    fault.span,
                    hint=fault.hint,
                    fix=_nearest(checked, guard, fault),
                    missing=_missing(checked, guard, fault),
                )


def _missing(checked: Checked, guard: Examined, fault: Fault) -> str:
    """The name that a fault is about, where it is that of a step or stands under one."""
    found = _DOTTED.search(guard.site.text, 0, fault.span.end)
    name = found.group().removeprefix("programme.") if found is not None else ""
    root, dot, _ = name.partition(".")
    is_known = root in checked.playbook.step_by_id or root == ORGANISATION
    if fault.kind == "unknown-name":
        return name if not dot and "." not in fault.near else ""
    return name if fault.kind == "unknown-field" and is_known else ""


def _nearest(checked: Checked, guard: Examined, fault: Fault) -> Fix | None:
    """Writes the nearest name there is in the stead of one that there is none of."""
    if not fault.near:
        return None
    start, end = fault.span
    if fault.kind == "unknown-choice":  # the quotes around it stay
        start, end = start + 1, end - 1
    edit = edit_at(checked, guard, (start, end), fault.near)
    return Fix(say("Write '{near}'", near=fault.near), (edit,), safe=False)


def guard_syntax(checked: Checked) -> Iterator[Problem]:
    """A guard cannot be read: it is not in the language of guards.

    Why:
        A guard that nobody can read decides nothing, so the playbook cannot be run.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >=}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:82: PB301 the guard ends where a value is expected
          [guard-syntax]
    """
    for guard in examined(checked):
        if guard.error is not None:
            error = guard.error
            yield problem_at(
                checked,
                guard,
                ("PB301", "guard-syntax"),
                error.message,
                error.span,
                hint=error.hint,
            )


def unknown_name(checked: Checked) -> Iterator[Problem]:
    """A guard names a step, a question, a field or a function that there is none of.

    Why:
        Nobody can ever give the answer that the guard waits for.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aims) >= 10}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:75: PB302 'goal' has no 'aims' [unknown-name]
    Fix:
        The nearest name takes its place. Unsafe: another name may have been meant.
    """
    return _of_kinds(
        checked, ("PB302", "unknown-name"), "unknown-name", "unknown-field", "unknown-function"
    )


def type_mismatch(checked: Checked) -> Iterator[Problem]:
    """A guard puts together what does not go together, or gives no yes or no where one is wanted.

    Why:
        A text is neither larger nor smaller than a number, so the guard fails whatever is answered.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: goal.aim >= 10}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: aim_is_whole, text: The aim is a whole sentence, that: size(goal.aim) >= 10}
    Says:
        steps/01-goal/step.yaml:3:65: PB303 a text and a whole number have no order
          [type-mismatch]
    """
    return _of_kinds(checked, ("PB303", "type-mismatch"), "type-mismatch", "not-boolean")


def unknown_choice(checked: Checked) -> Iterator[Problem]:
    """A guard compares a choice with something that is none of its choices.

    Why:
        The comparison is never true: mostly a choice was renamed and the guard was not.
    Bad:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fastest'
    Good:
        # file: templates/team_list/document.yaml
        when: goal.pace != 'fast'
    Says:
        templates/team_list/document.yaml:2:20: PB304 'fastest' is none of the choices
          [unknown-choice]
    Fix:
        The nearest choice takes its place. Unsafe: another choice may have been meant.
    """
    return _of_kinds(checked, ("PB304", "unknown-choice"), "unknown-choice")


RULES: tuple[Rule, ...] = (
    Rule("PB301", "guard-syntax", guard_syntax, needed_to_run=True),
    Rule("PB302", "unknown-name", unknown_name, fix="unsafe", needed_to_run=True),
    Rule("PB303", "type-mismatch", type_mismatch, needed_to_run=True),
    Rule("PB304", "unknown-choice", unknown_choice, fix="unsafe", needed_to_run=True),
)
