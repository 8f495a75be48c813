"""Branches that are meant as alternatives and can hold at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.domains_judging import hold_together
from collab_playbook.rules.domains_terms import Around
from collab_playbook.rules.guards_examined import examined
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.language.syntax import Node
    from collab_playbook.rules.checked import Checked

    Path = tuple[str, ...]


def overlapping_branches(checked: Checked) -> Iterator[Problem]:
    """Two branches that should exclude each other can hold at once.

    These are two entries of ``reopens`` that name the same step, and two questions of a step that
    ask the same. It is told only where it is certain.

    Why:
        The step is sent back twice for two reasons, or the same thing is asked twice.
    Bad:
        # file: steps/03-look_back/step.yaml
        reopens:
          - {when: "!look_back.on_track", step: goal, reason: We are off track.}
          - {when: look_back.on_track == false, step: goal, reason: The goal may be wrong.}
    Good:
        # file: steps/03-look_back/step.yaml
        reopens:
          - {when: "!look_back.on_track", step: goal, reason: We are off track.}
    Says:
        steps/03-look_back/step.yaml:4:12: PB308 This sends the same step back as an earlier entry
          that can hold at the same time [overlapping-branches]
    """
    guards = {guard.path: guard.sound for guard in examined(checked)}
    for step in checked.playbook.steps:
        base = ("steps", step.id)
        back = [
            (entry.step, (*base, "reopens", str(at), "when"))
            for at, entry in enumerate(step.reopens)
        ]
        asked = [
            (" ".join(question.ask.split()), (*base, "questions", question.id, "when"))
            for question in step.questions
        ]
        for path, first in _overlaps(checked, back, guards):
            yield _overlap(checked, path, first, say("sends the same step back"))
        for path, first in _overlaps(checked, asked, guards):
            yield _overlap(checked, path, first, say("asks the same"))


def _overlaps(
    checked: Checked, branches: Sequence[tuple[str, Path]], guards: Mapping[Path, Node | None]
) -> Iterator[tuple[Path, Path]]:
    """Each branch that can hold together with an earlier one of the same name, and that one."""
    for at, (name, path) in enumerate(branches):
        for earlier, first in branches[:at]:
            nodes = [guards[each] for each in (path, first) if each in guards]
            certain = [node for node in nodes if node is not None]
            told = earlier == name and len(certain) == len(nodes)
            if told and hold_together(certain, Around(checked.playbook)):
                yield path, first
                break


def _overlap(checked: Checked, path: Path, first: Path, what: str) -> Problem:
    places = checked.places
    place = places.of(*path) if path[2] == "reopens" else places.of(*path[:-1], "ask")
    return Problem(
        "PB308",
        "overlapping-branches",
        say("This {what} as an earlier entry that can hold at the same time", what=what),
        place,
        say("Let their conditions exclude each other, or keep one of the two."),
        labels=(Label(places.of(*first[:-1]), say("the earlier entry")),),
        anchor="/".join(path),
    )
