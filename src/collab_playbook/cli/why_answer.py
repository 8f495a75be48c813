"""``why-answer``: which documents an answer reaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.naming import question_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.documents.naming import prefix
from collab_playbook.documents.provenance import reached_by
from collab_playbook.engine.showing import shown_date
from collab_playbook.engine.wording import in_words
from collab_playbook.files.manifest import made_from_data
from collab_playbook.files.site import survey
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put, tell
from collab_playbook.terminal.speech import spoken

if TYPE_CHECKING:
    from collab_playbook.engine.state import Given


def command(
    ctx: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="STEP.QUESTION", help="The answer.", show_default=False)
    ],
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Say which documents an answer reaches, whether each is current, and who gave the answer.

    \b
    Examples:
      collab-playbook why-answer leadership.sponsor
      collab-playbook why-answer customers/objectives.items
    """
    desk = reading(options_of(ctx))
    within = scope_named(desk.view, circle, community)
    instance, asked = question_named(desk.view, question, within)
    answer = f"{prefix(instance.scope)}{instance.step}.{asked.id}"
    site = survey(desk.root, desk.view, desk.loaded, desk.opened.workspace, desk.language)
    built = (e for e in made_from_data(site.manifest) if e.place.language == desk.language)
    found = reached_by(answer, built, site.digest)
    for each in found:
        state = in_words("current" if each.current else "outdated")
        put(safe_line(f"{spoken(state):<9} {each.path}"))
    given = desk.view.given(instance.scope, instance.step, asked.id)
    if given is not None and given.value is not None:
        tell(safe_line(_told(given, desk.language)))
    if not found:
        tell(safe_line(say("No document that was built rests on {answer}.", answer=answer)))


def _told(given: Given, language: str) -> str:
    """Who gave an answer and when, and who recorded it where that is somebody else."""
    day = shown_date(date.fromisoformat(given.at[:10]), language)
    if not given.answered_by:
        return say("Answered by {who} on {day}.", who=given.by, day=day)
    return say(
        "Answered by {who}, recorded by {by} on {day}.",
        who=given.answered_by,
        by=given.by,
        day=day,
    )
