"""The journal as read from disk: its events in order, its heads, and what is wrong with it.

Order is by ancestry, then time, then id, so that both sides of a merge read the same journal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from collab_playbook.files import faults
from collab_playbook.files.appending import append
from collab_playbook.files.collecting import collection_paused
from collab_playbook.files.events import event_of, id_of, is_newer, parse_line
from collab_playbook.files.verifying import verify
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from collab_playbook.model.event import Event
    from collab_playbook.model.problem import Problem

__all__ = ["JOURNAL", "Journal", "append", "read_journal", "verify"]

JOURNAL = "journal.jsonl"


@dataclass(frozen=True)
class Journal:
    """Events in order; ``torn`` holds a half-written last line, which the next append cuts off."""

    events: tuple[Event, ...] = ()
    heads: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    torn: bytes | None = None

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    def find(self, start: str) -> Event | None:
        """The event whose id is, or alone begins with, this text."""
        exact = self.by_id.get(start)
        if exact is not None or len(start) < 6:
            return exact
        found = [event for event in self.events if event.id.startswith(start)]
        return found[0] if len(found) == 1 else None

    def ids_of(self, heads: Iterable[str]) -> tuple[str, ...] | None:
        """The ids of the events that some heads name; ``None`` where one is not here."""
        found = [self.find(head) for head in heads]
        ids = tuple(event.id for event in found if event is not None)
        return ids if len(ids) == len(found) else None

    def until(self, heads: Iterable[str]) -> tuple[Event, ...]:
        """The events that some heads rest on, and they, in order: the journal as it was then."""
        if tuple(sorted(heads)) == self.heads:
            return self.events
        waiting = list(heads)
        reached: set[str] = set()
        while waiting:
            event = self.by_id.get(waiting.pop())
            if event is not None and event.id not in reached:
                reached.add(event.id)
                waiting.extend(event.prev)
        return tuple(event for event in self.events if event.id in reached)


def read_journal(path: Path) -> Journal:
    """Reads a journal; a file that does not exist is an empty one.

    Nothing is checked against its hash here: that is what ``verify`` is for.

    Raises:
        PlaybookError: The file cannot be read.
    """
    with told(say("The journal could not be read")):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return Journal()
    with collection_paused():
        return parse_journal(data, path.name)


def parse_journal(data: bytes, file: str = JOURNAL) -> Journal:
    """The journal that some bytes hold."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    lines = data.split(b"\n")
    torn = _torn(lines)
    parsed = _parse_together(lines)
    problems: list[Problem] = []
    if torn is not None:
        problems.append(faults.torn(file, len(lines) + 1))
    events = [event_of(line) for line in parsed] if parsed is not None else []
    if parsed is not None and None not in events and (heads := _chain_head(events)) is not None:
        return Journal(tuple(events), heads, tuple(problems), torn)  # type: ignore[arg-type] # no None
    numbered = _parse_apart(lines, file, problems)
    numbered = _once(numbered, file, problems)
    ordered, heads = _in_order(numbered, file, problems)
    return Journal(ordered, heads, tuple(sorted(problems, key=lambda p: p.place.line)), torn)


def _torn(lines: list[bytes]) -> bytes | None:
    """Takes the last line off unless it is whole; an editor may have taken its line break away."""
    last = lines.pop()
    if not last.strip():
        return None
    try:
        line = parse_line(last)
    except ValueError:
        return last
    if not isinstance(line, dict) or line.get("id") != id_of(line):
        return last
    lines.append(last)
    return None


def _parse_together(lines: Sequence[bytes]) -> list[dict[str, Any]] | None:
    """All lines in one call, a third faster than one by one; ``None`` if anything is unusual."""
    try:
        parsed = json.loads(b"[" + b",".join(lines) + b"]")
    except (ValueError, RecursionError):
        return None
    if len(parsed) != len(lines) or not all(type(line) is dict for line in parsed):
        return None
    return parsed  # type: ignore[no-any-return] # checked in the line above


def _parse_apart(
    lines: Sequence[bytes], file: str, problems: list[Problem]
) -> list[tuple[int, Event]]:
    """Events with their line numbers; what is no event becomes a problem."""
    numbered = []
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        if raw.startswith(faults.MARKERS):
            problems.append(faults.conflict(file, number))
            continue
        try:
            line = parse_line(raw)
        except ValueError:
            line = None
        event = event_of(line) if isinstance(line, dict) else None
        if event is not None:
            numbered.append((number, event))
        elif is_newer(line):
            problems.append(faults.newer(file, number))
        else:
            problems.append(faults.unreadable(file, number))
    return numbered


def _once(
    numbered: list[tuple[int, Event]], file: str, problems: list[Problem]
) -> list[tuple[int, Event]]:
    """Each event once: a merge may have kept the same line from both sides."""
    by_id: dict[str, tuple[int, Event]] = {}
    for number, event in numbered:
        first = by_id.get(event.id)
        if first is None:
            by_id[event.id] = (number, event)
        elif first[1] != event:
            sound = event.id == id_of({**event.__dict__, "prev": list(event.prev)})
            problems.append(faults.altered(file, first[0] if sound else number))
            if sound:
                by_id[event.id] = (number, event)
    return list(by_id.values())


def _chain_head(events: Sequence[Event | None]) -> tuple[str, ...] | None:
    """The only head, where each event follows the one before it; ``None`` where they fork."""
    last: tuple[str, ...] = ()
    for event in events:
        if event is None or event.prev != last:
            return None
        last = (event.id,)
    return last


def _in_order(
    numbered: list[tuple[int, Event]], file: str, problems: list[Problem]
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Events by ancestry, then time, then id; and the heads, which nothing follows."""
    by_id = {event.id: event for _, event in numbered}
    waits = {}
    followers: dict[str, list[Event]] = {}
    for number, event in numbered:
        known = {head for head in event.prev if head in by_id}
        waits[event.id] = len(known)
        for head in known:
            followers.setdefault(head, []).append(event)
        problems.extend(
            faults.missing(file, number, head) for head in event.prev if head not in by_id
        )
    heap = [(event.at, event.id) for event in by_id.values() if not waits[event.id]]
    heapify(heap)
    ordered = []
    while heap:
        event = by_id[heappop(heap)[1]]
        ordered.append(event)
        for follower in followers.get(event.id, ()):
            waits[follower.id] -= 1
            if not waits[follower.id]:
                heappush(heap, (follower.at, follower.id))
    if len(ordered) < len(by_id):  # a circle, which no honest hash can close
        left = sorted((event.at, event.id) for event in by_id.values() if waits[event.id])
        ordered += [by_id[name] for _, name in left]
        places = {event.id: number for number, event in numbered}
        problems.append(faults.altered(file, places[left[0][1]]))
    heads = sorted(event.id for event in ordered if event.id not in followers)
    return tuple(ordered), tuple(heads)
