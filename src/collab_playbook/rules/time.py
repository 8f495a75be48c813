"""Time: periods that mean something, repeats that have something to ask, durations to believe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.language.period import Period
from collab_playbook.model.problem import Label, Problem
from collab_playbook.rules.graph_conditions import never_together, shown
from collab_playbook.rules.rule import Rule
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.model.step import Step
    from collab_playbook.rules.checked import Checked
    from collab_playbook.rules.names import Path

_LONGEST = Period(years=50)
_LONG_STEP = 260
"""The working days of a year."""


class _Timed(NamedTuple):
    """A period of a step: what is written, where, and what it is for."""

    step: Step
    text: str
    path: Path
    purpose: str

    @property
    def period(self) -> Period | None:
        """What it says; ``None`` where it is no period."""
        try:
            return Period.parse(self.text)
        except ValueError:
            return None

    @property
    def anchor(self) -> str:
        """What a problem of it is about."""
        return "/".join(map(str, self.path))


def _periods(checked: Checked) -> Iterator[_Timed]:
    for step in checked.playbook.steps:
        base = ("steps", step.id)
        if step.repeat is not None:
            yield _Timed(step, step.repeat.every, (*base, "repeat", "every"), say("comes back"))
        if step.sign_off is not None and step.sign_off.expires is not None:
            path = (*base, "sign_off", "expires")
            yield _Timed(step, step.sign_off.expires, path, say("runs out"))


def unusable_period(checked: Checked) -> Iterator[Problem]:
    """A period is not written as one.

    Why:
        When a step comes back, or when its sign-off runs out, could not be reckoned.
    Bad:
        # file: steps/03-look_back/step.yaml
        repeat: {every: monthly, questions: [learnt, on_track]}
    Good:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:2:17: PB601 'monthly' is no period; write a period of years, months, weeks or days such as P1Y, P3M, P2W or P10D [unusable-period]
    """  # noqa: E501 - lines as they are printed
    for timed in _periods(checked):
        try:
            Period.parse(timed.text)
        except ValueError as error:
            place = checked.places.of(*timed.path)
            yield Problem("PB601", "unusable-period", str(error), place, anchor=timed.anchor)


def empty_period(checked: Checked) -> Iterator[Problem]:
    """A period has no length.

    Why:
        A step that comes back after no time at all is due again the moment it is done, and a
        sign-off that runs out after no time has run out as soon as it is given.
    Bad:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P0M, questions: [learnt, on_track]}
    Good:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1M, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:2:17: PB602 'P0M' has no length, so this comes back at once [empty-period]
    """  # noqa: E501 - lines as they are printed
    for timed in _periods(checked):
        if timed.period == Period():
            message = say(
                "'{text}' has no length, so this {purpose} at once",
                text=timed.text,
                purpose=timed.purpose,
            )
            place = checked.places.of(*timed.path)
            hint = say("Write how long it is, such as P1M.")
            yield Problem("PB602", "empty-period", message, place, hint, anchor=timed.anchor)


def endless_period(checked: Checked) -> Iterator[Problem]:
    """A period is longer than anybody will wait.

    Why:
        It never ends while the programme runs, so nothing ever comes back or runs out. Most often a
        unit is wrong.
    Bad:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P100Y, questions: [learnt, on_track]}
    Good:
        # file: steps/03-look_back/step.yaml
        repeat: {every: P1Y, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:2:17: PB603 'P100Y' is longer than 50 years, so this never comes back [endless-period]
    """  # noqa: E501 - lines as they are printed
    for timed in _periods(checked):
        period = timed.period
        if period is not None and period.compared_to(_LONGEST) == 1:
            longer = say(
                "'{text}' is longer than {years} years", text=timed.text, years=_LONGEST.years
            )
            message = say("{longer}, so this never {purpose}", longer=longer, purpose=timed.purpose)
            place = checked.places.of(*timed.path)
            hint = say("Write a shorter one, or leave it out.")
            yield Problem("PB603", "endless-period", message, place, hint, anchor=timed.anchor)


def repeat_without_question(checked: Checked) -> Iterator[Problem]:
    """A step comes back with nothing to ask, at times, or for a question that it never asks.

    Why:
        Somebody is told that the step is due, opens it, and finds nothing to answer.
    Bad:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, when: look_back.on_track, example: Less mail}
        repeat: {every: P1M, questions: [learnt]}
    Good:
        # file: steps/03-look_back/step.yaml
        questions:
          - {id: on_track, type: boolean, ask: Are you on track?, label: On track, required: true}
          - {id: learnt, type: text, ask: What did you learn?, label: Learnt, when: look_back.on_track, example: Less mail}
        repeat: {every: P1M, questions: [learnt, on_track]}
    Says:
        steps/03-look_back/step.yaml:5:33: PB604 'look_back' comes back with nothing to ask unless look_back.on_track [repeat-without-question]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        asked = [step.question(name) for name in step.repeat.questions] if step.repeat else []
        conditions = {question.when for question in asked if question is not None}
        never = set(_never_asked(checked, step))
        for number, question in enumerate(asked):
            if question is not None and question.id in never:
                path = ("steps", step.id, "repeat", "questions", number)
                yield _unasked(checked, step, question.id, path)
        if never or None in asked or len(conditions) != 1 or conditions <= {None, step.when}:
            continue
        (condition,) = conditions
        first = step.repeat.questions[0] if step.repeat else ""
        when = checked.places.of("steps", step.id, "questions", first, "when")
        yield Problem(
            "PB604",
            "repeat-without-question",
            say(
                "'{id}' comes back with nothing to ask unless {shown}",
                id=step.id,
                shown=shown(condition or ""),
            ),
            checked.places.of("steps", step.id, "repeat", "questions"),
            say("Repeat a question that is always asked too."),
            "warning",
            labels=(Label(when, say("asked only then")),),
            anchor=f"steps/{step.id}/repeat/questions",
        )


