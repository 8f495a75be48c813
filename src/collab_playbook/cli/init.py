"""``init``: makes a workspace, or the worked sample company."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.creating import create, playbook_for, record_creation
from collab_playbook.cli.opening import writing
from collab_playbook.cli.options import Options
from collab_playbook.errors import UsageError
from collab_playbook.files.journal import JOURNAL
from collab_playbook.model.event import stamp
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put, tell

_SAMPLE_FOLDER = "ateliers-brevent"


def command(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Where; the folder you are in.", show_default=False),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="QUESTION=VALUE",
            help="An answer about your organisation. May be repeated.",
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Answers from a YAML or JSON file."),
    ] = None,
    example: Annotated[
        bool,
        typer.Option("--example", help="The worked sample company, all steps answered and signed."),
    ] = False,
) -> None:
    """Make a workspace: a folder with the answers, journal and documents of one organisation.

    \b
    Examples:
      collab-playbook init acme
      collab-playbook init acme --set company="Acme" --set headcount=640
      collab-playbook init --example brevent
    """
    options = options_of(ctx)
    if example and (settings or answers):
        raise UsageError(
            say("--example brings its own answers"), say("Leave out --set and --answers.")
        )
    root = (folder or options.workspace or Path(_SAMPLE_FOLDER if example else ".")).absolute()
    if example:
        _make_example(root, options)
    else:
        _make(root, options, settings or [], answers)


def _make_example(root: Path, options: Options) -> None:
    from collab_playbook.cli.rehearsal import walk_example  # noqa: PLC0415 - only the sample company needs it
    from collab_playbook.cli.status import name_of  # noqa: PLC0415 - likewise

    desk = walk_example(root, options)
    company = name_of(desk.view, say("the sample company"))
    done = sum(1 for s in desk.board.standings.values() if s.state in {"done", "stale", "skipped"})
    put(
        say(
            "{company}: {done} steps walked, {count} events, in {root}",
            company=company,
            done=done,
            count=len(desk.events),
            root=root,
        )
    )
    tell(say("Next: collab-playbook -C {shown} status", shown=_shown(root)))


def _make(root: Path, options: Options, settings: list[str], answers: Path | None) -> None:
    from collab_playbook.cli.first_answers import first_answers  # noqa: PLC0415 - the sample needs none

    loaded = playbook_for(options)
    create(root, loaded, options, None)
    moment = options.now or datetime.now(UTC)
    record_creation(root / JOURNAL, loaded, options, options.by, stamp(moment))
    here = Options(
        root, None, options.language, options.now, options.by, options.no_input, options.accessible
    )
    with writing(here, "init") as desk:
        first_answers(desk, settings, answers)
    put(
        say(
            "A workspace for the playbook '{title}' is in {root}",
            title=desk.process.playbook.title,
            root=root,
        )
    )
    if sys.stdin.isatty() and not options.no_input:
        from collab_playbook.cli.session import hold_session  # noqa: PLC0415 - only a terminal loads prompts

        hold_session(here, "org")
    tell(say("Go on with: collab-playbook -C {shown} run", shown=_shown(root)))


def _shown(root: Path) -> Path:
    """The folder as a person in the current one would write it."""
    try:
        return root.relative_to(Path.cwd())
    except ValueError:
        return root
