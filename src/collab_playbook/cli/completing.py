"""What the shell may offer after a word begun: the ids of the steps."""

from __future__ import annotations

from typing import Any

from collab_playbook.cli.opening import reading
from collab_playbook.cli.options import read_options
from collab_playbook.errors import PlaybookError


def step_ids(ctx: Any, incomplete: str) -> list[str]:
    """The ids of steps that begin so, from the workspace that the line means."""
    found = ctx.find_root().params
    try:
        options = read_options(
            workspace=found.get("workspace"),
            playbook=found.get("playbook"),
            language=None,
            now=None,
            by=None,
            flags=(),
        )
        steps = reading(options).process.steps
    except PlaybookError:
        return []
    return [step.id for step in steps if step.id.startswith(incomplete)]
