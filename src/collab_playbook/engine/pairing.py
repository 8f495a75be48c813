"""Few combinations of choices in which every pair of values comes up."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.engine.process import Process

Choice = str | bool
_Pair = tuple[tuple[str, Choice], tuple[str, Choice]]


def choices_that_matter(process: Process) -> dict[str, tuple[Choice, ...]]:
    """By ``step.question`` the values of every choice that some condition of the playbook reads."""
    read = {".".join(path[-2:]) for site in process.sites() for path in process.reads(site.text)}
    read |= {".".join(path[:2]) for site in process.sites() for path in process.reads(site.text)}
    playbook = process.playbook
    found: dict[str, tuple[Choice, ...]] = {}
    for step_id in (ORGANISATION, *(step.id for step in process.steps)):
        for question in playbook.questions_of(step_id):
            name = f"{step_id}.{question.id}"
            if name not in read:
                continue
            if question.type == "boolean":
                found[name] = (True, False)
            elif question.type == "choice":
                found[name] = tuple(choice.id for choice in playbook.choices_of(question))
    return found


def pairwise(values: Mapping[str, Sequence[Choice]]) -> list[dict[str, Choice]]:
    """Rows, each a value for every name, that hold every pair of values of two names.

    Greedy, and the same for the same input: each row begins with the first pair still missing and
    takes for each name the value that meets most of the missing pairs.
    """
    names = [name for name in values if values[name]]
    missing: dict[_Pair, None] = {
        ((one, a), (other, b)): None
        for one, other in combinations(names, 2)
        for a in values[one]
        for b in values[other]
    }
    if len(names) == 1:
        return [{names[0]: value} for value in values[names[0]]]
    order = {name: number for number, name in enumerate(names)}
    rows = []
    while missing:
        row = dict(next(iter(missing)))
        for name in names:
            if name not in row:
                row[name] = max(
                    values[name],
                    key=lambda value: sum(
                        _pair(order, (name, value), each) in missing for each in row.items()
                    ),
                )
        for pair in combinations(sorted(row.items(), key=lambda item: order[item[0]]), 2):
            missing.pop((pair[0], pair[1]), None)
        rows.append(row)
    return rows


def _pair(order: Mapping[str, int], one: tuple[str, Choice], other: tuple[str, Choice]) -> _Pair:
    return (one, other) if order[one[0]] < order[other[0]] else (other, one)
