"""The integrity of a journal: every line against its hash, every line against those it follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from collab_playbook.engine.digest import canonical
from collab_playbook.files import faults
from collab_playbook.files.events import event_of, id_of, is_newer, parse_line
from collab_playbook.files.writing import told
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from collab_playbook.model.problem import Problem

_ID = re.compile(rb'"id":"([0-9a-f]{64})"')


def verify(path: Path, saved_heads: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Every altered, unreadable or missing line of a journal.

    Args:
        path: The journal.
        saved_heads: Ids, or their beginnings, that were heads once and must still be there: the
            only way to notice that lines at the very end are gone.

    Raises:
        PlaybookError: The file cannot be read.
    """
    with told(say("The journal could not be read")):
        data = path.read_bytes()
    return _Verifier(path.name).run(data, tuple(saved_heads))


class _Verifier:
    """One pass over the lines, then one over what they follow."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.known: set[str] = set()
        self.follows: list[tuple[int, str]] = []

    def run(self, data: bytes, saved_heads: tuple[str, ...]) -> tuple[Problem, ...]:
        *lines, tail = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        for number, raw in enumerate(lines, 1):
            self._line(number, raw.removesuffix(b"\r"))
        if tail.strip():
            self._tail(len(lines) + 1, tail)
        gone = {head: number for number, head in reversed(self.follows) if head not in self.known}
        self.problems += [faults.missing(self.file, number, head) for head, number in gone.items()]
        for head in saved_heads:
            if not any(name.startswith(head) for name in self.known):
                self.problems.append(faults.missing_at_end(self.file, len(lines), head))
        return tuple(sorted(self.problems, key=lambda p: (p.place.line, p.code, p.message)))

    def _tail(self, number: int, tail: bytes) -> None:
        try:
            whole = _is_sound(parse_line(tail), tail)
        except ValueError:
            whole = False
        if whole:
            self._line(number, tail)
        else:
            self.problems.append(faults.torn(self.file, number))

    def _line(self, number: int, raw: bytes) -> None:
        if not raw.strip():
            return
        if raw.startswith(faults.MARKERS):
            self.problems.append(faults.conflict(self.file, number))
            return
        try:
            line = parse_line(raw)
        except ValueError:
            line = None
        if not isinstance(line, dict):
            self.known.update(name.decode() for name in _ID.findall(raw))
            self.problems.append(faults.unreadable(self.file, number))
            return
        self._object(number, raw, line)

    def _object(self, number: int, raw: bytes, line: dict[str, Any]) -> None:
        name, prev = line.get("id"), line.get("prev")
        if isinstance(name, str):
            self.known.add(name)
        if not _is_sound(line, raw):
            self.known.add(_hash(line))
            self.problems.append(faults.altered(self.file, number))
            return
        if isinstance(prev, list):
            self.follows += [(number, head) for head in prev if isinstance(head, str)]
        if is_newer(line):
            self.problems.append(faults.newer(self.file, number))
        elif event_of(dict(line)) is None:
            self.problems.append(faults.unreadable(self.file, number))


def _is_sound(line: Any, raw: bytes) -> bool:
    """Whether a line is the canonical text of an event that carries its own hash."""
    if not isinstance(line, dict) or line.get("id") != _hash(line):
        return False
    return canonical(line).encode("utf-8", "surrogatepass") == raw


def _hash(line: dict[str, Any]) -> str:
    try:
        return id_of(line)
    except UnicodeEncodeError:
        return ""
