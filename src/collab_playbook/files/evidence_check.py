"""Every file that was attached, to an answer or to a step, against its copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from collab_playbook.files.evidence import evidence_problems
from collab_playbook.files.faults import line_of
from collab_playbook.files.journal import JOURNAL
from collab_playbook.files.writing import told
from collab_playbook.model.problem import Place
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from collab_playbook.engine.state import State
    from collab_playbook.model.problem import Problem

_ID = re.compile(rb'"id":"([0-9a-f]{64})"')


def evidence_faults(root: Path, state: State, lines: Mapping[str, Place]) -> tuple[Problem, ...]:
    """Attached files whose copy is gone, or is no longer what was attached.

    Args:
        root: The workspace.
        state: What its journal says.
        lines: Where each event stands, by its id.

    Raises:
        PlaybookError: A copy is there and cannot be read.
    """
    return evidence_problems(root, _attached(state, lines))


def lines_of_events(root: Path) -> Mapping[str, Place]:
    """Where each event of a workspace's journal stands, by its id."""
    try:
        with told(say("The journal could not be read")):
            data = (root / JOURNAL).read_bytes()
    except FileNotFoundError:
        return {}
    found: dict[str, Place] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        for name in _ID.findall(line)[:1]:
            found.setdefault(name.decode(), line_of(JOURNAL, number))
    return found


def _attached(
    state: State, lines: Mapping[str, Place]
) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Every attached file, once, at the event that attached it: of answers, then of steps."""
    seen = set()
    for record in state.records.values():
        for given in record.answers.values():
            for stored in _files_in(given.value):
                key = (str(stored["name"]), str(stored["digest"]))
                if key not in seen:
                    seen.add(key)
                    yield lines.get(given.event, Place(JOURNAL)), stored
    for attachments in state.evidence.values():
        for attached in attachments:
            stored = {"name": attached.name, "digest": attached.digest}
            if (attached.name, attached.digest) not in seen:
                seen.add((attached.name, attached.digest))
                yield lines.get(attached.event, Place(JOURNAL)), stored


def _files_in(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"name", "digest"}:
            yield value
        else:
            for part in value.values():
                yield from _files_in(part)
    elif isinstance(value, list):
        for item in value:
            yield from _files_in(item)
