"""Attach files to a step as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.outcome import granted
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption, StepArgument
from collab_playbook.engine.attaching import against_attaching, attach_evidence
from collab_playbook.engine.openings import Attachment
from collab_playbook.engine.refusal import Refusal
from collab_playbook.errors import UsageError
from collab_playbook.files.evidence import attach, evidence_path
from collab_playbook.model.event import Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say
from collab_playbook.terminal.attached import put_evidence
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put


def do_attach(
    ctx: typer.Context,
    step: StepArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file; a copy is kept.")],
    criterion: Annotated[
        str, typer.Option(metavar="ID", help="The exit criterion that it is evidence for.")
    ] = "",
    note: Annotated[str, typer.Option(help="What it shows.")] = "",
) -> None:
    """Attach a file to a step; a copy is kept in evidence/ under its digest.

    \b
    Examples:
      collab-playbook evidence attach leadership mandate.pdf --criterion mandate_signed
      collab-playbook evidence attach governance minutes.pdf --note "Opinion of the works council"
    """
    with writing(options_of(ctx), "evidence attach") as desk:
        instance = _instance(desk, step)
        problems = tuple(against_attaching(desk.view, instance, criterion, note))
        if problems:  # before the file is copied for nothing
            granted(Refusal(problems))
        stored = attach(desk.root, file.expanduser())
        drafts = granted(attach_evidence(desk.view, instance, stored, criterion, note))
        desk.append(drafts)
        where = f"{instance.path}, {criterion}" if criterion else instance.path
        name = stored["name"]
        put(
            safe_line(
                say("{name} attached to {where}", name=name, where=where)
                if drafts
                else say(
                    "{name} is attached already, and its copy in place, to {where}",
                    name=name,
                    where=where,
                )
            )
        )


def do_list(
    ctx: typer.Context,
    step: Annotated[
        str | None, typer.Argument(metavar="[STEP]", help="Only this step.", show_default=False)
    ] = None,
    form: FormatOption = "text",
) -> None:
    """Show what is attached, to what, by whom, and where its copy is.

    \b
    Examples:
      collab-playbook evidence list
      collab-playbook evidence list leadership --format json
    """
    desk = reading(options_of(ctx))
    wanted = _instance(desk, step) if step is not None else None
    found = [
        (instance, each, _path(desk, each))
        for instance, held in desk.state.evidence.items()
        for each in held
        if wanted is None or instance[:2] == wanted[:2]
    ]
    if form == "json":
        put(dumped("evidence", {"evidence": [_content(*each) for each in found]}))
        return
    put_evidence(console_for(desk.options), words_for(desk.language), found)


def _instance(desk: Desk, step: str) -> Instance:
    """The step that evidence is about.

    Raises:
        UsageError: There is none of that name, or it is the profile.
    """
    instance = instance_named(desk.view, step)
    if instance.step == ORGANISATION:
        raise UsageError(say("the organisation's profile is no step"), say("Name a step."))
    return instance


def _path(desk: Desk, attachment: Attachment) -> str:
    """Where the copy is, below the workspace; empty where it is missing."""
    found = evidence_path(desk.root, {"name": attachment.name, "digest": attachment.digest})
    return found.relative_to(desk.root).as_posix() if found is not None else ""


def _content(instance: Instance, attachment: Attachment, path: str) -> dict[str, Any]:
    return {
        "step": instance.step,
        "instance": instance.scope,
        "criterion": attachment.criterion,
        "name": attachment.name,
        "digest": attachment.digest,
        "path": path,
        "note": attachment.note,
        "by": attachment.by,
        "at": attachment.at,
    }
