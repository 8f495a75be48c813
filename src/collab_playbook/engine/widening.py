"""Adding and closing circles and communities; a gate opens a circle, see ``deciding``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.circles import circle_state, gate_of_kind, kinds
from collab_playbook.engine.process import DEFAULT_CIRCLE, DEFAULT_COMMUNITY
from collab_playbook.engine.refusal import Refusal
from collab_playbook.language.near import or_near
from collab_playbook.model.event import PROGRAMME, Draft
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.view import View

_ID = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = frozenset({PROGRAMME, "org", "circles", "communities", "circle", "community"})


class NewCircle(NamedTuple):
    """A circle to be added; ``id`` and ``title`` come from its kind where they are blank."""

    kind: str
    id: str = ""
    title: str = ""
    reason: str = ""


class NewCommunity(NamedTuple):
    """A community to be added, within a circle; that of all staff where none is named."""

    id: str
    title: str = ""
    circle: str = ""
    animator: str = ""


def add_circle(view: View, new: NewCircle) -> Outcome:
    """Plans a circle: its steps are there at once, and wait for the gate that opens its kind."""
    name = new.id or new.kind
    problems = (*_against_id(view, name), *_against_kind(view, new))
    if problems:
        return Refusal(tuple(problems), hint=_order_hint(view, new))
    catalogue = view.process.playbook.catalogue_by_id.get("circles")
    record = catalogue.record(new.kind) if catalogue is not None else None
    title = new.title or (record.title if record is not None else name)
    data = {"id": name, "title": title, "kind": new.kind, "reason": new.reason}
    return (Draft("circle_added", PROGRAMME, None, 1, data),)


def _against_id(view: View, name: str) -> Iterator[str]:
    if not _ID.fullmatch(name):
        yield say("'{name}' is no id: small letters, digits and _ only, a letter first", name=name)
    elif name in _RESERVED:
        yield say("'{name}' means something else already", name=name)
    elif name in {scope.partition(":")[2] for scope in view.scopes}:
        yield say("there is a circle or community '{name}' already", name=name)


def _against_kind(view: View, new: NewCircle) -> Iterator[str]:
    order = kinds(view.process.playbook)
    if not order:
        return
    if new.kind not in order:
        yield say(
            "there is no kind of circle '{kind}'{or_near}",
            kind=new.kind,
            or_near=or_near(new.kind, order),
        )
        return
    passed = passed_over(view, new.kind)
    if passed and not new.reason.strip():
        names = " and ".join(f"'{kind}'" for kind in passed)
        yield say("this passes over {names}, nearer than '{kind}'", names=names, kind=new.kind)


def passed_over(view: View, kind: str) -> tuple[str, ...]:
    """The kinds between the furthest circle there is and this one, which have none themselves."""
    order = kinds(view.process.playbook)
    reach = [order.index(c.kind) for c in view.state.circles.values() if c.kind in order]
    first = max([order.index(DEFAULT_CIRCLE) if DEFAULT_CIRCLE in order else -1, *reach]) + 1
    return order[first : order.index(kind)]


def _order_hint(view: View, new: NewCircle) -> str:
    order = kinds(view.process.playbook)
    if new.kind in order:
        if passed_over(view, new.kind) and not new.reason.strip():
            return say("Say why the order is another one here with --reason.")
        return ""
    return (
        say("Known are, from nearest to furthest: {order}.", order=", ".join(order))
        if order
        else ""
    )


def add_community(view: View, new: NewCommunity) -> Outcome:
    """Adds a community to a circle; its own copies of the steps with that scope begin idle."""
    circle = new.circle or DEFAULT_CIRCLE
    problems = list(_against_id(view, new.id))
    if f"circle:{circle}" not in view.scopes:
        problems.append(say("there is no circle '{circle}'", circle=circle))
    elif circle_state(view.process.playbook, view.state, circle) == "closed":
        problems.append(
            say("the circle '{title}' is closed", title=view.state.title(f"circle:{circle}"))
        )
    if problems:
        return Refusal(tuple(problems))
    title = new.title or new.id.replace("_", " ").capitalize()
    data = {"id": new.id, "title": title, "circle": circle, "animator": new.animator}
    return (Draft("community_added", PROGRAMME, None, 1, data),)


def close(view: View, scope: str, reason: str) -> Outcome:
    """Closes a circle with its communities, or one community, for good; what was done stays."""
    kind, _, name = scope.partition(":")
    owned = view.state.circles if kind == "circle" else view.state.communities
    found = owned.get(name)
    if found is None:
        default = name in {DEFAULT_CIRCLE, DEFAULT_COMMUNITY}
        why = say("that of the programme itself") if default else say("not there")
        return Refusal(
            (
                say(
                    "the {kind} '{name}' cannot be closed: it is {why}",
                    kind=kind,
                    name=name,
                    why=why,
                ),
            )
        )
    if found.closed_at:
        return Refusal(
            (
                say(
                    "the {kind} '{title}' was closed on {closed_at}",
                    kind=kind,
                    title=found.title,
                    closed_at=found.closed_at[:10],
                ),
            )
        )
    if not reason.strip():
        return Refusal(
            (say("closing the {kind} '{title}' needs a reason", kind=kind, title=found.title),),
            hint=say("Add --reason."),
        )
    data = {"id": name, "reason": reason}
    if kind == "circle":
        return (Draft("circle_closed", PROGRAMME, None, 1, data),)
    return (Draft("community_closed", PROGRAMME, None, 1, data),)


def gate_that_opens(view: View, circle: str) -> str:
    """The path of the gate that opens a circle; empty where none does."""
    found = view.state.circles.get(circle)
    gate = gate_of_kind(view.process.playbook, found.kind) if found is not None else None
    return f"{circle}/{gate.id}" if gate is not None else ""
