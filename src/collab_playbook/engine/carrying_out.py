"""Actions carried out as they are printed, on the engine alone: what walks and tests do."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.deciding import Ruling, decide, settle
from collab_playbook.engine.gates import gate_named
from collab_playbook.engine.lifecycle import reaffirm, reopen, skip, submit
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.repeats import acting_on
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collab_playbook.engine.lifecycle import Outcome
    from collab_playbook.engine.people import People
    from collab_playbook.engine.view import View
    from collab_playbook.model.event import Instance


class Spoken(NamedTuple):
    """A printed command taken apart: its words, then its options with their values."""

    words: tuple[str, ...]
    options: Mapping[str, Sequence[str]]

    def one(self, name: str, otherwise: str = "") -> str:
        """The value of an option that is given once."""
        return self.options.get(name, (otherwise,))[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of an option."""
        return tuple(self.options.get(name, ()))


def spoken(command: str) -> Spoken:
    """The parts of a command as ``next`` prints it."""
    _, *parts = shlex.split(command)
    first = next((n for n, part in enumerate(parts) if part.startswith("--")), len(parts))
    options: dict[str, list[str]] = {}
    for name, value in zip(parts[first::2], parts[first + 1 :: 2], strict=True):
        options.setdefault(name, []).append(value)
    return Spoken(tuple(parts[:first]), options)


def carried_out(view: View, people: People, command: Spoken, by: str) -> Outcome:
    """What the engine makes of a command: drafts, or a refusal."""
    if command.words[0] == "gate":
        return _of_gate(view, people, command, by)
    instance = instance_at(view, command.words[1])
    if instance is None:
        return Refusal((say("'{words}' names no step", words=command.words[1]),))
    return _of_step(view, people, command, instance, by)


def instance_at(view: View, path: str) -> Instance | None:
    """The instance of a path such as ``goal`` or ``customers/goal``."""
    return next((i for i in view.instances if i.path == path), None)


def _of_step(view: View, people: People, command: Spoken, instance: Instance, by: str) -> Outcome:
    reason = command.one("--reason")
    match command.words[0]:
        case "submit":
            waived = dict.fromkeys(command.all("--waive"), reason)
            return submit(view, acting_on(view, instance), by, waived)
        case "approve":
            signature = Signature(by, command.one("--as"), reason, command.all("--waive"))
            return approve(view, instance, signature, people)
        case "reaffirm":
            return reaffirm(view, instance, reason)
        case "reopen":
            return reopen(view, instance, reason)
        case "skip":
            return skip(view, instance, reason)
        case other:
            return Refusal((say("'{other}' is nothing that can be done to a step", other=other),))


def _of_gate(view: View, people: People, command: Spoken, by: str) -> Outcome:
    _, act, path, *rest = command.words
    at = gate_named(view, path)
    if at is None:
        return Refusal((say("'{path}' names no gate", path=path),))
    if act == "settle":
        return settle(view, at, int(rest[0]), command.one("--note"))
    review = command.one("--review")
    ruling = Ruling(
        rest[0],
        by,
        command.one("--reason"),
        command.all("--waive"),
        tuple(condition_of(text) for text in command.all("--condition")),
        date.fromisoformat(review) if review else None,
    )
    return decide(view, at, ruling, people)


def condition_of(text: str) -> tuple[date, str]:
    """A condition as it is written on the line: its day, then what has to be so.

    Raises:
        ValueError: It does not begin with a day, or says nothing.
    """
    day, _, what = text.strip().partition(" ")
    if not what.strip():
        raise ValueError(
            say("write the day, then what has to be so: 2026-04-30 The deputies are named")
        )
    return date.fromisoformat(day), what.strip()
