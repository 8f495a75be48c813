"""What is due or overdue over the whole board: repeats, sign-offs, conditions, holds to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.gates import gate_standings
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from collab_playbook.engine.derive import Board
    from collab_playbook.model.standing import Flag


class Pressing(NamedTuple):
    """One thing that is due: since when, the path of its step or gate, and what it is."""

    due: date
    path: str
    what: str
    flag: Flag


def due_now(board: Board) -> tuple[Pressing, ...]:
    """Everything due or overdue, the oldest first."""
    return tuple(sorted((*_steps(board), *_gates(board))))


def _steps(board: Board) -> Iterator[Pressing]:
    for instance, stands in board.standings.items():
        flag = pressing_flag(stands.flags)
        if flag is not None and stands.due is not None:
            expired = stands.signing is not None and stands.signing.state == "expired"
            what = (
                say("its sign-off ran out")
                if expired
                else say("'{title}' comes back", title=stands.step.title)
            )
            yield Pressing(stands.due, instance.path, what, flag)


def pressing_flag(flags: tuple[Flag, ...]) -> Flag | None:
    """The flag that wants something done today, if any."""
    return next((flag for flag in ("overdue", "due") if flag in flags), None)


def _gates(board: Board) -> Iterator[Pressing]:
    today = board.view.today.isoformat()
    for stands in gate_standings(board.view):
        if stands.due is None or not stands.flags:
            continue
        flag = stands.flags[0]
        if stands.state == "hold":
            what = say("'{title}' is held, to be looked at again", title=stands.at.gate.title)
            yield Pressing(stands.due, stands.at.path, what, flag)
        for condition in stands.open_conditions:
            if condition.due <= today:
                what = say(
                    "condition {number}: {text}", number=condition.number, text=condition.text
                )
                yield Pressing(stands.due, stands.at.path, what, flag)
