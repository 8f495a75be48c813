"""``graph``: the process as a picture, with its live state where there is any."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.creating import playbook_for
from collab_playbook.cli.opening import reading, sound
from collab_playbook.cli.options import Options
from collab_playbook.drawing.definition import figure_of_playbook
from collab_playbook.drawing.dot import dot
from collab_playbook.drawing.figuring import HOME, figure_of_board
from collab_playbook.drawing.mermaid import mermaid
from collab_playbook.drawing.svg import svg
from collab_playbook.engine.process import Process
from collab_playbook.engine.statechart import statechart
from collab_playbook.engine.view import View
from collab_playbook.errors import RefusedError, UsageError
from collab_playbook.files.parts import HEAD
from collab_playbook.files.playbook import Loaded, load_playbook
from collab_playbook.files.translations import translation_for
from collab_playbook.files.workspace import find_workspace
from collab_playbook.language.near import did_you_mean
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put

FORMATS = ("mermaid", "dot", "svg", "scxml")
_WRITERS = {"mermaid": mermaid, "dot": dot, "svg": svg}


def _known_form(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(
            say(
                "'{value}' is no format; write one of {formats}.",
                value=value,
                formats=", ".join(FORMATS),
            )
        )
    return value


def command(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="mermaid, dot, svg or scxml.",
            callback=_known_form,
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "mermaid",
    circle: Annotated[
        str | None, typer.Option(metavar="ID", help="The steps of this circle.")
    ] = None,
    community: Annotated[
        str | None, typer.Option(metavar="ID", help="The steps of this community.")
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="The programme, every circle and every community."),
    ] = False,
) -> None:
    """Draw the process: a playbook as it is defined, a workspace as it stands.

    Every state is told in words; colours only repeat it.

    \b
    Examples:
      collab-playbook graph
      collab-playbook graph --to svg > process.svg
      collab-playbook graph --circle customers --to dot
      collab-playbook graph --playbook innersource --all
    """
    options = options_of(ctx)
    if sum((circle is not None, community is not None, everything)) > 1:
        raise UsageError(
            say("--circle, --community and --all exclude each other"), say("Keep one of them.")
        )
    wanted = f"circle:{circle}" if circle else f"community:{community}" if community else ""
    put(_drawn(options, form, wanted, everything=everything).removesuffix("\n"))


def _drawn(options: Options, form: str, scope: str, *, everything: bool) -> str:
    definition = _definition(options)
    if definition is not None:
        if scope:
            kind = scope.partition(":")[0]
            hint = say("Leave the option out, or draw a workspace: -C FOLDER.")
            raise UsageError(say("A playbook alone has no {kind} yet", kind=kind), hint)
        process = Process(sound(definition))
        if form == "scxml":
            return statechart(process)
        return _WRITERS[form](
            figure_of_playbook(
                process, circles=everything, translation=translation_for(options.language or "en")
            )
        )
    desk = reading(options)
    if form == "scxml":
        return _chart(desk.view, scope, everything=everything)
    scopes = desk.view.scopes if everything else _scopes(desk.view, scope)
    return _WRITERS[form](figure_of_board(desk.board, scopes, translation_for(desk.language)))


def _definition(options: Options) -> Loaded | None:
    """The playbook to draw; ``None`` where a workspace is meant."""
    if options.playbook:
        return playbook_for(options)
    here = options.workspace or Path.cwd()
    if not (here / HEAD).is_file():
        return None
    try:
        find_workspace(here)
    except RefusedError:
        return load_playbook(here.absolute(), options.language or "en")
    return None


def _scopes(view: View, scope: str) -> tuple[str, ...]:
    if not scope:
        return HOME
    if scope not in view.scopes:
        kind, _, owner = scope.partition(":")
        known = [s.partition(":")[2] for s in view.scopes if s.startswith(f"{kind}:")]
        hint = did_you_mean(owner, known) or say("Known are: {known}.", known=", ".join(known))
        raise UsageError(say("There is no {kind} '{owner}'", kind=kind, owner=owner), hint)
    drawn = any(instance.scope == scope for instance in view.instances)
    if not drawn:
        kind, _, owner = scope.partition(":")
        hint = say("The steps of the programme serve it: leave the option out.")
        raise UsageError(
            say("The {kind} '{owner}' has no steps of its own", kind=kind, owner=owner), hint
        )
    return (scope,)


def _chart(view: View, scope: str, *, everything: bool) -> str:
    """The statechart, begun where the steps of a scope stand."""
    if everything:
        hint = say("Leave --all out, or name one with --circle or --community.")
        raise UsageError(say("A statechart holds the steps of one scope"), hint)
    scopes = set(_scopes(view, scope))
    here = [instance for instance in view.instances if instance.scope in scopes]
    return statechart(view.process, {i.step: view.record(i).phase for i in here})
