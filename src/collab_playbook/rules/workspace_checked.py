"""What rules of a workspace look at: what it says, what it runs, what it recorded and built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from collab_playbook.engine.state import State
    from collab_playbook.model.playbook import Playbook
    from collab_playbook.model.problem import Place, Problem, Severity
    from collab_playbook.model.workspace import Workspace
    from collab_playbook.rules.placing import Placing

Copy = Literal["sound", "missing", "faulty"]


@dataclass(frozen=True)
class WorkspaceChecked:
    """A workspace under examination.

    Attributes:
        workspace: What ``workspace.yaml`` says.
        places: Where its values stand, under the kind ``workspace``.
        copy: How the workspace's own copy of its playbook was found.
        playbook: That copy; ``None`` unless it is sound.
        state: What the journal says, folded.
        lines: Where each event of the journal stands, by its id.
        unbuilt: Documents that the manifest names and that are not there, each with the entry's
            place.
        zone_known: Whether the time zone exists.
        country_fault: What is wrong with the country of its calendar, and what to do about it.
    """

    workspace: Workspace
    places: Placing
    copy: Copy
    playbook: Playbook | None
    state: State
    lines: Mapping[str, Place] = field(default_factory=dict)
    unbuilt: tuple[tuple[Place, str], ...] = ()
    zone_known: bool = True
    country_fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WorkspaceRule:
    """A code, the name beside it, how much it matters, and the function that finds it.

    The function's docstring is laid out as that of a rule of a playbook (see ``rules.rule``).
    """

    code: str
    name: str
    check: Callable[[WorkspaceChecked], Iterator[Problem]]
    severity: Severity = "error"
