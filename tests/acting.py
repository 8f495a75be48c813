"""A team, and its commands carried out as they are printed, on the engine alone."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from build import LEAD
from collab_playbook.engine.approving import Signature, approve
from collab_playbook.engine.lifecycle import acting_on, reaffirm, reopen, skip, submit
from collab_playbook.engine.people import People
from collab_playbook.engine.refusal import Refusal
from collab_playbook.model.event import Instance
from collab_playbook.model.workspace import Person

if TYPE_CHECKING:
    from build import Journal

TEAM = People(
    (
        Person(name="Mathieu Perrillat", email="mathieu@example.org", roles=("lead",)),
        Person(name="Claire Fontanel", email="claire@example.org", roles=("sponsor",)),
    )
)


def act(journal: Journal, command: str, people: People) -> None:
    """Runs an action as it is printed, on the engine alone."""
    _, verb, path, *flags = shlex.split(command)
    values: dict[str, list[str]] = {}
    for name, value in zip(flags[::2], flags[1::2], strict=True):
        values.setdefault(name, []).append(value)
    reason, by = values.get("--reason", [""])[0], values.get("--by", [LEAD])[0]
    instance, view = Instance("programme", path), journal.view
    match verb:
        case "submit":
            waived = dict.fromkeys(values.get("--waive", []), reason)
            outcome = submit(view, acting_on(view, instance), by, waived)
        case "approve":
            signature = Signature(by, values["--as"][0], reason, tuple(values.get("--waive", [])))
            outcome = approve(view, instance, signature, people)
        case "reaffirm":
            outcome = reaffirm(view, instance, reason)
        case "reopen":
            outcome = reopen(view, instance, reason)
        case "skip":
            outcome = skip(view, instance, reason)
        case _:
            raise AssertionError(command)
    assert not isinstance(outcome, Refusal), (command, outcome.problems)
    journal.append(outcome, by)
