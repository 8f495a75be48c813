"""``schema``: JSON Schemas of the files, for editors and other validators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.opening import sound
from collab_playbook.cli.options import Options
from collab_playbook.errors import UsageError
from collab_playbook.files.answer_schemas import answers_schema
from collab_playbook.files.parts import HEAD
from collab_playbook.files.playbook import load_playbook, shipped_root
from collab_playbook.files.schemas import KINDS, MODELS, schema_of
from collab_playbook.files.writing import told
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.playbook import ORGANISATION, Playbook
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put, tell


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help=f"{', '.join(KINDS)}.", show_default=False),
    ] = None,
    step: Annotated[
        str | None,
        typer.Option("--step", help="With answers: the step of one answers file, or org."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Write one file a kind into this folder."),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, for an editor that completes and underlines.

    \b
    Examples:
      collab-playbook schema step
      collab-playbook schema answers --step objectives
      collab-playbook schema --to .schemas
    """
    options = options_of(ctx)
    if kind is not None and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or say("There are {kinds}.", kinds=", ".join(KINDS))
        raise UsageError(say("There is no schema '{kind}'", kind=kind), hint)
    if step is not None and kind != "answers":
        raise UsageError(say("--step belongs to answers"), say("Write: schema answers --step STEP"))
    if to is not None:
        for name in KINDS if kind is None else (kind,):
            _write(to / f"{name}.json", _schema(name, step, options))
        tell(
            say(
                (
                    "Name one in the first line of a file: # yaml-language-server: "
                    "$schema={to}/step.json"
                ),
                to=to,
            )
        )
    elif kind is None:
        for name, (_, where) in MODELS.items():
            put(f"{name:<10} {where}")
        put(
            say(
                "{value} answers of a workspace, and the file that answer --from takes",
                value=f"{'answers':<10}",
            )
        )
    else:
        put(_schema(kind, step, options).rstrip())


def _schema(kind: str, step: str | None, options: Options) -> str:
    made = (
        answers_schema(_playbook(options, step), step or "")
        if kind == "answers"
        else schema_of(kind)
    )
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _playbook(options: Options, step: str | None) -> Playbook:
    here = Path(options.playbook) if options.playbook else Path.cwd()
    if options.playbook and not (here / HEAD).is_file():
        raise UsageError(
            say("'{playbook}' holds no playbook", playbook=options.playbook),
            say("It has no {head}.", head=HEAD),
        )
    root = here if (here / HEAD).is_file() else shipped_root()
    playbook = sound(load_playbook(root.absolute(), options.language or "en"))
    known = (ORGANISATION, *(each.id for each in playbook.steps))
    if step is not None and step not in known:
        raise UsageError(say("There is no step '{step}'", step=step), did_you_mean(step, known))
    return playbook


def _write(path: Path, text: str) -> None:
    with told(say("'{path}' could not be written", path=path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    put(str(path))
