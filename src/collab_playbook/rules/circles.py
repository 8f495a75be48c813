"""Circles and their gates: the kinds that a gate opens are there, and each has one gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.circles import CATALOGUE
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.names import Mention, hole_of, unknown
from collab_playbook.rules.rule import Rule
from collab_playbook.rules.stories_names import unknown_in_stories
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path


def unknown_gate(checked: Checked) -> Iterator[Problem]:
    """A story names a gate that the playbook does not have.

    Why:
        The story cannot go as told, whatever the playbook does: mostly a gate was renamed and the
        story was not.
    Bad:
        # file: playbook/playbook.yaml
        phases:
          - {id: begin, title: Begin, purpose: Know what for.}
          - {id: live, title: Live, purpose: Do it., gate: {id: ready, title: Ready to go live}}
        # file: playbook/stories/live.yaml
        title: The way is open after a go
        story:
          - {decide: raedy}
    Good:
        # file: playbook/playbook.yaml
        phases:
          - {id: begin, title: Begin, purpose: Know what for.}
          - {id: live, title: Live, purpose: Do it., gate: {id: ready, title: Ready to go live}}
        # file: playbook/stories/live.yaml
        title: The way is open after a go
        story:
          - {decide: ready}
    Says:
        playbook/stories/live.yaml:4:14: PB121 There is no gate 'raedy' [unknown-gate]
    Fix:
        The nearest id takes its place. Unsafe: another gate may have been meant.
    """
    yield from unknown_in_stories(checked, "PB121", "gate", checked.playbook.gate_by_id, "gate")


def unknown_circle(checked: Checked) -> Iterator[Problem]:
    """A gate or a story names a kind of circle that the catalogue of circles does not have.

    Why:
        No circle of that kind can be added, so the gate opens nothing and the story ends there.
    Bad:
        # file: playbook/catalogues/circles.yaml
        id: circles
        title: Circles
        records:
          - {id: friends, title: Friends}
        # file: playbook/playbook.yaml
        gates:
          - {id: outside, title: To the outside, circles: [freinds]}
    Good:
        # file: playbook/catalogues/circles.yaml
        id: circles
        title: Circles
        records:
          - {id: friends, title: Friends}
        # file: playbook/playbook.yaml
        gates:
          - {id: outside, title: To the outside, circles: [friends]}
    Says:
        playbook/playbook.yaml:3:52: PB122 There is no circle 'freinds' [unknown-circle]
    Fix:
        The nearest id takes its place. Unsafe: another kind may have been meant.
    """
    if CATALOGUE in hole_of(checked, "catalogues"):
        return
    catalogue = checked.playbook.catalogue_by_id.get(CATALOGUE)
    known = [record.id for record in catalogue.records] if catalogue is not None else []
    for name, path in _opened(checked):
        if name not in known:
            mention = Mention(name, path, owner=f"catalogue.{CATALOGUE}")
            yield unknown(checked, "PB122", "circle", mention, known)
    if catalogue is not None:
        owner = f"catalogue.{CATALOGUE}"
        yield from unknown_in_stories(checked, "PB122", "circle", known, owner)


def opened_twice(checked: Checked) -> Iterator[Problem]:
    """Two gates open circles of one kind.

    Why:
        Only the first is ever decided; whoever reads the second believes that it is looked at.
    Bad:
        # file: playbook/catalogues/circles.yaml
        id: circles
        title: Circles
        records:
          - {id: friends, title: Friends}
          - {id: customers, title: Customers}
        # file: playbook/playbook.yaml
        gates:
          - {id: outside, title: To the outside, circles: [friends]}
          - {id: further, title: Further out, circles: [friends, customers]}
    Good:
        # file: playbook/catalogues/circles.yaml
        id: circles
        title: Circles
        records:
          - {id: friends, title: Friends}
          - {id: customers, title: Customers}
        # file: playbook/playbook.yaml
        gates:
          - {id: outside, title: To the outside, circles: [friends]}
          - {id: further, title: Further out, circles: [customers]}
    Says:
        playbook/playbook.yaml:4:49: PB511 Circles of the kind 'friends' are opened by 'outside' already [opened-twice]
    """  # noqa: E501 - lines as they are printed
    first: dict[str, Path] = {}
    for name, path in _opened(checked):
        other = first.setdefault(name, path)
        if other is path:
            continue
        yield Problem(
            "PB511",
            "opened-twice",
            say(
                "Circles of the kind '{name}' are opened by '{other}' already",
                name=name,
                other=other[1],
            ),
            checked.places.of(*path),
            say("Take it out of one of them."),
            labels=(Label(checked.places.of(*other), say("opened here")),),
            anchor=f"gates/{path[1]}/circles/{name}",
        )


def _opened(checked: Checked) -> Iterator[tuple[str, Path]]:
    """The kinds of circle that gates open, with where each is named."""
    for gate in checked.playbook.gates:
        for number, name in enumerate(gate.circles):
            yield name, ("gates", gate.id, "circles", number)


RULES: tuple[Rule, ...] = (
    Rule("PB121", "unknown-gate", unknown_gate, fix="unsafe"),
    Rule("PB122", "unknown-circle", unknown_circle, fix="unsafe"),
    Rule("PB511", "opened-twice", opened_twice),
)
