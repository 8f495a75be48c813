"""``show``: everything about a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.signatures import signed_words
from collab_playbook.cli.wording import StepArgument
from collab_playbook.documents.due import due
from collab_playbook.documents.signed import home_of
from collab_playbook.errors import UsageError
from collab_playbook.files.citations import named_in
from collab_playbook.files.signed import signatures_of
from collab_playbook.model.event import Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.references import put_glossary, put_sources
from collab_playbook.terminal.step_page import put_step_page


def command(
    ctx: typer.Context,
    step: StepArgument,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Show a step: its purpose, questions with answers, criteria, roles, documents, and its guide.

    `show sources` lists what the figures rest on, `show glossary` what the words mean.

    \b
    Examples:
      collab-playbook show objectives
      collab-playbook show 3
      collab-playbook show sources
    """
    desk = reading(options_of(ctx))
    if step in _LISTS and step not in desk.process.playbook.step_by_id:
        _LISTS[step](desk)
        return
    board = desk.board
    within = scope_named(board.view, circle, community)
    instance = instance_named(board.view, step, within)
    if instance.step == ORGANISATION:
        raise UsageError(
            say("the organisation's profile is no step"),
            say("See answers/00-org.yaml, or: run org"),
        )
    guide = desk.loaded.guides.get(instance.step, "")
    words = words_for(desk.language)
    put_step_page(console_for(desk.options), board, instance, words, guide, _signed(desk, instance))


def _sources(desk: Desk) -> None:
    words, playbook = words_for(desk.language), desk.process.playbook
    put_sources(console_for(desk.options), playbook, words, named_in(desk.loaded))


def _glossary(desk: Desk) -> None:
    put_glossary(console_for(desk.options), desk.process.playbook, words_for(desk.language))


_LISTS: Mapping[str, Callable[[Desk], None]] = {"sources": _sources, "glossary": _glossary}
"""What may be shown besides a step."""


def _signed(desk: Desk, instance: Instance) -> Mapping[str, str]:
    """Who signed the documents of a step, by their ids, for those that were."""
    view = desk.view
    wanted = due(view, next(iter(desk.opened.workspace.languages), "en"))
    places = ((each.place, each.path) for each in wanted if home_of(view, each.place) == instance)
    found = signatures_of(desk.root, view, places)
    return {place.document: signed_words(each, desk.language) for place, each in found.items()}
