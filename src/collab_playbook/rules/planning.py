"""What the head of a playbook takes dates, rituals, hours and risks from: fitting answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.near import did_you_mean
from collab_playbook.model.problem import Problem
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say
from collab_playbook.schedule.references import (
    NUMBERS,
    answer_named,
    is_day,
    is_rhythm,
    person_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from collab_playbook.model.playbook import Concern
    from collab_playbook.model.question import Field
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

WEIGHTS = NUMBERS | {"scale"}


def unusable_answer(checked: Checked) -> Iterator[Problem]:
    """The schedule, the load or the report names an answer that is not there, or of another kind.

    Why:
        The programme would start on any day, a date would be missing from every calendar, the hours
        that were agreed with somebody would not count, or a risk would not reach the committee.
    Bad:
        # file: playbook/playbook.yaml
        schedule: {starts: goal.until_when}
    Good:
        # file: playbook/playbook.yaml
        schedule: {starts: goal.until}
    Says:
        playbook/playbook.yaml:2:20: PB123 There is no answer 'goal.until_when' [unusable-answer]
    """
    timing, load = checked.playbook.schedule, checked.playbook.load
    if timing.starts is not None:
        yield from _day(checked, timing.starts, ("playbook", "schedule", "starts"), fields=False)
    for number, path in enumerate(timing.dates):
        yield from _day(checked, path, ("playbook", "schedule", "dates", number), fields=True)
    for number, path in enumerate(timing.rituals):
        yield from _ritual(checked, path, ("playbook", "schedule", "rituals", number))
    for number in range(len(load.hours)):
        yield from _hours(checked, number)
    for number in range(len(checked.playbook.report.risks)):
        yield from _concern(checked, number)


def _day(checked: Checked, name: str, path: Path, *, fields: bool) -> Iterator[Problem]:
    answer = answer_named(checked.playbook, name)
    if answer is None:
        yield from _missing(checked, name, path)
    elif not is_day(answer) or (answer.field is not None and not fields):
        hint = (
            say("Name a question of the type date, or such a field.")
            if fields
            else say("Name a question of the type date.")
        )
        yield _misfit(checked, say("'{name}' is no day", name=name), path, hint)


def _ritual(checked: Checked, name: str, path: Path) -> Iterator[Problem]:
    answer = answer_named(checked.playbook, name)
    if answer is None:
        yield from _missing(checked, name, path)
    elif not is_rhythm(checked.playbook, answer):
        hint = say("Name choices from a catalogue with a rhythm, or such a field of a list.")
        yield _misfit(checked, say("'{name}' does not say how often", name=name), path, hint)


def _hours(checked: Checked, number: int) -> Iterator[Problem]:
    hours = checked.playbook.load.hours[number]
    base: Path = ("playbook", "load", "hours", number)
    answer = answer_named(checked.playbook, hours.answer)
    if answer is None:
        yield from _missing(checked, hours.answer, (*base, "answer"))
        return
    question = answer.question
    if question.type != "records" or answer.field or person_field(question) is None:
        message = say("'{answer}' does not list people", answer=hours.answer)
        hint = say("Name a question of the type records with a field of the type person.")
        yield _misfit(checked, message, (*base, "answer"), hint)
        return
    for key, name in (("before", hours.before), ("after", hours.after)):
        fitting = any(f.id == name and f.type in NUMBERS for f in question.fields)
        if name is not None and not fitting:
            message = say(
                "'{answer}' has no field '{name}' with a number", answer=hours.answer, name=name
            )
            yield _misfit(checked, message, (*base, key), say("Name a field of the type decimal."))


def _concern(checked: Checked, number: int) -> Iterator[Problem]:
    concern = checked.playbook.report.risks[number]
    base: Path = ("playbook", "report", "risks", number)
    answer = answer_named(checked.playbook, concern.answer)
    if answer is None:
        yield from _missing(checked, concern.answer, (*base, "answer"))
        return
    question = answer.question
    if question.type != "records" or answer.field:
        message = say("'{answer}' is no list of entries", answer=concern.answer)
        hint = say("Name a question of the type records.")
        yield _misfit(checked, message, (*base, "answer"), hint)
        return
    fields = {field.id: field for field in question.fields}
    for at, name in enumerate(concern.fields):
        if name not in fields:
            message = say("'{answer}' has no field '{name}'", answer=concern.answer, name=name)
            yield _misfit(checked, message, (*base, "fields", at), did_you_mean(name, fields))
    if concern.weight is not None:
        weight = fields.get(concern.weight)
        if weight is None or weight.type not in WEIGHTS:
            message = say(
                "'{answer}' has no field '{weight}' with a number",
                answer=concern.answer,
                weight=concern.weight,
            )
            hint = say("Name a field of the type scale, integer or decimal.")
            yield _misfit(checked, message, (*base, "weight"), hint)
    yield from _over(checked, concern, fields, base)


def _over(
    checked: Checked, concern: Concern, fields: Mapping[str, Field], base: Path
) -> Iterator[Problem]:
    """What is wrong with the entries that are left out."""
    state = fields.get(concern.state or "")
    if concern.state is None:
        if concern.over:
            message = say("'over' says which choices leave an entry out, but not of which field")
            yield _misfit(checked, message, (*base, "over"), say("Add state: with the field."))
        return
    if state is None or state.type != "choice":
        message = say(
            "'{answer}' has no field '{state}' with one choice",
            answer=concern.answer,
            state=concern.state,
        )
        yield _misfit(checked, message, (*base, "state"), say("Name a field of the type choice."))
        return
    choices = [choice.id for choice in checked.playbook.choices_of(state)]
    for at, name in enumerate(concern.over):
        if name not in choices:
            message = say("'{name}' is no choice of '{state}'", name=name, state=concern.state)
            yield _misfit(checked, message, (*base, "over", at), did_you_mean(name, choices))


def _missing(checked: Checked, name: str, path: Path) -> Iterator[Problem]:
    if ("steps", name.partition(".")[0]) in checked.holes:
        return
    playbook = checked.playbook
    known = [f"org.{question.id}" for question in playbook.org]
    known += [f"{step.id}.{question.id}" for step in playbook.steps for question in step.questions]
    yield _misfit(
        checked, say("There is no answer '{name}'", name=name), path, did_you_mean(name, known)
    )


def _misfit(checked: Checked, message: str, path: Path, hint: str) -> Problem:
    anchor = "/".join(str(part) for part in path)
    place = checked.places.of(*path)
    return Problem("PB123", "unusable-answer", message, place, hint, anchor=anchor)


RULES: tuple[Rule, ...] = (Rule("PB123", "unusable-answer", unusable_answer, needed_to_run=True),)
