"""``circle``: plans, lists, shows and closes circles."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.machine_openings import circle_content, circles_content
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.outcome import granted
from collab_playbook.cli.owners import close_owner, show_owner
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption, ReasonOption
from collab_playbook.engine.widening import NewCircle, add_circle, gate_that_opens
from collab_playbook.saying import say
from collab_playbook.terminal.openings import put_circles
from collab_playbook.terminal.plain import put, tell


def do_add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="A kind of the playbook's catalogue of circles.")],
    name: Annotated[
        str, typer.Option("--id", metavar="ID", help="Its id, where there are two of a kind.")
    ] = "",
    title: Annotated[str, typer.Option(help="What it is called; else as its kind.")] = "",
    reason: ReasonOption = "",
) -> None:
    """Plan a circle: its own copies of the steps are there, and wait for the gate that opens it.

    Circles come from nearest to furthest; another order needs a reason, which stays on record.

    \b
    Examples:
      collab-playbook circle add friends
      collab-playbook circle add partners --reason "Nine sales in ten go through partners"
      collab-playbook circle add customers --id hydraulics --title "Customers of hydraulic parts"
    """
    with writing(options_of(ctx), "circle add") as desk:
        drafts = granted(add_circle(desk.view, NewCircle(kind, name, title, reason)))
        desk.append(drafts)
        circle = drafts[0].data["id"]
        steps = sum(1 for i in desk.view.instances if i.scope == f"circle:{circle}")
        title = drafts[0].data["title"]
        put(
            say(
                "Circle '{title}' ({circle}) is planned, with {steps} steps of its own",
                title=title,
                circle=circle,
                steps=steps,
            )
        )
        gate = gate_that_opens(desk.view, circle)
        if gate:
            tell(say("Next: collab-playbook gate show {gate}", gate=gate))


def do_list(ctx: typer.Context, form: FormatOption = "text") -> None:
    """Show the circles, from nearest to furthest, with where each stands.

    \b
    Examples:
      collab-playbook circle list
      collab-playbook circle list --format json
    """
    desk = reading(options_of(ctx))
    if form == "json":
        put(dumped("circles", circles_content(desk.board)))
        return
    put_circles(console_for(desk.options), desk.board, words_for(desk.language))


def do_show(
    ctx: typer.Context,
    circle: Annotated[str, typer.Argument(metavar="CIRCLE", help="Its id.")],
    form: FormatOption = "text",
) -> None:
    """Show a circle: what opens it, its steps, what it took over and what it taught.

    \b
    Examples:
      collab-playbook circle show friends
    """
    show_owner(ctx, form, circle_content, circle=circle)


def do_close(
    ctx: typer.Context,
    circle: Annotated[str, typer.Argument(metavar="CIRCLE", help="Its id.")],
    reason: ReasonOption = "",
) -> None:
    """Close a circle for good, with its communities: what was done stays, nothing comes back there.

    \b
    Examples:
      collab-playbook circle close friends --reason "Its members joined the customers"
    """
    close_owner(ctx, reason, circle=circle)
