"""Circles and communities for people: lists, and the page of one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from collab_playbook.engine.carrying import carried_entries
from collab_playbook.engine.circles import circle_of, gate_of_kind, opened_on, scope_state
from collab_playbook.engine.derive import Board, progress
from collab_playbook.engine.experience import lessons_applied, lessons_from
from collab_playbook.engine.showing import shown_date
from collab_playbook.terminal.board import next_lines, step_lines
from collab_playbook.terminal.layout import Line, columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.engine.following import Next
    from collab_playbook.terminal.console import Console
    from collab_playbook.terminal.words import Words


def put_circles(console: Console, board: Board, words: Words) -> None:
    """The circles from nearest to furthest, each with its gate and how far it is."""
    _put_owners(console, board, words, "circle")


def put_communities(console: Console, board: Board, words: Words) -> None:
    """The communities, each with its circle and its animator."""
    _put_owners(console, board, words, "community")


def _put_owners(console: Console, board: Board, words: Words, kind: str) -> None:
    state = board.view.state
    added = state.circles if kind == "circle" else state.communities
    if not added:
        console.put(*wrapped(words(f"{kind}.none"), console.width))
        return
    for scope in board.view.scopes:
        if scope.partition(":")[0] == kind and scope.partition(":")[2] in added:
            console.put(*_owner_lines(console, board, words, scope))


def _owner_lines(console: Console, board: Board, words: Words, scope: str) -> list[Line]:
    standings = [s for i, s in board.standings.items() if i.scope == scope]
    done, total = progress(standings)
    state = scope_state(board.view.process.playbook, board.view.state, scope)
    if not standings:
        return [*wrapped(words("circle.served", id=scope.partition(":")[2]), console.width)]
    line = words(
        "circle.line",
        title=board.view.state.title(scope),
        id=scope.partition(":")[2],
        state=words(f"state.{state}"),
        done=done,
        total=total,
    )
    lines: list[Line] = [*wrapped(line, console.width)]
    for fact in _facts(board, words, scope):
        lines += wrapped(fact, console.width, "    ")
    return lines


def _facts(board: Board, words: Words, scope: str) -> Iterator[str]:
    kind, _, owner = scope.partition(":")
    if kind == "circle":
        yield from _facts_of_circle(board, words, owner)
        return
    community = board.view.state.communities.get(owner)
    if community is None:
        return
    title = board.view.state.title(circle_of(board.view.state, scope))
    yield words("community.circle", title=title)
    if community.animator:
        yield words("community.animator", animator=community.animator.partition(" <")[0])
    if community.closed_at:
        yield _closed(words, community.closed_at, community.closing)


def _facts_of_circle(board: Board, words: Words, name: str) -> Iterator[str]:
    view = board.view
    playbook, state = view.process.playbook, view.state
    circle = state.circles.get(name)
    if circle is None:
        return
    catalogue = playbook.catalogue_by_id.get("circles")
    record = catalogue.record(circle.kind) if catalogue else None
    yield words("circle.kind", kind=record.title if record else circle.kind)
    if circle.reason:
        yield words("circle.order", reason=circle.reason)
    gate = gate_of_kind(playbook, circle.kind)
    if gate is not None:
        decision = state.decision(f"circle:{name}", gate.id)
        verdict = words(f"gate.{decision.verdict if decision else 'undecided'}")
        yield words("circle.gate", path=f"{name}/{gate.id}", state=verdict)
    since = opened_on(playbook, state, name)
    if since is not None:
        yield words("circle.since", date=shown_date(since, words.language))
    if circle.closed_at:
        yield _closed(words, circle.closed_at, circle.closing)
    taught = len(lessons_from(state, f"circle:{name}"))
    applied = len(lessons_applied(state, f"circle:{name}"))
    if taught or applied:
        yield words("circle.lessons", taught=taught, applied=applied)


def _closed(words: Words, at: str, reason: str) -> str:
    return words(
        "circle.closed",
        date=shown_date(date.fromisoformat(at[:10]), words.language),
        reason=reason,
    )


def put_owner(console: Console, board: Board, words: Words, scope: str, coming: Next) -> None:
    """The page of a circle or community: its facts, its steps, what it takes over, what is next."""
    view = board.view
    console.put(*_owner_lines(console, board, words, scope))
    standings = [s for i, s in board.standings.items() if i.scope == scope]
    if standings:
        titles = max(columns(s.step.title) for s in standings)
        console.put("", *step_lines(console, board, words, standings, titles))
    carried = len(carried_entries(view, scope))
    if carried:
        kind, _, owner = scope.partition(":")
        console.put("", *wrapped(words("circle.carried", count=carried), console.width))
        console.put(*wrapped(words("circle.take_over", kind=kind, id=owner), console.width))
    console.put("", *next_lines(console, words, coming))
