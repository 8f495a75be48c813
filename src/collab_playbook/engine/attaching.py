"""Files attached to a step as evidence: may this one be, and what is attached to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.scalars import TEXT_LIMIT, clean_line
from collab_playbook.language.near import or_near
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.openings import Attachment
    from collab_playbook.engine.view import View


def attach_evidence(
    view: View, instance: Instance, stored: Mapping[str, str], criterion: str, note: str
) -> Outcome:
    """Attaches a file to a step, for one of its criteria or for the step as a whole; once.

    Args:
        view: Things as they are.
        instance: The step; its first occurrence is meant.
        stored: The file's ``name`` and SHA-256 ``digest``.
        criterion: The id of a criterion; empty for the step as a whole.
        note: What it shows.
    """
    note = clean_line(note)
    problems = [*against_attaching(view, instance, criterion, note)]
    held = view.state.evidence.get(instance._replace(occurrence=1), ())
    if problems:
        return Refusal(tuple(problems))
    if any((each.digest, each.criterion) == (stored["digest"], criterion) for each in held):
        return ()
    data = {**stored, "criterion": criterion, "note": note}
    return (Draft("evidence_attached", instance.scope, instance.step, 1, data),)


def against_attaching(
    view: View, instance: Instance, criterion: str, note: str = ""
) -> Iterator[str]:
    """Why nothing can be attached there, whatever the file is."""
    step = view.process.playbook.step_by_id[instance.step]
    criteria = [each.id for each in step.done_when]
    if criterion and criterion not in criteria:
        known = or_near(criterion, criteria) or say(
            "; it has {value}", value=", ".join(criteria) or say("none")
        )
        yield say(
            "'{title}' has no criterion '{criterion}'{known}",
            title=step.title,
            criterion=criterion,
            known=known,
        )
    if len(note) > TEXT_LIMIT:
        yield say(
            "the note has {count} characters, at most {text_limit} are admitted",
            count=len(note),
            text_limit=TEXT_LIMIT,
        )


def evidence_for(view: View, instance: Instance, criterion: str) -> tuple[Attachment, ...]:
    """What is attached for a criterion; for the step as a whole where that is empty."""
    held = view.state.evidence.get(instance._replace(occurrence=1), ())
    return tuple(each for each in held if each.criterion == criterion)
