"""Lessons: kept with the change they made, offered at the same step elsewhere, applied there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.acting import spelled
from collab_playbook.engine.readings import home_of_readings
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.scalars import TEXT_LIMIT, clean_line
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.openings import Lesson
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance


def add_lesson(view: View, lesson: str, change: str, about: str, scope: str) -> Outcome:
    """Keeps what was learned; one that changed nothing is refused.

    Args:
        view: Things as they are.
        lesson: What was learned.
        change: What was changed because of it.
        about: The id of the step that it is about; empty for none.
        scope: Where it was learned.
    """
    lesson, change = clean_line(lesson), clean_line(change)
    problems = [*_against_text(say("a lesson"), lesson), *_against_change(change)]
    same = (each.number for each in view.state.lessons.values() if each.lesson == lesson)
    number = next(same, None)
    if number is not None:
        problems.append(say("lesson {number} says the same", number=number))
    if problems:
        return Refusal(tuple(problems), hint=_remedy(change))
    data = {"lesson": lesson, "change": change, "about": about}
    return (Draft("lesson_added", home_of_readings(scope), None, 1, data),)


def apply_lesson(view: View, number: int, scope: str, change: str) -> Outcome:
    """Says what a lesson of elsewhere changed in a circle, a community or the programme."""
    change, scope = clean_line(change), home_of_readings(scope)
    lesson = next((each for each in view.state.lessons.values() if each.number == number), None)
    if lesson is None:
        count = len(view.state.lessons)
        there = say("; the last one is {count}", count=count) if count else ""
        return Refusal(
            (say("there is no lesson {number}{there}", number=number, there=there),),
            hint=say("See: lesson list."),
        )
    problems = _against_change(change)
    if lesson.scope == scope:
        problems.append(
            say("lesson {number} was learned there, so it is not applied there", number=number)
        )
    applied = next((each for each in lesson.applied if each.scope == scope), None)
    if applied is not None:
        problems.append(
            say(
                "lesson {number} was applied there on {at}: {change}",
                number=number,
                at=applied.at[:10],
                change=applied.change,
            )
        )
    if problems:
        return Refusal(tuple(problems), hint=_remedy(change))
    data = {"lesson": lesson.key, "change": change}
    return (Draft("lesson_applied", scope, None, 1, data),)


def offered(view: View, instance: Instance) -> tuple[Lesson, ...]:
    """The lessons of elsewhere about a step that were not applied here yet.

    Only a circle or a community is offered any: the programme goes first, and learns.
    """
    if instance.scope == PROGRAMME:
        return ()
    return tuple(
        lesson
        for lesson in view.state.lessons.values()
        if lesson.about == instance.step
        and lesson.change
        and lesson.scope != instance.scope
        and all(applied.scope != instance.scope for applied in lesson.applied)
    )


def applying(lesson: Lesson, scope: str) -> str:
    """The command that applies a lesson in a circle or community, its change still to be said."""
    kind, _, owner = scope.partition(":")
    where = ("--" + kind, owner) if owner else ()
    return say(
        '{spelled} --change "..."', spelled=spelled("lesson", "apply", str(lesson.number), *where)
    )


def taught_where(view: View, lesson: Lesson) -> str:
    """Where a lesson was learned, for people."""
    return say("the programme") if lesson.scope == PROGRAMME else view.state.title(lesson.scope)


def _against_text(what: str, text: str) -> Iterator[str]:
    if not text:
        yield say("{what} needs its text", what=what)
    elif len(text) > TEXT_LIMIT:
        yield say(
            "{what} has {count} characters, at most {text_limit} are admitted",
            what=what,
            count=len(text),
            text_limit=TEXT_LIMIT,
        )


def _against_change(change: str) -> list[str]:
    if not change:
        return [say("a lesson counts with the change that it made, and none is given")]
    return [*_against_text(say("the change"), change)]


def _remedy(change: str) -> str:
    return "" if change else say('Say what was changed: --change "...".')