def _never_asked(checked: Checked, step: Step) -> Iterator[str]:
    """The questions whose condition excludes that of their step."""
    for name in step.repeat.questions if step.repeat else ():
        question = step.question(name)
        conditions = [each for each in (step.when, question.when if question else None) if each]
        if len(conditions) == 2 and never_together(checked, conditions):
            yield name


def _unasked(checked: Checked, step: Step, question: str, path: Path) -> Problem:
    when = checked.places.of("steps", step.id, "questions", question, "when")
    return Problem(
        "PB604",
        "repeat-without-question",
        say(
            "'{question}' is never asked: its condition excludes that of its step",
            question=question,
        ),
        checked.places.of(*path),
        say("Mend its condition, or leave it out."),
        "warning",
        labels=(Label(when, say("its condition")),),
        anchor=f"steps/{step.id}/repeat/{question}",
    )


def unlikely_duration(checked: Checked) -> Iterator[Problem]:
    """A step is said to take longer than a year.

    Why:
        Nobody can plan with it, and nobody will notice that it is late. Most often hours or
        calendar days were meant, or the step is several.
    Bad:
        # file: steps/02-team/step.yaml
        duration: {work_days: 365}
    Good:
        # file: steps/02-team/step.yaml
        duration: {work_days: 20}
    Says:
        steps/02-team/step.yaml:2:23: PB605 365 working days are more than a year [unlikely-duration]
    """  # noqa: E501 - lines as they are printed
    for step in checked.playbook.steps:
        days = step.duration.work_days
        if days > _LONG_STEP:
            path = ("steps", step.id, "duration", "work_days")
            yield Problem(
                "PB605",
                "unlikely-duration",
                say("{days} working days are more than a year", days=days),
                checked.places.of(*path),
                say("Count working days of elapsed time, or split the step."),
                "warning",
                anchor="/".join(path),
            )


RULES: tuple[Rule, ...] = (
    Rule("PB601", "unusable-period", unusable_period, needed_to_run=True),
    Rule("PB602", "empty-period", empty_period),
    Rule("PB603", "endless-period", endless_period),
    Rule("PB604", "repeat-without-question", repeat_without_question, severity="warning"),
    Rule("PB605", "unlikely-duration", unlikely_duration, severity="warning"),
)
