"""``community``: adds, lists, shows and closes communities."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.machine_openings import communities_content, community_content
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.outcome import granted
from collab_playbook.cli.owners import close_owner, show_owner
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption, ReasonOption
from collab_playbook.engine.widening import NewCommunity, add_community
from collab_playbook.saying import say
from collab_playbook.terminal.openings import put_communities
from collab_playbook.terminal.plain import put, tell


def do_add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters, digits, _.")],
    title: Annotated[str, typer.Option(help="What it is called; else made from the id.")] = "",
    circle: Annotated[
        str,
        typer.Option("--circle", metavar="ID", help="Its circle; else all staff."),
    ] = "",
    animator: Annotated[str, typer.Option(help="Who looks after it.")] = "",
) -> None:
    """Add a community: one space with its animator, and its own copies of the steps it needs.

    \b
    Examples:
      collab-playbook community add zero_incidents --title "Zero repeat incidents"
      collab-playbook community add field_tips --circle friends --animator "Giulia Ferraris"
    """
    with writing(options_of(ctx), "community add") as desk:
        new = NewCommunity(name, title, circle, animator)
        drafts = granted(add_community(desk.view, new))
        desk.append(drafts)
        steps = sum(1 for i in desk.view.instances if i.scope == f"community:{name}")
        title = drafts[0].data["title"]
        put(
            say(
                "Community '{title}' ({name}) is there, with {steps} steps of its own",
                title=title,
                name=name,
                steps=steps,
            )
        )
        tell(say("Next: collab-playbook run --community {name}", name=name))


def do_list(ctx: typer.Context, form: FormatOption = "text") -> None:
    """Show the communities, each with its circle and its animator.

    \b
    Examples:
      collab-playbook community list
    """
    desk = reading(options_of(ctx))
    if form == "json":
        put(dumped("communities", communities_content(desk.board)))
        return
    put_communities(console_for(desk.options), desk.board, words_for(desk.language))


def do_show(
    ctx: typer.Context,
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help="Its id.")],
    form: FormatOption = "text",
) -> None:
    """Show a community: its circle, its animator, its steps, what comes next.

    \b
    Examples:
      collab-playbook community show zero_incidents
    """
    show_owner(ctx, form, community_content, community=community)


def do_close(
    ctx: typer.Context,
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help="Its id.")],
    reason: ReasonOption = "",
) -> None:
    """Close a community for good: what was done stays, nothing comes back there.

    \b
    Examples:
      collab-playbook community close founders --reason "Merged into Zero repeat incidents"
    """
    close_owner(ctx, reason, community=community)
