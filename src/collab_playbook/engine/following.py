"""What to do now: the question to put, the commands that move things on, or the day to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.acting import Action, spelled
from collab_playbook.engine.approving import authors
from collab_playbook.engine.asking import Again, Asked, asked_of, next_asked, unmet
from collab_playbook.engine.derive import Board
from collab_playbook.engine.gates import gate_standings
from collab_playbook.engine.lifecycle import reaffirm
from collab_playbook.engine.people import People, is_among
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.saying import say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from collab_playbook.engine.derive import Standing
    from collab_playbook.engine.gates import GateStanding
    from collab_playbook.engine.view import View


class Wanted(NamedTuple):
    """A question to put now, and why it comes back if it does."""

    instance: Instance
    asked: Asked
    again: Again | None = None


class Next(NamedTuple):
    """What is to be done: a question, actions, or a date until which there is nothing to do."""

    question: Wanted | None = None
    actions: tuple[Action, ...] = ()
    until: date | None = None
    waiting: str = ""


@dataclass(frozen=True)
class _Following:
    board: Board
    people: People
    actor: str

    @property
    def view(self) -> View:
        return self.board.view


def next_of(board: Board, people: People, actor: str, within: str | None = None) -> Next:
    """What to do now, for a board and the people around it.

    Args:
        board: Where everything stands.
        people: Who there is.
        actor: Who asks.
        within: Only in this scope, a circle or a community; everywhere if absent.
    """
    if within is not None:
        board = inside(board, within)
    following = _Following(board, people, actor)
    question = _question(board)
    actions = tuple(_actions(following))
    if question is None and not actions:
        question, actions = _last_resort(following)
    until, waiting = _wait(board) if question is None and not actions else (None, "")
    return Next(question, actions, until, waiting)


def inside(board: Board, scope: str) -> Board:
    """The board with the standings of one scope only."""
    kept = {i: stands for i, stands in board.standings.items() if i.scope == scope}
    return Board(board.view, kept)


def in_turn(board: Board) -> tuple[Instance, ...]:
    """The instances that may be worked on, in the order in which a session takes them.

    The organisation's profile first, then what is under way (the latest touched first), what is due
    again, and what is ready.
    """
    view = board.view
    profile = Instance(PROGRAMME, ORGANISATION)
    stands = tuple(board.standings.values())
    active = [s for s in stands if s.state == "active" and not s.blocked_by]
    active.sort(key=lambda s: s.step.number)
    active.sort(key=lambda s: view.record(s.instance).changed_at, reverse=True)
    repeats = [repeat for s in stands if (repeat := open_repeat(view, s)) is not None]
    ready = sorted((s for s in stands if s.state == "ready"), key=lambda s: s.step.number)
    return (profile, *(s.instance for s in active), *repeats, *(s.instance for s in ready))


def open_repeat(view: View, stands: Standing) -> Instance | None:
    """The occurrence of a done step that is due, overdue or begun."""
    coming = stands.recurrence
    if coming is None:
        return None
    begun = view.record(coming.instance).phase not in {"idle", "done"}
    return coming.instance if begun or coming.flag in {"due", "overdue"} else None


def _question(board: Board) -> Wanted | None:
    for instance in in_turn(board):
        found = next_asked(board.view, instance)
        if isinstance(found, Again):
            return Wanted(instance, found.asked, found)
        if found is not None:
            return Wanted(instance, found)
    return None


def _actions(following: _Following) -> Iterator[Action]:
    view = following.view
    for stands in following.board.standings.values():
        if stands.state == "awaiting_approval":
            yield from _approvals(following, stands)
    for instance in in_turn(following.board):
        if instance.step != ORGANISATION and next_asked(view, instance) is None:
            yield _submission(following, instance)
    for stands in following.board.standings.values():
        if stands.state == "stale":
            yield from _mending(following, stands)
    if any(stands.flags or not _is_open(stands) for stands in gate_standings(view)):
        from collab_playbook.engine.following_gates import gate_actions  # noqa: PLC0415 - only then

        yield from gate_actions(following.board, following.people, following.actor)


def _is_open(stands: GateStanding) -> bool:
    return stands.decision is not None and stands.decision.opens


def _submission(following: _Following, instance: Instance) -> Action:
    view = following.view
    step = view.process.playbook.step_by_id[instance.step]
    failing = unmet(view, instance)
    words = ["submit", instance.path]
    for judged in failing:
        words += ["--waive", judged.criterion.id]
    if failing:
        words += [
            "--reason",
            "Not met when submitted: " + "; ".join(j.criterion.text for j in failing),
        ]
    reason = say("everything that '{title}' asks is answered", title=step.title)
    if failing:
        missed = ", ".join(judged.criterion.id for judged in failing)
        reason = say(
            "'{title}' misses {missed}; passing over it stays visible",
            title=step.title,
            missed=missed,
        )
    if instance.occurrence > 1:
        reason = say("the repeat of '{title}' is answered", title=step.title)
    return Action(spelled(*words), reason, responsible(view, following.people, instance))


def _approvals(following: _Following, stands: Standing) -> Iterator[Action]:
    for role in stands.signing.missing if stands.signing else ():
        yield _approval(following, stands, role)


def _approval(following: _Following, stands: Standing, role: str) -> Action:
    """The approval that somebody can give: by a holder who is no author, else visibly waived."""
    path, people = stands.instance.path, following.people
    why = say(
        "'{title}' waits for the approval of the role '{role}'", title=stands.step.title, role=role
    )
    if not people.persons:
        return Action(spelled("approve", path, "--as", role), why, following.actor)
    written_by = authors(following.view, stands.instance)
    binding = stands.step.sign_off is not None and stands.step.sign_off.not_author
    holders = [person.actor for person in people.holding(role)]
    free = [actor for actor in holders if not (binding and is_among(actor, written_by))]
    by = next(iter((*free, *holders)), following.actor)
    waived, reasons = [], []
    if not holders:
        waived.append("role")
        reasons.append(say("nobody holds the role {role}", role=role))
    if binding and is_among(by, written_by):
        waived.append("not_author")
        reasons.append(say("every holder of the role is an author"))
    words = ["approve", path, "--as", role, "--by", by]
    for name in waived:
        words += ["--waive", name]
    if reasons:
        words += ["--reason", str(" and ".join(reasons)).capitalize()]
    return Action(spelled(*words), why, by, stands.due)


def _mending(following: _Following, stands: Standing) -> Iterator[Action]:
    """Renews a sign-off that ran out; reaffirms a changed basis where enough, else reopens."""
    signed, path = stands.signing, stands.instance.path
    if signed is not None and signed.state == "expired":
        yield from _approvals(following, stands)
        return
    who = responsible(following.view, following.people, stands.instance)
    changed = ", ".join(stands.changed)
    why = say(
        "what '{title}' rests on has changed: {changed}", title=stands.step.title, changed=changed
    )
    reason = say("Checked against the change of {changed}", changed=changed)
    command = "reaffirm"
    if isinstance(reaffirm(following.view, stands.instance, reason), Refusal):
        command, reason = "reopen", say("Changed since: {changed}", changed=changed)
    yield Action(spelled(command, path, "--reason", reason), why, who)


def _last_resort(following: _Following) -> tuple[Wanted | None, tuple[Action, ...]]:
    """Ways out where nothing else moves: asking again, reopening a skipped step, skipping."""
    actions: list[Action] = []
    for stands in following.board.standings.values():
        if not stands.blocked_by or any(b.kind == "gate" for b in stands.blocked_by):
            continue
        missing = next((b for b in stands.blocked_by if b.kind == "answer"), None)
        wanted = _missing_question(following.view, stands, missing.id) if missing else None
        if wanted is not None:
            return wanted, ()
        actions.append(_way_out(following, stands))
    if not actions:
        from collab_playbook.engine.following_gates import gate_verdicts  # noqa: PLC0415 - seldom

        actions += gate_verdicts(following.board, following.people, following.actor)
    return None, tuple(actions)


def _missing_question(view: View, stands: Standing, paths: str) -> Wanted | None:
    for path in paths.split(", "):
        step_id, _, question = path.removeprefix("programme.").partition(".")
        home = Instance(view.home(step_id, stands.instance.scope), step_id)
        for asked in asked_of(view, home):
            fresh = asked.given is None or asked.given.times < 2
            if asked.question.id == question.split(".")[0] and asked.in_force and fresh:
                return Wanted(home, asked)
    return None


def _way_out(following: _Following, stands: Standing) -> Action:
    view, path = following.view, stands.instance.path
    who = responsible(view, following.people, stands.instance)
    texts = say_all("; ", (blocker.text for blocker in stands.blocked_by))
    for blocker in stands.blocked_by:
        if blocker.kind != "step":
            continue
        needed = next((i for i in view.instances if i.path == blocker.id), None)
        if needed is not None and view.record(needed).phase == "skipped":
            reason = say("Needed by {path}", path=path)
            return Action(spelled("reopen", blocker.id, "--reason", reason), texts, who)
    return Action(
        spelled("skip", path, "--reason", say("Cannot go on: {texts}", texts=texts)), texts, who
    )


def _wait(board: Board) -> tuple[date | None, str]:
    coming = [
        (s.due, s.step.number, say("'{title}' comes back", title=s.step.title))
        for s in board.standings.values()
        if s.due is not None
    ]
    coming += [
        (s.due, 0, say("the gate '{title}' is looked at again", title=s.at.gate.title))
        for s in gate_standings(board.view)
        if s.due is not None
    ]
    day, _, what = min(coming, default=(None, 0, ""))
    return day, what


def responsible(view: View, people: People, instance: Instance) -> str:
    """Who should act on an instance: a holder of its responsible role, else the role itself."""
    step = view.process.playbook.step_by_id.get(instance.step)
    roles = (*step.roles.responsible, step.roles.accountable) if step else ("lead",)
    named = next((people.first(role) for role in roles if people.first(role)), "")
    return named or roles[0]
