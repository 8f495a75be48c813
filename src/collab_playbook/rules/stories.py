"""Stories: the criteria and documents that they name are there, and what they give fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.values import fit
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.names import Mention, hole_of, unknown
from collab_playbook.rules.rule import Rule
from collab_playbook.rules.stories_names import given_in, told_in, unknown_in_stories
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked


def unknown_criterion(checked: Checked) -> Iterator[Problem]:
    """A story names a criterion that its step does not have.

    Why:
        The story cannot go as told, whatever the playbook does: mostly a criterion was renamed
        and the story was not.
    Bad:
        # file: playbook/stories/aim.yaml
        title: A whole sentence is enough
        story:
          - expect:
              criteria: {goal: {aim_is_hole: unknown}}
    Good:
        # file: playbook/stories/aim.yaml
        title: A whole sentence is enough
        story:
          - expect:
              criteria: {goal: {aim_is_whole: unknown}}
    Says:
        playbook/stories/aim.yaml:5:25: PB117 There is no criterion 'aim_is_hole'
          [unknown-criterion]
    Fix:
        The nearest id takes its place. Unsafe: another criterion may have been meant.
    """
    for told in told_in(checked):
        step = checked.playbook.step_by_id.get(told.step)
        if told.kind != "criterion" or step is None:
            continue
        known = [criterion.id for criterion in step.done_when]
        if told.name not in known:
            mention = Mention(told.name, told.path, told.place, f"criterion.{step.id}")
            yield unknown(checked, "PB117", "criterion", mention, known)


def unknown_document(checked: Checked) -> Iterator[Problem]:
    """A story names a document that the playbook does not have.

    Why:
        The story cannot go as told, whatever the playbook does: mostly a document was renamed
        and the story was not.
    Bad:
        # file: playbook/stories/sheet.yaml
        title: There is a sheet from the first day
        story:
          - expect:
              documents: {goal_shet: {due: true}}
    Good:
        # file: playbook/stories/sheet.yaml
        title: There is a sheet from the first day
        story:
          - expect:
              documents: {goal_sheet: {due: true}}
    Says:
        playbook/stories/sheet.yaml:5:19: PB118 There is no document 'goal_shet'
          [unknown-document]
    Fix:
        The nearest id takes its place. Unsafe: another document may have been meant.
    """
    known = {*checked.playbook.document_by_id, *hole_of(checked, "documents")}
    yield from unknown_in_stories(checked, "PB118", "document", known, "document")


def story_value(checked: Checked) -> Iterator[Problem]:
    """A story gives a value that is no answer to its question, or expects one.

    Why:
        The story ends there, and nothing after it is looked at. A value that has to be refused is
        given with `refused`.
    Bad:
        # file: playbook/stories/pace.yaml
        title: Who goes fast is asked for remarks
        story:
          - answer: goal
            give: {pace: fats}
          - expect: {asked: [goal.note]}
    Good:
        # file: playbook/stories/pace.yaml
        title: Who goes fast is asked for remarks
        story:
          - answer: goal
            give: {pace: fast}
          - expect: {asked: [goal.note]}
    Says:
        playbook/stories/pace.yaml:5:18: PB119 'fats' is not one of the choices; did you mean
          'fast'? [story-value]
    """
    playbook = checked.playbook
    for given in given_in(checked):
        question = playbook.question(given.step, given.question)
        if question is None or not _is_whole(checked, question):
            continue
        _, misfits = fit(question, given.raw, playbook.choices_of(question), playbook.choices_of)
        kind = "org" if question in playbook.org else "steps"
        asked = checked.places.of(kind, given.step, "questions", question.id, "id")
        for misfit in misfits:
            message = misfit.message
            path = (*given.path, *misfit.path)
            at = checked.places.key_of if _is_stranger(question, misfit.path) else checked.places.of
            yield Problem(
                "PB119",
                "story-value",
                f"{message[:1].upper()}{message[1:]}",
                at(*path),
                labels=(Label(asked, say("the question")),),
                anchor="/".join(map(str, path)),
            )


def _is_stranger(question: Question, path: tuple[str | int, ...]) -> bool:
    """Whether a path within an answer leads to a field that its record does not have."""
    depth = 2 if question.type == "records" else 1
    known = {field.id for field in question.fields}
    return bool(known) and len(path) == depth and known.isdisjoint(path[-1:])


def _is_whole(checked: Checked, question: Question) -> bool:
    """Whether all that its choices come from could be read."""
    parts = (question, *question.fields)
    known = checked.playbook.catalogue_by_id
    return all(part.catalogue is None or part.catalogue in known for part in parts)


RULES: tuple[Rule, ...] = (
    Rule("PB117", "unknown-criterion", unknown_criterion, fix="unsafe"),
    Rule("PB118", "unknown-document", unknown_document, fix="unsafe"),
    Rule("PB119", "story-value", story_value),
)
