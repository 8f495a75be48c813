"""Questions and fields whose answers nothing uses, and answers that are asked for too softly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.problem import Problem
from collab_playbook.rules.assignment import without
from collab_playbook.rules.domains_terms import path_of
from collab_playbook.rules.guards_examined import examined, label_of, problem_at
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say
from collab_playbook.schedule.references import used_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.question import Question
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.templates_reading import Examined as Templates

Answer = tuple[str, str]


def unused_question(checked: Checked) -> Iterator[Problem]:
    """A question is asked, and nothing uses its answer.

    No guard, computed default or template reads it, and no repeat asks it again.

    Why:
        People give their time to every answer. One that changes nothing and appears nowhere teaches
        them to type anything.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?}
          - {id: mood, type: text, ask: How is the mood?, example: Good}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?}
          - {id: mood, type: text, ask: How is the mood?, example: Good}
        repeat: {every: P1M, questions: [learnt, on_track, mood]}
    Says:
        steps/03-look_back/step.yaml:5:10: PB401 Nothing uses the answer to 'mood'
          [unused-question]
    """
    if _has_holes(checked):
        return
    used = _read_by_guards(checked) | _templates(checked).answers_read(
        frozenset(checked.playbook.step_by_id)
    )
    used |= used_answers(checked.playbook).keys()
    for step in checked.playbook.steps:
        used |= {(step.id, name) for name in (step.repeat.questions if step.repeat else ())}
    for owner, question in _questions(checked):
        if (owner, question.id) not in used:
            path = (*_at(owner), question.id, "id")
            yield Problem(
                "PB401",
                "unused-question",
                say("Nothing uses the answer to '{id}'", id=question.id),
                checked.places.of(*path),
                say("Print it in a document, read it in a guard, or do not ask."),
                anchor="/".join(path[:-1]),
            )


def evidence_not_required(checked: Checked) -> Iterator[Problem]:
    """A file is asked for, and nothing ever requires it.

    Why:
        Evidence that may be left out is left out; whoever signs then signs without having seen it.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?}
          - {id: proof, type: file, ask: What shows it?}
        repeat: {every: P1M, questions: [learnt, on_track, proof]}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: learnt, type: text, ask: What did you learn?, example: Fewer mails help}
          - {id: on_track, type: boolean, ask: Are you on track?}
          - {id: proof, type: file, ask: What shows it?, required: true}
        repeat: {every: P1M, questions: [learnt, on_track, proof]}
    Says:
        steps/03-look_back/step.yaml:5:23: PB405 The file 'proof' is asked for, and nothing
          requires it [evidence-not-required]
    """
    if _has_holes(checked):
        return
    read = _read_by_guards(checked)
    for owner, question in _questions(checked):
        loose = question.type == "file" and not question.required
        if loose and (owner, question.id) not in read:
            path = (*_at(owner), question.id, "type")
            yield Problem(
                "PB405",
                "evidence-not-required",
                say("The file '{id}' is asked for, and nothing requires it", id=question.id),
                checked.places.of(*path),
                say("Make it required, or let a criterion ask for it with has(...)."),
                anchor="/".join(path[:-1]),
            )


def unused_field(checked: Checked) -> Iterator[Problem]:
    """A field of a record is required, and nothing uses it.

    Fields are looked for by their names wherever the question is used; a document that prints the
    whole record uses all of them. What is optional is not told: it may serve whoever fills in the
    form.

    Why:
        A field is asked again in every row. One that must be filled and appears nowhere is soon
        filled with nonsense.
    Bad:
        # file: steps/02-team/step.yaml
        questions:
          - id: members
            type: records
            ask: Who takes part?
            required: true
            fields:
              - {id: name, type: text, label: Name, example: Nadia}
              - {id: hours, type: integer, label: Hours a week, example: "4"}
              - {id: shoe_size, type: integer, label: Shoe size, required: true, example: "42"}
    Good:
        # file: steps/02-team/step.yaml
        questions:
          - id: members
            type: records
            ask: Who takes part?
            required: true
            fields:
              - {id: name, type: text, label: Name, example: Nadia}
              - {id: hours, type: integer, label: Hours a week, example: "4"}
    Says:
        steps/02-team/step.yaml:10:14: PB407 Nothing uses the field 'shoe_size' of 'members'
          [unused-field]
    """
    if _has_holes(checked):
        return
    about = _words_about(checked)
    shared = [_words(text) for name, text in checked.templates.items() if name.startswith("_")]
    for owner, question in _questions(checked):
        fields = {field.id for field in question.fields}
        named = [fields & words for words in about.get((owner, question.id), ())]
        if not fields or not named or not all(named):
            continue  # not used at all, which is told elsewhere, or used as a whole somewhere
        used = fields & set().union(*named, *shared)
        for field in question.fields:
            if field.required and field.id not in used:
                path = (*_at(owner), question.id, "fields", field.id, "id")
                yield Problem(
                    "PB407",
                    "unused-field",
                    say("Nothing uses the field '{id}' of '{id_2}'", id=field.id, id_2=question.id),
                    checked.places.of(*path),
                    say("Print it in a document, read it in a guard, or do not ask."),
                    anchor="/".join(path[:-1]),
                )


def optional_but_needed(checked: Checked) -> Iterator[Problem]:
    """A criterion of a step cannot be met without the answer to a question that is optional.

    A criterion that asks for the answer with ``has(...)`` says so openly and is not told.

    Why:
        People pass over what is optional, and are then not allowed to hand the step in.
    Bad:
        # file: steps/01-goal/step.yaml
        done_when:
          - {id: affordable, text: It is affordable, that: goal.budget.amount <= 50000}
    Good:
        # file: steps/01-goal/step.yaml
        done_when:
          - id: affordable
            text: It is affordable
            that: "!has(goal.budget) || goal.budget.amount <= 50000"
    Says:
        steps/01-goal/step.yaml:3:52: PB410 'goal.budget' is optional, and this criterion cannot
          be met without it [optional-but-needed]
    """
    for guard in examined(checked):
        if guard.use != "criterion" or guard.sound is None:
            continue
        told: set[Answer] = set()
        for path, part in guard.answers:
            question = checked.playbook.question(*path) if path[0] == guard.step else None
            if question is None or question.required or question.when or path in told:
                continue
            if without(guard.sound, path[0], question) == frozenset({None}):
                told.add(path)
                yield problem_at(
                    checked,
                    guard,
                    ("PB410", "optional-but-needed"),
                    say(
                        "'{path}' is optional, and this criterion cannot be met without it",
                        path=".".join(path),
                    ),
                    part.span,
                    hint=say("Make the question required, or say with has(...) when it counts."),
                    labels=(label_of(checked, *path),),
                )


def _templates(checked: Checked) -> Templates:
    from collab_playbook.rules.templates_reading import (  # noqa: PLC0415 - it brings Jinja
        examined as templates,
    )

    return templates(checked)


def _has_holes(checked: Checked) -> bool:
    """Whether a part that could not be read might be the one that uses something."""
    return bool(checked.holes) or any(guard.error for guard in examined(checked))


def _at(owner: str) -> tuple[str, ...]:
    return ("org" if owner == ORGANISATION else "steps", owner, "questions")


def _questions(checked: Checked) -> Iterator[tuple[str, Question]]:
    for question in checked.playbook.org:
        yield ORGANISATION, question
    for step in checked.playbook.steps:
        for question in step.questions:
            yield step.id, question


def _read_by_guards(checked: Checked) -> set[Answer]:
    """The answers that guards read; a check that reads only its own question does not use it."""
    found: set[Answer] = set()
    for guard in examined(checked):
        for part in guard.parts:
            path = path_of(part)
            if len(path) == 2:
                found.add((path[0], path[1]))
            elif len(path) == 3:  # of the programme, or of a circle that a comprehension names
                found.add((path[1], path[2]))
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _words_about(checked: Checked) -> dict[Answer, list[set[str]]]:
    """For every answer, the words of each guard and template that uses it."""
    found = {answer: [fields] for answer, fields in used_answers(checked.playbook).items()}
    for guard in examined(checked):
        if guard.node is None:
            continue
        read = {r[-2:] for r in checked.process.reads(guard.site.text) if len(r) > 1}
        if guard.question is not None and guard.use == "check":
            read.add((guard.site.path.owner, guard.question.id))
        for step, question in read:
            found.setdefault((step, question), []).append(_words(guard.site.text))
    templates = _templates(checked)
    for name, paths in templates.reads.items():
        words = _words(templates.sources[name].text)
        for path in paths:
            first, *rest = path.removeprefix("programme.").split(".")
            if len(rest) == 1:
                owner = ORGANISATION if first == "organisation" else first
                found.setdefault((owner, rest[0]), []).append(words)
    return found


RULES: tuple[Rule, ...] = (
    Rule("PB401", "unused-question", unused_question, "warning"),
    Rule("PB405", "evidence-not-required", evidence_not_required, "warning"),
    Rule("PB407", "unused-field", unused_field, "warning"),
    Rule("PB410", "optional-but-needed", optional_but_needed, "warning"),
)
