"""Needs that may never be met: for a step that is not there, or that nobody has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.rules.checked import Checked


def need_across_scopes(checked: Checked) -> Iterator[Problem]:
    """A step needs one that does not run where it does, nor in the programme.

    Why:
        In a circle, a need means the circle's own instance of that step, or else the programme's.
        Where there is neither, the step waits for ever.
    Bad:
        # file: steps/02-team/step.yaml
        scopes: [circle]
        # file: templates/team_list/document.yaml
        scope: circle
    Good:
        # file: steps/02-team/step.yaml
        scopes: [programme, circle]
    Says:
        steps/03-look_back/step.yaml:6:9: PB206 'look_back' runs in programme and needs 'team', which runs in circle only [need-across-scopes]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        for number, need in enumerate(step.needs):
            needed = checked.playbook.step_by_id.get(need.step)
            if needed is None or not needed.scopes or "programme" in needed.scopes:
                continue
            lacking = [scope for scope in step.scopes if scope not in needed.scopes]
            if lacking:
                where, runs = " and ".join(lacking), " and ".join(needed.scopes)
                message = say(
                    "'{id}' runs in {where} and needs '{id_2}'",
                    id=step.id,
                    where=where,
                    id_2=needed.id,
                )
                yield Problem(
                    "PB206",
                    "need-across-scopes",
                    say("{message}, which runs in {runs} only", message=message, runs=runs),
                    checked.places.of("steps", step.id, "needs", number, "step"),
                    say("Let '{id}' run in the programme too.", id=needed.id),
                    labels=(
                        Label(
                            checked.places.of("steps", needed.id, "scopes"), say("where it runs")
                        ),
                    ),
                    anchor=f"steps/{step.id}/needs/{needed.id}/scopes",
                )


def required_behind_optional(checked: Checked) -> Iterator[Problem]:
    """A required step waits until an optional one is really done.

    Why:
        Whoever skips the optional step, or finds that it does not apply, can never begin the
        required one. A plain need is met by a skip as well.
    Bad:
        # file: steps/02-team/step.yaml
        required: false
        # file: steps/03-look_back/step.yaml
        needs: [{step: team, state: done}]
    Good:
        # file: steps/02-team/step.yaml
        required: false
        # file: steps/03-look_back/step.yaml
        needs: [team]
    Says:
        steps/03-look_back/step.yaml:2:16: PB207 'look_back' is required and waits for 'team', which may be skipped without a reason [required-behind-optional]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        for number, need in enumerate(step.needs):
            needed = checked.playbook.step_by_id.get(need.step)
            if need.state != "done" or not step.required or needed is None or needed is step:
                continue
            key, reason = "", ""
            if not needed.required:
                key, reason = "required", say("may be skipped without a reason")
            elif needed.when and not step.when:
                key, reason = "when", say("may not apply")
            if reason:
                yield Problem(
                    "PB207",
                    "required-behind-optional",
                    say(
                        "'{id}' is required and waits for '{id_2}', which {reason}",
                        id=step.id,
                        id_2=needed.id,
                        reason=reason,
                    ),
                    checked.places.of("steps", step.id, "needs", number, "step"),
                    say("Need it without 'state: done', or make it required."),
                    "warning",
                    labels=(Label(checked.places.of("steps", needed.id, key), reason),),
                    anchor=f"steps/{step.id}/needs/{needed.id}/state",
                )


RULES: tuple[Rule, ...] = (
    Rule("PB206", "need-across-scopes", need_across_scopes),
    Rule("PB207", "required-behind-optional", required_behind_optional, severity="warning"),
)
