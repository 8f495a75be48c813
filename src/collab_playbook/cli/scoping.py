"""The circle or community that a command line means."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_playbook.engine.readings import home_of_readings
from collab_playbook.engine.view import View
from collab_playbook.errors import UsageError
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.event import PROGRAMME
from collab_playbook.saying import say

CircleOption = Annotated[
    str | None, typer.Option("--circle", metavar="ID", help="In this circle.", show_default=False)
]
CommunityOption = Annotated[
    str | None,
    typer.Option("--community", metavar="ID", help="In this community.", show_default=False),
]


def scope_given(view: View, circle: str | None, community: str | None) -> str | None:
    """The scope that the two options mean; ``None`` where neither is given.

    The default circle and community mean the programme, whose steps serve them.

    Raises:
        UsageError: As ``scope_named``.
    """
    if circle is None and community is None:
        return None
    scope = scope_named(view, circle, community)
    is_served = all(instance.scope != scope for instance in view.instances)
    return home_of_readings(scope) if is_served else scope


def scope_named(view: View, circle: str | None, community: str | None) -> str:
    """The scope that the two options mean; the programme where neither is given.

    Raises:
        UsageError: Both are given, or there is none of that name; the nearest one is suggested.
    """
    if circle is not None and community is not None:
        raise UsageError(
            say("a circle or a community, not both"), say("A community is in its circle.")
        )
    if circle is None and community is None:
        return PROGRAMME
    kind, owner = ("circle", circle) if circle is not None else ("community", community)
    scope = f"{kind}:{owner}"
    if scope not in view.scopes:
        known = [s.partition(":")[2] for s in view.scopes if s.startswith(f"{kind}:")]
        hint = did_you_mean(owner or "", known) or say(
            "Known are: {known}.", known=", ".join(known)
        )
        raise UsageError(
            say("There is no circle '{owner}'", owner=owner)
            if circle is not None
            else say("There is no community '{owner}'", owner=owner),
            hint,
        )
    return scope
