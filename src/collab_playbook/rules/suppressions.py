"""Comments that silence a problem, each with its reason: ``# playbook: ignore[PB401] reason``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.model.problem import Fix, Place, Problem, TextEdit
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from collab_playbook.rules.checked import Checked

MARK = "playbook: ignore"
"""What every such comment holds; texts without it need no second look."""

_YAML = re.compile(r"(?:^|(?<=\s))#\s*playbook: ignore(-file)?\[([^\]\n]*)\][ \t]*([^\n]*)")
_BREAK = re.compile("\r\n|[\n\r]")
_YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Lines end where the reader of the file ends them, as problems are told by its lines."""
_TEMPLATE = re.compile(r"\{#-?\s*playbook: ignore(-file)?\[([^\]\n]*)\][ \t]*([^\n]*?)\s*-?#\}")
_CODE = re.compile(r"PB[0-9]{3}")
_BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?\s*$")


class Suppression(NamedTuple):
    """One comment: the codes it silences, why, where it stands, and the lines it speaks of."""

    codes: tuple[tuple[str, Place], ...]
    reason: str
    place: Place
    whole: Place
    """What goes with it: the blanks before, or the line where it stands alone."""
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Whether it speaks of the line that a problem begins in."""
        place = problem.place
        return self.place.file == place.file and self.first <= place.line <= self.last


def suppressions_in(texts: Mapping[str, str]) -> tuple[Suppression, ...]:
    """Every suppression in the texts of files, by name."""
    return tuple(found for name, text in texts.items() if MARK in text for found in _in(name, text))


def _in(name: str, text: str) -> Iterator[Suppression]:
    pattern = _YAML if name.endswith(".yaml") else _TEMPLATE
    lines = (_YAML_BREAK if pattern is _YAML else _BREAK).split(text)
    for number, line in enumerate(lines, 1):
        for found in pattern.finditer(line):
            place = Place(name, number, found.start() + 1, number, found.end() + 1)
            is_alone = not (line[: found.start()] + line[found.end() :]).strip()
            first, last = _lines(lines, number, is_alone)
            if found.group(1):
                first, last = 1, len(lines) + 1
            codes = tuple(_codes(found.group(2), place, found.start(2)))
            whole = Place(name, number, 1, number + 1, 1)
            if not is_alone:
                kept = (
                    line[: found.start()].rstrip()
                    if found.end() == len(line)
                    else line[: found.start()]
                )
                whole = place._replace(column=len(kept) + 1)
            yield Suppression(codes, found.group(3).strip(), place, whole, first, last)


def _codes(listed: str, place: Place, offset: int) -> Iterator[tuple[str, Place]]:
    for found in re.finditer(r"[^,\s]+", listed):
        start, end = offset + found.start() + 1, offset + found.end() + 1
        yield found.group(), Place(place.file, place.line, start, place.line, end)


def _lines(lines: list[str], number: int, is_alone: bool) -> tuple[int, int]:
    """The line that a comment speaks of, with the block of text that may begin there.

    One that stands alone speaks of the next line that is no comment.
    """
    at = number
    if is_alone:
        at += 1
        while at <= len(lines) and lines[at - 1].lstrip().startswith(("#", "{#")):
            at += 1
    last = at
    if at <= len(lines) and _BLOCK.search(lines[at - 1].partition(" #")[0]):
        indent = _indent(lines[at - 1])
        while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > indent):
            last += 1
    return at, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def silenced(
    problems: Iterable[Problem], suppressions: Iterable[Suppression], known: Iterable[str]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that no comment silences, and what is wrong with the comments.

    Args:
        problems: What was found.
        suppressions: The comments; one without a reason, or of no rule, silences nothing.
        known: The codes of the rules that were run; of others nobody can say if they are unused.
    """
    codes, given = frozenset(known), tuple(suppressions)
    waiting = {
        (code, place): each
        for each in given
        if each.reason
        for code, place in each.codes
        if code in codes
    }
    used: set[tuple[str, Place]] = set()
    left = []
    for problem in problems:
        matching = {
            key for key, each in waiting.items() if key[0] == problem.code and each.covers(problem)
        }
        used |= matching
        if not matching:
            left.append(problem)
    unused = (_unused(key, each) for key, each in waiting.items() if key not in used)
    return tuple(left), tuple(unused)


def _unused(key: tuple[str, Place], suppression: Suppression) -> Problem:
    code, place = key
    fix = Fix(say("Remove the comment"), (TextEdit(suppression.whole, ""),))
    message = say("Nothing here breaks {code}, so this comment silences nothing", code=code)
    anchor = f"suppression/{code}/{suppression.reason}"
    return Problem(
        "PB901",
        "unused-suppression",
        message,
        place,
        say("Remove it."),
        "warning",
        fix=fix if len(suppression.codes) == 1 else None,
        anchor=anchor,
    )


def unusable(suppressions: Iterable[Suppression], known: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the comments themselves, given the codes of all rules."""
    codes = frozenset(known)
    for each in suppressions:
        listed = ", ".join(code for code, _ in each.codes)
        if not each.codes or not each.reason:
            missing = (
                say("{listed} without a reason", listed=listed) if each.codes else say("no code")
            )
            hint = say("Write the code in brackets and the reason after them.")
            yield _unusable(
                say("This comment silences {missing}", missing=missing), each.place, hint, listed
            )
        for code, place in each.codes:
            if code not in codes:
                hint = "" if _CODE.fullmatch(code) else say("A code is PB and three digits.")
                yield _unusable(say("There is no rule '{code}'", code=code), place, hint, listed)


def _unusable(message: str, place: Place, hint: str, listed: str) -> Problem:
    anchor = f"suppression/{listed}"
    return Problem("PB902", "unusable-suppression", message, place, hint, anchor=anchor)


def unused_suppression(checked: Checked) -> Iterator[Problem]:
    """A comment silences a problem that is not there.

    Why:
        What it silenced has been mended; left there, it would hide the next mistake on that line.
    Bad:
        # file: steps/02-team/step.yaml
        needs: [goal]  # playbook: ignore[PB102] the step comes with the next version
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:35: PB901 Nothing here breaks PB102, so this comment silences
          nothing [unused-suppression]
    Fix:
        The comment is removed. Safe: nothing else changes.
    """
    del checked  # found once all other problems are known, by `silenced`
    yield from ()


def unusable_suppression(checked: Checked) -> Iterator[Problem]:
    """A comment that should silence a problem gives no reason, or a code that no rule has.

    Why:
        Whoever reads the playbook next must know why a rule does not hold here, and which one.
    Bad:
        # file: steps/02-team/step.yaml
        needs: [goal]  # playbook: ignore[PB102]
    Good:
        # file: steps/02-team/step.yaml
        # playbook: ignore[PB102] the step comes with the overlay
        needs: [gaol]
    Says:
        steps/02-team/step.yaml:2:16: PB902 This comment silences PB102 without a reason
          [unusable-suppression]
    """
    del checked  # found with the codes of all rules at hand, by `unusable`
    yield from ()


RULES: tuple[Rule, ...] = (
    Rule("PB901", "unused-suppression", unused_suppression, severity="warning", fix="safe"),
    Rule("PB902", "unusable-suppression", unusable_suppression),
)
