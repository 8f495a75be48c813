"""A finding: a problem as it is reported, with a fingerprint that outlives shifted lines."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collab_playbook.model.problem import Place, Problem

_LINE = re.compile(r"\bline \d+")


class Finding(NamedTuple):
    """A problem whose files are named as the reader sees them, and its fingerprint."""

    problem: Problem
    fingerprint: str

    @property
    def file(self) -> str:
        """The file it is in, as the reader sees it."""
        return self.problem.place.file


def findings_of(problems: Iterable[Problem], folder: str = "") -> tuple[Finding, ...]:
    """Problems as findings.

    The fingerprint rests on the code, the file, what the problem is about, and which of several
    equals it is; never on a line, nor on where the reader stands.

    Args:
        problems: In the order of their places, with files relative to the folder that was checked.
        folder: That folder as the reader sees it: empty, or ending with ``/``.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    findings = []
    for problem in problems:
        key = (problem.code, problem.place.file, about(problem))
        text = "\x00".join((*key, str(seen[key])))
        seen[key] += 1
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        findings.append(Finding(_as_seen(problem, folder), digest))
    return tuple(findings)


def about(problem: Problem) -> str:
    """What a problem is about, whatever the lines: its anchor, else its message."""
    return problem.anchor or _LINE.sub("line", problem.message)


def _as_seen(problem: Problem, folder: str) -> Problem:
    if not folder:
        return problem
    labels = tuple(label._replace(place=_moved(label.place, folder)) for label in problem.labels)
    fix = problem.fix
    if fix is not None:
        edits = (edit._replace(place=_moved(edit.place, folder)) for edit in fix.edits)
        fix = fix._replace(edits=tuple(edits))
    return problem._replace(place=_moved(problem.place, folder), labels=labels, fix=fix)


def _moved(place: Place, folder: str) -> Place:
    return place._replace(file=f"{folder}{place.file}")
