"""Gates and ways back: a gate opens before what lies behind it, and a reopening finds its step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.errors import GuardError
from collab_playbook.language.syntax import (
    Comprehension,
    Conditional,
    Has,
    Logic,
    Unary,
    dotted,
    walk,
)
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.graph_paths import needs_of
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.language.syntax import Span
    from collab_playbook.model.playbook import Gate, Phase
    from collab_playbook.model.step import Criterion, Step
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

_PROTECTING = (Comprehension, Conditional, Has, Logic, Unary)
"""Forms inside of which an answer may be missing and the condition hold all the same."""


def idle_reopening(checked: Checked) -> Iterator[Problem]:
    """A step sends back one that cannot have been finished by then, or does not run where it does.

    Why:
        Only a finished step can be sent back. This condition would hold and nothing would happen.
    Bad:
        # file: steps/01-goal/step.yaml
        reopens:
          - {when: goal.pace == 'fast', step: team, reason: The team has to be larger.}
        # file: steps/03-look_back/step.yaml
        reopens: []
    Good:
        # file: steps/01-goal/step.yaml
        reopens: []
        # file: steps/03-look_back/step.yaml
        reopens:
          - {when: "!look_back.on_track", step: team, reason: The team has to be larger.}
    Says:
        steps/01-goal/step.yaml:3:39: PB503 This reopens nothing: 'team' comes after 'goal', so it is not finished yet [idle-reopening]
    """  # noqa: E501 - lines as they are printed
    playbook = checked.playbook
    needs = needs_of(checked)
    sent_back = {reopen.step for step in playbook.steps for reopen in step.reopens}
    for step in playbook.steps:
        comes_again = step.repeat is not None or step.id in sent_back
        for number, reopen in enumerate(step.reopens):
            target = playbook.step_by_id.get(reopen.step)
            if target is None or target is step:
                continue
            reason = _out_of_reach(step, target)
            is_later = needs.is_before(step.id, target.id) and not needs.is_before(
                target.id, step.id
            )
            if not reason and is_later and not comes_again:
                reason = say(
                    "'{id}' comes after '{id_2}', so it is not finished yet",
                    id=target.id,
                    id_2=step.id,
                )
            if reason:
                path = ("steps", step.id, "reopens", number, "step")
                yield Problem(
                    "PB503",
                    "idle-reopening",
                    say("This reopens nothing: {reason}", reason=reason),
                    checked.places.of(*path),
                    say("Name a step that comes before, or leave this out."),
                    "warning",
                    labels=(Label(checked.places.of("steps", target.id, "id"), f"'{target.id}'"),),
                    anchor=f"steps/{step.id}/reopens/{target.id}/step",
                )


def _out_of_reach(step: Step, target: Step) -> str:
    if not target.scopes or "programme" in target.scopes or set(step.scopes) & set(target.scopes):
        return ""
    where, runs = " and ".join(step.scopes), " and ".join(target.scopes)
    return say(
        "'{id}' runs in {where}, and '{id_2}' in {runs} only",
        id=step.id,
        where=where,
        id_2=target.id,
        runs=runs,
    )


def gate_id_twice(checked: Checked) -> Iterator[Problem]:
    """Two gates have the same id.

    Why:
        Decisions are recorded by the id of the gate, so that one decision would open both.
    Bad:
        # file: playbook/playbook.yaml
        phases:
          - {id: begin, title: Begin, purpose: Know what for., gate: {id: ready, title: Ready to begin}}
          - {id: live, title: Live, purpose: Do it., gate: {id: ready, title: Ready to go live}}
    Good:
        # file: playbook/playbook.yaml
        phases:
          - {id: begin, title: Begin, purpose: Know what for., gate: {id: ready, title: Ready to begin}}
          - {id: live, title: Live, purpose: Do it., gate: {id: live_ready, title: Ready to go live}}
    Says:
        playbook/playbook.yaml:4:57: PB507 The id 'ready' is taken by the gate of 'begin' [gate-id-twice]
    """  # noqa: E501 - lines as they are printed
    first: dict[str, Path] = {}
    for gate, path in _gates(checked):
        other = first.setdefault(gate.id, path)
        if other is path or other[0] == path[0] == "gates":  # twice in one list is PB101
            continue
        yield Problem(
            "PB507",
            "gate-id-twice",
            say("The id '{id}' is taken by the gate of '{other}'", id=gate.id, other=other[1]),
            checked.places.of(*path, "id"),
            say("Give one of them another id."),
            labels=(Label(checked.places.of(*other, "id"), say("the first")),),
            anchor="/".join(map(str, (*path, "id"))),
        )


def _gates(checked: Checked) -> Iterator[tuple[Gate, Path]]:
    """Every gate, and where it stands."""
    for phase in checked.playbook.phases:
        if phase.gate is not None:
            yield phase.gate, ("phases", phase.id, "gate")
    for gate in checked.playbook.gates:
        yield gate, ("gates", gate.id)


def gate_behind_itself(checked: Checked) -> Iterator[Problem]:
    """A gate waits for a step that lies behind it, to be done or to have an answer.

    Why:
        The gate opens the way to its phase. It cannot wait for a step of that phase, of a later
        one, or for one that needs such a step.
    Bad:
        # file: playbook/playbook.yaml
        phases:
          - id: begin
            title: Begin
            purpose: Know what for.
          - id: live
            title: Live
            purpose: Do it.
            gate: {id: ready, title: Ready, criteria: [{id: looked_back, text: We looked back., that: look_back.done}]}
    Good:
        # file: playbook/playbook.yaml
        phases:
          - id: begin
            title: Begin
            purpose: Know what for.
          - id: live
            title: Live
            purpose: Do it.
            gate: {id: ready, title: Ready, criteria: [{id: team_there, text: The team is there., that: team.done}]}
    Says:
        playbook/playbook.yaml:9:95: PB510 The gate of 'live' waits for 'look_back', which lies behind it [gate-behind-itself]
    """  # noqa: E501 - lines as they are printed
    playbook = checked.playbook
    needs = needs_of(checked)
    order = {phase.id: at for at, phase in enumerate(playbook.phases)}
    for at, phase in enumerate(playbook.phases):
        behind = {s.id: s for s in playbook.steps if order.get(s.phase, -1) >= at}
        for criterion in phase.gate.criteria if phase.gate else ():
            told: set[str] = set()
            for name, span in _awaited(checked, criterion):
                through = (s for s in behind.values() if needs.is_before(s.id, name))
                cause = behind.get(name) or next(through, None)
                if cause is not None and name not in told:
                    told.add(name)
                    yield _behind(checked, (phase, criterion), (name, span), cause)


def _awaited(checked: Checked, criterion: Criterion) -> Iterator[tuple[str, Span]]:
    """The steps without whose answers a criterion cannot hold, and where it names them."""
    try:
        node = checked.process.guard(criterion.that)
    except GuardError:  # PB301
        return
    is_joined = isinstance(node, Logic) and node.operator == "&&"
    for operand in node.operands if isinstance(node, Logic) and is_joined else (node,):
        parts = list(walk(operand))
        if any(isinstance(part, _PROTECTING) for part in parts):
            continue
        for part in parts:
            name, _, word = (dotted(part) or "").partition(".")
            is_answer = checked.playbook.question(name, word) is not None
            if name != ORGANISATION and (is_answer or (word == "done" and part is operand)):
                yield name, part.span


def _behind(
    checked: Checked, at: tuple[Phase, Criterion], named: tuple[str, Span], cause: Step
) -> Problem:
    (phase, criterion), (name, span) = at, named
    path = ("phases", phase.id, "gate", "criteria", criterion.id, "that")
    through = "" if cause.id == name else say(" needs '{id}', which", id=cause.id)
    return Problem(
        "PB510",
        "gate-behind-itself",
        say(
            "The gate of '{id}' waits for '{name}', which{through} lies behind it",
            id=phase.id,
            name=name,
            through=through,
        ),
        checked.places.offset_place(path, span.start, span.end),
        say("Ask for a step of an earlier phase, or move the step."),
        labels=(Label(checked.places.of("steps", cause.id, "phase"), say("its phase")),),
        anchor="/".join((*path, name)),
    )


RULES: tuple[Rule, ...] = (
    Rule("PB503", "idle-reopening", idle_reopening, severity="warning"),
    Rule("PB507", "gate-id-twice", gate_id_twice),
    Rule("PB510", "gate-behind-itself", gate_behind_itself),
)
