"""Rules run over a playbook: every problem once, in the order of files, lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.rules.reports.escaping import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.problem import Problem
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.rule import Rule


def examine(checked: Checked, rules: Iterable[Rule]) -> tuple[Problem, ...]:
    """What the rules find, each problem as grave as its rule says."""
    return in_order(
        problem._replace(severity=rule.severity)
        for rule in rules
        for problem in rule.check(checked)
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line, column, code and message, and in words of one line each.

    A message repeats what the playbook of a stranger says, and nothing of it is to be obeyed.
    """
    by_key = {(*p.place, p.code, p.message): p for p in map(_on_lines, problems)}
    return tuple(by_key[key] for key in sorted(by_key))


def _on_lines(problem: Problem) -> Problem:
    labels, fix = problem.labels, problem.fix
    return problem._replace(
        message=visible_line(problem.message),
        hint=visible_line(problem.hint),
        labels=tuple(label._replace(text=visible_line(label.text)) for label in labels),
        fix=fix._replace(title=visible_line(fix.title)) if fix is not None else None,
    )
