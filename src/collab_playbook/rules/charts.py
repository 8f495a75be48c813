"""Comments in templates that ask for a chart: they name a kind there is, and a table follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from collab_playbook.drawing.asking import ASKED, EXAMPLE, KINDS
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Problem, place_in
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked

_MEANT: Final = re.compile(r"<!--\s*charts?\b\s*:?\s*([\w-]*).*?-->", re.DOTALL | re.IGNORECASE)
_TABLE: Final = re.compile(r"(?:\s|\{%.*?%\}|\{#.*?#\})*\|", re.DOTALL)
"""What stands between a comment and its table: blanks, and tags that print nothing themselves."""


def chart_not_drawn(checked: Checked) -> Iterator[Problem]:
    """A template asks for a chart of no kind there is, or with no table below it.

    Why:
        The comment is then a comment like any other: the document is written without the chart, and
        nobody who reads it knows that one was meant.
    Bad:
        {# file: templates/goal_sheet/body.md.j2 #}
        <!-- chart: bar, Hours a week -->

        | Role | Hours a week |
        |---|---|
        | Lead | 20 |

        <!-- chart: line, Replies by month -->

        The replies rise.
    Good:
        {# file: templates/goal_sheet/body.md.j2 #}
        <!-- chart: bars, Hours a week -->

        | Role | Hours a week |
        |---|---|
        | Lead | 20 |
    Says:
        templates/goal_sheet/body.md.j2:2:1: PB423 There is no kind of chart 'bar'
          [chart-not-drawn]
        templates/goal_sheet/body.md.j2:8:1: PB423 No table follows, so that there is nothing to
          draw [chart-not-drawn]
    """
    for path, text in sorted(checked.templates.items()):
        for meant in _MEANT.finditer(text):
            message, hint = _fault(meant, text)
            if message:
                name = f"templates/{path}"
                place = place_in(name, text, meant.start(), meant.end())
                yield Problem("PB423", "chart-not-drawn", message, place, hint, anchor=name)


def _fault(meant: re.Match[str], text: str) -> tuple[str, str]:
    """What is wrong with a comment and what to do; empty where nothing is."""
    kind = meant[1]
    kinds = say("There are: {kinds}", kinds=", ".join(KINDS))
    if kind and kind not in KINDS:
        return say("There is no kind of chart '{kind}'", kind=kind), did_you_mean(
            kind, KINDS
        ) or kinds
    if not ASKED.fullmatch(meant[0]):
        return say("The comment does not read as one that asks for a chart"), say(
            "Write it on one line, as in: {example}", example=EXAMPLE
        )
    if not _TABLE.match(text, meant.end()):
        return say("No table follows, so that there is nothing to draw"), say(
            "Put the comment above its table, with nothing but an empty line between."
        )
    return "", ""


RULES: tuple[Rule, ...] = (Rule("PB423", "chart-not-drawn", chart_not_drawn, "warning"),)
