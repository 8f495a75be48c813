"""The command line as one Typer group that imports a command only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from collab_playbook import __version__
from collab_playbook.cli.commands import ACTS, COMMANDS, SECTIONS
from collab_playbook.cli.localised import localise, speak_language
from collab_playbook.cli.options import Options, read_options
from collab_playbook.cli.thrift import make_thrifty
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put
from collab_playbook.terminal.speech import spoken

_EPILOG = say("Every command takes the options above, before or after its name.")


class _Commands(MutableMapping[str, Any]):
    """Commands by name, each imported when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = _command(name)
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _command(name: str) -> Any:
    module = import_module(f"collab_playbook.cli.{name.replace('-', '_')}")
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    acts = ACTS.get(name)
    if acts is None:
        made.command(name, cls=LeanCommand, short_help=COMMANDS[name])(module.command)
        return get_command(made)
    made.info.name = name
    made.callback(no_args_is_help=True, short_help=COMMANDS[name], help=COMMANDS[name])(
        lambda: None
    )
    for act, text in acts.items():
        made.command(act, cls=LeanCommand, short_help=text)(getattr(module, f"do_{act}"))
    return get_command(made)


class LeanCommand(TyperCommand):
    """A command whose parameters convert only what needs it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, in the language that is spoken."""
        localise(self, ctx)
        super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> Any:
        """The parameters, the one for help included."""
        parameters = super().get_params(ctx)
        make_thrifty(parameters)
        return parameters


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports them one at a time."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def get_params(self, ctx: Any) -> Any:
        """The parameters, those for completion included, which Typer adds late."""
        parameters = super().get_params(ctx)
        make_thrifty(parameters)
        return parameters

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, in the language that is spoken."""
        localise(self, ctx)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Lists the commands by section, from the registry alone."""
        del ctx
        for title, commands in SECTIONS.items():
            with formatter.section(spoken(title)):
                formatter.write_dl([(name, spoken(text)) for name, text in commands.items()])


def _language(language: str | None) -> str | None:
    """Speaks the language of the line before anything is said in another one."""
    if language:
        speak_language(language)
    return language


def _version(wanted: bool) -> None:
    if wanted:
        put(f"collab-playbook {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="collab-playbook",
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)


@app.callback(no_args_is_help=True)
def _main(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-C", help="The workspace; else the folder you are in."),
    ] = None,
    playbook: Annotated[
        str | None,
        typer.Option(help="A playbook's folder, or the id of the one that comes with the program."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="Language of questions and documents.", is_eager=True, callback=_language
        ),
    ] = None,
    now: Annotated[str | None, typer.Option(help="Act as if it were this day: 2026-01-05.")] = None,
    by: Annotated[
        str | None, typer.Option(help="Who acts: 'Name <address>'; else git's user.")
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask; say what is missing.")
    ] = False,
    accessible: Annotated[
        bool, typer.Option("--accessible", help="Line mode: plain lines only, for screen readers.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Walk an organisation through the steps of working collaboratively, and write its documents.

    \b
    Examples:
      collab-playbook init acme        make a workspace and describe your organisation
      collab-playbook run              go on where you stopped
      collab-playbook status           see where every step stands
      collab-playbook build            write the documents
    """
    flags = {"no_input": no_input, "accessible": accessible, "debug": debug}
    ctx.obj = read_options(
        workspace=workspace,
        playbook=playbook,
        language=language,
        now=now,
        by=by,
        flags=(name for name, chosen in flags.items() if chosen),
    )


def options_of(ctx: typer.Context) -> Options:
    """The common options of the line that called a command."""
    found = ctx.find_object(Options)
    return found if found is not None else Options()
