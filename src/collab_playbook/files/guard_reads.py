"""What the guards of a playbook read, kept beside it, so that looking at a board parses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.engine.process import Process, Reads
from collab_playbook.files.cache import keep, key_of, recall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from collab_playbook.model.playbook import Playbook


def guard_reads(playbook: Playbook, cache: Path) -> Mapping[str, Reads]:
    """The names that each guard reads, by the guard's text.

    Args:
        playbook: A sound playbook.
        cache: The folder for what was worked out; without anything there the guards are parsed.
    """
    key = key_of("guard reads", [("playbook", playbook.digest.encode())])
    kept = recall(cache, key)
    if isinstance(kept, dict):
        return {text: frozenset(map(tuple, names)) for text, names in kept.items()}
    process = Process(playbook)
    found = {site.text: process.reads(site.text) for site in process.sites()}
    keep(cache, key, {text: sorted(names) for text, names in found.items()})
    return found
