"""``new``: first versions of a playbook's files, ready to be filled in."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.opening import sound
from collab_playbook.cli.options import Options
from collab_playbook.errors import UsageError
from collab_playbook.files.parts import HEAD
from collab_playbook.files.playbook import load_playbook
from collab_playbook.files.scaffolding import (
    Files,
    Named,
    new_document,
    new_playbook,
    new_step,
    new_story,
    put_in_place,
    schema_files,
    title_of,
)
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.playbook import Playbook
from collab_playbook.model.shape import ID_PATTERN
from collab_playbook.model.step import Step
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put, tell


class Kind(StrEnum):
    """What can be begun."""

    playbook = "playbook"
    step = "step"
    document = "document"
    story = "story"


def command(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="playbook, step, document or story.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id; for a playbook its folder.")],
    title: Annotated[str | None, typer.Option(help="Its title; else made from the id.")] = None,
    phase: Annotated[
        str | None, typer.Option(help="The phase of a new step; else that of the last step.")
    ] = None,
    step: Annotated[
        str | None, typer.Option(help="The step of a new document; else the last step.")
    ] = None,
) -> None:
    """Begin a playbook, or add a step, a document or a story to the one you are in.

    What is written passes `check` and `test` as it stands, and names its schema for your editor.

    \b
    Examples:
      collab-playbook new playbook innersource
      collab-playbook new step first_month --title "Look after the first month"
      collab-playbook new document month_report --step first_month
      collab-playbook new story small_firm
    """
    options = options_of(ctx)
    if kind is Kind.playbook:
        root, files = Path(name), new_playbook(_named(_id_of(Path(name)), title))
    else:
        named = _named(name, title)
        root = _root(options)
        playbook = sound(load_playbook(root.absolute()))
        files = _part(kind, named, playbook, phase, step)
    written = put_in_place(root, files)
    put_in_place(root, schema_files(), keep=True)
    for each in written:
        put(str(root / each))
    _say_next(kind, root)


def _part(
    kind: Kind, named: Named, playbook: Playbook, phase: str | None, step: str | None
) -> Files:
    if kind is Kind.step:
        phases = [each.id for each in playbook.phases]
        if phase is not None and phase not in phases:
            hint = did_you_mean(phase, phases) or say(
                "There are {phases}.", phases=", ".join(phases)
            )
            raise UsageError(say("There is no phase '{phase}'", phase=phase), hint)
        if named.id in playbook.step_by_id:
            raise UsageError(
                say("There is a step '{id}' already", id=named.id), say("Choose another id.")
            )
        return new_step(named, playbook, phase or "")
    if kind is Kind.document:
        return new_document(named, _step(playbook, step))
    return new_story(named, playbook)


def _step(playbook: Playbook, name: str | None) -> Step:
    if not playbook.steps:
        raise UsageError(
            say("A document needs a step"), say("Begin with: collab-playbook new step ID")
        )
    if name is None:
        return max(playbook.steps, key=lambda each: each.number)
    found = playbook.step_by_id.get(name)
    if found is None:
        raise UsageError(
            say("There is no step '{name}'", name=name), did_you_mean(name, playbook.step_by_id)
        )
    return found


def _root(options: Options) -> Path:
    root = Path(options.playbook) if options.playbook else Path()
    if not (root / HEAD).is_file():
        where = options.playbook or str(Path.cwd())
        hint = say("Begin one with: collab-playbook new playbook DIR")
        raise UsageError(say("'{where}' holds no playbook", where=where), hint)
    return root


def _named(name: str, title: str | None) -> Named:
    if not re.fullmatch(ID_PATTERN, name):
        hint = say("Write an id in lower case with underscores, such as house_rules.")
        raise UsageError(say("'{name}' is not an id", name=name), hint)
    return Named(name, " ".join(title.split()) if title and title.strip() else title_of(name))


def _id_of(folder: Path) -> str:
    """An id from a folder's name: ``Our playbook-2`` becomes ``our_playbook_2``."""
    word = re.sub(r"[^a-z0-9]+", "_", folder.absolute().name.lower()).strip("_")
    return word if word[:1].isalpha() else f"playbook_{word}".rstrip("_")


def _say_next(kind: Kind, root: Path) -> None:
    at = "" if root == Path() else f" {root}"
    verb = "test" if kind is Kind.story else "check"
    tell(say("Next: collab-playbook {verb}{at}", verb=verb, at=at))
