"""The console of this very process: its streams and its environment."""

from __future__ import annotations

import os
import sys

from collab_playbook.terminal.console import Console, console_of


def console_here(*, accessible: bool = False) -> Console:
    """The console that this process prints on."""
    return console_of(os.environ, sys.stdout, sys.stderr, accessible=accessible)
