"""``gate``: shows the gates with their criteria and evidence, and records verdicts on them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from collab_playbook.cli.app import options_of
from collab_playbook.cli.desk import Desk
from collab_playbook.cli.machine import dumped
from collab_playbook.cli.machine_openings import gate_content, gates_content
from collab_playbook.cli.naming import gate_at
from collab_playbook.cli.opening import reading, writing
from collab_playbook.cli.options import day_given
from collab_playbook.cli.outcome import granted, tell_what_follows
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.screen import console_for, words_for
from collab_playbook.cli.wording import FormatOption, ReasonOption
from collab_playbook.engine.carrying_out import condition_of
from collab_playbook.engine.deciding import Ruling, decide, settle
from collab_playbook.engine.gates import GateAt
from collab_playbook.engine.gating import judge_gate
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import UsageError
from collab_playbook.saying import say
from collab_playbook.terminal.gates import put_gate, put_gates
from collab_playbook.terminal.plain import put

GateArgument = Annotated[
    str, typer.Argument(metavar="GATE", help="Its id, or CIRCLE/GATE.", show_default=False)
]


def do_list(ctx: typer.Context, form: FormatOption = "text") -> None:
    """Show every gate: what it opens, the verdict in force, what is due of it.

    \b
    Examples:
      collab-playbook gate list
      collab-playbook gate list --format json
    """
    desk = reading(options_of(ctx))
    if form == "json":
        put(dumped("gates", gates_content(desk.view)))
        return
    put_gates(console_for(desk.options), desk.view, words_for(desk.language))


def do_show(
    ctx: typer.Context,
    gate: GateArgument,
    circle: CircleOption = None,
    community: CommunityOption = None,
    form: FormatOption = "text",
) -> None:
    """Show each criterion of a gate with its verdict and what it rests on, and every decision.

    \b
    Examples:
      collab-playbook gate show pilot_proven
      collab-playbook gate show first_outsiders --circle friends
    """
    desk = reading(options_of(ctx))
    at = gate_at(desk.view, gate, scope_named(desk.view, circle, community))
    if form == "json":
        put(dumped("gate", gate_content(desk.view, at)))
        return
    put_gate(console_for(desk.options), desk.view, words_for(desk.language), at)


def do_decide(
    ctx: typer.Context,
    gate: GateArgument,
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="go, go_with_conditions, hold or stop.")
    ],
    reason: ReasonOption = "",
    condition: Annotated[
        list[str] | None,
        typer.Option(metavar="'DAY TEXT'", help="With go_with_conditions: what is due by when."),
    ] = None,
    review: Annotated[
        str, typer.Option(metavar="DAY", help="With hold: when to look again; else in a month.")
    ] = "",
    waive: Annotated[
        list[str] | None,
        typer.Option(help="A criterion, or the rule role, to pass over; it stays visible."),
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Give the verdict on a gate, on its criteria and not on the calendar.

    go needs every criterion met or passed over with a reason. go_with_conditions leaves at most two
    open, none of them critical, each with a day. hold and stop need a reason.

    \b
    Examples:
      collab-playbook gate decide framed go
      collab-playbook gate decide cleared go_with_conditions --condition "2026-02-20 All trained"
      collab-playbook gate decide first_outsiders hold --reason "Two red months"
    """
    with writing(options_of(ctx), "gate decide") as desk:
        at = gate_at(desk.view, gate, scope_named(desk.view, circle, community))
        conditions = tuple(_condition(text) for text in condition or ())
        day = day_given(review, "--review") if review else None
        ruling = Ruling(verdict, desk.actor, reason, tuple(waive or ()), conditions, day)
        desk.append(granted(decide(desk.view, at, ruling, desk.people)))
        _tell(desk, at)


def do_settle(
    ctx: typer.Context,
    gate: GateArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As gate show counts.")],
    note: Annotated[str, typer.Option(help="How it is known; it stays on record.")] = "",
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Say that a condition is met that a gate went ahead on.

    \b
    Examples:
      collab-playbook gate settle cleared 1 --note "A report was tried on 12 February"
    """
    with writing(options_of(ctx), "gate settle") as desk:
        at = gate_at(desk.view, gate, scope_named(desk.view, circle, community))
        desk.append(granted(settle(desk.view, at, number, note)))
        _tell(desk, at)


def _tell(desk: Desk, at: GateAt) -> None:
    judged = judge_gate(desk.view, at)
    if judged.decision is not None:
        open_ = [c for c in judged.decision.conditions if not c.settled_at]
        put(say("{gate}: {verdict}", gate=at.gate.title, verdict=in_words(judged.decision.verdict)))
        for condition in open_:
            put(
                say(
                    "   {number}. by {due}: {text}",
                    number=condition.number,
                    due=condition.due,
                    text=condition.text,
                )
            )
    tell_what_follows(desk)


def _condition(text: str) -> tuple[date, str]:
    try:
        return condition_of(text)
    except ValueError as error:
        hint = say("Write: --condition '2026-04-30 The deputies are named'.")
        raise UsageError(
            say("'{text}' is no condition: {error}", text=text, error=error), hint
        ) from None
