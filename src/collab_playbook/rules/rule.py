"""A rule: one function from a playbook to its problems, whose docstring is its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collab_playbook.model.problem import Problem, Severity
    from collab_playbook.rules.checked import Checked

Check = Callable[["Checked"], Iterator["Problem"]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, the kebab-case name beside it, how much it matters, and the function that finds it.

    The function's docstring holds, in this order: a sentence on what it finds; ``Why:`` and a
    paragraph; ``Bad:`` and ``Good:``, each with an indented example; ``Says:`` with the line that
    the bad example prints; and, where there is a fix, ``Fix:`` with what is edited and whether it
    is safe.
    """

    code: str
    name: str
    check: Check
    severity: Severity = "error"
    fix: Literal["no", "safe", "unsafe"] = "no"
    needed_to_run: bool = False
    """Whether ``init`` refuses a playbook that breaks it."""
