"""What the shell may offer after a word begun: the ids of steps and phases."""

from __future__ import annotations

from typing import Any

from collab_playbook.cli.opening import reading
from collab_playbook.cli.options import read_options
from collab_playbook.errors import PlaybookError
from collab_playbook.model.playbook import Playbook


def step_ids(ctx: Any, incomplete: str) -> list[str]:
    """The ids of steps that begin so, from the workspace that the line means."""
    playbook = _playbook_of(ctx)
    steps = playbook.steps if playbook is not None else ()
    return [step.id for step in steps if step.id.startswith(incomplete)]


def part_ids(ctx: Any, incomplete: str) -> list[str]:
    """The ids of phases and steps that begin so."""
    playbook = _playbook_of(ctx)
    if playbook is None:
        return []
    ids = (*playbook.phase_by_id, *playbook.step_by_id)
    return [each for each in ids if each.startswith(incomplete)]


def _playbook_of(ctx: Any) -> Playbook | None:
    """The playbook of that workspace; ``None`` where there is none to read."""
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
        return reading(options).process.playbook
    except PlaybookError:
        return None
