"""The graph of needs: no circle in it, nothing said twice, and no hint against it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.graph_paths import needs_of
from collab_playbook.rules.graph_surely import Promises
from collab_playbook.rules.names_lists import without
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.problem import Fix, Place
    from collab_playbook.model.step import Step
    from collab_playbook.rules.checked import Checked


def circular_needs(checked: Checked) -> Iterator[Problem]:
    """Steps need each other in a circle.

    Why:
        Each of them waits for another one, so that none can ever begin, nor any step that needs
        them.
    Bad:
        # file: steps/01-goal/step.yaml
        needs: [look_back]
    Good:
        # file: steps/01-goal/step.yaml
        needs: []
    Says:
        steps/01-goal/step.yaml:2:9: PB201 These steps wait for each other: goal -> look_back -> team -> goal [circular-needs]
    """  # noqa: E501 - lines as they are printed
    needs = needs_of(checked)
    for circle in needs.circles:
        way = needs.way_round(circle)
        path = " -> ".join((*way, way[0]))
        others = [step for step in circle if step not in way]
        caught = say("; caught with them: {others}", others=", ".join(others)) if others else ""
        links = list(pairwise((*way, way[0])))
        labels = tuple(
            Label(
                _need_place(checked, step, need),
                say("'{step}' needs '{need}'", step=step, need=need),
            )
            for step, need in links[1:]
        )
        yield Problem(
            "PB201",
            "circular-needs",
            say("These steps wait for each other: {path}{caught}", path=path, caught=caught),
            _need_place(checked, *links[0]),
            say("Take one of these needs out."),
            labels=labels,
            anchor=f"needs/{'/'.join(circle)}",
        )


def self_need(checked: Checked) -> Iterator[Problem]:
    """A step needs itself.

    Why:
        It waits for its own end, and can never begin.
    Bad:
        # file: steps/02-team/step.yaml
        needs: [goal, team]
    Good:
        # file: steps/02-team/step.yaml
        needs: [goal]
    Says:
        steps/02-team/step.yaml:2:15: PB208 'team' needs itself [self-need]
    Fix:
        The need is removed. Safe: no step can be finished before it has begun.
    """
    for step in checked.playbook.steps:
        for number, need in enumerate(step.needs):
            if need.step == step.id:
                fix = _without_need(checked, step, number, safe=True)
                place = checked.places.of("steps", step.id, "needs", number, "step")
                anchor = f"steps/{step.id}/needs/{step.id}"
                message = say("'{id}' needs itself", id=step.id)
                hint = say("Take this need out.")
                yield Problem("PB208", "self-need", message, place, hint, fix=fix, anchor=anchor)


def redundant_need(checked: Checked) -> Iterator[Problem]:
    """A need says what another one says already.

    Why:
        A step that is needed twice, or that another needed step cannot be done without, adds
        nothing but something to keep in step. A need that a skip would open is never redundant:
        only one for a step that has to be ``done`` promises what came before it.
    Bad:
        # file: steps/03-look_back/step.yaml
        needs: [{step: team, state: done}, team]
    Good:
        # file: steps/03-look_back/step.yaml
        needs: [{step: team, state: done}]
    Says:
        steps/03-look_back/step.yaml:2:36: PB205 'team' stands twice among these needs [redundant-need]
    Fix:
        The need is removed. Safe where the same step is named twice; unsafe where it is implied by
        another, because a step that is reopened later would hold up this one no more.
    """  # noqa: E501 - lines as they are printed
    playbook = checked.playbook
    needs = needs_of(checked)
    promises = Promises(playbook, needs)
    in_circle = {step for circle in needs.circles for step in circle}
    for step in playbook.steps:
        strongest: dict[str, int] = {}
        for number, need in enumerate(step.needs):
            kept = strongest.get(need.step)
            if kept is None or (need.state == "done" and step.needs[kept].state != "done"):
                strongest[need.step] = number
        for number, need in enumerate(step.needs):
            kept = strongest[need.step]
            if need.step == step.id or need.step not in playbook.step_by_id:
                continue
            if kept != number:
                yield _redundant(checked, step, number, kept, safe=True)
            elif step.id not in in_circle:
                through = promises.implies(step, need)
                if through is not None:
                    yield _redundant(checked, step, number, strongest[through], safe=False)


def _redundant(checked: Checked, step: Step, number: int, other: int, *, safe: bool) -> Problem:
    name, by = step.needs[number].step, step.needs[other].step
    again = say("stands twice among these needs")
    message = (
        f"'{name}' {again}"
        if name == by
        else say("'{name}' is done before '{by}' can be", name=name, by=by)
    )
    label = Label(checked.places.of("steps", step.id, "needs", other, "step"), say("this says it"))
    return Problem(
        "PB205",
        "redundant-need",
        message,
        checked.places.of("steps", step.id, "needs", number, "step"),
        say("Take this need out."),
        "warning",
        labels=(label,),
        fix=_without_need(checked, step, number, safe=safe),
        anchor=f"steps/{step.id}/needs/{name}/redundant",
    )


def hint_against_needs(checked: Checked) -> Iterator[Problem]:
    """A step is said to be better after one that can only come later, or that it needs anyway.

    Why:
        ``better_after`` is a hint where either order works. Where needs settle the order, it is
        wrong or empty.
    Bad:
        # file: steps/01-goal/step.yaml
        better_after: [team]
    Good:
        # file: steps/01-goal/step.yaml
        better_after: []
    Says:
        steps/01-goal/step.yaml:2:16: PB209 'goal' cannot come after 'team', which needs it [hint-against-needs]
    Fix:
        The hint is removed. Safe: it never holds anything up.
    """  # noqa: E501 - lines as they are printed
    needs = needs_of(checked)
    for step in checked.playbook.steps:
        needed = [need.step for need in step.needs]
        for number, name in enumerate(step.better_after):
            labels: tuple[Label, ...] = ()
            if name == step.id:
                message = say("'{id}' cannot come after itself", id=step.id)
            elif name in needed:
                message = say(
                    "'{id}' needs '{name}', so this hint says less than the need",
                    id=step.id,
                    name=name,
                )
                at = checked.places.of("steps", step.id, "needs", needed.index(name), "step")
                labels = (Label(at, say("the need")),)
            elif needs.is_before(step.id, name) and not needs.is_before(name, step.id):
                message = say(
                    "'{id}' cannot come after '{name}', which needs it", id=step.id, name=name
                )
                at = checked.places.key_of("steps", name, "needs")
                labels = (Label(at, say("the needs of '{name}'", name=name)),)
            else:
                continue
            path = ("steps", step.id, "better_after")
            count = len(step.better_after)
            yield Problem(
                "PB209",
                "hint-against-needs",
                message,
                checked.places.of(*path, number),
                say("Take this hint out."),
                "warning",
                labels=labels,
                fix=without(
                    checked,
                    path,
                    number,
                    count,
                    say("Remove '{name}' from 'better_after'", name=name),
                ),
                anchor=f"steps/{step.id}/better_after/{name}/order",
            )


def _need_place(checked: Checked, step: str, need: str) -> Place:
    """Where a step names a need; its first mention where there are several."""
    owner = checked.playbook.step_by_id[step]
    number = [each.step for each in owner.needs].index(need)
    return checked.places.of("steps", step, "needs", number, "step")


def _without_need(checked: Checked, step: Step, number: int, *, safe: bool) -> Fix | None:
    title = say("Remove the need '{step}'", step=step.needs[number].step)
    fix = without(checked, ("steps", step.id, "needs"), number, len(step.needs), title)
    return fix and fix._replace(safe=safe)


RULES: tuple[Rule, ...] = (
    Rule("PB201", "circular-needs", circular_needs, needed_to_run=True),
    Rule("PB205", "redundant-need", redundant_need, severity="warning", fix="safe"),
    Rule("PB208", "self-need", self_need, fix="safe", needed_to_run=True),
    Rule("PB209", "hint-against-needs", hint_against_needs, severity="warning", fix="safe"),
)
