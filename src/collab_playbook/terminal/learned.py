"""Lessons for people: what was learned where, what it changed, and where it was applied since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.learning import applying, offered, taught_where
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say
from collab_playbook.terminal.layout import Line, Span, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.engine.openings import Lesson
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance
    from collab_playbook.terminal.asker import Asker
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_lessons(console: Console, view: View, words: Words, lessons: Iterable[Lesson]) -> None:
    """The lessons, each with its change and where it was applied; on stdout."""
    lines: list[Line] = []
    for lesson in lessons:
        about = words("lesson.about", step=lesson.about) if lesson.about else ""
        told = words("lesson.line", lesson=lesson.lesson, about=about)
        lines += wrapped(told, console.width, f"{lesson.number:>3}. ")
        lines += wrapped(words("lesson.change", change=lesson.change), console.width, "     ")
        where = words("lesson.where", where=taught_where(view, lesson), who=lesson.by)
        lines += wrapped(f"{where}, {lesson.at[:10]}", console.width, "     ")
        for applied in lesson.applied:
            at = (
                say("the programme")
                if applied.scope == PROGRAMME
                else view.state.title(applied.scope)
            )
            told = words("lesson.applied", where=at, change=applied.change)
            lines += wrapped(told, console.width, "     ")
    console.put(*(lines or [words("lesson.none")]))


def offered_lines(view: View, instance: Instance, words: Words) -> Iterator[tuple[str, str]]:
    """What was learned elsewhere about a step, each with the command that applies it here."""
    for lesson in offered(view, instance):
        where = taught_where(view, lesson)
        told = words("lesson.offered", number=lesson.number, lesson=lesson.lesson, where=where)
        yield "- ", f"{told} {words('lesson.change', change=lesson.change)}"
        yield "  ", applying(lesson, instance.scope)


def say_offered(asker: Asker, view: View, instance: Instance, words: Words) -> None:
    """The same in a session, below its header."""
    lines = list(offered_lines(view, instance, words))
    if lines:
        asker.tell(words("lesson.title"), "title")
    for mark, text in lines:
        asker.tell(text, "", mark)


def page_of_lessons(view: View, instance: Instance, words: Words, width: int) -> list[Line]:
    """The same on the page of a step and below what is next; nothing where nothing is offered."""
    found = list(offered_lines(view, instance, words))
    lines: list[Line] = [(Span(words("lesson.title"), "title"),)] if found else []
    for mark, text in found:
        lines += wrapped(text, width, f"  {mark}")
    return lines
