"""What is asked of the committee: signatures, verdicts, conditions, criteria to pass over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.following import next_of
from collab_playbook.engine.gates import gate_named
from collab_playbook.engine.people import name_alone
from collab_playbook.report.changes import role_title, where_of
from collab_playbook.report.content import Act, Ask
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.engine.acting import Action
    from collab_playbook.engine.derive import Board
    from collab_playbook.engine.people import People


def asks_of(board: Board, people: People) -> tuple[Ask, ...]:
    """The decisions among what ``next`` says is to be done, by the day on which they are due.

    What only wants work, such as an answer or a step to hand in, is left out.
    """
    following = next_of(board, people, "")
    found = [ask for action in following.actions if (ask := _ask(board, action)) is not None]
    return tuple(sorted(found, key=lambda ask: (ask.due is None, ask.due or board.view.today)))


def _ask(board: Board, action: Action) -> Ask | None:
    words, view = action.words, board.view
    act = _act(words)
    if act is None:
        return None
    path = words[2] if words[0] == "gate" else words[1]
    if words[0] == "gate":
        at = gate_named(view, path)
        what = at.gate.title if at is not None else path
        who = name_alone(action.who) or (
            role_title(view, at.gate.decided_by) if at is not None and at.gate.decided_by else ""
        )
        where = where_of(view, at.scope) if at is not None else ""
        return Ask(act, _placed(what, where), action.why, who, action.due)
    instance = next(i for i in board.standings if i.path == path)
    step = view.process.playbook.step_by_id[instance.step]
    who = name_alone(action.who)
    if act == "approve":
        role = role_title(view, words[words.index("--as") + 1])
        who = f"{who}, {role}" if who else role
    return Ask(
        act, _placed(step.title, where_of(view, instance.scope)), action.why, who, action.due
    )


def _placed(what: str, where: str) -> str:
    return say("{where}: {what}", where=where, what=what) if where else what


def _act(words: tuple[str, ...]) -> Act | None:
    """What a command decides; nothing for one that only moves work on."""
    match words:
        case ("approve", *_):
            return "approve"
        case ("gate", "decide", *_):
            return "decide"
        case ("gate", "settle", *_):
            return "settle"
        case ("submit", *rest) if "--waive" in rest:
            return "waive"
    return None
