"""Ways through the steps: each can be begun, leads somewhere, and comes out of every loop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.graph_conditions import decides, never_together
from collab_playbook.rules.graph_paths import needs_of
from collab_playbook.rules.graph_waiting import RULES as WAITING
from collab_playbook.rules.names import mentioned_steps
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.step import Reopen, Step
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.graph_paths import Needs


def unreachable_step(checked: Checked) -> Iterator[Problem]:
    """A step can never begin: it runs in no scope, or waits for one that never applies when it does.

    Why:
        Nobody will ever see it, and whatever needs it waits for ever.
    Bad:
        # file: steps/02-team/step.yaml
        when: goal.pace == 'calm'
        # file: steps/03-look_back/step.yaml
        when: goal.pace == 'fast'
        needs: [{step: team, state: done}]
    Good:
        # file: steps/02-team/step.yaml
        when: goal.pace == 'calm'
        # file: steps/03-look_back/step.yaml
        when: goal.pace == 'calm'
        needs: [{step: team, state: done}]
    Says:
        steps/03-look_back/step.yaml:3:16: PB202 'look_back' can never begin: it waits for 'team', which never applies then [unreachable-step]
    """  # noqa: E501 - lines as they are printed
    shut: set[str] = set()
    for step in checked.playbook.steps:
        if not step.scopes:
            place = checked.places.of("steps", step.id, "scopes")
            message = say("'{id}' runs in no scope", id=step.id)
            hint = say("Name one: programme, circle or community.")
            anchor = f"steps/{step.id}/scopes"
            yield Problem("PB202", "unreachable-step", message, place, hint, anchor=anchor)
        for number, need in enumerate(step.needs):
            needed = checked.playbook.step_by_id.get(need.step)
            if need.state != "done" or needed is None or needed.id in shut or needed is step:
                continue
            conditions = [each for each in (step.when, needed.when) if each]
            if len(conditions) == 2 and never_together(checked, conditions):
                shut.add(step.id)
                yield _excluded(checked, step, needed, number)


def _excluded(checked: Checked, step: Step, needed: Step, number: int) -> Problem:
    whens = (
        (step.id, say("when '{id}' applies", id=step.id)),
        (needed.id, say("when '{id}' applies", id=needed.id)),
    )
    return Problem(
        "PB202",
        "unreachable-step",
        say(
            ("'{id}' can never begin: it waits for '{id_2}', which never applies then"),
            id=step.id,
            id_2=needed.id,
        ),
        checked.places.of("steps", step.id, "needs", number, "step"),
        say("Mend one of the two conditions, or the need."),
        labels=tuple(Label(checked.places.of("steps", name, "when"), text) for name, text in whens),
        anchor=f"steps/{step.id}/needs/{needed.id}/when",
    )


def dead_end(checked: Checked) -> Iterator[Problem]:
    """Nothing rests on a step, although the process goes on after it.

    Why:
        No step needs it, no guard, gate or template reads it, no document comes of it, and it never
        comes back. Its work leads nowhere: either it is left over, or a need was forgotten. The
        last phase is where steps may end.
    Bad:
        # file: steps/04-celebrate/step.yaml
        id: celebrate
        number: 4
        title: Celebrate
        phase: begin
        purpose: Everybody needs a pause.
        needs: [goal]
        roles: {accountable: lead, responsible: [lead]}
        duration: {work_days: 1}
    Good:
        # file: steps/04-celebrate/step.yaml
        id: celebrate
        number: 4
        title: Celebrate
        phase: live
        purpose: Everybody needs a pause.
        needs: [goal]
        roles: {accountable: lead, responsible: [lead]}
        duration: {work_days: 1}
    Says:
        steps/04-celebrate/step.yaml:2:5: PB203 Nothing rests on 'celebrate', and it is not in the last phase [dead-end]
    """  # noqa: E501 - lines as they are printed
    playbook = checked.playbook
    if not playbook.phases or any(kind in {"steps", "documents"} for kind, _ in checked.holes):
        return  # what could not be read may rest on any step
    if any(mention.name not in playbook.step_by_id for mention in mentioned_steps(playbook)):
        return  # so may what a misspelt name was to lead to
    used = {need.step for step in playbook.steps for need in step.needs}
    used |= {name for step in playbook.steps for name in step.better_after}
    used |= {reopen.step for step in playbook.steps for reopen in step.reopens}
    used |= {document.step for document in playbook.documents}
    known = {phase.id for phase in playbook.phases} - {playbook.phases[-1].id}
    for step in playbook.steps:
        leads_on = step.id in used or step.repeat is not None or bool(step.reopens)
        if leads_on or step.phase not in known or _is_read(checked, step):
            continue
        place = checked.places.of("steps", step.id, "id")
        message = say("Nothing rests on '{id}', and it is not in the last phase", id=step.id)
        hint = say("Let a later step need it, or move it to the last phase.")
        anchor = f"steps/{step.id}"
        yield Problem("PB203", "dead-end", message, place, hint, "warning", anchor=anchor)


def _is_read(checked: Checked, step: Step) -> bool:
    """Whether a guard outside of the step, or any template, names it."""
    name = re.compile(rf"\b{re.escape(step.id)}\b")
    sites = checked.process.sites()
    outside = (site.text for site in sites if site.path[:2] != ("steps", step.id))
    return any(name.search(text) for text in (*outside, *checked.templates.values()))


def loop_without_exit(checked: Checked) -> Iterator[Problem]:
    """A step sends an earlier one back to work on a condition that this work cannot change.

    Why:
        Whoever has done the work again finds the condition as it was. A loop needs a condition over
        answers that are given on the way round, so that better answers lead out of it.
    Bad:
        # file: steps/03-look_back/step.yaml
        reopens:
          - {when: org.headcount > 100, step: goal, reason: Look at the goal again.}
    Good:
        # file: steps/03-look_back/step.yaml
        reopens:
          - {when: "!look_back.on_track", step: goal, reason: Look at the goal again.}
    Says:
        steps/03-look_back/step.yaml:3:12: PB204 Doing 'goal' again cannot change this condition: the loop has no exit [loop-without-exit]
    """  # noqa: E501 - lines as they are printed
    needs = needs_of(checked)
    for step in checked.playbook.steps:
        for number, reopen in enumerate(step.reopens):
            if reopen.step != step.id and not needs.is_before(reopen.step, step.id):
                continue
            if _may_change(checked, needs, step, reopen):
                continue
            path = ("steps", step.id, "reopens", number)
            yield Problem(
                "PB204",
                "loop-without-exit",
                say(
                    ("Doing '{step}' again cannot change this condition: the loop has no exit"),
                    step=reopen.step,
                ),
                checked.places.of(*path, "when"),
                say(
                    "Let it read an answer of '{step}', of '{id}' or of a step between.",
                    step=reopen.step,
                    id=step.id,
                ),
                labels=(Label(checked.places.of(*path, "step"), say("sent back to work")),),
                anchor=f"steps/{step.id}/reopens/{reopen.step}/when",
            )


def _may_change(checked: Checked, needs: Needs, step: Step, reopen: Reopen) -> bool:
    """Whether a condition reads what is answered on the way round, or outside of the steps.

    What is read of a step that does not come before is told by PB305.
    """
    if not decides(checked, reopen.when) or re.search(r"\btoday\b", reopen.when):
        return True
    for path in checked.process.reads(reopen.when):
        name, part = path[-2:] if len(path) > 1 else (path[0], "")
        if name == ORGANISATION or part == "done":  # what is redone is done when it comes by again
            continue
        if name not in checked.playbook.step_by_id or name in {step.id, reopen.step}:
            return True
        if needs.is_before(reopen.step, name) or not needs.is_before(name, step.id):
            return True
    return False


RULES: tuple[Rule, ...] = (
    Rule("PB202", "unreachable-step", unreachable_step),
    Rule("PB203", "dead-end", dead_end, severity="warning"),
    Rule("PB204", "loop-without-exit", loop_without_exit),
    *WAITING,
)
