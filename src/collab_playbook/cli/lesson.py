"""Keep what was learned with the change it made, and offer it further out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.counting import counted
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.outcome import granted
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption
from collab_playbook.documents.experience_report import experience_report
from collab_playbook.engine.anonymous import namings_of
from collab_playbook.engine.learning import add_lesson, apply_lesson
from collab_playbook.engine.openings import Lesson
from collab_playbook.engine.readings import home_of_readings
from collab_playbook.engine.view import View
from collab_playbook.errors import RefusedError, UsageError
from collab_playbook.files.writing import told, write_atomic
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.learned import put_lessons
from collab_playbook.terminal.plain import put, tell

ChangeOption = Annotated[str, typer.Option(help="What was changed because of it.")]


def do_add(
    ctx: typer.Context,
    lesson: Annotated[str, typer.Argument(metavar="TEXT", help="What was learned.")],
    change: ChangeOption = "",
    about: Annotated[
        str | None, typer.Option(metavar="STEP", help="The step that it is about.")
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Keep what was learned, with the change that it made; a lesson without one is refused.

    \b
    Examples:
      collab-playbook lesson add "We asked for too many rules" --change "Rules cut to seven" \\
        --about house_rules
      collab-playbook lesson add "Nobody answers at night" --change "The promise says so" \\
        --circle friends
    """
    with writing(options_of(ctx), "lesson add") as desk:
        view = desk.view
        scope = scope_named(view, circle, community)
        step = _step_named(view, about) if about is not None else ""
        desk.append(granted(add_lesson(view, lesson, change, step, scope)))
        kept = max(desk.state.lessons.values(), key=lambda each: each.number)
        put(safe_line(say("Lesson {number}: {lesson}", number=kept.number, lesson=kept.lesson)))


def do_list(
    ctx: typer.Context,
    about: Annotated[
        str | None, typer.Option(metavar="STEP", help="Only those about this step.")
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
    form: FormatOption = "text",
) -> None:
    """Show what was learned, what it changed, and where it was applied since.

    \b
    Examples:
      collab-playbook lesson list
      collab-playbook lesson list --about house_rules
      collab-playbook lesson list --circle friends --format json
    """
    desk = reading(options_of(ctx))
    view = desk.view
    found = tuple(view.state.lessons.values())
    if circle is not None or community is not None:
        scope = home_of_readings(scope_named(view, circle, community))
        found = tuple(each for each in found if each.scope == scope)
    if about is not None:
        step = _step_named(view, about)
        found = tuple(each for each in found if each.about == step)
    if form == "json":
        put(dumped("lessons", {"lessons": [_content(each) for each in found]}))
        return
    put_lessons(console_for(desk.options), view, words_for(desk.language), found)


def do_apply(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As lesson list shows it.")],
    change: ChangeOption = "",
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Say what a lesson of elsewhere changed here: in a circle, a community, or the programme.

    \b
    Examples:
      collab-playbook lesson apply 3 --circle friends --change "Seven rules from the first day"
    """
    with writing(options_of(ctx), "lesson apply") as desk:
        scope = scope_named(desk.view, circle, community)
        drafts = granted(apply_lesson(desk.view, number, scope, change))
        desk.append(drafts)
        where = drafts[0].scope.partition(":")[2] or say("the programme")
        put(
            safe_line(
                say(
                    "Lesson {number} applied in {where}: {data}",
                    number=number,
                    where=where,
                    data=drafts[0].data["change"],
                )
            )
        )


def do_export(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where; else standard output."),
    ] = None,
) -> None:
    """Write an experience report in Markdown, without the names of people and places.

    Names become neutral words, the longest first; what was replaced is told. Read the report before
    you share it.

    \b
    Examples:
      collab-playbook lesson export
      collab-playbook lesson export --to experience.md
    """
    desk = reading(options_of(ctx))
    view = desk.view
    if to is not None and to.exists():
        raise RefusedError(
            say("'{to}' is there already", to=to), say("Name another file, or move it away.")
        )
    report = experience_report(view, namings_of(view, desk.opened.workspace.people), desk.language)
    if to is None:
        put(report.text)
    else:
        with told(say("'{to}' could not be written", to=to)):
            write_atomic(to, f"{report.text}\n".encode())
    for name, (word, count) in report.replaced.items():
        tell(f"{name} -> {word} ({counted(count, '1 time', '{number} times')})")
    for word in report.doubtful:
        tell(say("Look at: {word}", word=word))
    tell(say("Read it before you share it: only you can tell what gives the company away."))


def _step_named(view: View, text: str) -> str:
    """The id of the step that a name or number means.

    Raises:
        UsageError: There is none; the nearest one is suggested.
    """
    step = instance_named(view, text).step
    if step == ORGANISATION:
        raise UsageError(say("the organisation's profile is no step"), say("Name a step."))
    return step


def _content(lesson: Lesson) -> dict[str, Any]:
    return {
        "number": lesson.number,
        "lesson": lesson.lesson,
        "change": lesson.change,
        "about": lesson.about,
        "scope": lesson.scope,
        "by": lesson.by,
        "at": lesson.at,
        "applied": [
            {"scope": a.scope, "change": a.change, "by": a.by, "at": a.at} for a in lesson.applied
        ],
    }
